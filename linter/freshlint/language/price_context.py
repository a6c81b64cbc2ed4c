"""What surrounds a text and completes its prices: headers, row names, captions, headings, the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from freshlint.document.model import Block, Kind, Label, LabelKind
from freshlint.language.amounts import Measure
from freshlint.language.fact_words import METER, FactWords
from freshlint.language.page import Page
from freshlint.language.price_words import ENTITY, NAMING, OTHER, Said, unknown_tier

_NAMING = (LabelKind.ROW, LabelKind.COLUMN, LabelKind.TERM, LabelKind.LABEL)
_MOST_LEFT = 6
_MOST_ITEMS = 12
_NAME_WORDS = 4
_SHORT = 60
_NEAREST = 2


@dataclass(eq=False)
class Surroundings:
    """The texts that say what a page's blocks are about, each read once."""

    page: Page
    _said: dict[int, Said] = field(default_factory=dict)

    def said(self, block: Block) -> Said:
        """A block's text as prices are read from it."""
        return self._said.setdefault(id(block), Said(self.page, block))

    def of(self, block: Block) -> Context:
        """The surroundings of one block."""
        return Context(self, block, list(self._naming(block)), list(self._around(block)))

    def _naming(self, block: Block) -> Iterator[Said]:
        """What names this very text, nearest first: row, column, term."""
        labels = [label for label in block.labels if label.kind in _NAMING]
        seen = {id(label.block) for label in labels}
        rows = [label for label in labels if label.kind is LabelKind.ROW]
        beside = (o for o in _left_of(block) if id(o) not in seen and not self.said(o).money.hits)
        left = [Label(LabelKind.ROW, other) for other in beside]
        rest = [label for label in labels if label.kind is not LabelKind.ROW]
        for label in (*left, *rows, *rest):
            yield self.said(label.block)

    def _around(self, block: Block) -> Iterator[Said]:
        """What stands around the text, nearest first: the table's corner, its caption, the question, headings."""
        if block.cell and block.cell.table.grid and block.cell.column:
            corner = block.cell.table.grid[0][0]
            if corner is not None and corner is not block:
                yield self.said(corner)
        for label in block.labels:
            if label.kind not in _NAMING:
                yield self.said(label.block)
        if block.lead is not None:
            yield self.said(block.lead)
        parent = self._parent(block)
        if parent is not None:
            yield self.said(parent)
        for heading in reversed(block.headings):
            yield self.said(heading)

    def _parent(self, block: Block) -> Block | None:
        """The list item or paragraph that a list item stands under."""
        depth = block.container.count("list")
        if block.kind is not Kind.LIST_ITEM:
            return None
        above = (o for o in self.page.preceding(block, _MOST_ITEMS) if o.container.count("list") < depth)
        return next(above, None)

    @cached_property
    def currency(self) -> str:
        """The currency that the page names: the one it names without an amount, else its only one; else ""."""
        every: set[str] = set()
        declared: set[str] = set()
        for block in self.page.document.blocks:
            if block.kind is not Kind.CODE:
                said = self.said(block)
                every |= said.currencies
                declared |= said.currencies if said.currencies and not said.money.hits else set()
        return next((next(iter(named)) for named in (declared, every) if len(named) == 1), "")


@lru_cache(maxsize=2)
def surroundings(page: Page) -> Surroundings:
    """The surroundings of a page's blocks, shared by all its blocks."""
    return Surroundings(page)


def _left_of(block: Block) -> Iterator[Block]:
    """The cells left of a cell, nearest first; an empty one repeats the one above it."""
    if block.cell is None or block.cell.row < block.cell.table.header_rows:
        return
    grid, row = block.cell.table.grid, block.cell.row
    for column in range(block.cell.column - 1, max(-1, block.cell.column - 1 - _MOST_LEFT), -1):
        at = row
        while at > block.cell.table.header_rows and grid[at][column] is None:
            at -= 1
        other = grid[at][column]
        if other is not None and other is not block:
            yield other


