"""One id for one model: dated ids and spellings of several sources brought together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from freshlint.facts import schema
from freshlint.supply.importing.batch import Batch, joined
from freshlint.supply.pack.recipe import Section

_DATED = re.compile(r"[-@]20\d{2}-?[01]\d-?[0-3]\d$")
_LATEST = "-latest"


def canonical(batch: Batch, section: Section) -> Batch:
    """The batch by canonical ids. A dated id's stages are the model's only where all its dated ids agree."""
    groups: dict[str, dict[str, schema.Entity]] = {}
    for name, entity in batch.entities.items():
        base = base_id(name, section)
        if base and not any(re.search(pattern, name.lower()) for pattern in section.leave_out):
            groups.setdefault(base, {})[name] = entity
    result = Batch(sources=batch.sources, problems=batch.problems)
    for base, members in sorted(groups.items()):
        result.entities[base] = _one(base, members, section)
    return result


def last_end(batch: Batch, section: Section) -> dict[str, date]:
    """By canonical id, the last day of shutdown of its dated ids: the model cannot end before it."""
    ends: dict[str, date] = {}
    for name, entity in batch.entities.items():
        days = [row.since for row in entity.status if row.value == "retired" and row.since and not row.where]
        base = base_id(name, section)
        if days and _DATED.search(name):
            ends[base] = max(ends.get(base, date.min), *days)
    return ends


def base_id(name: str, section: Section) -> str:
    """The canonical id; "" for a moving name, which is no model."""
    base = _DATED.sub("", name.lower()).removesuffix("@default")
    if base.endswith(_LATEST):
        if not section.latest:
            return ""
        base = base.removesuffix(_LATEST)
    return section.same.get(base, base)


def _one(base: str, members: dict[str, schema.Entity], section: Section) -> schema.Entity:
    dated = {name: entity for name, entity in members.items() if _DATED.search(name)}
    undated = [entity for name, entity in members.items() if name not in dated]
    merged = undated[0] if undated else _of_dated(list(dated.values()), section)
    for entity in undated[1:]:
        merged = joined(merged, entity)
    others = [_renamed(row, section) for row in merged.replaced_by if isinstance(row, schema.EntityRow)]
    return msgspec.structs.replace(
        merged,
        vendor=section.vendor,
        platform=section.platform or None,
        names=_names(base, members, merged.names),
        replaced_by=others,
    )


def _of_dated(members: Sequence[schema.Entity], section: Section) -> schema.Entity:
    """What dated ids alone say of their model: what they all say, and of stages only where such an id is the model."""
    first = members[0]
    stages = section.dated and all(entity.status == first.status for entity in members)
    priced = all(entity.prices == first.prices for entity in members)
    return msgspec.structs.replace(
        first,
        status=first.status if stages else [],
        replaced_by=first.replaced_by if stages else [],
        prices=first.prices if priced else [],
    )


def _names(base: str, members: Iterable[str], said: Iterable[str]) -> list[str]:
    """What sources call it, and its own dated ids that end in eight digits: those with hyphens are known by rule."""
    glued = [name for name in members if re.search(r"[-@]20\d{6}$", name) and "@" not in name]
    return [name for name in dict.fromkeys((*said, *glued)) if name != base]


def _renamed(row: schema.EntityRow, section: Section) -> schema.EntityRow:
    return msgspec.structs.replace(row, entity=base_id(row.entity, section) or row.entity)
