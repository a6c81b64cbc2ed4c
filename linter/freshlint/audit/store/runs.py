"""Runs in the store: begun, resumed, filled part by part, finished."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec

from freshlint import __version__
from freshlint.audit.records import FindingRecord, PageRecord, PartRecord
from freshlint.audit.store.database import transaction
from freshlint.audit.store.pages import stated
from freshlint.basis import Basis
from freshlint.facts.digest import digest
from freshlint.statement import Stated


@dataclass(frozen=True)
class RunKey:
    """What makes two runs the same run: the source as it stands, its series, and what it is judged by.

    as_of  None: the run is for today, and one that was begun on another day is gone on with as of that day
    """

    source: str
    series: str
    basis: Basis
    as_of: date | None = None


@dataclass(frozen=True)
class OpenRun:
    """A run that is not finished; `done` are the names of its parts that are."""

    id: int
    as_of: date
    started: str
    done: frozenset[str]


def unfinished(store: sqlite3.Connection, key: RunKey) -> OpenRun | None:
    """The newest run of this key that was interrupted."""
    row = store.execute(
        "SELECT id, as_of, started FROM run WHERE finished IS NULL AND source = ? AND basis = ?"
        " AND as_of = coalesce(?, as_of) ORDER BY id DESC",
        (key.source, key.basis.digest, key.as_of and key.as_of.isoformat()),
    ).fetchone()
    if row is None:
        return None
    done = store.execute("SELECT name FROM part WHERE run = ?", (row["id"],))
    return OpenRun(
        row["id"], date.fromisoformat(row["as_of"]), row["started"], frozenset(name for (name,) in done)
    )


def begin(store: sqlite3.Connection, key: RunKey) -> OpenRun:
    """A new run."""
    started = _now()
    with transaction(store):
        facts = _facts_version(store, key.basis)
        row = store.execute(
            "INSERT INTO run (source, series, facts_version, basis, as_of, version, started)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (
                key.source,
                key.series,
                facts,
                key.basis.digest,
                key.basis.as_of.isoformat(),
                __version__,
                started,
            ),
        ).fetchone()
    return OpenRun(row["id"], key.basis.as_of, started, frozenset())


def abandon(store: sqlite3.Connection, run: int) -> None:
    """Take a run out, with all that it found."""
    with transaction(store):
        store.execute("DELETE FROM run WHERE id = ?", (run,))


def add(store: sqlite3.Connection, run: int, part: PartRecord) -> None:
    """Keep a part, whole. A part that is there already stays as it is."""
    with transaction(store):
        row = store.execute(
            "INSERT INTO part (run, name) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id", (run, part.name)
        ).fetchone()
        if row is not None:
            for page in part.pages:
                _add_page(store, run, row["id"], page)


def finish(
    store: sqlite3.Connection,
    run: int,
    parts: Collection[str],
    compare: Callable[[Callable[[], Iterable[Stated]]], Iterable[tuple[str, FindingRecord]]] = lambda _: (),
) -> None:
    """Close a run whose source has exactly these parts; what was kept of pages that changed since goes.

    `compare` gives what is found only where all pages are known, as (address, finding): it is added to the pages.
    """
    with transaction(store):
        kept = store.execute("SELECT id, name FROM part WHERE run = ?", (run,)).fetchall()
        gone = [(row["id"],) for row in kept if row["name"] not in parts]
        store.executemany("DELETE FROM part WHERE id = ?", gone)
        for address, finding in compare(lambda: stated(store, run)):
            _append(store, run, address, finding)
        store.execute("UPDATE run SET finished = ? WHERE id = ?", (_now(), run))


def _append(store: sqlite3.Connection, run: int, address: str, finding: FindingRecord) -> None:
    page, number = store.execute(
        "SELECT id, (SELECT coalesce(max(number), -1) + 1 FROM finding WHERE page = id) FROM page"
        " WHERE run = ? AND address = ? ORDER BY id LIMIT 1",
        (run, address),
    ).fetchone()
    _add_rows(store, "finding", page, [finding], number)


def _add_page(store: sqlite3.Connection, run: int, part: int, page: PageRecord) -> None:
    row = store.execute(
        "INSERT INTO page (run, part, address, state, reason, digest, size, modified, undecided, hidden, warnings)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            run,
            part,
            page.address,
            page.state,
            page.reason,
            page.digest,
            page.size,
            page.modified and page.modified.isoformat(),
            page.undecided,
            page.hidden,
            json.dumps(page.warnings, ensure_ascii=False),
        ),
    ).fetchone()
    _add_rows(store, "finding", row["id"], page.findings)
    _add_rows(store, "claim", row["id"], page.claims)


def _add_rows(
    store: sqlite3.Connection, table: str, page: int, rows: Iterable[msgspec.Struct], first: int = 0
) -> None:
    """Rows of plain values, in the order of the table's columns."""
    values = [(page, number, *msgspec.structs.astuple(row)) for number, row in enumerate(rows, first)]
    if values:
        marks = ", ".join("?" * len(values[0]))
        store.executemany(f"INSERT INTO {table} VALUES ({marks})", values)


def _facts_version(store: sqlite3.Connection, basis: Basis) -> int:
    found = store.execute("SELECT id FROM facts_version WHERE digest = ?", (basis.facts_digest,)).fetchone()
    if found:
        return int(found["id"])
    (version,) = store.execute(
        "INSERT INTO facts_version (digest) VALUES (?) RETURNING id", (basis.facts_digest,)
    ).fetchone()
    store.executemany(
        "INSERT INTO facts_file VALUES (?, ?, ?, ?, ?)",
        [
            (version, position, label, digest(data), zlib.compress(data))
            for position, (label, data) in enumerate(basis.facts)
        ],
    )
    return int(version)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
