"""Two runs side by side: what was fixed, what is new, what remains; what cannot be known is not called fixed."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from freshlint.audit.views.choose import RunInfo
from freshlint.audit.views.place import place_of


class Fate(StrEnum):
    """What became of a finding from one run to the other."""

    FIXED = "fixed"
    NEW = "new"
    REMAINING = "remaining"
    GONE = "gone with its page"
    UNKNOWN = "unknown, its page could not be checked"


class Compared(NamedTuple):
    """A finding of one of the runs, or of both."""

    fate: Fate
    address: str
    line: int
    rule: str
    severity: str
    message: str


@dataclass(frozen=True)
class Comparison:
    """Findings with what became of them, in the order of their pages."""

    earlier: RunInfo
    later: RunInfo
    findings: tuple[Compared, ...]

    def count(self, fate: Fate) -> int:
        """How many findings had this fate."""
        return sum(finding.fate is fate for finding in self.findings)

    def by_section(self) -> dict[str, Counter[Fate]]:
        """Fates counted for each section."""
        counts: dict[str, Counter[Fate]] = {}
        for finding in self.findings:
            counts.setdefault(place_of(finding.address).section, Counter())[finding.fate] += 1
        return dict(sorted(counts.items()))


def compare(store: sqlite3.Connection, earlier: RunInfo, later: RunInfo) -> Comparison:
    """What became of each finding. The same words on the same page under the same rule are the same finding."""
    then, now = (_findings(store, run) for run in (earlier, later))
    states = {
        row["address"]: row["state"]
        for row in store.execute("SELECT address, state FROM page WHERE run = ?", (later.id,))
    }
    found = [*_fates(then, now, states), *_new(then, now)]
    return Comparison(
        earlier, later, tuple(sorted(found, key=lambda each: (each.address, each.line, each.rule)))
    )


def _fates(
    then: dict[str, list[sqlite3.Row]], now: dict[str, list[sqlite3.Row]], states: dict[str, str]
) -> Iterator[Compared]:
    for fingerprint, rows in then.items():
        left = now.get(fingerprint, [])
        for index, row in enumerate(rows):
            if index < len(left):
                yield _compared(Fate.REMAINING, left[index])
                continue
            state = states.get(row["address"])
            unknown = state in ("unreadable", "set-aside")
            fate = Fate.GONE if state is None else Fate.UNKNOWN if unknown else Fate.FIXED
            yield _compared(fate, row)


def _new(then: dict[str, list[sqlite3.Row]], now: dict[str, list[sqlite3.Row]]) -> Iterator[Compared]:
    for fingerprint, rows in now.items():
        for row in rows[len(then.get(fingerprint, ())) :]:
            yield _compared(Fate.NEW, row)


def _findings(store: sqlite3.Connection, run: RunInfo) -> dict[str, list[sqlite3.Row]]:
    found: dict[str, list[sqlite3.Row]] = {}
    for row in store.execute(
        "SELECT fingerprint, address, line, rule, severity, message FROM finding JOIN page ON page.id = page"
        " WHERE run = ? ORDER BY address, page.id, number",
        (run.id,),
    ):
        found.setdefault(row["fingerprint"], []).append(row)
    return found


def _compared(fate: Fate, row: sqlite3.Row) -> Compared:
    return Compared(fate, row["address"], row["line"], row["rule"], row["severity"], row["message"])
