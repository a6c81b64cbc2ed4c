"""Several facts files as one: a later file overrides rows, and what files say of each other is checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

import msgspec

from freshlint.facts import schema
from freshlint.facts.book import Book, Row
from freshlint.facts.errors import FactsError, FactsErrors, did_you_mean
from freshlint.facts.fact import Aspect, Citation, Entity, Fact, Vocabulary
from freshlint.facts.load import LoadedFile
from freshlint.facts.reader import Key
from freshlint.facts.rows import Identity, identity, rows, value
from freshlint.facts.view import FactsView
from freshlint.facts.vocabulary import merge_vocabulary

# Days after which a value that changes often should be looked at again; other values do not age.
DEFAULT_MAX_AGE: Mapping[Aspect, int] = {Aspect.PRICE: 45, Aspect.USAGE: 180}
_AGED_KEYS = {
    Aspect.SNAPSHOT: ("snapshot", "snapshots"),
    Aspect.PRICE: ("price", "prices"),
    Aspect.CAVEAT: ("caveat", "caveats"),
}


@dataclass(frozen=True)
class MergedRow:
    """A fact with the file it comes from. `max_age` is in days; None: it never ages."""

    fact: Fact
    identity: Identity
    file: LoadedFile
    key: Key
    max_age: int | None

    def aged(self, day: date) -> bool:
        """Whether it was verified longer ago than its file allows."""
        return Row(self.fact, self.max_age).aged(day)


@dataclass(frozen=True)
class Facts:
    """What all files say together, whatever the day."""

    entities: Mapping[str, Entity]
    rows: tuple[MergedRow, ...]
    vocabulary: Vocabulary

    @cached_property
    def book(self) -> Book:
        """The same, without the files."""
        return Book.of(self.entities, (Row(row.fact, row.max_age) for row in self.rows), self.vocabulary)


def build_view(files: Sequence[LoadedFile], as_of: date) -> FactsView:
    """What the files say together, asked as of a day; later files override. Raises FactsErrors."""
    return FactsView(as_of, merge(files).book)


def merge(files: Sequence[LoadedFile]) -> Facts:
    """The files as one; a later file overrides rows of the same identity that hold on the same days.

    Sources and APIs are looked up in a row's own file first, then in the other files. Raises FactsErrors.
    """
    sources = {name: source for file in files for name, source in file.content.sources.items()}
    apis = {name: api for file in files for name, api in file.content.apis.items()}
    entities = _entities(files)
    errors: list[FactsError] = []
    kept: dict[Identity, list[MergedRow]] = {}
    for file in files:
        errors.extend(_unknown_references(file, sources, entities))
        own = list(_rows(file, sources | file.content.sources, apis | file.content.apis))
        errors.extend(_overlaps(own))
        for name, rows_now in _by_identity(own).items():
            before = [row for row in kept.get(name, ()) if not any(_meet(row, new) for new in rows_now)]
            kept[name] = [*before, *rows_now]
    if errors:
        raise FactsErrors(errors)
    named = _with_identities([row for same in kept.values() for row in same])
    words = merge_vocabulary([file.content.vocabulary for file in files], [row.fact for row in named])
    return Facts(entities, named, words)


def _entities(files: Sequence[LoadedFile]) -> dict[str, Entity]:
    merged: dict[str, Entity] = {}
    for file in files:
        for entity_id, entity in file.content.entities.items():
            known = merged.get(entity_id, Entity(entity_id))
            complete = known.snapshots_complete
            if isinstance(entity.snapshots, schema.Snapshots):
                complete = entity.snapshots.complete
            merged[entity_id] = Entity(
                id=entity_id,
                kind=entity.kind or known.kind,
                vendor=entity.vendor or known.vendor,
                family=entity.family or known.family,
                names=tuple(dict.fromkeys((entity_id, *known.names, *entity.names, *entity.identifiers))),
                identifiers=tuple(dict.fromkeys((*known.identifiers, *entity.identifiers))),
                snapshots_complete=complete,
                platform=entity.platform or known.platform,
            )
    return merged


def _rows(
    file: LoadedFile, sources: Mapping[str, schema.Source], apis: Mapping[str, schema.Api]
) -> Iterator[MergedRow]:
    for entity_id, entity in file.content.entities.items():
        for aspect, below, row in rows(entity):
            source = sources.get(row.source) if row.source else None
            citation = None
            if source and row.verified:
                citation = Citation(source.title, source.url, row.since, row.verified)
            name = identity(entity_id, aspect, row)
            fact = Fact(
                entity=entity_id,
                aspect=aspect,
                identity=name.render(with_currency=False),
                value=value(aspect, row, apis),
                since=row.since,
                until=row.until,
                verified=row.verified,
                source=row.source or "",
                citation=citation,
                official=source is not None and source.official,
                evidence=row.evidence or "",
                where=row.where,
            )
            key = ("entities", entity_id, *below)
            yield MergedRow(fact, name, file, key, _max_age(file, aspect))


def _max_age(file: LoadedFile, aspect: Aspect) -> int | None:
    for key in _AGED_KEYS.get(aspect, (aspect.value,)):
        age = file.content.max_age.get(key)  # type: ignore[call-overload]
        if age is not None:
            return None if age == "never" else int(age.removesuffix("d"))
    return DEFAULT_MAX_AGE.get(aspect)


def _unknown_references(
    file: LoadedFile, sources: Mapping[str, schema.Source], entities: Mapping[str, Entity]
) -> Iterator[FactsError]:
    for entity_id, entity in file.content.entities.items():
        for _, below, row in rows(entity):
            key = ("entities", entity_id, *below)
            if row.source and row.source not in sources:
                hint = f"unknown source `{row.source}`: {did_you_mean(row.source, sources)}"
                yield file.error(hint, *key, "source")
            if isinstance(row, schema.EntityRow) and row.entity not in entities:
                hint = f"unknown entity `{row.entity}`: {did_you_mean(row.entity, entities)}"
                yield file.error(hint, *key, "entity")
            elif isinstance(row, schema.EntityRow) and row.entity == entity_id:
                yield file.error(f"`{entity_id}` cannot stand in its own list", *key, "entity")


def _by_identity(merged: Sequence[MergedRow]) -> dict[Identity, list[MergedRow]]:
    groups: dict[Identity, list[MergedRow]] = {}
    for row in merged:
        groups.setdefault(row.identity, []).append(row)
    return groups


def _meet(one: MergedRow, other: MergedRow) -> bool:
    """Whether both hold on some day: the later of the first days is one on which both hold, if any is."""
    days = [day for row in (one, other) if (day := _first_day(row)) is not None]
    return len(days) == 2 and one.fact.holds(max(days)) and other.fact.holds(max(days))


def _first_day(row: MergedRow) -> date | None:
    return row.fact.since or row.fact.verified


def _overlaps(own: Sequence[MergedRow]) -> Iterator[FactsError]:
    for name, group in _by_identity(own).items():
        dated = sorted((row for row in group if _meet(row, row)), key=lambda row: _first_day(row) or date.min)
        for row, following in pairwise(dated):
            if _meet(row, following):
                line = row.file.place(*row.key).line
                yield following.file.error(
                    f"{name.render(with_currency=bool(name.currency))} holds twice on the same day, also on "
                    f"line {line}: end the older one with `until`, or tell them apart with `where`",
                    *following.key,
                )


def _with_identities(kept: Sequence[MergedRow]) -> tuple[MergedRow, ...]:
    currencies: dict[tuple[str, Aspect, str], set[str]] = {}
    for row in kept:
        currencies.setdefault(row.identity[:3], set()).add(row.identity.currency)
    return tuple(_with_currency(row) if len(currencies[row.identity[:3]]) > 1 else row for row in kept)


def _with_currency(row: MergedRow) -> MergedRow:
    return replace(
        row, fact=msgspec.structs.replace(row.fact, identity=row.identity.render(with_currency=True))
    )
