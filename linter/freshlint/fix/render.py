"""Pieces of text in the syntax of the place where they land, and as readers will see them there."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NamedTuple

from freshlint.citation import Code, Link, Piece, Text, destination
from freshlint.document.model import Form
from freshlint.fix.escape import code_span, escape

MARKDOWN_FORMS = frozenset({Form.MARKDOWN, Form.MARKDOWN_CELL, Form.MDX, Form.MDX_CELL})
LINKING_FORMS = MARKDOWN_FORMS | {Form.HTML}


class Rendered(NamedTuple):
    """`source` as it stands in the file, `visible` as it is read."""

    source: str
    visible: str


def visible(pieces: Iterable[Piece]) -> str:
    """The words of the pieces."""
    return "".join(piece.text for piece in pieces)


def plain(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The same words without markup, for titles and metadata."""
    return (Text(visible(pieces)),)


def render(pieces: Iterable[Piece], form: Form) -> Rendered | None:
    """Pieces in a form; forms without markup of their own get the words. None where one cannot be written."""
    taken = tuple(pieces)
    if form not in LINKING_FORMS:
        taken = plain(taken)
    parts = [_source(piece, form) for piece in taken]
    written = [part for part in parts if part is not None]
    return Rendered("".join(written), visible(taken)) if len(written) == len(parts) else None


def _source(piece: Piece, form: Form) -> str | None:
    match piece:
        case Text(text):
            return escape(text, form)
        case Code(text) if form in MARKDOWN_FORMS:
            return code_span(text, form)
        case Code(text):
            words = escape(text, form)
            return None if words is None else f"<code>{words}</code>"
        case Link(text, url, cited):
            link = _link(text, url, form)
            return f"<cite>{link}</cite>" if cited and link else link


def _link(text: str, url: str, form: Form) -> str | None:
    words, address = escape(text, form), destination(url)
    if words is None or address is None:
        return None
    if form is Form.HTML:
        return f'<a href="{html.escape(address)}">{words}</a>'
    return f"[{words}]({address})"
