"""Page views from a CSV: which pages are read, so that what many read is mended first."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from freshlint.errors import SetupError

_PAGE = ("path", "page", "url", "file", "page path", "page path and screen class", "page url", "landing page")
_VIEWS = ("views", "pageviews", "page views", "visits", "hits", "sessions")
_SUFFIX = re.compile(r"\.(?:md|markdown|mdx|html?)$", re.I)
_INDEX = frozenset({"index", "_index", "readme"})

Parts = tuple[str, ...]


@dataclass(frozen=True)
class PageViews:
    """Views by the parts of an address ("docs", "pricing")."""

    counted: Mapping[Parts, int]

    def of(self, path: str) -> int | None:
        """The views of a page, whose path ends as an address does; of several addresses the longest counts."""
        parts = _parts(path)
        for start in range(len(parts) + 1):
            # The home page's address has no parts: only a file with none is it.
            if (views := self.counted.get(parts[start:])) is not None and (parts[start:] or not parts):
                return views
        return None


def read_views(name: str, data: bytes) -> PageViews:
    """The views in a CSV with a column of addresses or paths and one of numbers. Raises SetupError."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise SetupError(f"{name}: is not valid UTF-8 (byte {error.start})") from error
    # Exports of analytics begin with comments.
    rows = csv.reader([line for line in lines if not line.startswith("#")])
    header = [cell.strip().casefold() for cell in next(rows, [])]
    page, views = _column(header, _PAGE), _column(header, _VIEWS)
    if page is None or views is None:
        raise SetupError(f"{name}: the first line must name a column `path` (or `url`) and one `views`")
    counted: Counter[Parts] = Counter()
    for number, row in enumerate(rows, 2):
        if not any(row):
            continue
        try:
            counted[_parts(_path(row[page]))] += int(re.sub(r"[\s,_]", "", row[views]))
        except (IndexError, ValueError) as error:
            raise SetupError(
                f"{name}:{number}: {','.join(row)!r} has no address and number of views"
            ) from error
    return PageViews(counted)


def _column(header: list[str], names: Iterable[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _path(address: str) -> str:
    return unquote(urlsplit(address.strip()).path)


def _parts(path: str) -> Parts:
    parts = [part for part in PurePosixPath(_SUFFIX.sub("", path.casefold())).parts if part not in ("/", ".")]
    if parts and parts[-1] in _INDEX:
        parts.pop()
    return tuple(parts)
