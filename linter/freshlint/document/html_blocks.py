"""From an HTML tree to blocks: what is read as one text, and what surrounds and names it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from freshlint.document import html_inline, shortcodes
from freshlint.document.html_attributes import shown_attributes
from freshlint.document.html_code import code_items, code_syntax
from freshlint.document.html_elements import BLOCKS, INLINE, SECTIONS, SKIPPED, VOID
from freshlint.document.html_inline import Break, Close, Item, Markup, Open, Text
from freshlint.document.html_place import MOST_LABELS, Place, marks_of
from freshlint.document.html_table import TableReader
from freshlint.document.html_tree import PlacedTag, PlacedText, Tree
from freshlint.document.model import Block, Form, Inline, Kind, Label, LabelKind, Problem
from freshlint.document.structured_data import read_structured_data
from freshlint.source import Span

# More open marks than these say nothing more about a text.
_MOST_MARKS = 16
_BLANK = re.compile(r"(?:[ \t\n\f\r\u00a0\u200b]|&nbsp;?|&#160;?|&#[xX][aA]0;?)*")
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")
_ANCHOR_SIGNS = frozenset(["¶", "#", "§", "🔗", "&para;", "&#182;", "&#xb6;", "\u200b", "&#8203;"])
_LEADS_NOTHING = frozenset([Kind.CODE, Kind.CELL, Kind.ATTRIBUTE, Kind.STRUCTURED_DATA])


@dataclass(frozen=True)
class _Frame:
    """What to restore when an element ends."""

    is_block: bool
    place: Place
    marks: int
    headings: tuple[Block, ...] | None


class BlockReader:
    """Walks a tree once; its fields are what it found.

    In a page, text outside elements is split at empty lines.
    """

    def __init__(self, source: str, *, is_page: bool) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.metadata: dict[str, str] = {}
        self.language = ""
        self._place = Place(is_root=is_page)
        self._frames: list[_Frame] = []
        self._items: list[Item] = []
        self._marks: list[Open] = []
        self._headings: tuple[Block, ...] = ()
        self._last: Block | None = None
        self._tables = TableReader(self.problems)
        self._captioned: list[tuple[Block, list[Block]]] = []

    @cached_property
    def _closed_shortcodes(self) -> frozenset[str]:
        return shortcodes.closed_names(self.source)

    def read(self, tree: Tree) -> None:
        """Read every element, then join cells to their headers and code to its caption."""
        path = [(tree.root, iter(tree.root.contents))]
        while path:
            parent, children = path[-1]
            for child in children:
                if isinstance(child, PlacedText):
                    self._text(child)
                elif isinstance(child, PlacedTag) and self._enter(child):
                    path.append((child, iter(child.contents)))
                    break
            else:
                path.pop()
                if isinstance(parent, PlacedTag):
                    self._leave(parent)
        self._flush()
        self._tables.resolve()
        for block, captions in self._captioned:
            block.labels += tuple(Label(LabelKind.CAPTION, caption) for caption in captions[:MOST_LABELS])
        self.blocks.sort(key=lambda block: block.span)

    def _enter(self, tag: PlacedTag) -> bool:
        """Begin an element; False where its children need no visit."""
        if tag.name in SKIPPED:
            if tag.name == "script" and "ld+json" in tag.value("type").lower():
                self._structured_data(tag)
            return False
        for key, span in shown_attributes(tag):
            self._add_attribute(key, span)
        if tag.name in VOID:
            self._void(tag)
            return False
        if tag.name == "html":
            self.language = self.language or tag.value("lang")
        if self._place.kind is Kind.HEADING and self._is_anchor_sign(tag):
            return False
        is_block = self._is_block(tag)
        headings = self._headings if tag.name in SECTIONS else None
        self._frames.append(_Frame(is_block, self._place, len(self._marks), headings))
        marks = marks_of(tag)
        self._marks.extend(marks)
        if not is_block:
            self._items.extend(marks or (Markup(tag.start, tag.inner),))
            return True
        self._flush()
        self._place = self._place.within(tag)
        if tag.name == "pre":
            self._code(tag)
            self._leave(tag)
            return False
        if tag.name == "table":
            self._tables.begin(tag, self._place.captions, self._lead())
        else:
            self._place = self._tables.enter(tag, self._place)
        return True

    def _leave(self, tag: PlacedTag) -> None:
        frame = self._frames.pop()
        ended = self._marks[frame.marks :]
        if frame.is_block:
            self._flush()
        del self._marks[frame.marks :]
        if frame.is_block:
            self._items = self._carried_marks()
        else:
            closes = [Close(mark.kind, tag.outer, tag.end) for mark in reversed(ended)]
            self._items.extend(closes or (Markup(tag.outer, tag.end),))
        if tag.name == "table":
            self._tables.end()
        self._place = frame.place
        if frame.headings is not None:
            self._headings = frame.headings

    def _void(self, tag: PlacedTag) -> None:
        if tag.name == "br":
            self._items.append(Break(tag.start, tag.inner))
        elif tag.name == "hr":
            self._flush()
        elif tag.name == "meta" and tag.value("property").startswith("article:"):
            self.metadata[tag.value("property")] = tag.value("content")

    def _is_block(self, tag: PlacedTag) -> bool:
        if tag.name in INLINE:
            return tag.name == "cite" and "quote" in self._place.container
        if tag.name in BLOCKS:
            return not (self._place.kind is Kind.HEADING and tag.name in ("button", "label"))
        # An element that HTML does not know runs inline where text stands beside it.
        beside = (tag.previous_sibling, tag.next_sibling)
        return not any(isinstance(node, PlacedText) and node.strip() for node in beside)

    def _is_anchor_sign(self, tag: PlacedTag) -> bool:
        """Whether this is a heading's link to itself, shown as a sign."""
        if tag.name != "a" or len(tag.contents) != 1:
            return False
        return isinstance(tag.contents[0], PlacedText) and tag.contents[0].strip() in _ANCHOR_SIGNS

    def _text(self, text: PlacedText) -> None:
        if not self._items and not self._place.is_root and text.isspace():
            return
        at = text.start
        if "[" in text:
            for span in shortcodes.tags(self.source, text.start, text.end, lambda: self._closed_shortcodes):
                self._lines(at, span.start)
                self._shortcode(span)
                at = span.end
        self._lines(at, text.end)

    def _lines(self, start: int, end: int) -> None:
        """Text without shortcodes; outside any element, an empty line ends a paragraph as in WordPress."""
        if self._place.is_root:
            for found in _EMPTY_LINE.finditer(self.source, start, end):
                self._items.append(Text(start, found.start()))
                self._flush()
                start = found.end()
        if start < end:
            self._items.append(Text(start, end))

    def _shortcode(self, span: Span) -> None:
        """A shortcode at the begin or end of a line stands for a block of its own."""
        before, after = self.source[span.start - 1 : span.start], self.source[span.end : span.end + 1]
        if not before.strip("\r\n") or not after.strip("\r\n"):
            self._flush()

    def _flush(self) -> None:
        """End the text at hand: it becomes a block where there is anything to read."""
        items, self._items = self._items, self._carried_marks()
        span = self._visible_span(items)
        if span is None:
            return
        read = partial(html_inline.flowing, self.source, tuple(items))
        block = self._add(self._place.kind, Form.HTML, span, read, key=self._place.key)
        if block.kind is Kind.HEADING:
            self._headings = (*(above for above in self._headings if above.key < block.key), block)

    def _carried_marks(self) -> list[Item]:
        """The marks that the next text begins with, opened before it."""
        return [Open(mark.kind, mark.target) for mark in self._marks[-_MOST_MARKS:]]

    def _visible_span(self, items: list[Item]) -> Span | None:
        if all(not isinstance(item, Text) or _BLANK.fullmatch(self.source, *item) for item in items):
            return None
        starts = (self._content_start(item) for item in items)
        ends = (self._content_end(item) for item in reversed(items))
        return Span(next(at for at in starts if at >= 0), next(at for at in ends if at >= 0))

    def _content_start(self, item: Item) -> int:
        if not isinstance(item, Text):
            return -1 if isinstance(item, Break) else item.start
        raw = self.source[item.start : item.end].lstrip(html_inline.WHITESPACE)
        return item.end - len(raw) if raw else -1

    def _content_end(self, item: Item) -> int:
        if not isinstance(item, Text):
            return -1 if isinstance(item, Break) else item.end
        raw = self.source[item.start : item.end].rstrip(html_inline.WHITESPACE)
        return item.start + len(raw) if raw else -1

    def _code(self, tag: PlacedTag) -> None:
        items = code_items(tag, self.source)
        if any(isinstance(item, Text) and self.source[item.start : item.end].strip() for item in items):
            read = partial(html_inline.preformatted, self.source, tuple(items))
            lead = self._lead()
            block = self._add(Kind.CODE, Form.HTML, Span(items[0].start, items[-1].end), read)
            block.lead, block.syntax = lead, code_syntax(tag)

    def _add_attribute(self, key: str, span: Span) -> None:
        if self.source[span.start : span.end].strip():
            read = partial(html_inline.attribute, self.source, *span)
            self._add(Kind.ATTRIBUTE, Form.HTML_ATTRIBUTE, span, read, key=key)

    def _structured_data(self, tag: PlacedTag) -> None:
        data = read_structured_data(self.source, tag.inner, tag.outer)
        self.blocks.extend(data.blocks)
        self.problems.extend(data.problems)
        self.metadata.update(data.metadata)

    def _lead(self) -> Block | None:
        """The text directly before a table or code, unless it stands in something that has ended."""
        last = self._last
        if last is None or last.kind in _LEADS_NOTHING or last.key == "title":
            return None
        return last if last.container == self._place.container[: len(last.container)] else None

    def _add(self, kind: Kind, form: Form, span: Span, read: Callable[[], Inline], *, key: str = "") -> Block:
        place = self._place
        asked = self._headings[-1] if self._headings and kind is not Kind.HEADING else None
        if asked is not None and not asked.text.endswith(("?", "？")):
            asked = None
        headings = self._headings
        if kind is Kind.HEADING:
            headings = tuple(above for above in headings if above.key < key)
        block = Block(
            *(kind, form, span, read),
            labels=place.label(asked),
            headings=headings,
            container=place.container,
            language=place.language,
            key=key,
        )
        self.blocks.append(block)
        for blocks in place.collect:
            blocks.append(block)
        if place.captions is not None and kind in (Kind.CODE, Kind.ATTRIBUTE):
            self._captioned.append((block, place.captions))
        if kind is not Kind.ATTRIBUTE:
            self._last = block
        return block
