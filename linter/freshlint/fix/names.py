"""What an article calls a thing: fixes use its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from freshlint.document.model import Block, Document, Kind, MarkKind, Role

_JOINT = r"[-_\s\u00a0\u2010\u2011\u202f]*"
_PARTS = re.compile(r"[-_\s\u00a0]+")
_FIGURES = re.compile(r"\d+(?:\.\d+)*", re.A)
_SILENT = frozenset({Kind.CODE, Kind.ATTRIBUTE, Kind.FRONT_MATTER, Kind.STRUCTURED_DATA})


def as_written(names: Sequence[str], block: Block, document: Document) -> str:
    """The first of the names in the block, else in its headings, the page's title, the rest of the page; as spelt.

    Spellings differ in case, and in the spaces or hyphens between their parts; one that the block sets as code
    comes between backticks. "" where the page has none of the names.
    """
    spelt = (_JOINT.join(re.escape(part) for part in _PARTS.split(name)) for name in names)
    # Neither a longer name nor a later version: "brush-2" is not in "brush-2.5" or "brush-2-mini".
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(spelt)})(?![^\W_]|[._-][^\W_])", re.I | re.A)
    for text in _texts(block, document):
        found = pattern.search(text)
        if found is not None:
            spelling = " ".join(found[0].split()).replace("\u2011", "-")
            return f"`{spelling}`" if text is block.text and _in_code(block, *found.span()) else spelling
    return ""


def alike(written: str, names: Sequence[str]) -> str:
    """The name that differs from a written one only in its figures: "Brush 3" beside "Brush 2"; "" for none."""
    return next((name for name in names if _FIGURES.sub("0", name) == _FIGURES.sub("0", written)), "")


def _in_code(block: Block, start: int, end: int) -> bool:
    return any(mark.kind is MarkKind.CODE for mark in block.inline.marks_at(start, end))


def _texts(block: Block, document: Document) -> Iterator[str]:
    yield block.text
    for heading in reversed(block.headings):
        yield heading.text
    yield from (other.text for other in document.blocks if other.role is Role.TITLE)
    yield from (other.text for other in document.blocks if other.kind not in _SILENT)
