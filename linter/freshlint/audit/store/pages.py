"""The pages of a run, read back from the store."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from freshlint.audit.records import FindingRecord, PageRecord
from freshlint.statement import Stated, Statement

_FINDING = ", ".join(f'"{name}"' for name in FindingRecord.__struct_fields__)
_CLAIM = ", ".join(f'claim."{name}"' for name in Statement.__struct_fields__)


def stored_pages(store: sqlite3.Connection, run: int) -> Iterator[PageRecord]:
    """All pages of a run as they were kept, by address; equal addresses by what they held."""
    for row in store.execute("SELECT * FROM page WHERE run = ? ORDER BY address, digest, id", (run,)):
        yield _page(store, row)


def stated(store: sqlite3.Connection, run: int) -> Iterator[Stated]:
    """All that the pages of a run state, by address."""
    for row in store.execute(
        f"SELECT address, {_CLAIM} FROM claim JOIN page ON page.id = page WHERE run = ?"
        " ORDER BY address, page.id, number",
        (run,),
    ):
        values = dict(row)
        yield Stated(values.pop("address"), _statement(values))


def _page(store: sqlite3.Connection, row: sqlite3.Row) -> PageRecord:
    findings = _rows(store, f"SELECT {_FINDING} FROM finding WHERE page = ? ORDER BY number", row["id"])
    claims = _rows(store, f"SELECT {_CLAIM} FROM claim WHERE page = ? ORDER BY number", row["id"])
    return PageRecord(
        address=row["address"],
        state=row["state"],
        reason=row["reason"],
        digest=row["digest"],
        size=row["size"],
        modified=row["modified"] and date.fromisoformat(row["modified"]),
        findings=tuple(FindingRecord(**found) for found in findings),
        claims=tuple(_statement(found) for found in claims),
        undecided=row["undecided"],
        hidden=row["hidden"],
        warnings=tuple(json.loads(row["warnings"])),
    )


def _rows(store: sqlite3.Connection, query: str, page: int) -> list[dict[str, Any]]:
    return [dict(row) for row in store.execute(query, (page,))]


def _statement(row: dict[str, Any]) -> Statement:
    return Statement(**{**row, "polarity": bool(row["polarity"]), "stamp": bool(row["stamp"])})
