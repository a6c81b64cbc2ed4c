"""Manners towards a host: what its robots.txt asks for, and time between two requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from freshlint.fetch.outcome import Failure, Fetched, FetchError
from freshlint.fetch.policy import Clock, Policy

_ROBOTS_BYTES = 500_000


def origin(url: str) -> str:
    """Scheme, host and port of a URL."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


@dataclass
class Manners:
    """What was agreed with each origin. `ask` fetches a robots.txt without asking robots.txt first."""

    policy: Policy
    clock: Clock
    ask: Callable[[str], Fetched]
    _rules: dict[str, Protego | FetchError] = field(default_factory=dict)
    _free_at: dict[str, float] = field(default_factory=dict)

    def check(self, url: str) -> None:
        """Raises FetchError where robots.txt asks to stay away from a URL, or cannot be had."""
        rules = self._robots(origin(url))
        if isinstance(rules, FetchError):
            raise FetchError(rules.failure, url, f"its robots.txt cannot be read: {rules.detail}")
        if not rules.can_fetch(url, self.policy.user_agent):
            raise FetchError(Failure.ROBOTS, url, "the site's robots.txt asks programs to stay away")

    def wait(self, url: str) -> None:
        """Wait until the host may be asked again."""
        host = origin(url)
        now = self.clock.monotonic()
        free = self._free_at.get(host, now)
        if free > now:
            self.clock.sleep(free - now)
        self._free_at[host] = max(free, now) + self._pause(host)

    def _pause(self, host: str) -> float:
        rules = self._rules.get(host)
        asked = rules.crawl_delay(self.policy.user_agent) if isinstance(rules, Protego) else None
        return max(self.policy.pause, min(asked or 0.0, self.policy.max_wait))

    def _robots(self, host: str) -> Protego | FetchError:
        if host not in self._rules:
            self._rules[host] = self._read(host)
        return self._rules[host]

    def _read(self, host: str) -> Protego | FetchError:
        try:
            text = self.ask(f"{host}/robots.txt").body[:_ROBOTS_BYTES].decode("utf-8", "replace")
        except FetchError as error:
            # RFC 9309: refused or not there (4xx) means no rules; a failing server means "stay away".
            if error.status is not None and 400 <= error.status < 500:
                return Protego.parse("")
            return error
        return Protego.parse(text)
