"""Where the citation of a fix goes: once a paragraph and source, once a table and source.

The fixes of one paragraph that rest on one source share one edit, so that any of them alone brings it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from freshlint.citation import (
    CitationWording,
    Cited,
    Pieces,
    Style,
    dated_citation,
    find_citation,
    find_day,
    inline_citation,
    note_citation,
)
from freshlint.document.model import Block, Document, Form, MarkKind, Role, Table
from freshlint.facts.fact import Citation
from freshlint.finding import Edit
from freshlint.fix.place import PROSE, insertion_point, text_range
from freshlint.fix.render import LINKING_FORMS, MARKDOWN_FORMS, render
from freshlint.fix.rewrite import Rewrite, inserted
from freshlint.source import Source, Span

_LINE_PREFIX = re.compile(r"[ \t>]*")
_NOTES_SEARCHED = 3


class Cite(NamedTuple):
    """A wish for a citation in a block: at text offset `anchor`, for a fix that is `safe` or not."""

    citation: Citation
    wording: CitationWording
    anchor: int | None
    safe: bool


def takes_citation(block: Block) -> bool:
    """Whether a citation stands in the block's own text: in prose that can hold a link."""
    return block.kind in PROSE and block.form in LINKING_FORMS and block.role is not Role.TITLE


def chosen_place(cites: Sequence[Cite]) -> Cite | None:
    """The wish whose place gets the citation of a paragraph; None where none has a place.

    It goes to the last sentence that safe fixes change, else to the last that is rewritten: no sentence that
    stays stale gets a source.
    """
    safe = [cite for cite in cites if cite.safe and cite.anchor is not None]
    anchored = safe or [cite for cite in cites if cite.anchor is not None]
    return max(anchored, key=lambda cite: cite.anchor or 0, default=None)


def cite_in_prose(
    source: Source, block: Block, chosen: Cite, changed: Sequence[Edit], style: Style
) -> Rewrite | None:
    """The one rewrite that cites a source in a paragraph; None where it is cited already, or has no place.

    `changed` are the edits of the block's fixes; what they replace cites nothing.
    """
    here = find_citation(source.text, block.span, chosen.citation, chosen.wording, block.form)
    if here is not None and not _replaced(here.span, changed):
        return brought_up_to_date(block, here, chosen.citation)
    pieces = inline_citation(chosen.citation, chosen.wording, style)
    if links_to(block, chosen.citation.url, changed):
        day = find_day(source.text, block.span, chosen.wording)
        if day is not None and not _replaced(day.span, changed):
            return brought_up_to_date(block, day, chosen.citation)
        pieces = dated_citation(chosen.citation, chosen.wording)
    return inserted(block, citation_place(block, chosen.anchor or 0, changed), pieces)


def citation_place(block: Block, anchor: int, changed: Sequence[Edit]) -> tuple[int, int]:
    """(place in the source, place in the text) for a citation behind text[:anchor]."""
    place, text_place = insertion_point(block, anchor)
    # Tags that are replaced together with the sentence end it in the source.
    return max((edit.end for edit in changed if edit.start < place < edit.end), default=place), text_place


def cite_under_table(document: Document, block: Block, cite: Cite, style: Style) -> Rewrite | None:
    """A note under the cell's table; None where one with this source and day is there."""
    if block.cell is None:
        return None
    table = block.cell.table
    here = _note_below(document, table, cite, block.form)
    if here is not None:
        below, cited = here
        return brought_up_to_date(below, cited, cite.citation)
    pieces = note_citation(cite.citation, cite.wording, style)
    return _note(document, table, pieces, block.form)


def brought_up_to_date(block: Block, cited: Cited, citation: Citation) -> Rewrite | None:
    """The rewrite that gives a citation of a block its newer day; None where it has it, or stands in markup."""
    place = text_range(block.inline, cited.span)
    if cited.day >= citation.verified or place is None:
        return None
    day = citation.verified.isoformat()
    return Rewrite(Edit(*cited.span, day), block, *place, day)


def _replaced(span: Span, changed: Sequence[Edit]) -> bool:
    return any(span.overlaps(Span(edit.start, edit.end)) for edit in changed)


def links_to(block: Block, url: str, changed: Sequence[Edit]) -> bool:
    """Whether a link of the block, other than those that `changed` replace, leads to an address."""
    return any(
        mark.kind is MarkKind.LINK
        and mark.target == url
        and not _replaced(block.inline.span(mark.start, mark.end), changed)
        for mark in block.inline.marks
    )


def _note_below(document: Document, table: Table, cite: Cite, form: Form) -> tuple[Block, Cited] | None:
    below = islice(document.blocks_from(table.span.end), _NOTES_SEARCHED)
    note_form = Form.MARKDOWN if form in MARKDOWN_FORMS else Form.HTML
    for block in below:
        if block.kind not in PROSE:
            return None
        cited = find_citation(document.source.text, block.span, cite.citation, cite.wording, note_form)
        if cited is not None:
            return block, cited
    return None


def _note(document: Document, table: Table, pieces: Pieces, form: Form) -> Rewrite | None:
    text = document.source.text
    end = table.span.end
    while end and text[end - 1].isspace():
        end -= 1
    line_start = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
    newline = document.source.newline
    prefix = _LINE_PREFIX.match(text, line_start)
    indent = prefix[0] if prefix else ""
    markdown = form in MARKDOWN_FORMS
    note = render(pieces, Form.HTML if not markdown else Form.MDX if form is Form.MDX_CELL else Form.MARKDOWN)
    if note is None:
        return None
    if markdown:
        added = f"{newline}{indent.rstrip()}{newline}{indent}{note.source}"
    else:
        # In MDX an attribute named `class` is an error.
        name = "" if document.format == "mdx" else ' class="freshlint-source"'
        added = f"{newline}{indent}<p{name}>{note.source}</p>"
    return Rewrite(Edit(end, end, added), None, visible=note.visible)
