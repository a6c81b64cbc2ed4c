"""How the source of a fact is written beside a fixed text: which words, in which order, in which place.

A citation is worded here as pieces; `fix.render` puts pieces into the syntax of the place where they land.
Days of citations are ISO days in every language, so that a later run finds them and brings them up to date.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import quote

from freshlint.document.model import Form
from freshlint.facts.fact import Citation
from freshlint.source import Span


class Text(NamedTuple):
    """Plain words."""

    text: str


class Code(NamedTuple):
    """Words set as code: an identifier, a field's name."""

    text: str


class Link(NamedTuple):
    """Words that lead to an address; `cited` marks them as the title of a source."""

    text: str
    url: str
    cited: bool = False


class Style(StrEnum):
    """How prose names a source: in brackets, in brackets with the title marked up by <cite>, or in a footnote.

    Where a page has no footnotes (HTML, cells of tables), a source stands as `inline` has it.
    """

    INLINE = "inline"
    CITE = "cite"
    FOOTNOTE = "footnote"


Piece = Text | Code | Link
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class CitationWording:
    """Templates of one language; `{link}` is the titled link, `{date}` the verified day.

    inline   at the end of a sentence: " ({link}, verified {date})"
    dated    where the page cannot hold the link, or holds it already: " (verified {date})"
    note     a paragraph under a table: "Source: {link}, verified {date}."
    comment  in code, with `{title}` and `{url}`
    """

    inline: str
    dated: str
    note: str
    comment: str

    @classmethod
    def read(cls, data: Mapping[str, str]) -> CitationWording:
        """From a wording file's `citation` section; raises KeyError for a missing template."""
        return cls(data["inline"], data["dated"], data["note"], data["comment"])


NEUTRAL = CitationWording(" ({link}, {date})", " ({date})", "{link}, {date}", "{title}, {url}, {date}")

_HTML_FORMS = frozenset({Form.HTML, Form.HTML_ATTRIBUTE})


def inline_citation(citation: Citation, wording: CitationWording, style: Style = Style.INLINE) -> Pieces:
    """The citation at the end of a sentence, its leading space included."""
    return _fill(wording.inline, citation, style)


def dated_citation(citation: Citation, wording: CitationWording) -> Pieces:
    """Only the verified day, for places that take no link and paragraphs that have it already."""
    return _fill(wording.dated, citation)


def note_citation(citation: Citation, wording: CitationWording, style: Style = Style.INLINE) -> Pieces:
    """The citation as a paragraph of its own."""
    return _fill(wording.note, citation, style)


def comment_citation(citation: Citation, wording: CitationWording) -> str:
    """The citation as one line of a comment in code; the caller escapes it for the comment's syntax."""
    return wording.comment.format(title=citation.title, url=citation.url, date=citation.verified.isoformat())


class Cited(NamedTuple):
    """A citation that stands in the page: where its day stands, and which day that is."""

    span: Span
    day: date


def find_citation(
    text: str, within: Span, citation: Citation, wording: CitationWording, form: Form
) -> Cited | None:
    """The first citation of the same address in text[within], as freshlint writes it, whatever its day."""
    for template in (wording.inline, wording.note):
        found = _pattern(template, citation.url, form).search(text, within.start, within.end)
        if found is not None:
            return _cited(found)
    return None


def find_footnote(text: str, citation: Citation, wording: CitationWording) -> tuple[str, Cited] | None:
    """The label and the day of the footnote that cites an address as freshlint writes it; None without one."""
    note = _pattern(wording.note, citation.url, Form.MARKDOWN).pattern
    found = re.search(rf"^[ \t>]*\[\^(?P<label>[^\]\s]+)\]:[ \t]+{note}", text, re.M)
    cited = None if found is None else _cited(found)
    return None if found is None or cited is None else (found["label"], cited)


def find_day(text: str, within: Span, wording: CitationWording) -> Cited | None:
    """The first bare verified day in text[within], as freshlint writes it beside a link that was there."""
    found = _pattern(wording.dated, "", Form.MARKDOWN).search(text, within.start, within.end)
    return None if found is None else _cited(found)


def destination(url: str) -> str | None:
    """An address as it stands in a link, in Markdown and in HTML alike; None for other than http(s)."""
    if not re.match(r"https?://[^\s/]", url, re.I):
        return None
    return quote(url, safe="%/:=&?~#+!,;@-._")


def _cited(found: re.Match[str]) -> Cited | None:
    try:
        day = date.fromisoformat(found["date"])
    except ValueError:
        return None
    return Cited(Span(*found.span("date")), day)


def _fill(template: str, citation: Citation, style: Style = Style.INLINE) -> Pieces:
    before, link, after = template.replace("{date}", citation.verified.isoformat()).partition("{link}")
    pieces: Pieces = (
        (Text(before), Link(citation.title, citation.url, style is Style.CITE), Text(after))
        if link
        else (Text(before),)
    )
    return tuple(piece for piece in pieces if piece.text)


def _pattern(template: str, url: str, form: Form) -> re.Pattern[str]:
    written = destination(url) or url
    if form in _HTML_FORMS:
        link = rf"<a\b[^<>]*\bhref=[\"']{re.escape(html.escape(written))}[\"'][^<>]*>[^<]*</a>"
    else:
        link = rf"\[(?:[^\]\\]|\\.)*\]\(<?{re.escape(written)}>?\)"
    link = rf"(?:<cite>)?{link}(?:</cite>)?"
    pattern = re.escape(template.strip())
    pattern = pattern.replace(re.escape("{link}"), link)
    return re.compile(pattern.replace(re.escape("{date}"), r"(?P<date>\d{4}-\d\d-\d\d)"))
