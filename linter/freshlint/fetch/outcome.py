"""What came of asking for a page: the page, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Failure(StrEnum):
    """Why there is no page."""

    BAD_ADDRESS = "bad-address"  # not http(s), or with a name and password in it
    REFUSED = "refused-address"  # the peer is private, loopback, link-local or otherwise not public
    ROBOTS = "robots"  # the site's robots.txt asks programs to stay away
    GONE = "gone"  # 404, 410
    BLOCKED = "blocked"  # 401, 403, 429, 451
    SERVER = "server-error"
    UNREACHABLE = "unreachable"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    CUT_OFF = "cut-off"  # the body ended early or cannot be decompressed
    REDIRECTS = "redirects"  # too many, in a circle, or from https down to http
    NOT_CACHED = "not-cached"  # offline, and never fetched before
    DIGEST = "digest"  # the bytes are not those that were pinned


class FetchError(Exception):
    """There is no page. `retry_after` is what the site asked for, in seconds."""

    def __init__(
        self,
        failure: Failure,
        url: str,
        detail: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(f"{url}: {detail}")
        self.failure = failure
        self.url = url
        self.detail = detail
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True)
class Fetched:
    """A page's bytes, decompressed.

    url        where it was asked for
    final_url  where it was found; another one where the site redirected
    moved      the site says that it moved for good (301, 308)
    cached     the site said that the cached copy is still what it serves, or nobody asked it (offline)
    """

    url: str
    final_url: str
    status: int
    content_type: str
    body: bytes
    moved: bool = False
    cached: bool = False
