"""Whose offer a list item or a row is about: the vendor's, or that of another seller or platform beside it.

"- Acme: open" over "- Pixelfarm: X is not there yet" compares places where X can be had.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from freshlint.document.model import Block, Kind
from freshlint.language.clauses import Clause
from freshlint.language.money_words import money_words
from freshlint.language.normal import fold, is_unspaced
from freshlint.language.page import Page
from freshlint.language.tokens import Token

_LABEL_WORDS = 4
_COLONS = frozenset(":：")
_MOST_ITEMS = 12
# Places of the vendor itself: "API", "ChatGPT".
_ITS_OWN = frozenset(
    {"vendor", "available.vendor", "available.thing", "available.surface", "available.launch"}
)


def another_party(page: Page, block: Block, clauses: Sequence[Clause], number: int) -> bool:
    """Whether clause `number` of a block is labelled, or stands in a row that is labelled, with another party."""
    if block.cell is not None:
        return _in_a_row_of_another(page, block)
    label = _label(clauses) if number else None
    if label is None or not _names_somebody(label):
        return False
    said = block.text[label.start : label.end]
    return _sells(page, block, said) or any(_is_vendor(other) for other in _labels_beside(page, block))


def _label(clauses: Sequence[Clause]) -> Clause | None:
    """The clause before a colon at the beginning of a text, where it names no entity."""
    labelled = len(clauses) > 1 and clauses[1].opener is not None and clauses[1].opener.text in _COLONS
    first = clauses[0] if labelled else None
    short = first is not None and len(first.tokens) <= _LABEL_WORDS and not first.mentions
    return first if short else None


def _names_somebody(clause: Clause) -> bool:
    return not _is_vendor(clause) and any(_unknown(token) for token in clause.tokens)


def _unknown(token: Token) -> bool:
    return token.unknown and (len(token.text) > 1 or is_unspaced(token.text))


def _is_vendor(clause: Clause) -> bool:
    return clause.has("vendor") and not any(_unknown(token) for token in clause.tokens)


def _sells(page: Page, block: Block, text: str) -> bool:
    words, folded = money_words(page.language_of(block)), fold(text)
    return any(words.having(kind).search(folded) for kind in ("seller", "provider"))


def _labels_beside(page: Page, block: Block) -> Iterator[Clause]:
    """The labels of the other items of a list."""
    if block.kind is not Kind.LIST_ITEM:
        return
    for other in page.beside(block, _MOST_ITEMS):
        if other.kind is Kind.LIST_ITEM and (label := _label(page.clauses(other))) is not None:
            yield label


def _among_vendors(page: Page, heads: Sequence[Block | None], column: int) -> bool:
    """Whether the columns are headed with sellers, the vendor among them, and this one with another."""
    own = heads[column]
    if own is None or page.mentions(own) or not any(_names_somebody(clause) for clause in page.clauses(own)):
        return False
    return any(
        _is_vendor(clause) for head in heads if head not in (None, own) for clause in _said(page, head)
    )


def _said(page: Page, block: Block | None) -> Sequence[Clause]:
    return page.clauses(block) if block is not None else ()


def _in_a_row_of_another(page: Page, block: Block) -> bool:
    """Whether the column of the rows' names holds sellers, and this row's is not the vendor."""
    cell = block.cell
    if cell is None or not cell.column or cell.row < cell.table.header_rows or not cell.table.header_rows:
        return False
    grid = cell.table.grid
    if _among_vendors(page, grid[0], cell.column):
        return True
    head, name = grid[0][0], grid[cell.row][0]
    if head is None or name is None or page.mentions(name) or not _sells(page, head, head.text):
        return False
    tokens = [token for clause in page.clauses(name) for token in clause.tokens]
    return not any(token.concepts & _ITS_OWN or "number" in token.concepts for token in tokens)
