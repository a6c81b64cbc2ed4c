"""One page as the claim engine reads it: language, mentions, clauses, and what its parts are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from freshlint.document.model import Block, Document, Kind, LabelKind, Role
from freshlint.language.clauses import Clause, clauses
from freshlint.language.data import Lexicons
from freshlint.language.dates import DateHit, find_dates
from freshlint.language.lexicon import Lexicon
from freshlint.language.mentions import Mention, MentionIndex
from freshlint.language.normal import fold
from freshlint.language.sentences import quoted_ranges
from freshlint.language.writing import is_unspaced_language
from freshlint.source import Span

_BYLINE = 120
# A shorter block than this is taken for the page's language, whatever its letters.
_FOREIGN = 25
_SAMPLE = 4_000
_RUNNING = frozenset(Kind) - {Kind.CODE, Kind.ATTRIBUTE, Kind.FRONT_MATTER, Kind.STRUCTURED_DATA}
_VERSION = re.compile(r"\[?v?\d+\.\d+(\.\d+)*[\w.+-]*\]?(\s|$)", re.IGNORECASE)


class Subject(NamedTuple):
    """What a place of the page is about: an entity, and the mention that says so."""

    entity: str
    span: Span | None = None


class Entry(NamedTuple):
    """Text of a past day: `day` where the page names it."""

    day: date | None


@dataclass(eq=False)
class Page:
    """A document with everything that readings of several blocks share; all of it lazy."""

    document: Document
    index: MentionIndex
    lexicons: Lexicons
    _mentions: dict[int, list[Mention]] = field(default_factory=dict)
    _clauses: dict[int, list[Clause]] = field(default_factory=dict)
    _languages: dict[int, str] = field(default_factory=dict)
    _dates: dict[int, list[DateHit]] = field(default_factory=dict)
    _quotes: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    @cached_property
    def language(self) -> str:
        """The page's language: declared, else detected."""
        return self.lexicons.detect(self._sample, self.document.language)

    @cached_property
    def _sample(self) -> str:
        """Visible text to tell the language by: running text first come, else whatever the page has."""
        return self._text_of(_RUNNING) or self._text_of(frozenset(Kind))

    def _text_of(self, kinds: frozenset[Kind]) -> str:
        texts: list[str] = []
        size = 0
        for block in self.document.blocks:
            if block.kind in kinds and size < _SAMPLE:
                texts.append(block.text)
                size += len(texts[-1])
        return "\n".join(texts)

    def language_of(self, block: Block) -> str:
        """The language of one block, where it differs from the page's."""
        key = id(block)
        if key not in self._languages:
            self._languages[key] = self._language_of(block)
        return self._languages[key]

    def _language_of(self, block: Block) -> str:
        declared = self.lexicons.declared(block.language)
        # What the page itself declares, blocks inherit; the page's own text has told whether it is right.
        own = "" if declared == self.lexicons.declared(self.document.language) else declared
        home = own or self.language
        if not any(char.isalpha() for char in block.text):
            return home
        if is_unspaced_language(home):
            found = self.lexicons.detect(block.text, home)
            return home if is_unspaced_language(found) or len(block.text) < _FOREIGN else found
        if own:
            return self.lexicons.detect(block.text, own)
        return self.language if block.text.isascii() else self.lexicons.detect(block.text, self.language)

    def lexicon(self, block: Block) -> Lexicon:
        """The words of the block's language."""
        return self.lexicons.lexicon(self.language_of(block))

    def mentions(self, block: Block) -> list[Mention]:
        """The entities that a block's text names."""
        key = id(block)
        if key not in self._mentions:
            self._mentions[key] = self.index.find(block.text)
        return self._mentions[key]

    def clauses(self, block: Block) -> list[Clause]:
        """The clauses of a block's text."""
        key = id(block)
        if key not in self._clauses:
            self._clauses[key] = clauses(block.text, self.lexicon(block), self.mentions(block))
        return self._clauses[key]

    def dates(self, block: Block) -> list[DateHit]:
        """The days that a block's text names."""
        key = id(block)
        if key not in self._dates:
            self._dates[key] = find_dates(block.text, self.lexicon(block).grammar)
        return self._dates[key]

    def quotes(self, block: Block) -> list[tuple[int, int]]:
        """The ranges of a block's text that stand between quotation marks."""
        key = id(block)
        if key not in self._quotes:
            self._quotes[key] = quoted_ranges(block.text)
        return self._quotes[key]

    @cached_property
    def subject(self) -> Subject | None:
        """The entity that the page is about: named alone in a title, else named in most blocks."""
        return self.titled or self._most_named()

    @cached_property
    def titled(self) -> Subject | None:
        """The one entity that a title, or else the description, names alone."""
        for wanted in (self._titles(), self._descriptions()):
            for block in wanted:
                if alone := self._named_alone(block):
                    return alone
        return None

    def _named_alone(self, block: Block) -> Subject | None:
        """The entity of a block that names just one."""
        named = _entities(self.mentions(block))
        if len(named) != 1:
            return None
        mention = self.mentions(block)[0]
        return Subject(named[0], block.inline.span(mention.start, mention.end))

    def is_titled(self, word: str) -> bool:
        """Whether a word stands in a title of the page."""
        return any(word in fold(block.text) for block in self._titles())

    def _titles(self) -> Iterator[Block]:
        yield from (block for block in self.document.blocks if block.role is Role.TITLE)
        # Several headings above no other are sections of a page without a title.
        highest = [b for b in self.document.blocks if b.kind is Kind.HEADING and not b.headings]
        yield from highest if len(highest) == 1 else ()

    def _descriptions(self) -> Iterator[Block]:
        yield from (b for b in self.document.blocks if b.role in (Role.DESCRIPTION, Role.EXCERPT))

    def _most_named(self) -> Subject | None:
        counts: dict[str, int] = {}
        for block in self.document.blocks:
            for entity in _entities(self.mentions(block)):
                counts[entity] = counts.get(entity, 0) + 1
        ranked = sorted(counts.items(), key=lambda row: -row[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return Subject(ranked[0][0])

    @cached_property
    def _order(self) -> dict[int, int]:
        return {id(block): number for number, block in enumerate(self.document.blocks)}

    def preceding(self, block: Block, limit: int = 3) -> Iterator[Block]:
        """The blocks before this one under the same heading, nearest first."""
        at = self._order.get(id(block), 0)
        for number in range(at - 1, max(-1, at - 1 - limit), -1):
            other = self.document.blocks[number]
            if other.headings != block.headings or other.kind is Kind.HEADING:
                return
            yield other

    def following(self, block: Block) -> Block | None:
        """The block right behind this one under the same heading."""
        at = self._order.get(id(block), len(self.document.blocks)) + 1
        other = self.document.blocks[at] if at < len(self.document.blocks) else None
        return other if other is not None and other.headings == block.headings else None

    def beside(self, block: Block, limit: int) -> Iterator[Block]:
        """The blocks near this one, before and behind it, under the same heading."""
        at = self._order.get(id(block), 0)
        for other in self.document.blocks[max(0, at - limit) : at + limit + 1]:
            if other is not block and other.headings == block.headings and other.kind is not Kind.HEADING:
                yield other

    def subject_at(self, block: Block, offset: int) -> Subject | None:
        """What the text at an offset of a block is about, where its own clause names nothing.

        Nearest first: a mention before it in the block; the block's labels; the text just before it; the
        headings above; the page.
        """
        before = [mention for mention in self.mentions(block) if mention.end <= offset and not mention.tail]
        if before:
            return Subject(before[-1].entity, block.inline.span(before[-1].start, before[-1].end))
        for other in self._context(block):
            if alone := self._named_alone(other):
                return alone
            if other.kind is Kind.HEADING and _entities(self.mentions(other)):
                return None
        return self.subject

    def _context(self, block: Block) -> Iterator[Block]:
        for label in block.labels:
            yield label.block
        if block.kind not in (Kind.HEADING, Kind.FRONT_MATTER, Kind.ATTRIBUTE):
            if block.lead:
                yield block.lead
            yield from self.preceding(block, 2)
        yield from reversed(block.headings)

    def question(self, block: Block) -> Block | None:
        """The question that a block answers: the nearest one, for the first block under it."""
        for label in block.labels:
            if label.kind is LabelKind.QUESTION:
                return label.block
        return None

    def entry(self, block: Block) -> Entry | None:
        """The dated entry that a block stands in: under a changelog heading, or a post under its byline.

        A heading "as of D" or "checked D" is a stamp and dates nothing; neither does front matter. A heading
        that is a version is an entry too, of a day that nobody gives.
        """
        for heading in reversed(block.headings):
            if heading.headings or heading.role is not Role.TITLE:
                day = self._entry_day(heading)
                if day or _VERSION.match(heading.text.strip()):
                    return Entry(day)
        if "quote" in block.container:
            for other in self.preceding(block, 1):
                if len(other.text) <= _BYLINE and "quote" not in other.container:
                    day = self._entry_day(other)
                    return Entry(day) if day else None
        return None

    def _entry_day(self, block: Block) -> date | None:
        known = [hit.day for hit in self.dates(block) if hit.day]
        if not known or any(clause.has("stamp", "now") for clause in self.clauses(block)):
            return None
        return known[-1]


def _entities(mentions: Sequence[Mention]) -> list[str]:
    """The distinct entities named, things named after them left out."""
    return list(dict.fromkeys(mention.entity for mention in mentions if not mention.tail))
