"""What every reader yields: blocks of visible text, each character of which knows its place in the source.

Terms: a *block* is the smallest unit a reader sees as one text (a paragraph, a cell, a meta description).
A *run* joins a stretch of a block's text to a stretch of the source: letter for letter when `literal`,
else as one atom (an entity, an escape, a line break with the prefix of the next line).
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from freshlint.source import Source, Span


class Kind(StrEnum):
    """What a block is in its format."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CELL = "cell"
    CAPTION = "caption"
    TERM = "term"
    DEFINITION = "definition"
    SUMMARY = "summary"
    CODE = "code"
    ATTRIBUTE = "attribute"
    FRONT_MATTER = "front-matter"
    STRUCTURED_DATA = "structured-data"


class Role(StrEnum):
    """What a block is to a reader, and to those who quote the page; the first that applies."""

    TITLE = "title"
    DESCRIPTION = "description"
    EXCERPT = "excerpt"
    ANSWER = "answer"
    FAQ = "faq"
    FIRST_SCREEN = "first-screen"
    BODY = "body"
    CODE = "code"
    CHANGELOG = "changelog"


class Form(StrEnum):
    """The syntax that surrounds a block's text: what a text must be escaped for when it lands there."""

    MARKDOWN = "markdown"
    MARKDOWN_CELL = "markdown-cell"
    MDX = "mdx"
    MDX_CELL = "mdx-cell"
    HTML = "html"
    HTML_ATTRIBUTE = "html-attribute"
    YAML_PLAIN = "yaml-plain"
    YAML_SINGLE = "yaml-single"
    YAML_DOUBLE = "yaml-double"
    YAML_BLOCK = "yaml-block"
    TOML_BASIC = "toml-basic"
    TOML_LITERAL = "toml-literal"
    JSON = "json"
    SCRIPT_JSON = "script-json"
    JS_STRING = "js-string"
    CODE = "code"


class MarkKind(StrEnum):
    """Inline markup that changes how words are meant."""

    CODE = "code"
    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    LINK = "link"
    QUOTE = "quote"
    INSERT = "insert"


class Run(NamedTuple):
    """text[start:end] stands at source[source_start:source_end]; equal letter for letter if `literal`."""

    start: int
    end: int
    source_start: int
    source_end: int
    literal: bool = True


class Mark(NamedTuple):
    """Inline markup over text[start:end]; `target` is a link's address."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True)
class Inline:
    """The visible text of a block, its map to the source, and its inline markup.

    Runs are sorted, do not overlap, and cover every character of the text. Source between two runs is markup.
    """

    text: str
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [run.start for run in self.runs]

    def span(self, start: int, end: int) -> Span:
        """The source from the first to the last character of text[start:end]; atoms are taken whole."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no text at [{start}:{end}] in a text of {len(self.text)}")
        return Span(self._place(start).start, self._place(end - 1).end)

    def _place(self, index: int) -> Span:
        run = self.runs[bisect.bisect_right(self._starts, index) - 1]
        if not run.literal:
            return Span(run.source_start, run.source_end)
        at = run.source_start + index - run.start
        return Span(at, at + 1)

    def moved(self, start: int, end: int, shift: int) -> Iterator[Run]:
        """The runs of text[start:end] in a text where each character stands `shift` further on."""
        for run in self.runs:
            first, last = max(run.start, start), min(run.end, end)
            if first < last and run.literal:
                source = run.source_start + first - run.start
                yield Run(first + shift, last + shift, source, source + last - first)
            elif first < last:
                yield Run(first + shift, last + shift, run.source_start, run.source_end, False)

    def marks_at(self, start: int, end: int) -> Iterator[Mark]:
        """The marks that share a character with text[start:end]."""
        return (mark for mark in self.marks if mark.start < end and start < mark.end)


class LabelKind(StrEnum):
    """How another block names what this block is about."""

    ROW = "row"
    COLUMN = "column"
    CAPTION = "caption"
    TERM = "term"
    QUESTION = "question"
    LABEL = "label"


class Label(NamedTuple):
    """A block that says what another one is about: a cell's header, an answer's question."""

    kind: LabelKind
    block: Block


@dataclass(eq=False)
class Table:
    """A table after spans are resolved: grid[row][column], the same block in every place that it spans."""

    grid: list[list[Block | None]]
    header_rows: int = 0
    caption: Block | None = None
    span: Span = Span(0, 0)


class Cell(NamedTuple):
    """A block's place in its table: first row and column, rows and columns spanned, marked as header."""

    table: Table
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    header: bool = False


@dataclass(eq=False)
class Block:
    """One text of a page. `read` parses its inline markup; it is called once, when the text is first asked.

    span      the source of the block's content (for a cell, code, attribute: without its delimiters)
    headings  the headings above it, outermost first
    labels    blocks that name what this one is about, nearest first
    container names of what surrounds it, outermost first: "quote", "list", "details", "comment-block",
              "admonition:warning", a component's or element's name
    lead      the block that directly precedes a code block or table and introduces it
    key       the name of an attribute, front-matter key or JSON path: "description", "og:title",
              "mainEntity[0].acceptedAnswer.text"
    syntax    the programming language of a code block, as written
    language  the natural language declared for it (BCP 47), where the page says so
    """

    kind: Kind
    form: Form
    span: Span
    read: Callable[[], Inline]
    role: Role = Role.BODY
    headings: tuple[Block, ...] = ()
    labels: tuple[Label, ...] = ()
    container: tuple[str, ...] = ()
    lead: Block | None = None
    cell: Cell | None = None
    key: str = ""
    syntax: str = ""
    language: str = ""

    @cached_property
    def inline(self) -> Inline:
        """Text, map and marks; parsed on first use."""
        return self.read()

    @property
    def text(self) -> str:
        """The visible text."""
        return self.inline.text


class Comment(NamedTuple):
    """A comment of the page's format; `text` is what stands between its delimiters, at `span`."""

    span: Span
    text: str


class Problem(NamedTuple):
    """Something that could not be read as it stands; the rest was read. Shown as a warning."""

    offset: int
    message: str


@dataclass(eq=False)
class Document:
    """A page: blocks in source order, comments, and what could not be read.

    `ignored` are rule ids (or "all") that the front matter switches off; `metadata` its scalar values.
    """

    source: Source
    format: str
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str = ""
    ignored: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _in_order(self) -> bool:
        return all(one <= other for one, other in pairwise(self._starts))

    def blocks_from(self, offset: int) -> Iterator[Block]:
        """The blocks that begin at an offset of the source or behind it."""
        if self._in_order:
            return islice(self.blocks, bisect.bisect_left(self._starts, offset), None)
        return (block for block in self.blocks if block.span.start >= offset)
