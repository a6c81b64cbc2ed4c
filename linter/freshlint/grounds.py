"""What pages are judged by, made piece by piece when it is asked for, and kept from run to run where it can be.

Most runs read no page to its end: what they need of the facts is their names and how old they are. That is the
outline. It is kept, so that such a run reads no YAML and imports no rule.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from freshlint.errors import SetupError
from freshlint.keep import Keep, Named, Nowhere
from freshlint.packs import load_packs, pack_folders, rule_ids
from freshlint.program import program_digest
from freshlint.screen import Screen

if TYPE_CHECKING:
    from freshlint.facts.book import Book
    from freshlint.packs import Pack

_OUTLINE, _BOOK = "outline", "book"


class Outline(msgspec.Struct, frozen=True, array_like=True, dict=True):
    """What a run must know before it reads a page.

    names     letters and digits of the entities' names, as the screen compares them
    entities  number of entities
    aged      for each fact that ages, the day from which it is too old, as an ordinal; sorted
    rules     ids of all rules
    """

    names: frozenset[str]
    entities: int
    aged: tuple[int, ...]
    rules: tuple[str, ...]

    @cached_property
    def screen(self) -> Screen:
        """Tells pages that can name an entity."""
        return Screen(self.names)

    def too_old(self, day: date) -> int:
        """How many facts were verified too long ago, on a day."""
        return bisect_right(self.aged, day.toordinal())


class Grounds:
    """Facts files and packs. Everything raises SetupError where they cannot be used.

    facts  (label, bytes) of facts files; a later one overrides
    packs  names of packs beside the shipped one
    """

    def __init__(
        self, facts: tuple[tuple[str, bytes], ...], packs: tuple[str, ...] = (), keep: Keep | None = None
    ) -> None:
        self.facts, self._named = facts, packs
        self.keep: Keep = keep or Nowhere()

    @cached_property
    def kept(self) -> Keep:
        """A place for what is made from these facts and packs by this program."""
        if isinstance(self.keep, Nowhere):
            return self.keep
        return Named(self.keep, self.digest)

    @cached_property
    def digest(self) -> str:
        """Names these facts, packs and this program."""
        told = hashlib.sha256(program_digest(pack_folders(self._named)).encode())
        for label, data in self.facts:
            told.update(f"\0{label}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            told.update(data)
        return told.hexdigest()[:32]

    @cached_property
    def packs(self) -> tuple[Pack, ...]:
        """The packs, their rules imported."""
        return load_packs(self._named)

    @cached_property
    def outline(self) -> Outline:
        """What a run must know before it reads a page."""
        return self._kept_outline or self._made_outline()

    @cached_property
    def _kept_outline(self) -> Outline | None:
        data = self.kept.get(_OUTLINE)
        try:
            return msgspec.msgpack.decode(data, type=Outline) if data else None
        except msgspec.MsgspecError:
            return None

    def _made_outline(self) -> Outline:
        book = self.book
        aged = (
            (row.fact.verified + timedelta(days=row.max_age)).toordinal() + 1
            for row in book.all_rows()
            if row.fact.verified is not None and row.max_age is not None
        )
        names = (name for entity in book.entities.values() for name in entity.names)
        made = Outline(
            names=Screen.of(names).names,
            entities=len(book.entities),
            aged=tuple(sorted(aged)),
            rules=tuple(rule_ids(self.packs)),
        )
        self.kept.put(_OUTLINE, msgspec.msgpack.encode(made))
        return made

    @cached_property
    def book(self) -> Book:
        """The facts of all files together; kept from run to run, so that no file is read and nothing merged anew."""
        from freshlint.facts.book import Book

        data = self.kept.get(_BOOK)
        kept = Book.decoded(data) if data else None
        if kept is not None:
            return kept
        made = self._merged()
        self.kept.put(_BOOK, made.encoded())
        return made

    def _merged(self) -> Book:
        from freshlint.facts.errors import FactsErrors
        from freshlint.facts.load import load_all
        from freshlint.facts.merge import merge

        try:
            return merge(load_all(self.facts)).book
        except FactsErrors as error:
            raise SetupError(f"facts cannot be used\n{error}") from error
