"""Fixtures for whatever fetches: a loopback site, a clock that never waits, a fetcher that may ask the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from freshlint.fetch.fetcher import Fetcher
from freshlint.fetch.pages import PageCache
from freshlint.fetch.policy import Clock, Policy
from loopback import Site, serve


@dataclass
class FakeTime:
    """Time that passes only where somebody sleeps. `wall` begins at 2026-11-20 00:00 UTC."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.now += seconds

    @property
    def clock(self) -> Clock:
        """The clock for a fetcher."""
        return Clock(lambda: self.now, self.sleep, lambda: 1_795_132_800 + self.now)


@pytest.fixture
def time() -> FakeTime:
    """Time that does not pass by itself."""
    return FakeTime()


@pytest.fixture
def web() -> Iterator[Site]:
    """A site on the loopback address, without pages."""
    with serve() as site:
        yield site


@pytest.fixture
def fetcher(time: FakeTime) -> Callable[..., Fetcher]:
    """Makes a fetcher that may talk to the loopback address, with other limits where they are given."""

    def make(cache: PageCache | None = None, offline: bool = False, **limits: object) -> Fetcher:
        policy = replace(Policy(private_peers=True), **limits)  # type: ignore[arg-type]
        return Fetcher(policy, cache, offline, time.clock)

    return make
