"""HTML source to a tree in which every tag, attribute value and text knows its exact place.

Beautiful Soup holds the tree. The tokens come from here: the standard library's parser differs between
Python releases, keeps lines and columns only, drops characters of unknown references, and needs quadratic
time on constructs that never end. Every step below moves forward by what it has looked at.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.builder._htmlparser import HTMLParserTreeBuilder
from bs4.element import NavigableString, PageElement, Tag

from freshlint.document.html_elements import RAW_TEXT, RAW_TEXT_WITH_REFERENCES, VOID
from freshlint.document.html_nesting import Nesting
from freshlint.document.html_references import decode
from freshlint.document.html_tree import PlacedTag, PlacedText, Tree
from freshlint.document.model import Comment, Problem
from freshlint.source import Span

_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_NAME = re.compile(r"[a-zA-Z][^\t\n\f\r />]*")
_ATTRIBUTE = re.compile(r"[\t\n\f\r /]*([^\t\n\f\r />][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*)?")
_BARE_VALUE = re.compile(r"[^\t\n\f\r >]*")
_TAG_END = re.compile(r"[\t\n\f\r /]*>")
_COMMENT_END = re.compile(r"--!?>")
# A quote that never closes costs a look at the rest of the page: after some, tags end at their first `>`.
_MOST_OPEN_QUOTES = 3
_MOST_PROBLEMS = 50


def parse(source: str, start: int, end: int, *, fragment: bool = False) -> Tree:
    """Read source[start:end]. In a fragment elements may stay open: what follows may close them."""
    builder = _Builder(source, start, end, fragment=fragment)
    soup = _Soup("", builder=builder, element_classes={Tag: PlacedTag, NavigableString: PlacedText})
    return Tree(soup, builder.comments, builder.problems)


class _Soup(BeautifulSoup):
    def object_was_parsed(
        self, o: PageElement, parent: Tag | None = None, most_recent_element: PageElement | None = None
    ) -> None:
        """Append without the stock walk to the root, which costs the depth of the tree for each text."""
        above = parent or self.currentTag
        assert above is not None
        o.setup(above, previous_sibling=above.contents[-1] if above.contents else None)
        above.contents.append(o)


class _Builder(HTMLParserTreeBuilder):
    """Feeds Beautiful Soup with placed tags and texts."""

    def __init__(self, source: str, start: int, end: int, *, fragment: bool) -> None:
        super().__init__(multi_valued_attributes=None)
        self.source, self.start, self.end, self.fragment = source, start, end, fragment
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []
        self._unreported = 0
        self._open_quotes = 0
        self._endless: set[str] = set()

    def feed(self, markup: str | bytes, _parser_class: object = None) -> None:
        """Read the source this builder was made for; Beautiful Soup's own markup is empty."""
        assert self.soup is not None
        self._nesting = Nesting(self.soup, self._problem)
        self._last_bracket = self.source.rfind(">", self.start, self.end)
        at = self.start
        while at < self.end:
            found = _MARKUP.search(self.source, at, self.end)
            stop = found.start() if found else self.end
            self._text(at, stop)
            at = self._markup(stop) if found else self.end
        self._nesting.finish(self.end, fragment=self.fragment)
        if self._unreported:
            self.problems.append(Problem(self.end, f"{self._unreported} more like these"))
        self.problems.sort()

    def _problem(self, offset: int, message: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(offset, message))
        else:
            self._unreported += 1

    def _text(self, start: int, end: int) -> None:
        if start < end:
            text = PlacedText(self.source[start:end])
            text.start, text.end = start, end
            assert self.soup is not None
            self.soup.object_was_parsed(text)

    def _markup(self, at: int) -> int:
        """Read the construct that begins at an offset; where it ends."""
        if self.source.startswith("<!--", at):
            return self._comment(at)
        if at > self._last_bracket:
            self._text(at, self.end)
            return self.end
        if self.source.startswith("</", at):
            return self._end_tag(at)
        if self.source[at + 1] in "!?":
            return self.source.index(">", at) + 1
        return self._start_tag(at)

    def _comment(self, at: int) -> int:
        inner = at + 4
        for short in (">", "->"):
            if self.source.startswith(short, inner):
                return inner + len(short)
        found = _COMMENT_END.search(self.source, inner, self.end)
        if found is None:
            self._problem(at, "this comment is not closed: the rest of the page was read as part of it")
        stop = found.start() if found else self.end
        self.comments.append(Comment(Span(inner, stop), self.source[inner:stop]))
        return found.end() if found else self.end

    def _end_tag(self, at: int) -> int:
        end = self.source.index(">", at) + 1
        name = _NAME.match(self.source, at + 2, end)
        if name is not None:
            self._nesting.close(name.group().lower(), at, end)
        return end

    def _start_tag(self, at: int) -> int:
        found = _NAME.match(self.source, at + 1, self.end)
        assert found is not None
        name = found.group().lower()
        spans, end = self._attributes(at, found.end())
        empty = name in VOID or self.source.startswith("/>", end - 2)
        attributes = {key: decode(self.source, *span) for key, span in spans.items()}
        self._nesting.open(name, attributes, spans, Span(at, end), empty=empty)
        if empty or not (name in RAW_TEXT or name in RAW_TEXT_WITH_REFERENCES):
            return end
        return self._raw_text(name, end)

    def _attributes(self, tag: int, at: int) -> tuple[dict[str, Span], int]:
        """The places of a start tag's attribute values, and where the tag ends."""
        if self._open_quotes < _MOST_OPEN_QUOTES:
            spans, end = self._attributes_until(at, self.end)
            if end is not None:
                return spans, end
            self._open_quotes += 1
            self._problem(tag, "this tag is not closed: perhaps a quote is missing")
        # No bracket outside quotes up to the end of the page: the tag ends at its first one.
        end = self.source.index(">", at) + 1
        return self._attributes_until(at, end)[0], end

    def _attributes_until(self, at: int, limit: int) -> tuple[dict[str, Span], int | None]:
        spans: dict[str, Span] = {}
        while (closed := _TAG_END.match(self.source, at, limit)) is None:
            found = _ATTRIBUTE.match(self.source, at, limit)
            if found is None:
                return spans, None
            start = at = found.end()
            value = Span(start, start)
            if start > found.end(1) and "=" in self.source[found.end(1) : start]:
                quote = self.source[start : start + 1]
                if quote in ('"', "'"):
                    start, stop = start + 1, self.source.find(quote, start + 1, limit)
                    if stop < 0:
                        return spans, None
                    value, at = Span(start, stop), stop + 1
                else:
                    bare = _BARE_VALUE.match(self.source, start, limit)
                    at = bare.end() if bare else start
                    value = Span(start, at)
            spans.setdefault(found.group(1).lower(), value)
        return spans, closed.end()

    def _raw_text(self, name: str, at: int) -> int:
        """Text up to the element's own end tag."""
        found = None
        if name not in self._endless:
            found = re.compile(rf"</{name}(?=[\t\n\f\r />])", re.I).search(self.source, at, self.end)
        if found is not None and found.start() <= self._last_bracket:
            self._text(at, found.start())
            return self._end_tag(found.start())
        self._endless.add(name)
        # Without an end browsers take the rest of the page for a title: stop at the next tag instead.
        stop = self.source.find("<", at, self.end) if name in RAW_TEXT_WITH_REFERENCES else self.end
        stop = self.end if stop < 0 else stop
        self._text(at, stop)
        self._nesting.close(name, stop, stop)
        return stop
