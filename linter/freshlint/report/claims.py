"""Claims as a table for people, as JSON and CSV; and the contradictions among them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from freshlint.report.escape import printable
from freshlint.statement import Stated, Statement

COLUMNS = ("path", *Statement.__struct_fields__)
_HEAD = ("place", "entity", "claim", "value", "verdict", "held", "source")
_WIDEST = 40
# A spreadsheet would take such a cell for a formula, and what a page says is not to be run.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row(stated: Stated) -> tuple[Any, ...]:
    """The values of COLUMNS."""
    return (stated.path, *msgspec.structs.astuple(stated.said))


def as_table(stated: Sequence[Stated]) -> str:
    """Columns as wide as what they hold; long values are shortened at the end."""
    rows = [_HEAD, *(tuple(map(_short, _shown(each))) for each in stated)]
    widths = [max(len(line[index]) for line in rows) for index in range(len(_HEAD))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in rows
    )


def as_json(stated: Sequence[Stated], more: dict[str, Any]) -> str:
    """One object with all claims, behind what else is to be said."""
    claims = [dict(zip(COLUMNS, row(each), strict=True)) for each in stated]
    return json.dumps({**more, "claims": claims}, ensure_ascii=False, indent=1) + "\n"


def as_csv(stated: Sequence[Stated]) -> str:
    """A row a claim; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row(each)] for each in stated)
    return stream.getvalue()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _shown(stated: Stated) -> Iterator[str]:
    said = stated.said
    yield f"{stated.path}:{said.line}"
    yield said.entity
    limits = f" ({said.conditions})" if said.conditions else ""
    yield f"{said.predicate}{limits}"
    yield said.value
    yield said.verdict
    yield said.held or "-"
    yield f"{said.source_title}, {said.verified}" if said.source_title else "-"


def _short(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"
