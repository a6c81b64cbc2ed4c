"""Sources in footnotes: a mark in the sentence, one note for each source at the end of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count

from freshlint.citation import Cited, find_footnote, note_citation
from freshlint.document.model import Block, Document, Form
from freshlint.facts.fact import Citation
from freshlint.finding import Edit
from freshlint.fix.cite import Cite, brought_up_to_date, citation_place
from freshlint.fix.render import render
from freshlint.fix.rewrite import Rewrite

FOOTNOTE_FORMS = frozenset({Form.MARKDOWN, Form.MDX})
_NO_LABEL = re.compile(r"[^a-z0-9]+")
_LABELS = re.compile(r"\[\^([^\]\s]+)\]")
_LONGEST_LABEL = 40
# "!" is missing: before a bracket it opens an image.
_SENTENCE_ENDS = frozenset(".?。？！")


class Footnotes:
    """The footnotes of a page, those included that its fixes are to add. Pure, but for labels handed out."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._taken = {label.lower() for label in _LABELS.findall(document.source.text)}
        self._labels: dict[str, str] = {}

    def cite(self, block: Block, cite: Cite, changed: Sequence[Edit]) -> tuple[Rewrite, ...]:
        """What cites a source in a paragraph: the mark, and the note where the page lacks it or its day is old."""
        text = self._document.source.text
        found = find_footnote(text, cite.citation, cite.wording)
        if found is None:
            label, note = self._label(cite.citation), self._added(cite)
            if not note:
                return ()
        else:
            label, cited = found
            note = self._up_to_date(cited, cite.citation)
        mark = f"[^{label}]"
        here = text.find(mark, block.span.start, block.span.end) >= 0
        marked = (
            () if here else (_marked(text, block, citation_place(block, cite.anchor or 0, changed), mark),)
        )
        return (*marked, *note)

    def _label(self, citation: Citation) -> str:
        if citation.url not in self._labels:
            words = _NO_LABEL.sub("-", citation.title.lower())[:_LONGEST_LABEL].strip("-") or "source"
            label = next(label for label in _numbered(words) if label not in self._taken)
            self._taken.add(label)
            self._labels[citation.url] = label
        return self._labels[citation.url]

    def _added(self, cite: Cite) -> tuple[Rewrite, ...]:
        note = render(note_citation(cite.citation, cite.wording), _prose_form(self._document))
        if note is None:
            return ()
        text, newline = self._document.source.text, self._document.source.newline
        end = len(text)
        line = f"[^{self._label(cite.citation)}]: {note.source}"
        # Behind the last line break: an edit at the end of the last paragraph is another place.
        added = f"{newline}{line}{newline}" if text.endswith(("\n", "\r")) else f"{newline * 2}{line}"
        return (Rewrite(Edit(end, end, added), None, visible=note.visible),)

    def _up_to_date(self, cited: Cited, citation: Citation) -> tuple[Rewrite, ...]:
        holding = (block for block in self._document.blocks if block.span.contains(cited.span))
        block = next(holding, None)
        rewrite = block and brought_up_to_date(block, cited, citation)
        return (rewrite,) if rewrite else ()


def _marked(text: str, block: Block, behind: tuple[int, int], mark: str) -> Rewrite:
    place, at = behind
    if (
        place + 1 < len(text)
        and place < block.span.end
        and text[place] in _SENTENCE_ENDS
        and block.text[at : at + 1] == text[place]
    ):
        place, at = place + 1, at + 1
    return Rewrite(Edit(place, place, mark), block, at, at, "")


def _numbered(words: str) -> Iterable[str]:
    yield words
    for number in count(2):
        yield f"{words}-{number}"


def _prose_form(document: Document) -> Form:
    return Form.MDX if document.format == "mdx" else Form.MARKDOWN
