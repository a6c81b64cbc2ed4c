"""All runs of a store, each in a row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from freshlint.audit.store.totals import totals_of

HEAD = (
    "run",
    "begun",
    "as of",
    "pages",
    "stale",
    "errors",
    "warnings",
    "notices",
    "not checked",
    "source",
)


def rows(store: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The values of HEAD for each run, oldest first."""
    for run in store.execute("SELECT id, started, finished, as_of, source FROM run ORDER BY id"):
        totals = totals_of(store, run["id"])
        unfinished = "" if run["finished"] else " (interrupted)"
        yield (
            run["id"],
            run["started"][:10],
            run["as_of"],
            totals.pages,
            totals.stale,
            *totals.severities.values(),
            totals.unchecked,
            f"{run['source']}{unfinished}",
        )
