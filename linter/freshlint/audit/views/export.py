"""A run as files for other programs: Parquet, which keeps types, or CSV."""

from __future__ import annotations

import csv
import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from freshlint.audit.records import PageRecord
from freshlint.audit.store.pages import stored_pages
from freshlint.audit.tables import TABLES, Table
from freshlint.audit.views.choose import RunInfo

_BATCH = 20_000
# A spreadsheet would take such a cell for a formula, and what a page says is not to be run.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export(store: sqlite3.Connection, run: RunInfo, folder: Path, form: str) -> list[Path]:
    """Write pages, findings and claims of a run, sorted by page, into a folder. Raises OSError.

    A file is there whole or not at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in TABLES:
        file = folder / f"{table.name}.{form}"
        partial = file.with_name(f".{file.name}.partial")
        try:
            _WRITERS[form](table, stored_pages(store, run.id), partial)
            partial.replace(file)
        finally:
            partial.unlink(missing_ok=True)
        written.append(file)
    return written


def _write_parquet(table: Table, pages: Iterator[PageRecord], file: Path) -> None:
    from pyarrow import parquet

    with parquet.ParquetWriter(file, table.schema(), compression="zstd") as writer:
        while batch := list(itertools.islice(pages, _BATCH)):
            writer.write_table(table.arrow(batch))


def _write_csv(table: Table, pages: Iterator[PageRecord], file: Path) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.names)
        for page in pages:
            writer.writerows([_cell(value) for value in row] for row in table.rows(page))


def _cell(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


_WRITERS: dict[str, Callable[[Table, Iterator[PageRecord], Path], None]] = {
    "parquet": _write_parquet,
    "csv": _write_csv,
}
FORMS = tuple(_WRITERS)
