"""Several sources side by side: what they agree on or one of them alone says, and where they contradict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from freshlint.facts import schema
from freshlint.facts.fact import Aspect
from freshlint.facts.rows import Identity, identity
from freshlint.supply.importing.batch import LISTS, Batch, joined, rows_of

# Two prices this far apart are rather a mistake in the unit than a change.
JUMP = 8


@dataclass(frozen=True)
class Side:
    """What one source says. `days`: since, until, verified, as far as they are known."""

    source: str
    value: str
    days: str


@dataclass(frozen=True)
class Conflict:
    """Sources that contradict each other about one thing. `jump`: prices that lie about ten times apart."""

    what: str
    sides: tuple[Side, ...]
    jump: bool = False

    def __str__(self) -> str:
        sides = "; ".join(f"{s.source}: {s.value}{f' ({s.days})' if s.days else ''}" for s in self.sides)
        return f"{self.what}: {sides}" + (" — TENFOLD" if self.jump else "")


@dataclass
class Combined:
    """What came of several batches. `entities` hold only rows that nobody contradicts."""

    sources: dict[str, schema.Source] = field(default_factory=dict)
    entities: dict[str, schema.Entity] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)


def combine(batches: Sequence[Batch], own: Mapping[str, schema.Entity] | None = None) -> Combined:
    """The batches as one; the first that says a thing is the one that is cited.

    Rows that contradict each other are left out, all of them, and reported: nobody here knows who is right.
    `own` facts win without a word where they say the same, and with a report where they do not.
    """
    result = Combined()
    names = dict.fromkeys(name for batch in batches for name in batch.entities)
    for batch in batches:
        result.sources |= {
            name: source for name, source in batch.sources.items() if name not in result.sources
        }
    for name in names:
        said = [batch.entities[name] for batch in batches if name in batch.entities]
        result.entities[name] = _one(name, said, (own or {}).get(name), result.conflicts)
    return result


def _one(
    name: str, said: Sequence[schema.Entity], own: schema.Entity | None, conflicts: list[Conflict]
) -> schema.Entity:
    merged = said[0]
    for other in said[1:]:
        merged = joined(merged, other)
    changes: dict[str, object] = {}
    for aspect, key in LISTS.items():
        ours = rows_of(own, aspect) if own else []
        groups: dict[Identity, list[schema.Row]] = {}
        for entity in said:
            for row in rows_of(entity, aspect):
                groups.setdefault(identity(name, aspect, row), []).append(row)
        changes[key] = [
            row for what, group in groups.items() for row in _agreed(what, group, ours, conflicts)
        ]
    return msgspec.structs.replace(merged, **changes)


def _agreed(
    what: Identity, group: Sequence[schema.Row], ours: Sequence[schema.Row], conflicts: list[Conflict]
) -> list[schema.Row]:
    """The rows about one thing that may stand: one period of time each, or none where somebody contradicts."""
    mine = [row for row in ours if identity(what.entity, what.aspect, row) == what]
    rows = [*mine, *group]
    if any(_contradict(one, other) for one in rows for other in rows if one is not other) and not _explained(
        rows
    ):
        sides = dict.fromkeys(Side(row.source or "your own facts", _says(row), _days(row)) for row in rows)
        conflicts.append(Conflict(what.render(with_currency=False), tuple(sides), _is_jump(rows)))
        return []
    # Prices, usage and the like of one's own facts are a whole; a stage is only one of several.
    if mine if what.aspect is Aspect.STATUS else ours:
        return []
    dated = [row for row in group if row.since or row.until]
    return _one_a_period(dated or group)


def _contradict(one: schema.Row, other: schema.Row) -> bool:
    """Whether two rows say different things of the same days; what has ended and what begins later do not."""
    if not _says(one) or not _says(other) or _says(one) == _says(other):
        return False
    first = max((row.since for row in (one, other) if row.since), default=None)
    last = min((row.until for row in (one, other) if row.until), default=None)
    return isinstance(one, schema.StatusRow) or first is None or last is None or first <= last


def _explained(rows: Sequence[schema.Row]) -> bool:
    """Whether what is said without days is said of some period by a source that knows periods, in all its rows."""
    periods = [row for row in rows if row.since or row.until]
    undated = [row for row in rows if row not in periods]
    told = {_says(row) for row in periods}
    in_turn = not any(_contradict(one, other) for one in periods for other in periods if one is not other)
    return bool(periods) and in_turn and all(_says(row) in told for row in undated)


def _one_a_period(rows: Sequence[schema.Row]) -> list[schema.Row]:
    """Each period once, told by who knows most days of it; a row without days judges nothing."""
    best: dict[object, schema.Row] = {}
    for row in rows:
        key = row.until if isinstance(row, schema.PriceRow) else None
        known = best.get(key)
        if known is None or _known_days(row) > _known_days(known):
            best[key] = row
    return list(best.values())


def _known_days(row: schema.Row) -> int:
    return sum(day is not None for day in (row.verified, row.since))


def _says(row: schema.Row) -> str:
    """A row's value; a stage is told by its first day, and says nothing without one."""
    if isinstance(row, schema.PriceRow):
        return f"{row.amount:f} {row.currency} per {row.per}"
    if isinstance(row, schema.StatusRow):
        return f"since {row.since}" if row.since else ""
    if isinstance(row, schema.UsageRow):
        return "accepts it" if row.accepts else "does not accept it"
    return row.entity if isinstance(row, schema.EntityRow) else getattr(row, "id", "")


def _days(row: schema.Row) -> str:
    named = (("since", row.since), ("until", row.until), ("verified", row.verified))
    return ", ".join(f"{name} {day}" for name, day in named if day)


def _is_jump(rows: Sequence[schema.Row]) -> bool:
    amounts = [row.amount for row in rows if isinstance(row, schema.PriceRow) and row.amount]
    return bool(amounts) and max(amounts) >= JUMP * min(amounts)
