"""What changed in the facts, in words: for a terminal, for a pull request, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from freshlint.facts.change import EntityChange, RowChange, count
from freshlint.facts.fact import Fact
from freshlint.facts.said import conditions, said
from freshlint.report.escape import printable
from freshlint.report.markdown_text import prose

_NO_DAY = {"since": "no first day", "until": "no last day", "verified": "not verified"}
_SHORT = 80


def as_text(changes: Sequence[EntityChange], old: str, new: str) -> str:
    """An entity, and under it a line a row: + new, - gone, ~ changed."""
    lines = [printable(f"{old} -> {new}: {_total(changes)}")]
    for change in changes:
        lines += ["", printable(change.entity.id + _fate(change))]
        lines += [printable(f"  {sign} {text}") for sign, text in _lines(change)]
    return "\n".join(lines) + "\n"


def as_markdown(changes: Sequence[EntityChange], old: str, new: str) -> str:
    """The same as a list that can be pasted into a pull request."""
    lines = [f"**Facts, {prose(old)} → {prose(new)}:** {_total(changes)}"]
    words = {"+": "new", "-": "gone", "~": "changed"}
    for change in changes:
        lines += ["", f"- **{prose(change.entity.id)}**{_fate(change)}"]
        lines += [f"  - {words[sign]}: {prose(text)}" for sign, text in _lines(change)]
    return "\n".join(lines) + "\n"


def as_json(changes: Sequence[EntityChange], old: str, new: str) -> str:
    """One object: what was compared, and the changes by entity."""
    report = {
        "version": 1,
        "old": old,
        "new": new,
        "entities": [
            {
                "entity": change.entity.id,
                "known_before": change.known[0],
                "known_after": change.known[1],
                "names_added": change.names_added,
                "names_removed": change.names_removed,
                "rows": [_object(row) for row in change.rows],
            }
            for change in changes
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _total(changes: Sequence[EntityChange]) -> str:
    number, entities = count(changes), len(changes)
    if not number:
        return "nothing changed"
    return f"{number} change{'s' * (number != 1)} in {entities} entit{'y' if entities == 1 else 'ies'}"


def _fate(change: EntityChange) -> str:
    return " (new)" if not change.known[0] else " (gone)" if not change.known[1] else ""


def _lines(change: EntityChange) -> Iterator[tuple[str, str]]:
    for sign, names in (("+", change.names_added), ("-", change.names_removed)):
        yield from ((sign, f"name: {name}") for name in names)
    for row in change.rows:
        yield _line(row)


def _line(change: RowChange) -> tuple[str, str]:
    about = f"{change.row.aspect}: "
    if change.before is None or change.after is None:
        return ("-" if change.after is None else "+"), about + _told(change.row) + _days(change.row)
    if change.value_changed:
        return "~", f"{about}{_told(change.before)} -> {_told(change.after)}{_days(change.after)}"
    return "~", f"{about}{_told(change.after)}: " + "; ".join(
        f"{name} {_field(name, old)} -> {_field(name, new)}" for name, old, new in change.fields
    )


def _told(row: Fact) -> str:
    return said(row.value) + conditions(row)


def _days(row: Fact) -> str:
    days = [f"{name} {day}" for name, day in (("since", row.since), ("until", row.until)) if day]
    days.append(f"verified {row.verified}" if row.verified else "not verified")
    if row.citation:
        days.append(row.citation.url)
    return f" ({', '.join(days)})"


def _field(name: str, value: str) -> str:
    shown = value if len(value) <= _SHORT else f"{value[:_SHORT]}..."
    if name in ("evidence", "source"):
        return repr(shown) if value else "none"
    return shown or _NO_DAY[name]


def _object(change: RowChange) -> dict[str, object]:
    row = change.row
    return {
        "identity": row.identity,
        "aspect": str(row.aspect),
        "before": _row(change.before),
        "after": _row(change.after),
        "fields": [{"name": name, "before": old, "after": new} for name, old, new in change.fields],
    }


def _row(row: Fact | None) -> dict[str, object] | None:
    if row is None:
        return None
    days = {name: str(day) if day else None for name, day in _dated(row)}
    return {"said": _told(row), **days, "source": row.citation.url if row.citation else row.source or None}


def _dated(row: Fact) -> tuple[tuple[str, object], ...]:
    return ("since", row.since), ("until", row.until), ("verified", row.verified)
