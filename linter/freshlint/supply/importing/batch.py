"""What one source says, in the words of the facts schema, and what of it could not be taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from freshlint.facts import schema
from freshlint.facts.fact import Aspect

# The lists of an entity, by the aspect that its rows belong to.
LISTS = {
    Aspect.STATUS: "status",
    Aspect.SUPERSEDES: "supersedes",
    Aspect.SNAPSHOT: "snapshots",
    Aspect.USAGE: "usage",
    Aspect.PRICE: "prices",
    Aspect.REPLACED_BY: "replaced_by",
}


class SourceError(Exception):
    """The data has another form than this source's; nothing of it was taken over."""


@dataclass(frozen=True, order=True)
class Problem:
    """Something of the source that was left out. `code` is a stable name for programs.

    code  missing-price, negative-price, unknown-unit, bad-date, dates-out-of-order, duplicate-name, bad-name,
          not-a-number, refused-alias
    """

    where: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.code}: {self.message}"


@dataclass
class Batch:
    """One source's facts. `sources` and `entities` are those of a facts file."""

    sources: dict[str, schema.Source] = field(default_factory=dict)
    entities: dict[str, schema.Entity] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def left_out(self, where: str, code: str, message: str) -> None:
        """Note what was not taken over."""
        self.problems.append(Problem(where, code, message))

    def add(self, entity_id: str, entity: schema.Entity) -> None:
        """An entity, or more rows of one that is there; a row that is there already is not repeated."""
        known = self.entities.get(entity_id)
        self.entities[entity_id] = entity if known is None else joined(known, entity)

    def keep(self, wanted: Callable[[str], bool]) -> Batch:
        """The batch with only the entities of these ids."""
        kept = {name: entity for name, entity in self.entities.items() if wanted(name)}
        problems = [one for one in self.problems if wanted(one.where.partition("/")[0])]
        return Batch(self.sources, kept, problems)


def joined(first: schema.Entity, second: schema.Entity) -> schema.Entity:
    """Both entities as one; what the first says of itself wins, and rows are not repeated."""
    changes: dict[str, object] = {
        name: getattr(first, name) or getattr(second, name)
        for name in ("kind", "vendor", "family", "platform")
    }
    changes["identifiers"] = list(dict.fromkeys([*first.identifiers, *second.identifiers]))
    changes["names"] = list(dict.fromkeys([*first.names, *second.names]))
    for aspect in LISTS:
        changes[LISTS[aspect]] = _without_repeats([*rows_of(first, aspect), *rows_of(second, aspect)])
    return msgspec.structs.replace(first, **changes)


def rows_of(entity: schema.Entity, aspect: Aspect) -> list[schema.Row]:
    """The rows of one aspect; importers write no bare names and no `complete`."""
    value = getattr(entity, LISTS[aspect])
    return list(value.rows if isinstance(value, schema.Snapshots) else value)


def all_rows(entity: schema.Entity) -> Iterator[tuple[Aspect, schema.Row]]:
    """Every row of an entity that an importer made."""
    for aspect in LISTS:
        for row in rows_of(entity, aspect):
            yield aspect, row


def _without_repeats(rows: Iterable[schema.Row]) -> list[schema.Row]:
    kept: list[schema.Row] = []
    for row in rows:
        if row not in kept:
            kept.append(row)
    return kept
