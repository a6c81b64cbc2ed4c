"""What the HTML report shows of a run, as columns: a list for each property, equal texts held once."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import date
from typing import Any

from freshlint.audit.store.totals import totals_of
from freshlint.audit.views.choose import RunInfo, before, series_of
from freshlint.audit.views.compare import Fate, compare
from freshlint.audit.views.place import place_of
from freshlint.audit.views.traffic import Traffic
from freshlint.finding import Severity

_TEXTS = (
    "rule",
    "confidence",
    "fingerprint",
    "before",
    "text",
    "after",
    "message",
    "role",
    "entity",
    "fact",
    "expected",
    "source_title",
    "source_url",
    "verified",
    "suggestion",
    "advice",
    "applicability",
)
_NUMBERS = ("line", "column")
AGES = ((90, "under 3 months"), (365, "3 to 12 months"), (730, "1 to 2 years"), (10**9, "over 2 years"))
UNKNOWN_AGE = "unknown"


class _Texts:
    """Numbers for texts, each text held once."""

    def __init__(self) -> None:
        self.all: list[str] = []
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        known = self._numbers.get(text)
        if known is None:
            known = self._numbers[text] = len(self.all)
            self.all.append(text)
        return known


def report_data(store: sqlite3.Connection, run: RunInfo, traffic: Traffic | None) -> dict[str, Any]:
    """All that the report holds; `views` of a page are null where no traffic is known."""
    texts = _Texts()
    totals = totals_of(store, run.id)
    earlier = before(store, run)
    pages, numbers, coverage = _pages(store, run, traffic, texts)
    return {
        "run": {
            "id": run.id,
            "source": run.source,
            "as_of": run.as_of,
            "version": run.version,
            "started": run.started,
            "pages": totals.pages,
            "screened": totals.states.get("screened", 0),
            "unchecked": totals.unchecked,
            "undecided": totals.undecided,
            "hidden": totals.hidden,
            "traffic": traffic is not None,
            "earlier": earlier.id if earlier else None,
            "fixed": compare(store, earlier, run).count(Fate.FIXED) if earlier else None,
            "facts": _facts_files(store, run),
        },
        "texts": texts.all,
        "ages": [*(name for _, name in AGES), UNKNOWN_AGE],
        "coverage": coverage,
        "pages": pages,
        "findings": _findings(store, run, earlier, numbers, texts),
        "trend": [_trend_row(store, each) for each in series_of(store, run)],
    }


def age_of(modified: str | None, as_of: str) -> str:
    """The age of a page on a day, in steps that people think in."""
    if modified is None:
        return UNKNOWN_AGE
    days = (date.fromisoformat(as_of) - date.fromisoformat(modified)).days
    return next(name for limit, name in AGES if days < limit)


def _pages(
    store: sqlite3.Connection, run: RunInfo, traffic: Traffic | None, texts: _Texts
) -> tuple[dict[str, list[Any]], dict[int, int], dict[str, dict[str, int]]]:
    """The pages that have something to show; their numbers by id; how many pages each section, ... has in all."""
    columns: dict[str, list[Any]] = {
        name: []
        for name in ("address", "section", "language", "group", "age", "modified", "state", "reason", "views")
    }
    numbers: dict[int, int] = {}
    coverage: dict[str, Counter[str]] = {"section": Counter(), "age": Counter(), "language": Counter()}
    with_findings = "EXISTS (SELECT 1 FROM finding WHERE finding.page = page.id) AS found"
    for row in store.execute(
        f"SELECT id, address, state, reason, modified, {with_findings} FROM page WHERE run = ? ORDER BY address, id",
        (run.id,),
    ):
        place, age = place_of(row["address"]), age_of(row["modified"], run.as_of)
        for name, value in (("section", place.section), ("age", age), ("language", place.language)):
            coverage[name][value] += 1
        if not row["found"] and row["state"] in ("checked", "screened"):
            continue
        numbers[row["id"]] = len(numbers)
        words = (row["address"], place.section, place.language, place.group, age, row["modified"] or "")
        for name, value in zip(columns, (*words, row["state"], row["reason"]), strict=False):
            columns[name].append(texts.number(value))
        columns["views"].append(traffic.of(row["address"]) if traffic else None)
    return columns, numbers, {name: dict(counts) for name, counts in coverage.items()}


def _findings(
    store: sqlite3.Connection, run: RunInfo, earlier: RunInfo | None, numbers: dict[int, int], texts: _Texts
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: [] for name in ("page", "severity", "status", *_NUMBERS, *_TEXTS)}
    known = _fingerprints(store, earlier) if earlier else frozenset()
    for row in store.execute(
        "SELECT finding.* FROM finding JOIN page ON page.id = page WHERE run = ?"
        " ORDER BY page.address, page.id, number",
        (run.id,),
    ):
        columns["page"].append(numbers[row["page"]])
        columns["severity"].append(int(Severity[row["severity"].upper()]))
        status = "" if earlier is None else "remaining" if row["fingerprint"] in known else "new"
        columns["status"].append(texts.number(status))
        for name in _NUMBERS:
            columns[name].append(row[name])
        for name in _TEXTS:
            columns[name].append(texts.number(row[name]))
    return columns


def _fingerprints(store: sqlite3.Connection, run: RunInfo) -> frozenset[str]:
    rows = store.execute(
        "SELECT fingerprint FROM finding JOIN page ON page.id = page WHERE run = ?", (run.id,)
    )
    return frozenset(row["fingerprint"] for row in rows)


def _facts_files(store: sqlite3.Connection, run: RunInfo) -> list[dict[str, str]]:
    rows = store.execute(
        "SELECT path, digest FROM facts_file WHERE facts_version = ? ORDER BY position", (run.facts_version,)
    )
    return [dict(row) for row in rows]


def _trend_row(store: sqlite3.Connection, run: RunInfo) -> dict[str, Any]:
    totals = totals_of(store, run.id)
    return {
        "run": run.id,
        "day": run.started[:10],
        "as_of": run.as_of,
        "pages": totals.pages,
        "stale": totals.stale,
        **totals.severities,
    }
