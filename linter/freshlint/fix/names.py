"""What an article calls a thing: fixes use its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freshlint.document.model import Block, Document, Kind, MarkKind, Role

_JOINT = r"[-_\s\u00a0\u2010\u2011\u202f]*"
_PARTS = re.compile(r"[-_\s\u00a0]+")
_SILENT = frozenset({Kind.CODE, Kind.ATTRIBUTE, Kind.FRONT_MATTER, Kind.STRUCTURED_DATA})


def as_written(name: str, block: Block, document: Document) -> str:
    """The name in the spelling of the block, else of its headings, the page's title, the rest of the page.

    Spellings differ in case, and in the spaces or hyphens between their parts; one that the block sets as code
    comes between backticks. Without any, the name as given.
    """
    parts = _JOINT.join(re.escape(part) for part in _PARTS.split(name))
    # Neither a longer name nor a later version: "brush-2" is not in "brush-2.5" or "brush-2-mini".
    pattern = re.compile(rf"(?<![\w.-]){parts}(?![^\W_]|[._-][^\W_])", re.I | re.A)
    for text in _texts(block, document):
        found = pattern.search(text)
        if found is not None:
            spelling = " ".join(found[0].split()).replace("\u2011", "-")
            return f"`{spelling}`" if text is block.text and _in_code(block, *found.span()) else spelling
    return name


def _in_code(block: Block, start: int, end: int) -> bool:
    return any(mark.kind is MarkKind.CODE for mark in block.inline.marks_at(start, end))


def _texts(block: Block, document: Document) -> Iterator[str]:
    yield block.text
    for heading in reversed(block.headings):
        yield heading.text
    yield from (other.text for other in document.blocks if other.role is Role.TITLE)
    yield from (other.text for other in document.blocks if other.kind not in _SILENT)
