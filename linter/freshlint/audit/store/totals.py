"""What a run comes to, in numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from freshlint.finding import Severity

_SHOWN = 20


@dataclass(frozen=True)
class Totals:
    """Numbers of one run.

    states      pages by state
    severities  findings by severity
    stale       pages with findings
    safe        findings that have a safe fix
    failed      (address, reason) of the first pages that could not be checked
    """

    run: int
    as_of: str
    source: str
    states: Mapping[str, int]
    severities: Mapping[str, int]
    stale: int
    safe: int
    undecided: int
    hidden: int
    failed: tuple[tuple[str, str], ...]

    @property
    def pages(self) -> int:
        """All pages of the source."""
        return sum(self.states.values())

    @property
    def findings(self) -> int:
        """All findings."""
        return sum(self.severities.values())

    @property
    def unchecked(self) -> int:
        """Pages that could not be checked."""
        return self.states.get("unreadable", 0) + self.states.get("set-aside", 0)

    def at_least(self, least: Severity) -> bool:
        """Whether there is a finding of this severity or above."""
        return any(self.severities.get(severity.label) for severity in Severity if severity >= least)

    def lines(self) -> Iterator[str]:
        """For people, the pages that could not be checked first."""
        for address, reason in self.failed:
            yield f"{address}: not checked: {reason}"
        if self.unchecked > len(self.failed):
            yield f"... and {self.unchecked - len(self.failed)} more pages not checked"
        found = ", ".join(_counted(count, name) for name, count in self.severities.items() if count)
        yield (
            f"Run {self.run}, as of {self.as_of}: {_counted(self.findings, 'finding')} on {self.stale} of"
            f" {_counted(self.pages, 'page')}{f': {found}' if found else ''}."
        )
        if self.safe:
            yield f"{self.safe} can be mended safely."
        if self.hidden:
            yield f"{_counted(self.hidden, 'less certain finding')} not shown (--min-confidence)."
        if self.unchecked:
            yield f"{_counted(self.unchecked, 'page')} could not be checked."


def totals_of(store: sqlite3.Connection, run: int) -> Totals:
    """The numbers of a run."""
    about = store.execute("SELECT source, as_of FROM run WHERE id = ?", (run,)).fetchone()
    states = store.execute("SELECT state, count(*) FROM page WHERE run = ? GROUP BY state", (run,))
    found = dict(
        tuple(row)
        for row in store.execute(
            "SELECT severity, count(*) FROM page JOIN finding ON page = id WHERE run = ? GROUP BY severity",
            (run,),
        )
    )
    sums = store.execute(
        "SELECT count(DISTINCT page) AS stale, count(*) FILTER (WHERE applicability = 'safe') AS safe"
        " FROM page JOIN finding ON page = id WHERE run = ?",
        (run,),
    ).fetchone()
    rest = store.execute(
        "SELECT total(undecided) AS undecided, total(hidden) AS hidden FROM page WHERE run = ?", (run,)
    ).fetchone()
    failed = store.execute(
        "SELECT address, reason FROM page WHERE run = ? AND state IN ('unreadable', 'set-aside')"
        " ORDER BY address, page.id LIMIT ?",
        (run, _SHOWN),
    )
    return Totals(
        run=run,
        as_of=about["as_of"],
        source=about["source"],
        states=dict(tuple(row) for row in states),
        severities={
            severity.label: found.get(severity.label, 0) for severity in sorted(Severity, reverse=True)
        },
        stale=sums["stale"],
        safe=sums["safe"],
        undecided=int(rest["undecided"]),
        hidden=int(rest["hidden"]),
        failed=tuple((row["address"], row["reason"]) for row in failed),
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
