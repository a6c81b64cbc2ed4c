"""HTML pages, and HTML inside Markdown, to blocks of visible text with exact places."""

from __future__ import annotations

from freshlint.document.html_blocks import BlockReader
from freshlint.document.html_positions import parse
from freshlint.document.model import Block, Document
from freshlint.document.roles import assign_roles
from freshlint.source import Source


def read_html(source: Source) -> Document:
    """Read a page. Malformed HTML is read as browsers do; what had to be recovered from is a problem."""
    tree = parse(source.text, 0, len(source.text))
    reader = BlockReader(source.text, is_page=True)
    reader.read(tree)
    assign_roles(reader.blocks)
    return Document(
        source,
        "html",
        tuple(reader.blocks),
        comments=tuple(tree.comments),
        problems=tuple(sorted([*tree.problems, *reader.problems])),
        language=reader.language,
        metadata=reader.metadata,
    )


def read_fragment(source: Source, start: int, end: int) -> list[Block]:
    """Read the HTML at source.text[start:end]: elements may stay open, roles are not assigned.

    Places are offsets in the whole source.
    """
    reader = BlockReader(source.text, is_page=False)
    reader.read(parse(source.text, start, end, fragment=True))
    return reader.blocks
