"""Pages of a live site, fetched one by one, politely."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from email.message import Message
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from freshlint.audit.page import Content, Page, PageError
from freshlint.audit.part import Part, cut, halves, several

if TYPE_CHECKING:
    from freshlint.fetch.fetcher import Fetcher

# Seconds that a page may take beside its check: tries, and the waits between them that a site asks for.
PATIENCE = 600.0
PAGES = 16
_FORMS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
}


class UrlEntry(msgspec.Struct, frozen=True, array_like=True):
    """An address, and the day on which the site says that it changed."""

    url: str
    modified: date | None = None


class UrlsPart(Part, frozen=True):
    """Some addresses. `pause` and `private` are of the fetcher's policy."""

    urls: tuple[UrlEntry, ...]
    pause: float
    private: bool

    @property
    def where(self) -> str:
        """The first address, and how many follow."""
        return several(self.urls[0].url, self.count)

    @property
    def size(self) -> int:
        """Not known before it is fetched."""
        return 0

    @property
    def count(self) -> int:
        """Number of addresses."""
        return len(self.urls)

    def pages(self) -> Iterator[Page]:
        """One page an address, fetched when it is read."""
        for entry in self.urls:
            yield Page(entry.url, self._loading(entry.url), entry.modified)

    def _loading(self, url: str) -> Callable[[], Content]:
        return lambda: _fetched(fetcher(self.pause, self.private), url)

    def split(self) -> Sequence[Part]:
        """Two halves."""
        return [UrlsPart(urls, self.pause, self.private) for urls in halves(self.urls)]


@cache
def fetcher(pause: float, private: bool) -> Fetcher:
    """The fetcher of this process: it remembers each host's robots.txt, and when it was asked last."""
    # Imported where a site is read: it costs a fifth of what a checking process needs to start.
    from freshlint.fetch.fetcher import Fetcher
    from freshlint.fetch.policy import Policy

    return Fetcher(Policy(pause=pause, private_peers=private))


def url_parts(urls: Sequence[UrlEntry], pause: float, private: bool) -> Iterator[UrlsPart]:
    """Addresses in parts, each address once."""
    once = {entry.url: entry for entry in reversed(urls)}
    for group in cut(reversed(once.values()), size=lambda _: 0, pages=PAGES):
        yield UrlsPart(group, pause, private)


def _fetched(fetcher: Fetcher, url: str) -> Content:
    from freshlint.fetch.outcome import FetchError

    try:
        page = fetcher.get(url)
    except FetchError as error:
        raise PageError(error.detail) from error
    kind = Message()
    kind["Content-Type"] = page.content_type
    form = _FORMS.get(kind.get_content_type() if page.content_type else "text/html")
    if form is None:
        raise PageError(f"is no page but {kind.get_content_type()}")
    return Content(page.body, form, kind.get_content_charset(""))