@dataclass
class Context:
    """The surroundings of one block. `naming` name it directly, `around` only stand near it."""

    surroundings: Surroundings
    block: Block
    naming: list[Said]
    around: list[Said]

    @cached_property
    def dimensions(self) -> list[str]:
        """The dimensions in which the surroundings name values."""
        named = {dimension for said in (*self.naming, *self.around) for dimension in said.dimensions}
        return sorted((named | {METER}) - NAMING)

    def named_first(self, dimension: str) -> list[str]:
        """The values that the nearest name of the text names in a dimension."""
        return next((found for said in self.naming if (found := _distinct(said, dimension))), [])

    def values(self, dimension: str) -> list[str]:
        """The values that the nearest text names in a dimension, in its order; a meter may be told by two texts."""
        named = self.named_first(dimension)
        if named:
            return named
        if dimension == METER:
            joined = self._joined_meter()
            if joined:
                return [joined]
        for said in self.around:
            found = _distinct(said, dimension)
            if found:
                return found
        return []

    def _joined_meter(self) -> str:
        """The meter that two names tell together: "Image" above "output"."""
        told = self._told_by_parts()
        if told:
            return told
        unnamed = (said for said in self.naming if not _distinct(said, ENTITY))
        texts = [said.text.strip() for said in unnamed if len(said.text) < _SHORT]
        for first in range(len(texts)):
            for second in range(first + 1, len(texts)):
                for pair in ((texts[second], texts[first]), (texts[first], texts[second])):
                    meter = self._meter("".join(pair)) or self._meter(" ".join(pair))
                    if meter:
                        return meter
        return ""

    def _told_by_parts(self) -> str:
        """The meter that the words of all names make, with the caption or heading where they do not suffice."""
        names: frozenset[str] = frozenset()
        parts = self.surroundings.said(self.block).parts
        for said in (*self.naming, *self.around[:_NEAREST]):
            if len(said.text) < _SHORT and not _distinct(said, ENTITY):
                names |= parts.names(said.folded, said.block.cell is not None)
                if said in self.naming[-1:] and parts.told(names):
                    break
        return parts.told(names) if self.naming else ""

    def _meter(self, text: str) -> str:
        said = self.surroundings.said(self.block)
        for lexicon in (said.lexicon, said.page.lexicons.lexicon("en")):
            named = {term.value for term in FactWords.of(lexicon).find(text) if term.dimension == METER}
            if len(named) == 1:
                return named.pop()
        return ""

    @cached_property
    def measure(self) -> Measure | None:
        """What the surroundings say that prices are per; a bare unit in a name of the text counts as one of it."""
        for said in (*self.naming, *self.around):
            rates = [measure for measure in said.measures if not said.money.hits]
            if rates:
                return rates[0]
        return None

    @cached_property
    def currency(self) -> str:
        """The currency that the surroundings name, nearest first."""
        for said in (*self.naming, *self.around, *self._preceding()):
            if len(said.currencies) == 1:
                return next(iter(said.currencies))
        return self.surroundings.currency

    def _preceding(self) -> Iterator[Said]:
        for other in self.surroundings.page.preceding(self.block, 4):
            if other.kind is not Kind.CELL:
                yield self.surroundings.said(other)

    def entity(self, offset: int) -> tuple[str, bool]:
        """The entity that the surroundings tell, and whether a name of the text tells it; "" for none."""
        for number, said in enumerate((*self.naming, *self.around)):
            named = _distinct(said, ENTITY)
            if len(named) == 1:
                return named[0], number < len(self.naming)
            if named:
                return "", False
            if said.block.kind is Kind.HEADING and _reads_like_a_name(said):
                return "", False
        if self.block.cell is not None and any(_names_another(said) for said in self.naming):
            return "", False
        subject = self.surroundings.page.subject_at(self.block, offset)
        return (subject.entity, False) if subject else ("", False)

    @cached_property
    def other_seller(self) -> str:
        """Why a name of the text, or the heading above it, makes it somebody else's price; "" where none does."""
        for said in self.naming:
            if said.has("seller", 0, len(said.text)) or said.has("own", 0, len(said.text)) or _is_self(said):
                return "the price is somebody else's"
            if self.surroundings.said(self.block).is_figure and said.has("product", 0, len(said.text)):
                return "the price is of something named after it"
            if self.block.cell is not None and _names_another(said):
                return f"nothing is known of {said.text.strip()!r}"
        if self._among_sellers():
            return "the price is somebody else's"
        if self.has("seller") or self.has("own"):
            return "the price is somebody else's"
        return "a rate of its own, which the facts do not tell" if self._tier() else ""

    def _among_sellers(self) -> bool:
        """Whether rows, or columns, are named after sellers, the vendor one of them, and this one's is another."""
        cell = self.block.cell
        if cell is None:
            return False
        said, grid = self.surroundings.said, cell.table.grid
        rows = [row[0] for row in grid[cell.table.header_rows :] if row]
        for heads, own in ((rows, grid[cell.row][0]), (grid[0] if grid else [], grid[0][cell.column])):
            names = [said(head) for head in heads if head is not None]
            vendors = [name for name in names if _is_vendor(name)]
            if own is not None and own is not self.block and vendors and len(names) > len(vendors):
                mine = said(own)
                if not _is_vendor(mine) and not mine.items and not mine.measures:
                    return True
        return False

    def _tier(self) -> bool:
        """Whether the text stands under a rate of its own ("Batch API") that is no condition in the facts."""
        return any(unknown_tier(said, 0, len(said.text)) for said in self._titles())

    def _titles(self) -> list[Said]:
        """What names the text, and the nearest heading above it that is not the page's title."""
        headings = [said for said in self.around if said.block.kind is Kind.HEADING and said.block.headings]
        return [*self.naming, *headings[:1]]

    def has(self, *kinds: str) -> bool:
        """Whether a name of the text, or the heading above it, holds a word of a list of the money words."""
        return any(said.has(kind, 0, len(said.text)) for said in self._titles() for kind in kinds)

    def count(self) -> Decimal | None:
        """How many things a row is about: "100 squares"."""
        return next((count.value for said in self.naming for count in said.things), None)


def _distinct(said: Said, dimension: str) -> list[str]:
    return said.values.get(dimension, [])


def _is_vendor(said: Said) -> bool:
    """ "OpenAI (list price)": a name that is of the vendor and of none of its things."""
    return not said.items and said.concept(0, len(said.text), "vendor")


def _is_self(said: Said) -> bool:
    return len(said.tokens) <= _NAME_WORDS and said.concept(0, len(said.text), "self")


def _names_another(said: Said) -> bool:
    """Whether a row's or column's name is of something that neither facts nor lexicons know."""
    if any(item.value == OTHER for item in said.items if item.dimension == ENTITY):
        return True
    if said.items or said.measures or said.currencies or said.money.hits:
        return False
    words = [token for token in said.tokens if not token.punctuation and "number" not in token.concepts]
    known = said.words.having("plain")
    return bool(words) and all(token.unknown and not known.fullmatch(token.text) for token in words)


def _reads_like_a_name(said: Said) -> bool:
    """ "Veo 4": a short heading of an unknown word and a number is a product of its own."""
    words = [token for token in said.tokens if not token.punctuation]
    unknown = [token for token in words if token.unknown and len(token.text) > 1]
    numbered = any("number" in token.concepts for token in words)
    return bool(unknown) and numbered and len(words) <= _NAME_WORDS and not said.items
