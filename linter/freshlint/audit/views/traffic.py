"""Page views from a CSV file: what a finding on a page is worth."""

from __future__ import annotations

import csv
from pathlib import Path
from urllib.parse import urlsplit

from freshlint.errors import SetupError

_PAGE = ("page", "path", "url", "address", "page path")
_VIEWS = ("views", "pageviews", "page views", "screen page views", "hits", "sessions", "visits")


class TrafficError(SetupError):
    """The file cannot be used; the message says what it should hold."""


class Traffic:
    """Views of pages by address, path or URL; a page is found by any of its names."""

    def __init__(self, views: dict[str, int]) -> None:
        self._views = views

    def of(self, address: str) -> int | None:
        """The views of a page; None where the file does not name it."""
        return next((self._views[name] for name in _names(address) if name in self._views), None)


def read_traffic(file: Path) -> Traffic:
    """The views in a CSV file with a header that names a column of pages and one of views. Raises TrafficError."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            page, count = _columns(file, reader.fieldnames or ())
            views: dict[str, int] = {}
            for row in reader:
                number = _number(file, reader.line_num, row[count])
                for name in _names(row[page] or "")[:1]:
                    views[name] = views.get(name, 0) + number
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TrafficError(f"{file}: cannot be read as CSV: {error}") from error
    return Traffic(views)


def _columns(file: Path, header: object) -> tuple[str, str]:
    names = {str(name).strip().casefold().replace("_", " "): str(name) for name in header or ()}  # type: ignore[attr-defined]
    page = next((names[name] for name in _PAGE if name in names), None)
    views = next((names[name] for name in _VIEWS if name in names), None)
    if page is None or views is None:
        raise TrafficError(f"{file}: the first line must name a column `page` (or path, url) and one `views`")
    return page, views


def _number(file: Path, line: int, text: str | None) -> int:
    digits = (text or "").strip().replace(",", "").replace(" ", "")
    try:
        return int(float(digits or 0))
    except (ValueError, OverflowError) as error:
        raise TrafficError(f"{file}:{line}: {text!r} is no number of views") from error


def _names(address: str) -> list[str]:
    """What a page may be called, the exact name first: /guide/, guide, guide/index.html and guide.md are one."""
    path = urlsplit(address).path if "://" in address else address.partition("?")[0]
    bare = path.strip("/")
    for suffix in (".md", ".mdx", ".markdown", ".html", ".htm"):
        bare = bare.removesuffix(suffix)
    bare = bare.removesuffix("/index").removesuffix("/README")
    return [bare.casefold()] if bare not in ("", "index") else [""]
