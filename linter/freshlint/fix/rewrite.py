"""An edit of the source together with what readers will then see, so that it can be verified."""

from __future__ import annotations

import re
from typing import NamedTuple

from freshlint.citation import Pieces
from freshlint.document.model import Block, Form
from freshlint.finding import Edit
from freshlint.fix.escape import escape
from freshlint.fix.place import prose_span
from freshlint.fix.render import render, visible
from freshlint.source import Source, Span

_BLOCK_CONTEXT = re.compile(r"[ \t]*(?:-[ \t]+)*(?:[^\s\[{][^\[{]*:[ \t]+)?\Z")


class Rewrite(NamedTuple):
    """`edit` makes text[start:end] of `block` read `visible`.

    Without a block it adds a paragraph that reads `visible`. `opaque`: what the block will read is not known.
    """

    edit: Edit
    block: Block | None
    start: int = 0
    end: int = 0
    visible: str = ""
    opaque: bool = False


def replaced(source: Source, block: Block, start: int, end: int, pieces: Pieces) -> Rewrite | None:
    """Other words for text[start:end] of a block; None where they cannot stand there."""
    if block.form is Form.YAML_PLAIN:
        return _in_plain_yaml(source, block, start, end, pieces)
    span, rendered = prose_span(source, block, start, end), render(pieces, block.form)
    if span is None or rendered is None:
        return None
    return Rewrite(Edit(*span, rendered.source), block, start, end, rendered.visible)


def inserted(block: Block, place: tuple[int, int], pieces: Pieces) -> Rewrite | None:
    """More words at (place in the source, place in the text)."""
    rendered = render(pieces, block.form)
    at, text_at = place
    return rendered and Rewrite(Edit(at, at, rendered.source), block, text_at, text_at, rendered.visible)


def _in_plain_yaml(source: Source, block: Block, start: int, end: int, pieces: Pieces) -> Rewrite | None:
    text = block.text
    words = visible(pieces)
    whole = text[:start] + words + text[end:]
    if _in_block_context(source, block.span) and escape(whole, Form.YAML_PLAIN) == whole:
        span = block.inline.span(start, end)
        return Rewrite(Edit(*span, words), block, start, end, words)
    quoted = escape(whole, Form.YAML_DOUBLE)
    if not quoted:
        return None
    return Rewrite(Edit(*block.span, f'"{quoted}"'), block, 0, len(text), whole)


def _in_block_context(source: Source, span: Span) -> bool:
    """Whether no flow collection surrounds a scalar, as far as its line shows."""
    line = source.text.rfind("\n", 0, span.start) + 1
    return _BLOCK_CONTEXT.match(source.text[line : span.start]) is not None
