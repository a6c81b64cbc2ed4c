"""A facts file read from bytes and checked alone. What it says of other files is checked in merging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec
import msgspec.inspect as kinds

from freshlint.facts import schema
from freshlint.facts.digest import digest
from freshlint.facts.errors import FactsError, FactsErrors
from freshlint.facts.nodes import compose
from freshlint.facts.per import parse_per
from freshlint.facts.reader import Key, Reader
from freshlint.facts.rows import rows
from freshlint.source import Position


@dataclass(frozen=True)
class LoadedFile:
    """A facts file that follows the schema.

    path     as people know it; it stands in messages and reports
    digest   "sha256:..." of the file's bytes
    places   where each value stands, by its path of keys and indexes: ("entities", "x", "prices", 0);
             the place of an entry of a mapping of free words is that of its word
    """

    path: str
    digest: str
    content: schema.FactsFile
    places: Mapping[Key, Position]

    def place(self, *key: str | int) -> Position:
        """Where a value stands; where it does not stand in the file, the place of what would hold it."""
        while key and key not in self.places:
            key = key[:-1]
        return self.places[key]

    def error(self, message: str, *key: str | int) -> FactsError:
        """A mistake at a value."""
        return FactsError(self.path, *self.place(*key), message)


@lru_cache(maxsize=64)
def load(path_label: str, data: bytes) -> LoadedFile:
    """Reads one facts file, the same bytes once; raises FactsErrors with every mistake in it."""
    reader = Reader(path_label)
    plain = reader.read(compose(path_label, data), _file_type())
    if reader.errors:
        raise FactsErrors(sorted(reader.errors))
    content = msgspec.convert(plain, schema.FactsFile)
    loaded = LoadedFile(path_label, digest(data), content, reader.places)
    if errors := sorted(_mistakes(loaded)):
        raise FactsErrors(errors)
    return loaded


def load_all(files: Iterable[tuple[str, bytes]]) -> list[LoadedFile]:
    """Reads (path, bytes) pairs; raises FactsErrors with the mistakes of all of them."""
    loaded: list[LoadedFile] = []
    errors: list[FactsError] = []
    for path_label, data in files:
        try:
            loaded.append(load(path_label, data))
        except FactsErrors as broken:
            errors.extend(broken.errors)
    if errors:
        raise FactsErrors(errors)
    return loaded


@cache
def _file_type() -> kinds.Type:
    return kinds.type_info(schema.FactsFile)


def _mistakes(file: LoadedFile) -> Iterator[FactsError]:
    for entity_id, entity in file.content.entities.items():
        top = ("entities", entity_id)
        if not is_telling(entity_id):
            yield file.error(_matches_everything(entity_id), *top)
        for list_of, names in (("names", entity.names), ("identifiers", entity.identifiers)):
            for index, name in enumerate(names):
                if not is_telling(name):
                    yield file.error(_matches_everything(name), *top, list_of, index)
        for _, below, row in rows(entity):
            key = (*top, *below)
            if row.since and row.until and row.until < row.since:
                hint = f"`until` ({row.until}) is before `since` ({row.since}): swap them, or mend one"
                yield file.error(hint, *key, "until")
            if isinstance(row, schema.PriceRow) and parse_per(row.per) is None:
                hint = (
                    f"`{row.per}` is not what a price can be per: write `1M tokens`, `image` or `user/month`"
                )
                yield file.error(hint, *key, "per")
    yield from _empty_terms(file)


def is_telling(name: str) -> bool:
    """Whether a name can be looked for in a text: it has at least two letters or digits."""
    return sum(character.isalnum() for character in name) >= 2


def _matches_everything(name: str) -> str:
    return f"the name `{name}` would be found everywhere: write one with at least two letters or digits"


def _empty_terms(file: LoadedFile) -> Iterator[FactsError]:
    words = file.content.vocabulary
    tables: list[tuple[Key, Mapping[str, schema.Terms]]] = [
        (("meters",), words.meters),
        (("units",), words.units),
        *((("conditions", name), values) for name, values in words.conditions.items()),
    ]
    for below, table in tables:
        for word, languages in table.items():
            for language, terms in languages.items():
                for index, term in enumerate(terms):
                    if not any(character.isalnum() for character in term):
                        hint = f"the term `{term}` has no letter or digit: write a word"
                        yield file.error(hint, "vocabulary", *below, word, language, index)
