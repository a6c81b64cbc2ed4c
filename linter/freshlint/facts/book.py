"""All facts of a run together, by entity, whatever the day: plain data, of which only what is asked for is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from freshlint.facts.fact import (
    Entity,
    Fact,
    SnapshotValue,
    SupersedesValue,
    UsageValue,
    Vocabulary,
)


class Row(msgspec.Struct, frozen=True, array_like=True):
    """A fact and the days after which it should be looked at again; None: it never ages."""

    fact: Fact
    max_age: int | None = None

    def on(self, day: date) -> Fact:
        """The fact as it is on a day: aged, where it was verified longer ago than its file allows."""
        return msgspec.structs.replace(self.fact, aged=True) if self.aged(day) else self.fact

    def aged(self, day: date) -> bool:
        """Whether it was verified longer ago than its file allows."""
        verified = self.fact.verified
        return self.max_age is not None and verified is not None and (day - verified).days > self.max_age


class Book(msgspec.Struct, frozen=True, array_like=True):
    """What all files say together. Build one with `Book.of`; what is kept of it is its `encoded` form.

    newer      by entity, the entities of which some row says that they supersede it
    snapshots  by entity, the ids of its snapshots
    usages     what rows say of the use of identifiers, each once
    packed     by entity, its rows as they are encoded: thousands stand in a pack, and a page meets a few
    """

    entities: dict[str, Entity]
    vocabulary: Vocabulary
    newer: dict[str, list[str]]
    snapshots: dict[str, list[str]]
    usages: list[UsageValue]
    packed: dict[str, msgspec.Raw]

    @classmethod
    def of(cls, entities: Mapping[str, Entity], rows: Iterable[Row], vocabulary: Vocabulary) -> Book:
        """The book of these rows; those of an entity keep their order."""
        by_entity: dict[str, list[Row]] = {}
        newer: dict[str, list[str]] = {}
        snapshots: dict[str, list[str]] = {}
        usages: list[UsageValue] = []
        for row in rows:
            by_entity.setdefault(row.fact.entity, []).append(row)
            value = row.fact.value
            if isinstance(value, SupersedesValue):
                _add(newer, value.entity, row.fact.entity)
            elif isinstance(value, SnapshotValue):
                _add(snapshots, row.fact.entity, value.id)
            elif isinstance(value, UsageValue) and value not in usages:
                usages.append(value)
        packed = {entity: msgspec.Raw(msgspec.msgpack.encode(own)) for entity, own in by_entity.items()}
        return cls(dict(entities), vocabulary, newer, snapshots, usages, packed)

    @classmethod
    def decoded(cls, data: bytes) -> Book | None:
        """The book that was encoded; None where it is no such data."""
        try:
            return msgspec.msgpack.decode(data, type=cls)
        except msgspec.MsgspecError:
            return None

    def encoded(self) -> bytes:
        """The book as plain data."""
        return msgspec.msgpack.encode(self)

    def rows(self, entity: str) -> list[Row]:
        """The rows of an entity, whatever their days."""
        packed = self.packed.get(entity)
        return msgspec.msgpack.decode(packed, type=list[Row]) if packed else []

    def all_rows(self) -> Iterator[Row]:
        """The rows of all entities."""
        for entity in self.packed:
            yield from self.rows(entity)


def _add(lists: dict[str, list[str]], key: str, word: str) -> None:
    known = lists.setdefault(key, [])
    if word not in known:
        known.append(word)
