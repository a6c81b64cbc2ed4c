"""What a text says around its amounts: terms of the facts, entities, and words that tell whose and when."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from freshlint.document.model import Block
from freshlint.language.clauses import Token, tokens
from freshlint.language.fact_words import FactTerm, FactWords
from freshlint.language.lexicon import Lexicon
from freshlint.language.mentions import Mention
from freshlint.language.money_words import MoneyWords, money_words
from freshlint.language.normal import fold
from freshlint.language.page import Page
from freshlint.language.price_binding import Item
from freshlint.language.quantities import Measure, Money, find_currencies, read_money

ENTITY = "entity"
# The value of an entity item that names something else: a product of another kind, or one that the facts do not know.
OTHER = ""
# An entity that a price is compared with.
COMPARED = "compared"
_REACH = 34


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
        """The words of its language."""
        return self.page.lexicon(self.block)

    @cached_property
    def words(self) -> MoneyWords:
        """The money words of its language."""
        return money_words(self.lexicon.language)

    @cached_property
    def money(self) -> Money:
        """Amounts, measures and counts; a cell's bare numbers are amounts."""
        names = [(m.start, m.end + len(m.tail)) for m in self.page.mentions(self.block)]
        return read_money(self.text, self.lexicon, bare=self.block.cell is not None, names=names)

    @cached_property
    def dates(self) -> list[tuple[int, int]]:
        """Where days and months are named."""
        return [(hit.start, hit.end) for hit in self.page.dates(self.block)]

    @cached_property
    def measures(self) -> list[Measure]:
        """What prices are per, days and months of a date left out."""
        return [m for m in self.money.measures if not _overlaps(self.dates, m.start, m.end)]

    @cached_property
    def currencies(self) -> set[str]:
        """The currencies that it names."""
        return find_currencies(self.text, self.lexicon)

    @cached_property
    def terms(self) -> list[FactTerm]:
        """Meters and conditions; English words count in every language."""
        found = FactWords.of(self.lexicon).find(self.text)
        if self.lexicon.language != "en":
            taken = [(term.start, term.end) for term in found]
            english = FactWords.of(self.page.lexicons.lexicon("en")).find(self.text)
            found += [t for t in english if not _overlaps(taken, t.start, t.end)]
        return sorted(found)

    @cached_property
    def tokens(self) -> list[Token]:
        """Mentions, known words, unknown words and marks."""
        return tokens(self.text, self.lexicon, self.page.mentions(self.block))

    @cached_property
    def items(self) -> list[Item]:
        """Entities, meters and conditions, in order."""
        named = [item for mention in self.page.mentions(self.block) for item in self._entity(mention)]
        mentioned = [(item.start, item.end) for item in named]
        terms = [Item(*term) for term in self.terms if not _overlaps(mentioned, term.start, term.end)]
        return sorted([*named, *terms])

    def _entity(self, mention: Mention) -> list[Item]:
        """An entity that the price can be of, or one that it is only compared with."""
        end = mention.end + len(mention.tail)
        after, before = (
            self.folded[end : end + _REACH],
            self.folded[max(0, mention.start - _REACH) : mention.start],
        )
        compared = any(
            not before[f.end() :].strip(" \"'“「") for f in self.words.having("compare").finditer(before)
        )
        compared = compared and not self.words.having("relative").match(after.lstrip(" ,"))
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

    def has(self, kind: str, start: int, end: int) -> bool:
        """Whether text[start:end] holds a word of a list of the money words."""
        return self.words.having(kind).search(self.folded, start, end) is not None

    def last(self, kind: str, start: int, end: int) -> int:
        """Where the last such word in text[start:end] begins; -1 where there is none."""
        return max(
            (found.start() for found in self.words.having(kind).finditer(self.folded, start, end)), default=-1
        )

    @cached_property
    def _token_starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in text[start:end]."""
        return self.tokens[bisect_left(self._token_starts, start) : bisect_left(self._token_starts, end)]

    def concept(self, start: int, end: int, *concepts: str) -> bool:
        """Whether a token inside text[start:end] carries one of the concepts."""
        return any(not token.concepts.isdisjoint(concepts) for token in self.tokens_in(start, end))


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in taken)
