"""Which blocks of a page can be about an entity at all: the others need not be read.

Every reading of a state takes its entity from the block itself, from its labels, headings, lead or table, from a
block shortly before it, or from the page's title. Where none of these names one, no claim can be made.
"""

from __future__ import annotations

from collections import deque

from freshlint.document.model import Block
from freshlint.language.page import Page

# Items of a list lean on what introduces it, so far up at most.
FARTHEST = 12


def within_reach(page: Page) -> frozenset[int]:
    """The identities (`id`) of the blocks that something near them, or the page's title, names an entity for."""
    blocks = page.document.blocks
    if page.titled is not None:
        return frozenset(map(id, blocks))
    named = {id(block) for block in blocks if page.mentions(block)}
    tables = {id(block.cell.table) for block in blocks if block.cell and id(block) in named}
    reached: set[int] = set()
    before: deque[bool] = deque(maxlen=FARTHEST)
    for block in blocks:
        own = id(block) in named
        if (
            own
            or any(before)
            or _is_led(page, block, named)
            or (block.cell and id(block.cell.table) in tables)
        ):
            reached.add(id(block))
        before.append(own)
    return frozenset(reached)


def _is_led(page: Page, block: Block, named: set[int]) -> bool:
    """Whether a label, a heading, the lead or the table's caption names something."""
    leading = [label.block for label in block.labels]
    leading += [other for other in (block.lead, block.cell.table.caption if block.cell else None) if other]
    # A label may be no block of the page's own list.
    return any(id(other) in named for other in block.headings) or any(page.mentions(o) for o in leading)
