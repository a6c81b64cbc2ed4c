"""Which run a view is about."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from freshlint.audit.store.database import StoreError


@dataclass(frozen=True)
class RunInfo:
    """A finished run, by its row in the store."""

    id: int
    source: str
    series: str
    as_of: str
    basis: str
    version: str
    started: str
    facts_version: int


def chosen(store: sqlite3.Connection, run: int | None) -> RunInfo:
    """The run of a number; without one, the newest that is finished. Raises StoreError."""
    row = store.execute(
        "SELECT * FROM run WHERE id = coalesce(?, id) AND finished IS NOT NULL ORDER BY id DESC LIMIT 1",
        (run,),
    ).fetchone()
    if row is None:
        raise StoreError(f"there is no finished run {run}" if run else "there is no finished run")
    return _info(row)


def before(store: sqlite3.Connection, run: RunInfo) -> RunInfo | None:
    """The finished run of the same series that came before."""
    row = store.execute(
        "SELECT * FROM run WHERE series = ? AND id < ? AND finished IS NOT NULL ORDER BY id DESC LIMIT 1",
        (run.series, run.id),
    ).fetchone()
    return row and _info(row)


def series_of(store: sqlite3.Connection, run: RunInfo) -> list[RunInfo]:
    """The finished runs of the same series up to this one, oldest first."""
    rows = store.execute(
        "SELECT * FROM run WHERE series = ? AND id <= ? AND finished IS NOT NULL ORDER BY id",
        (run.series, run.id),
    )
    return [_info(row) for row in rows]


def _info(row: sqlite3.Row) -> RunInfo:
    return RunInfo(**{name: row[name] for name in RunInfo.__dataclass_fields__})
