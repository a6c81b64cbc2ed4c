"""Facts as a YAML file that is the same, byte for byte, whenever the facts are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import msgspec

from freshlint.facts import schema
from freshlint.facts.load import load
from freshlint.supply.importing.batch import LISTS, rows_of

_PLAIN = re.compile(r"[A-Za-z](?:[\w./+()·-]| (?! ))*", re.A)
_READ_OTHERWISE = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
# A row's own keys stand before those that all rows have.
_SHARED = frozenset(field.name for field in msgspec.structs.fields(schema.Row))
MARK = "# Imported by freshlint; do not edit."


def write(
    comments: Iterable[str], sources: Mapping[str, schema.Source], entities: Mapping[str, schema.Entity]
) -> bytes:
    """The file: comment lines, the sources that are used, the entities by their ids. What it reads as is checked."""
    used = {row.source for entity in entities.values() for name in LISTS for row in rows_of(entity, name)}
    lines = [MARK, *(f"# {line}".rstrip() for line in comments), "freshlint: 1"]
    lines += _sources({name: source for name, source in sorted(sources.items()) if name in used})
    lines += ["entities:" if entities else "entities: {}"]
    for name in sorted(entities):
        lines += _entity(name, entities[name])
    data = ("\n".join(lines) + "\n").encode()
    read = load("written", data).content.entities
    if {name: _rows_only(read[name]) for name in read} != {n: _rows_only(e) for n, e in entities.items()}:
        raise ValueError("the file that was written does not say what it was written from")
    return data


def _rows_only(entity: schema.Entity) -> schema.Entity:
    return msgspec.structs.replace(entity, names=list(entity.names), snapshots=rows_of(entity, _SNAPSHOTS))


_SNAPSHOTS = next(aspect for aspect, name in LISTS.items() if name == "snapshots")


def _sources(sources: Mapping[str, schema.Source]) -> Iterator[str]:
    if sources:
        yield "sources:"
    for name, source in sources.items():
        yield f"  {_scalar(name)}: {_flow(source)}"


def _entity(name: str, entity: schema.Entity) -> Iterator[str]:
    yield f"  {_scalar(name)}:"
    for key in ("kind", "vendor", "family", "platform"):
        if value := getattr(entity, key):
            yield f"    {key}: {_scalar(value)}"
    if entity.names:
        yield f"    names: [{', '.join(map(_scalar, entity.names))}]"
    if entity.identifiers:
        yield f"    identifiers: [{', '.join(map(_scalar, entity.identifiers))}]"
    for aspect, key in LISTS.items():
        rows = rows_of(entity, aspect)
        if rows:
            yield f"    {key}:"
        for row in rows:
            yield f"      - {_flow(row)}"


def _flow(struct: msgspec.Struct) -> str:
    """One line in braces; keys that have no value are left out."""
    parts = []
    for field in sorted(msgspec.structs.fields(struct), key=lambda field: field.name in _SHARED):
        value = getattr(struct, field.name)
        if value is None or value == field.default or value in ({}, []):
            continue
        parts.append(f"{field.name}: {_value(value)}")
    return "{" + ", ".join(parts) + "}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{_scalar(key)}: {_scalar(word)}" for key, word in sorted(value.items())) + "}"
        )
    return _scalar(str(value))


def _scalar(text: str) -> str:
    """Text that YAML reads as just this text; in doubt it is quoted."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _READ_OTHERWISE and not text.endswith(" "):
        return text
    return json.dumps(text, ensure_ascii=False)
