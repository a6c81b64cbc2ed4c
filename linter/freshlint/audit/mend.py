"""Safe fixes of a run: the pages with a safe fix are read again, and fixed until none is left."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from freshlint.audit.judge import storable
from freshlint.audit.page import PageError
from freshlint.audit.part import Part
from freshlint.audit.views.place import place_of
from freshlint.page import Checker
from freshlint.run import internal_error
from freshlint.source import Source, SourceError


@dataclass(frozen=True)
class Mended:
    """A page after its fixes. `fixed` findings were fixed; `failure` is why none could be."""

    address: str
    before: Source
    after: Source
    fixed: int = 0
    failure: str = ""

    @property
    def section(self) -> str:
        """The section that the page belongs to."""
        return place_of(self.address).section

    @property
    def data(self) -> bytes:
        """The page's bytes after its fixes. Raises SourceError."""
        return self.before.encode(self.after.text)


def fixable(store: sqlite3.Connection, run: int) -> frozenset[str]:
    """The addresses of the pages of a run with a safe fix."""
    rows = store.execute(
        "SELECT DISTINCT address FROM page JOIN finding ON page.id = page WHERE run = ? AND applicability = 'safe'",
        (run,),
    )
    return frozenset(row["address"] for row in rows)


def mended(parts: Iterable[Part], wanted: frozenset[str], checker: Checker) -> Iterator[Mended]:
    """Those pages fixed; only they are read. A page that needs no fix any more is left out."""
    for part in parts:
        for page in part.pages():
            address = storable(page.address)
            if address not in wanted:
                continue
            nothing = Source(address, "")
            try:
                data, form, charset = page.load()
                source = Source.decode(address, data, form, charset)
                report = checker.fix(source, unsafe=False, archive=page.archive)
                result = Mended(address, source, report.source, report.fixed)
                if result.data != data:
                    yield result
            except (PageError, SourceError, OSError) as error:
                yield Mended(address, nothing, nothing, failure=storable(str(error)))
            except Exception as error:  # noqa: BLE001 (one page's trouble keeps no other from its fixes)
                yield Mended(address, nothing, nothing, failure=storable(internal_error(error)))
