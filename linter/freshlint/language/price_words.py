"""What a text says around its amounts: terms of the facts, entities, and words that tell whose and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from freshlint.document.model import Block, Kind, MarkKind
from freshlint.language.amounts import Count, Measure, Money
from freshlint.language.dates import DateHit
from freshlint.language.fact_words import METER, FactTerm, FactWords
from freshlint.language.lexicon import Lexicon
from freshlint.language.mentions import Mention
from freshlint.language.money_words import MoneyWords, money_words
from freshlint.language.normal import fold
from freshlint.language.page import Page
from freshlint.language.price_bound import QUALIFIER, Item
from freshlint.language.price_parts import Parts
from freshlint.language.quantities import find_currencies, read_money
from freshlint.language.sentences import quoted_ranges
from freshlint.language.spans import Spans
from freshlint.language.tokens import Token, tokens

ENTITY = "entity"
# The value of an entity item that names something else: a product of another kind, or one that the facts do not know.
OTHER = ""
# An entity that a price is compared with.
COMPARED = "compared"
# Such an entity, where a relative clause says something of it: "unlike X, which costs $5, ...".
ASIDE = "aside"
NAMING = frozenset({ENTITY, COMPARED, ASIDE, QUALIFIER})
_REACH = 34
_PRICE_KEYS = frozenset({"price", "lowPrice", "minPrice"})
_SO_MUCH = re.compile(r"(?<![\d.,$€£])(?!1\b)\d[\d.,]* ?(?:[kmgt]i?b)\b(?: \w{1,3})? ?(?:\w{1,4} )?$")
# "compared with X at $5": the price stands right behind the name.
_PRICED = re.compile(r"\s*(?:at|for|mit|zu|für|a|por|con|的|の)?\s*[(（]?(?:us|u)?[$€£]?\s?\d")


@dataclass(frozen=True, eq=False)
class Said:
    """One block's text as prices are read from it; everything lazy."""

    page: Page
    block: Block

    @cached_property
    def text(self) -> str:
        """The visible text."""
        return self.block.text

    @cached_property
    def folded(self) -> str:
        """The text with case, width and marks made alike."""
        return fold(self.text)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of its language; the page's where figures, or Han alone, do not tell which."""
        if self.is_figure:
            # Structured data writes its numbers with a point in every language.
            return self.page.lexicons.lexicon("en")
        page, own = self.page.lexicons.lexicon(self.page.language), self.page.lexicon(self.block)
        unsure = own.grammar.head_final and page.grammar.head_final
        return page if unsure or not any(char.isalpha() for char in self.text) else own

    @property
    def is_figure(self) -> bool:
        """Whether it is the price of an offer in structured data: a number under a key that says so."""
        key = self.block.key.rpartition(".")[2]
        return self.block.kind is Kind.STRUCTURED_DATA and key in _PRICE_KEYS

    @cached_property
    def words(self) -> MoneyWords:
        """The money words of its language."""
        return money_words(self.lexicon.language)

    @cached_property
    def money(self) -> Money:
        """Amounts, measures and counts; a cell's bare numbers are amounts."""
        names = [(m.start, m.end + len(m.tail)) for m in self.page.mentions(self.block)]
        bare = self.block.cell is not None or self.is_figure
        if bare:
            names += [(hit.start, hit.end) for hit in self.dates]
        return read_money(self.text, self.lexicon, bare=bare, names=names)

    @cached_property
    def dates(self) -> list[DateHit]:
        """The days and months that it names."""
        return self.page.dates(self.block)

    @cached_property
    def dated(self) -> Spans:
        """Where days and months are named."""
        return Spans((hit.start, hit.end) for hit in self.dates)

    @cached_property
    def quoted(self) -> Spans:
        """What stands in quotation marks, unless that is the whole text."""
        return Spans(span for span in quoted_ranges(self.text) if span[1] - span[0] < len(self.text) - 2)

    @cached_property
    def struck(self) -> Spans:
        """What is struck through."""
        marks = self.block.inline.marks
        return Spans((mark.start, mark.end) for mark in marks if mark.kind is MarkKind.STRIKE)

    @cached_property
    def measures(self) -> list[Measure]:
        """What prices are per, days and months of a date left out."""
        return [m for m in self.money.measures if not self.dated.touch(m.start, m.end)]

    @cached_property
    def currencies(self) -> set[str]:
        """The currencies that it names."""
        return find_currencies(self.text, self.lexicon)

    @cached_property
    def terms(self) -> list[FactTerm]:
        """Meters and conditions; English words count in every language."""
        found = FactWords.of(self.lexicon).find_with_short(self.text)
        if self.lexicon.language != "en":
            taken = Spans((term.start, term.end) for term in found)
            english = FactWords.of(self.page.lexicons.lexicon("en")).find(self.text)
            found += [t for t in english if not taken.touch(t.start, t.end)]
        return sorted(found)

    @cached_property
    def tokens(self) -> list[Token]:
        """Mentions, known words, unknown words and marks."""
        return tokens(self.text, self.lexicon, self.page.mentions(self.block))

    @cached_property
    def items(self) -> list[Item]:
        """Entities, meters and conditions, in order."""
        named = [item for mention in self.page.mentions(self.block) for item in self._entity(mention)]
        mentioned = Spans((item.start, item.end) for item in named)
        terms = [term for term in self.terms if not mentioned.touch(term.start, term.end)]
        rates = Spans((m.start, m.end) for m in self.measures if m.unit not in self.words.parts)
        told = self.parts.items(self.folded, terms, rates, self.block.cell is not None)
        inside = Spans((item.start, item.end) for item in told)
        rest = [
            Item(*term)
            for term in terms
            if not inside.touch(term.start, term.end) and not self._included(term)
        ]
        return sorted([*named, *rest, *told])

    def _included(self, term: FactTerm) -> bool:
        """ "10 GB of disk for $7": so much of something comes with what is paid for."""
        found = _SO_MUCH.search(self.folded, max(0, term.start - _REACH), term.start)
        return found is not None and term.dimension == METER and not self.measured.touch(*found.span())

    @cached_property
    def parts(self) -> Parts:
        """The meters that are told by the words of their names."""
        return Parts(FactWords.of(self.page.lexicons.lexicon("en")).meter_ids, self.words)

    def _entity(self, mention: Mention) -> list[Item]:
        """An entity that the price can be of, or one that it is only compared with."""
        end = mention.end + len(mention.tail)
        after, before = (
            self.folded[end : end + _REACH],
            self.folded[max(0, mention.start - _REACH) : mention.start],
        )
        beside = [
            f for f in self.words.having("compare").finditer(before) if not before[f.end() :].strip(" \"'“「")
        ]
        compared = bool(beside)
        if compared and not before[: beside[0].start()].strip() and _PRICED.match(after):
            return [Item(mention.start, end, ENTITY, mention.entity)]
        if compared and self.words.having("relative").match(after.lstrip(" ,")):
            return [Item(mention.start, end, ASIDE, mention.entity)]
        if compared or self.words.having("compare_after").match(after.lstrip()):
            return [Item(mention.start, end, COMPARED, mention.entity)]
        other = (
            bool(mention.tail) or self.words.having("product").match(after.lstrip()) or self._longer_name(end)
        )
        return [Item(mention.start, end, ENTITY, OTHER if other else mention.entity)]

    def _longer_name(self, end: int) -> bool:
        """Whether a capitalised word that nobody knows goes on with the name: "X Studio"."""
        for token in self.tokens_in(end, end + _REACH)[:1]:
            word = self.text[token.start : token.end]
            return token.start == end + 1 and token.unknown and word[:1].isupper() and word[1:].islower()
        return False

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """The values that it names in each dimension, in their order; names of other things left out."""
        found: dict[str, dict[str, None]] = {}
        for item in self.items:
            if item.value != OTHER:
                found.setdefault(item.dimension, {})[item.value] = None
        return {dimension: list(values) for dimension, values in found.items()}

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """The dimensions in which it names something."""
        return frozenset(item.dimension for item in self.items)

    @cached_property
    def named(self) -> Spans:
        """Where entities, meters and conditions are named."""
        return Spans((item.start, item.end) for item in self.items)

    @cached_property
    def counted(self) -> Spans:
        """Where numbers stand that are neither money nor a unit's."""
        return Spans((count.start, count.end) for count in self.money.counts)

    @cached_property
    def measured(self) -> Spans:
        """Where it says what prices are per."""
        return Spans((measure.start, measure.end) for measure in self.measures)

    @cached_property
    def things(self) -> list[Count]:
        """Numbers of things that are no unit, no name and no date ("24 pages", "ten of them")."""
        return [
            count
            for count in self.money.counts
            if count.value > 1
            and count.value == int(count.value)
            and self.text[count.end : count.end + 2].strip()[:1].isalpha()
            and not self.named.touch(count.start, count.end)
            and not self.dated.touch(count.start, count.end)
        ]

    def has(self, kind: str, start: int, end: int) -> bool:
        """Whether text[start:end] holds a word of a list of the money words."""
        return self.words.having(kind).search(self.folded, start, end) is not None

    def last(self, kind: str, start: int, end: int) -> int:
        """Where the last such word in text[start:end] begins; -1 where there is none."""
        return max(
            (found.start() for found in self.words.having(kind).finditer(self.folded, start, end)), default=-1
        )

    def items_in(self, start: int, end: int) -> list[Item]:
        """The items that begin in text[start:end]."""
        first = bisect_left(self.items, start, key=lambda item: item.start)
        return self.items[first : bisect_left(self.items, end, key=lambda item: item.start)]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in text[start:end]."""
        return self.tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]

    def concept(self, start: int, end: int, *concepts: str) -> bool:
        """Whether a token inside text[start:end] carries one of the concepts."""
        return any(not token.concepts.isdisjoint(concepts) for token in self.tokens_in(start, end))


def unknown_tier(said: Said, start: int, end: int) -> bool:
    """Whether text[start:end] names a rate of its own that is no condition in the facts."""
    tiers = said.words.having("tier").finditer(said.folded, start, end)
    return any(not said.named.touch(found.start(), found.end()) for found in tiers)
