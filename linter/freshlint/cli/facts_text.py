"""Facts as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import msgspec

from freshlint.facts.fact import Aspect, Entity, Fact
from freshlint.facts.load import LoadedFile
from freshlint.facts.said import conditions, said
from freshlint.facts.view import FactsView


def as_text(view: FactsView, entities: Sequence[Entity]) -> str:
    """One line an entity; where only one is asked for, all its rows, those of other days marked."""
    if len(entities) == 1:
        return "\n".join(_details(view, entities[0]))
    width = max((len(entity.id) for entity in entities), default=0)
    lines = [f"as of {view.as_of}"]
    for entity in entities:
        status = view.status(entity.id)
        stage = said(status.value) if status else "unknown"
        newer = [other for other in view.newest(entity.id) if other != entity.id]
        successors = f"newer: {', '.join(newer)}" if newer else ""
        lines.append(f"{entity.id:<{width}}  {stage:<10}  {successors}".rstrip())
    return "\n".join(lines)


def as_json(view: FactsView, files: Sequence[LoadedFile], entities: Sequence[Entity]) -> str:
    """One object: the day, the files with their digests, and each entity with its rows."""
    report = {
        "as_of": view.as_of.isoformat(),
        "facts": [{"path": file.path, "digest": file.digest} for file in files],
        "entities": [
            {**_plain(entity), "rows": [_row_object(view, row) for row in _rows(view, entity)]}
            for entity in entities
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _details(view: FactsView, entity: Entity) -> Iterator[str]:
    about = ", ".join(word for word in (entity.kind, entity.vendor, entity.family) if word)
    yield f"{entity.id} ({about}), as of {view.as_of}" if about else f"{entity.id}, as of {view.as_of}"
    yield f"names: {', '.join(entity.names)}"
    for aspect in Aspect:
        rows = view.rows(entity.id, aspect)
        if rows:
            complete = aspect is Aspect.SNAPSHOT and entity.snapshots_complete
            yield f"{aspect}{' (complete)' if complete else ''}:"
        for row in rows:
            mark = " " if row.holds(view.as_of) else "-"
            yield f"{mark} {said(row.value)}{conditions(row)}  [{_days(row)}]"
    if any(not row.holds(view.as_of) for row in _rows(view, entity)):
        yield "(- does not hold on this day)"


def _days(row: Fact) -> str:
    days = [f"{name} {day}" for name, day in (("since", row.since), ("until", row.until)) if day]
    days.append(f"verified {row.verified}" if row.verified else "not verified")
    if row.aged:
        days.append("aged")
    return ", ".join([*days, row.source] if row.source else days)


def _rows(view: FactsView, entity: Entity) -> list[Fact]:
    return [row for aspect in Aspect for row in view.rows(entity.id, aspect)]


def _row_object(view: FactsView, row: Fact) -> dict[str, object]:
    return {**_plain(row), "value": _plain(row.value), "holds": row.holds(view.as_of)}


def _plain(struct: msgspec.Struct) -> dict[str, object]:
    """Its fields by name: what is kept of it knows them by their order alone."""
    plain: dict[str, object] = msgspec.to_builtins(msgspec.structs.asdict(struct))
    return plain
