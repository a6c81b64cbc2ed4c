"""New facts over those of an earlier import: what is written, what changed, and what needs somebody's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from freshlint.facts import schema
from freshlint.facts.rows import identity
from freshlint.supply.importing.batch import LISTS, rows_of
from freshlint.supply.importing.combine import JUMP


@dataclass
class Change:
    """The entities to write, and in words what they change.

    changed  rows whose value is another one now
    held     rows that stay as they were: what was verified, and jumps that nobody confirmed
    """

    entities: dict[str, schema.Entity]
    changed: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


def over(old: Mapping[str, schema.Entity], new: Mapping[str, schema.Entity], accept_jumps: bool) -> Change:
    """The new entities, with what is known of the old ones kept: entities, verified rows, unconfirmed jumps."""
    change = Change({name: entity for name, entity in old.items() if name not in new})
    for name, entity in new.items():
        before = old.get(name)
        change.entities[name] = _one(name, before, entity, accept_jumps, change) if before else entity
    return change


def _one(
    name: str, before: schema.Entity, after: schema.Entity, accept_jumps: bool, change: Change
) -> schema.Entity:
    lists: dict[str, object] = {}
    for aspect, key in LISTS.items():
        known = {(identity(name, aspect, row), row.until): row for row in rows_of(before, aspect)}
        kept = dict(known)
        for row in rows_of(after, aspect):
            what = (identity(name, aspect, row), row.until)
            kept[what] = _chosen(
                known.get(what), row, what[0].render(with_currency=False), accept_jumps, change
            )
        lists[key] = list(kept.values())
    names = list(dict.fromkeys([*before.names, *after.names]))
    return msgspec.structs.replace(after, names=names, **lists)


def _chosen(
    old: schema.Row | None, new: schema.Row, what: str, accept_jumps: bool, change: Change
) -> schema.Row:
    if old is None or _value(old) == _value(new):
        # What somebody saw on the source stays known.
        return new if old is None or (new.verified and not old.verified) else old
    told = f"{what}: {_value(old)} -> {_value(new)}"
    if old.verified and not new.verified:
        change.held.append(f"{told}: kept, since it was verified on {old.verified}")
        return old
    if _jumps(old, new) and not accept_jumps:
        change.held.append(f"{told}: kept, a jump of ten times; confirm it with --accept-jumps")
        return old
    change.changed.append(told)
    return new


def _value(row: schema.Row) -> str:
    if isinstance(row, schema.PriceRow):
        return f"{row.amount:f} {row.currency} per {row.per}"
    return str(row.since or "no day")


def _jumps(old: schema.Row, new: schema.Row) -> bool:
    if not isinstance(old, schema.PriceRow) or not isinstance(new, schema.PriceRow):
        return False
    low, high = sorted((old.amount, new.amount))
    return high >= JUMP * low
