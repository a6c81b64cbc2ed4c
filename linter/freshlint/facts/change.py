"""What changed between two states of the facts: two files of them, or what held on two days. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from freshlint.facts.fact import Entity, Fact
from freshlint.facts.view import FactsView

DAYS = ("since", "until", "verified")


@dataclass(frozen=True)
class RowChange:
    """One row before and after; None where there is none."""

    before: Fact | None
    after: Fact | None

    @property
    def row(self) -> Fact:
        """The row as it is now, else as it was."""
        row = self.after or self.before
        assert row is not None
        return row

    @property
    def value_changed(self) -> bool:
        """Whether the row says something else, or only says it with other days or another source."""
        both = self.before is not None and self.after is not None
        return both and _value(self.before) != _value(self.after)

    @property
    def fields(self) -> tuple[tuple[str, str, str], ...]:
        """(field, before, after) of days, source and evidence that differ; "" where there is none."""
        if self.before is None or self.after is None:
            return ()
        pairs = [(name, getattr(self.before, name), getattr(self.after, name)) for name in DAYS]
        pairs.append(("source", _source(self.before), _source(self.after)))
        pairs.append(("evidence", self.before.evidence, self.after.evidence))
        return tuple((name, _text(old), _text(new)) for name, old, new in pairs if old != new)


@dataclass(frozen=True)
class EntityChange:
    """What changed of one entity. `known` says whether it was there before, and is now."""

    entity: Entity
    known: tuple[bool, bool]
    names_added: tuple[str, ...]
    names_removed: tuple[str, ...]
    rows: tuple[RowChange, ...]


def changes_of_files(old: FactsView, new: FactsView) -> tuple[EntityChange, ...]:
    """What the rows of two sets of files say differently, whatever the day; entities in the order of the new."""
    return _changes(old, new, lambda view, entity: view.facts(entity), _all_of_it)


def changes_of_days(old: FactsView, new: FactsView) -> tuple[EntityChange, ...]:
    """What holds differently on the days of two views."""
    return _changes(
        old, new, lambda view, entity: [row for row in view.facts(entity) if row.holds(view.as_of)], _value
    )


def _changes(
    old: FactsView,
    new: FactsView,
    rows: Callable[[FactsView, str], list[Fact]],
    same: Callable[[Fact], object],
) -> tuple[EntityChange, ...]:
    found = []
    for entity in dict.fromkeys((*new.entities, *old.entities)):
        known = entity in old.entities, entity in new.entities
        before = old.entities[entity] if known[0] else Entity(entity)
        after = new.entities[entity] if known[1] else Entity(entity)
        changed = tuple(
            _rows(
                rows(old, entity) if known[0] else [],
                rows(new, entity) if known[1] else [],
                same,
            )
        )
        change = EntityChange(
            entity=after if known[1] else before,
            known=known,
            names_added=tuple(name for name in after.names if name not in before.names and all(known)),
            names_removed=tuple(name for name in before.names if name not in after.names and all(known)),
            rows=changed,
        )
        if changed or not all(known) or change.names_added or change.names_removed:
            found.append(change)
    return tuple(found)


def _rows(old: Sequence[Fact], new: Sequence[Fact], same: Callable[[Fact], object]) -> Iterator[RowChange]:
    """The changes row by row; rows of one identity that say the same are paired first, then those that begin alike."""
    identities = dict.fromkeys(row.identity for row in (*new, *old))
    for identity in identities:
        left = [row for row in old if row.identity == identity]
        right = [row for row in new if row.identity == identity]
        _take_pairs(left, right, same)
        pairs: list[RowChange] = []
        for alike in (_value, lambda row: row.since, lambda row: row.aspect):
            pairs += [RowChange(*pair) for pair in _take_pairs(left, right, alike)]
        pairs += [RowChange(row, None) for row in left]
        pairs += [RowChange(None, row) for row in right]
        yield from sorted(pairs, key=lambda change: change.row.since or date.min)


def _take_pairs(
    left: list[Fact], right: list[Fact], key: Callable[[Fact], object]
) -> list[tuple[Fact, Fact]]:
    """Takes pairs of rows that a key finds alike out of both lists."""
    pairs = []
    for row in list(left):
        other = next((each for each in right if key(each) == key(row)), None)
        if other is not None:
            left.remove(row)
            right.remove(other)
            pairs.append((row, other))
    return pairs


def _value(row: Fact | None) -> object:
    return (row.value, tuple(sorted(row.where.items()))) if row is not None else None


def _all_of_it(row: Fact) -> object:
    return (_value(row), *(getattr(row, name) for name in DAYS), _source(row), row.evidence)


def _source(row: Fact) -> str:
    return row.citation.url if row.citation else row.source


def _text(value: object) -> str:
    return "" if value is None else str(value)


def count(changes: Iterable[EntityChange]) -> int:
    """How many rows, names and entities differ."""
    return sum(
        len(one.rows) + len(one.names_added) + len(one.names_removed) + (not all(one.known))
        for one in changes
    )
