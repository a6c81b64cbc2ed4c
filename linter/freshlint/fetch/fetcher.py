"""Fetching a page. Everything in freshlint that reads from the network does it through a Fetcher."""

from __future__ import annotations

import email.utils
import ssl
from collections.abc import Mapping
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import requests
import urllib3.exceptions

from freshlint.fetch.body import ENCODINGS, BodyError, TooLarge, TooSlow, read_body
from freshlint.fetch.manners import Manners, origin
from freshlint.fetch.outcome import Failure, Fetched, FetchError
from freshlint.fetch.pages import PageCache
from freshlint.fetch.peer import PeerRefused, PublicOnly
from freshlint.fetch.policy import Clock, Policy

_PASSING = frozenset({Failure.SERVER, Failure.UNREACHABLE, Failure.TIMEOUT, Failure.CUT_OFF})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_GONE = frozenset({404, 410})
_ASKS_TO_WAIT = frozenset({429, 503})


class Fetcher:
    """Asks for pages within a policy. Not for several threads at once; use it as a context manager.

    cache    pages fetched before; the site is asked only whether they changed
    offline  only the cache is asked, never the network
    """

    def __init__(
        self,
        policy: Policy | None = None,
        cache: PageCache | None = None,
        offline: bool = False,
        clock: Clock | None = None,
    ) -> None:
        self.policy = policy or Policy()
        self.clock = clock or Clock()
        self.cache = cache
        self.offline = offline
        self._manners = Manners(self.policy, self.clock, self._robots)
        self._session = requests.Session()
        self._session.trust_env = self.policy.environment
        self._session.headers.clear()
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        if not self.policy.private_peers:
            for scheme in ("http://", "https://"):
                self._session.mount(scheme, PublicOnly())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.close()

    def get(self, url: str, headers: Mapping[str, str] | None = None, robots: bool = True) -> Fetched:
        """The page at a URL. Raises FetchError.

        headers  sent to the URL's own origin only, and never kept with the page
        robots   off for what is no crawling: an API called with its user's own key, a file that a user named
        """
        kept = self.cache.get(url) if self.cache and not headers else None
        if self.offline:
            if kept is None:
                raise FetchError(Failure.NOT_CACHED, url, "not in the offline cache")
            known, body = kept
            return Fetched(
                url, known.final_url, known.status, known.content_type, body, known.moved, cached=True
            )
        conditions = dict(headers or {})
        if kept and kept[0].final_url == url:
            known = kept[0]
            asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
            conditions |= {name: value for name, value in asked.items() if value}
        page, answer = self._retried(url, conditions, robots)
        if page.status == HTTPStatus.NOT_MODIFIED:
            if kept is None:
                raise FetchError(
                    Failure.SERVER, url, "answers 304 to a question without conditions", status=304
                )
            known, body = kept
            return Fetched(url, page.final_url, known.status, known.content_type, body, cached=True)
        if self.cache and not headers:
            self.cache.put(page, answer.get("ETag", ""), answer.get("Last-Modified", ""))
        return page

    def _robots(self, url: str) -> Fetched:
        return self._retried(url, {}, robots=False)[0]

    def _retried(self, url: str, headers: dict[str, str], robots: bool) -> tuple[Fetched, Mapping[str, str]]:
        for attempt in range(1, self.policy.tries + 1):
            try:
                return self._followed(url, headers, robots)
            except FetchError as error:
                wait = self._wait_before_next(error, attempt)
                if wait is None:
                    raise
                self.clock.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _wait_before_next(self, error: FetchError, attempt: int) -> float | None:
        """Seconds until the next try; None where there is none."""
        if attempt >= self.policy.tries:
            return None
        if error.retry_after is not None:
            return error.retry_after if error.retry_after <= self.policy.max_wait else None
        passing = error.failure in _PASSING or error.status == HTTPStatus.TOO_MANY_REQUESTS
        return self.policy.backoff * 2 ** (attempt - 1) if passing else None

    def _followed(self, url: str, headers: dict[str, str], robots: bool) -> tuple[Fetched, Mapping[str, str]]:
        """The answer at the end of the redirects; each hop is checked as the first one."""
        at, moved, seen = url, True, {url}
        for _ in range(self.policy.max_redirects + 1):
            _check_address(at)
            if robots:
                self._manners.check(at)
            own = headers if origin(at) == origin(url) else {}
            target, page, answer = self._asked(url, at, own)
            if page is not None:
                return (page if at == url or not moved else _moved(page)), answer
            moved = moved and int(answer["status"]) in _FOR_GOOD
            if target in seen or (at.startswith("https:") and target.startswith("http:")):
                raise FetchError(Failure.REDIRECTS, url, f"redirects to {target}, which is not followed")
            seen.add(target)
            at = target
        raise FetchError(Failure.REDIRECTS, url, f"redirects more than {self.policy.max_redirects} times")

    def _asked(
        self, url: str, at: str, headers: Mapping[str, str]
    ) -> tuple[str, Fetched | None, Mapping[str, str]]:
        """One request: where it redirects to, or the page; and the answer's headers."""
        self._manners.wait(at)
        started = self.clock.monotonic()
        own = {"User-Agent": self.policy.user_agent, "Accept-Encoding": ENCODINGS, "Accept": "*/*"}
        try:
            with self._session.get(
                at,
                headers={**own, **headers},
                stream=True,
                allow_redirects=False,
                timeout=(self.policy.connect_timeout, self.policy.read_timeout),
            ) as response:
                if response.status_code in _REDIRECTS and "Location" in response.headers:
                    target = urljoin(at, response.headers["Location"])
                    return target, None, {"status": str(response.status_code)}
                self._raise_for_status(url, response)
                body = read_body(
                    response.raw,
                    response.headers.get("Content-Encoding", ""),
                    self.policy.max_bytes,
                    lambda: self.clock.monotonic() - started <= self.policy.deadline,
                )
        except (requests.RequestException, urllib3.exceptions.HTTPError, BodyError, PeerRefused) as error:
            raise _failure(url, error) from error
        kind = response.headers.get("Content-Type", "")
        return "", Fetched(url, at, response.status_code, kind, body), response.headers

    def _raise_for_status(self, url: str, response: requests.Response) -> None:
        status = response.status_code
        if status == HTTPStatus.NOT_MODIFIED or 200 <= status < 300:
            return
        failure = Failure.GONE if status in _GONE else Failure.BLOCKED if status < 500 else Failure.SERVER
        wait = self._retry_after(response.headers.get("Retry-After")) if status in _ASKS_TO_WAIT else None
        asked = f", and asks to wait {wait:.0f} s" if wait is not None else ""
        detail = f"the site answers {status} {response.reason or ''}".rstrip() + asked
        raise FetchError(failure, url, detail, status=status, retry_after=wait)

    def _retry_after(self, value: str | None) -> float | None:
        """Seconds to wait, from a number of seconds or a date."""
        if not value:
            return None
        if value.strip().isdigit():
            return float(value)
        try:
            day = email.utils.parsedate_to_datetime(value)
        except ValueError:
            return None
        return max(0.0, day.timestamp() - self.clock.wall())


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise FetchError(Failure.BAD_ADDRESS, url, f"not an address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(Failure.BAD_ADDRESS, url, "only http:// and https:// addresses are fetched")
    if parts.username or parts.password:
        raise FetchError(Failure.BAD_ADDRESS, url, "an address with a name or password in it is not fetched")


def _moved(page: Fetched) -> Fetched:
    return Fetched(page.url, page.final_url, page.status, page.content_type, page.body, moved=True)


def _failure(url: str, error: Exception) -> FetchError:
    """The named outcome of what went wrong; libraries wrap the cause, so the whole chain is looked at."""
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, PeerRefused):
            return FetchError(Failure.REFUSED, url, str(cause))
        if isinstance(cause, TooLarge):
            return FetchError(Failure.TOO_LARGE, url, str(cause))
        if isinstance(cause, urllib3.exceptions.NewConnectionError):
            return FetchError(Failure.UNREACHABLE, url, "cannot be reached")
        if isinstance(cause, TooSlow | TimeoutError | requests.Timeout | urllib3.exceptions.TimeoutError):
            return FetchError(Failure.TIMEOUT, url, "no answer in time")
        if isinstance(cause, ssl.SSLError | requests.exceptions.SSLError):
            return FetchError(Failure.TLS, url, f"no trusted connection: {cause}")
        if isinstance(cause, requests.exceptions.InvalidURL | urllib3.exceptions.LocationValueError):
            return FetchError(Failure.BAD_ADDRESS, url, f"not an address: {cause}")
        if isinstance(cause, BodyError | urllib3.exceptions.IncompleteRead):
            return FetchError(Failure.CUT_OFF, url, str(cause))
    return FetchError(Failure.UNREACHABLE, url, f"cannot be reached: {chain[-1]}")


def _causes(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        inner = [each for each in error.args if isinstance(each, BaseException)]
        reason = getattr(error, "reason", None)
        error = inner[0] if inner else reason if isinstance(reason, BaseException) else error.__cause__
    return chain
