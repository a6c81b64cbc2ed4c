"""Facts held against their sources: which still stand there, which do not, and what stands there now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from freshlint.facts.load import LoadedFile
from freshlint.facts.merge import MergedRow, merge
from freshlint.fetch.fetcher import Fetcher
from freshlint.fetch.outcome import FetchError
from freshlint.supply.evidence import found_instead, stands_in
from freshlint.supply.page_text import UnreadableError, page_lines


class Result(StrEnum):
    """What came of looking a row up. Where there is no page, the fetcher's Failure is the result instead."""

    SEEN = "seen"
    DRIFT = "drift"  # the evidence does not stand there; something like it does
    MISSING = "missing"  # neither: another text, or another layout
    EMPTY = "empty"  # a page without words
    CHARSET = "wrong-charset"
    NO_EVIDENCE = "no-evidence"  # nothing to look for


@dataclass(frozen=True)
class Lookup:
    """One row's outcome.

    result   a Result, or why there is no page
    detail   for people: what was found instead, why there is no page
    moved    where the source has moved to for good; "" mostly
    """

    row: MergedRow
    url: str
    result: str
    detail: str = ""
    moved: str = ""

    @property
    def seen(self) -> bool:
        """Whether the evidence stands on the source."""
        return self.result == Result.SEEN


@dataclass(frozen=True)
class _Page:
    """What a source has: its lines, or why not."""

    lines: tuple[str, ...] = ()
    result: str = ""
    detail: str = ""
    moved: str = ""


def rows_to_verify(files: Sequence[LoadedFile], day: date, entity: str = "") -> list[tuple[MergedRow, str]]:
    """The rows that have a source and have not ended before a day, each with its source's address."""
    urls = {name: source.url for file in files for name, source in file.content.sources.items()}
    chosen = []
    for row in merge(files).rows:
        ended = row.fact.until is not None and row.fact.until < day
        if row.fact.source and not ended and entity in ("", row.fact.entity):
            own = row.file.content.sources.get(row.fact.source)
            chosen.append((row, own.url if own else urls[row.fact.source]))
    return chosen


def verify(
    rows: Iterable[tuple[MergedRow, str]], fetcher: Fetcher, done: Callable[[], None] = lambda: None
) -> list[Lookup]:
    """Each row's outcome, in order; a page is fetched once. `done` is called after each row."""
    pages: dict[str, _Page] = {}
    found = []
    for row, url in rows:
        found.append(_lookup(row, url, fetcher, pages))
        done()
    return found


def _lookup(row: MergedRow, url: str, fetcher: Fetcher, pages: dict[str, _Page]) -> Lookup:
    evidence = row.fact.evidence
    if not evidence:
        return Lookup(row, url, Result.NO_EVIDENCE, "add `evidence`: the text to look for on the source")
    where = url.partition("#")[0]
    if where not in pages:
        pages[where] = _read(where, fetcher)
    page = pages[where]
    if page.result:
        return Lookup(row, url, page.result, page.detail, page.moved)
    if stands_in(evidence, page.lines):
        return Lookup(row, url, Result.SEEN, moved=page.moved)
    instead = found_instead(evidence, page.lines)
    if instead:
        return Lookup(row, url, Result.DRIFT, f"wanted {evidence!r}, found {instead!r}", page.moved)
    return Lookup(row, url, Result.MISSING, f"neither {evidence!r} nor anything like it", page.moved)


def _read(url: str, fetcher: Fetcher) -> _Page:
    try:
        page = fetcher.get(url)
        lines = tuple(page_lines(page))
    except FetchError as error:
        return _Page(result=error.failure, detail=error.detail)
    except UnreadableError as error:
        return _Page(result=Result.CHARSET, detail=str(error))
    moved = page.final_url if page.moved else ""
    if not any(character.isalnum() for line in lines for character in line):
        return _Page(
            result=Result.EMPTY, detail="the page has no words; perhaps a program writes them", moved=moved
        )
    return _Page(lines, moved=moved)
