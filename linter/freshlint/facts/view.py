"""What holds on a day: the facts as rules ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from freshlint.facts.book import Book
from freshlint.facts.fact import (
    Aspect,
    Entity,
    Fact,
    PriceValue,
    SnapshotValue,
    StatusValue,
    SupersedesValue,
    UsageValue,
    Vocabulary,
)

STAGES = ("announced", "preview", "released", "deprecated", "retired")
PUBLIC_STATUSES = frozenset({"released", "deprecated"})
_DAY = timedelta(days=1)


class Change(NamedTuple):
    """A day from which a row holds, or (`ends`) from which it does not hold any more."""

    day: date
    fact: Fact
    ends: bool


@dataclass(frozen=True)
class FactsView:
    """All facts, asked as of a day. Rows of other days stay visible, so that history can be told.

    read_on  the day on which they are asked, where `as_of` is ahead of it: how old they are is told from it
    """

    as_of: date
    book: Book
    read_on: date | None = None

    def ahead(self, day: date) -> FactsView:
        """The same facts as of a later day, none of them older than it is now."""
        return replace(self, as_of=day, read_on=self.read_on or self.as_of)

    def tense(self, day: date | None) -> str:
        """ "was", or "is" for a day that lies ahead of the one on which the facts are read."""
        return "is" if day and day > (self.read_on or self.as_of) else "was"

    @property
    def entities(self) -> Mapping[str, Entity]:
        """All entities by id."""
        return self.book.entities

    @property
    def vocabulary(self) -> Vocabulary:
        """The words for meters, units and conditions."""
        return self.book.vocabulary

    @cached_property
    def _rows(self) -> dict[str, dict[Aspect, list[Fact]]]:
        return {}

    def _aspects(self, entity: str) -> dict[Aspect, list[Fact]]:
        """The rows of an entity by aspect, read when they are first asked for."""
        if entity not in self._rows:
            by_aspect: dict[Aspect, list[Fact]] = {}
            for row in self.book.rows(entity):
                by_aspect.setdefault(row.fact.aspect, []).append(row.on(self.read_on or self.as_of))
            self._rows[entity] = by_aspect
        return self._rows[entity]

    def facts(self, entity: str) -> list[Fact]:
        """Every row of an entity, whatever its days."""
        return [fact for rows in self._aspects(entity).values() for fact in rows]

    def rows(self, entity: str, aspect: Aspect) -> list[Fact]:
        """Every row of an entity's aspect, whatever its days."""
        return self._aspects(entity).get(aspect, [])

    def changes(self, entity: str) -> set[date]:
        """The days from which facts of an entity, or of what is newer than it, say something else."""
        return {day for fact in (*self.facts(entity), *self.successors(entity)) for day in _bounds(fact)}

    def coming(self, entity: str) -> list[Change]:
        """What rows of an entity, or of what is newer than it, give a later day for, in the order of the days."""
        rows = (*self.facts(entity), *self.successors(entity))
        return sorted(
            (change for fact in rows for change in _dated(fact) if change.day > self.as_of),
            key=lambda change: (change.day, change.ends),
        )

    def holding(self, entity: str, aspect: Aspect, day: date | None = None) -> list[Fact]:
        """The rows that hold on a day (the view's own where none is given)."""
        return [fact for fact in self.rows(entity, aspect) if fact.holds(day or self.as_of)]

    def status(self, entity: str, day: date | None = None, platform: str = "") -> Fact | None:
        """The status row that holds on a day, without conditions but for another platform's; None if unknown.

        Of several, the last of announced, preview, released, deprecated, retired; but a row that says that it
        begins later (released again) wins over it.
        """
        found: Fact | None = None
        for fact in sorted(self.holding(entity, Aspect.STATUS, day), key=_stage):
            start = fact.since or fact.verified or date.min
            if _concerns(fact, platform) and (found is None or found.since is None or found.since <= start):
                found = fact
        return found

    def is_public(self, entity: str, day: date | None = None, platform: str = "") -> bool | None:
        """Whether the entity can be had on a day, on another platform than its own; None where no row says so."""
        fact = self.status(entity, day, platform)
        if fact is None or not isinstance(fact.value, StatusValue):
            return self._unreleased_before(entity, day or self.as_of, platform)
        return fact.value.value in PUBLIC_STATUSES

    def _unreleased_before(self, entity: str, day: date, platform: str) -> bool | None:
        release = self.release(entity, platform)
        return False if release and release.since and day < release.since else None

    def release(self, entity: str, platform: str = "") -> Fact | None:
        """The row of the entity's release, whenever that is; on another platform than its own where one is given."""
        rows = [
            fact
            for fact in self.rows(entity, Aspect.STATUS)
            if isinstance(fact.value, StatusValue)
            and fact.value.value == "released"
            and _concerns(fact, platform)
        ]
        return min(rows, key=lambda fact: fact.since or fact.verified or date.max, default=None)

    def retirement(self, entity: str) -> Fact | None:
        """The row of the entity's last shutdown, ahead or behind; None where no row without conditions says so."""
        rows = [
            fact
            for fact in self.rows(entity, Aspect.STATUS)
            if isinstance(fact.value, StatusValue)
            and fact.value.value == "retired"
            and fact.since
            and _concerns(fact, "")
        ]
        return max(rows, key=lambda fact: fact.since or date.min, default=None)

    def prices(self, entity: str, day: date | None = None) -> list[Fact]:
        """The price rows that hold on a day; their values are PriceValue."""
        return [f for f in self.holding(entity, Aspect.PRICE, day) if isinstance(f.value, PriceValue)]

    def snapshots(self, entity: str, day: date | None = None) -> list[Fact]:
        """The snapshot rows that hold on a day; their values are SnapshotValue."""
        return [f for f in self.holding(entity, Aspect.SNAPSHOT, day) if isinstance(f.value, SnapshotValue)]

    def usage(self, entity: str, day: date | None = None) -> list[Fact]:
        """The usage rows that hold on a day; their values are UsageValue."""
        return [f for f in self.holding(entity, Aspect.USAGE, day) if isinstance(f.value, UsageValue)]

    def superseded_by(self, entity: str, day: date | None = None) -> list[Fact]:
        """The rows of other entities that say on a day: newer than this one. The latest first."""
        when = day or self.as_of
        rows = [fact for fact in self.successors(entity) if fact.holds(when)]
        rows.sort(key=lambda fact: fact.entity)
        return sorted(rows, key=lambda fact: fact.since or fact.verified or date.min, reverse=True)

    def successors(self, entity: str) -> list[Fact]:
        """The rows of other entities that say on any day: newer than this one."""
        rows = (
            row for newer in self.book.newer.get(entity, ()) for row in self.rows(newer, Aspect.SUPERSEDES)
        )
        return [row for row in rows if isinstance(row.value, SupersedesValue) and row.value.entity == entity]

    def newest(self, entity: str, day: date | None = None) -> list[str]:
        """The entities at the end of the chain of successors of an entity on a day; itself if none."""
        seen, ends, queue = {entity}, [], [entity]
        while queue:
            current = queue.pop(0)
            rows = self.superseded_by(current, day)
            if not rows:
                ends.append(current)
            for fact in rows:
                if fact.entity not in seen:
                    seen.add(fact.entity)
                    queue.append(fact.entity)
        return ends or [entity]

    def named(self) -> Iterable[tuple[str, str]]:
        """(name, entity id) of every name."""
        for entity in self.entities.values():
            for name in entity.names:
                yield name, entity.id


def _concerns(fact: Fact, platform: str) -> bool:
    """Whether a row is said without conditions, or of one platform as a whole."""
    return fact.where == ({"platform": platform} if platform else {})


def _stage(fact: Fact) -> int:
    return STAGES.index(fact.value.value) if isinstance(fact.value, StatusValue) else -1


def _bounds(fact: Fact) -> Iterator[date]:
    if fact.since is None and fact.verified:
        yield fact.verified
    yield from (change.day for change in _dated(fact))


def _dated(fact: Fact) -> Iterator[Change]:
    if fact.since:
        yield Change(fact.since, fact, ends=False)
    if fact.until and fact.until < date.max:
        yield Change(fact.until + _DAY, fact, ends=True)
