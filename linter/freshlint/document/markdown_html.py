"""Blocks of raw HTML in Markdown: comments, and the elements that stay open over the Markdown after them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from freshlint.document.html_elements import containers
from freshlint.document.model import Comment
from freshlint.source import Span

_TAG = re.compile(r"<(/?)(details|blockquote|aside|section|article|div|center|figure)\b([^<>]*)>", re.I)
_NAMED = re.compile(r"""\b(?:class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
_BARE = re.compile(
    r"(?:\s*</?[A-Za-z][\w-]*(?:\s+(?:class|id|align|style|width|open|markdown)(?:=(?:\"[^\"]*\"|'[^']*'|[\w-]+))?)*\s*/?>)+\s*"
)


class ElementTag(NamedTuple):
    """A start or end tag of an element that may hold Markdown; `containers` as in Block."""

    name: str
    closing: bool
    containers: tuple[str, ...]


class HtmlBlock(NamedTuple):
    """`markup` is the HTML without its comments; `unclosed` the offset of a comment that does not end."""

    markup: str
    comments: list[Comment]
    unclosed: int | None

    @property
    def says_something(self) -> bool:
        """Whether it may hold text or attributes that are read."""
        return bool(self.markup.strip()) and not _BARE.fullmatch(self.markup)

    def tags(self) -> Iterator[ElementTag]:
        """The tags of elements that may hold Markdown, in order."""
        for found in _TAG.finditer(self.markup):
            name = found[2].lower()
            named = " ".join("".join(filter(None, match.groups())) for match in _NAMED.finditer(found[3]))
            yield ElementTag(name, bool(found[1]), containers(name, named))


def read_html_block(text: str, span: Span) -> HtmlBlock:
    """The HTML at text[span]."""
    comments: list[Comment] = []
    markup: list[str] = []
    at = span.start
    while (opening := text.find("<!--", at, span.end)) >= 0:
        markup.append(text[at:opening])
        if text.startswith((">", "->"), opening + 4):
            at = text.index(">", opening) + 1
            continue
        closing = text.find("-->", opening + 4, span.end)
        if closing < 0:
            return HtmlBlock("".join(markup), comments, opening)
        comments.append(Comment(Span(opening + 4, closing), text[opening + 4 : closing]))
        at = closing + 3
    markup.append(text[at : span.end])
    return HtmlBlock("".join(markup), comments, None)
