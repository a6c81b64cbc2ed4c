"""From the block tokens of a Markdown text to the blocks of a page, with headings, labels and containers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from freshlint.document.labelling import asks
from freshlint.document.markdown_html import read_html_block
from freshlint.document.markdown_inline import joined, markup_tokens, read_inline
from freshlint.document.markdown_positions import Environment, parse_blocks
from freshlint.document.markdown_rules import container_name
from freshlint.document.markdown_scopes import Scopes
from freshlint.document.markdown_tables import TableReader
from freshlint.document.markdown_text import ParsedText, cell_runs, code_runs, paragraph_end, paragraph_runs
from freshlint.document.model import Block, Comment, Form, Inline, Kind, Label, LabelKind, Problem, Run
from freshlint.source import Source, Span

_CONTAINERS = {
    "blockquote": "quote",
    "bullet_list": "list",
    "ordered_list": "list",
    "footnote_reference": "footnote",
    "dl": "definitions",
    "tab": "tab",
    "alert": "admonition",
    "admonition": "admonition",
}
_LEADS = {Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.TERM, Kind.DEFINITION, Kind.SUMMARY}
_BOLD_ONLY = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).)+(?:[?？؟]\1|\1[?？؟])\s*", re.S)
_COMMENT = "<!--"


class BlockReader:
    """Walks over block tokens once, in order, and collects `blocks`, `comments` and `problems`."""

    form = Form.MARKDOWN
    cell_form = Form.MARKDOWN_CELL

    def __init__(self, source: Source, parsed: ParsedText, parser: MarkdownIt) -> None:
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []
        self._source = source
        self._parsed = parsed
        self._parser = parser
        self._env: Environment = {}
        self._scopes = Scopes()
        self._previous: Block | None = None
        self._table: TableReader | None = None
        self._takers: dict[str, Callable[[Token, Token | None], None]] = {
            "inline": self._take_inline,
            "fence": self._take_code,
            "code_block": self._take_code,
            "html_block": self._take_html,
            "table_open": self._open_table,
            "tr_open": self._open_row,
            "directive": self._take_directive,
        }

    def read(self) -> None:
        """Parse the text's blocks and collect them."""
        state = parse_blocks(self._parser, self._parsed.text, self._env)
        self._parsed.line_ends = state.eMarks
        opener: Token | None = None
        for token in state.tokens:
            if token.type in self._takers:
                self._takers[token.type](token, opener)
            elif token.nesting:
                self._nest(token)
            opener = token
        for offset in state.dropped:
            message = "nested too deeply: this and what follows in it was not read"
            self.problems.append(Problem(self._parsed.origin(offset), message))

    def _nest(self, token: Token) -> None:
        name = _CONTAINERS.get(token.type.removesuffix("_open").removesuffix("_close"))
        if name is None:
            return
        if token.nesting < 0:
            self._scopes.leave()
        else:
            kind = str(token.meta.get("kind") or token.meta.get("tag")).lower()
            self._scopes.enter(f"admonition:{kind}" if name == "admonition" else name)

    # Prose

    def _add(self, kind: Kind, span: Span, read: Callable[[], Inline], **fields: Any) -> Block:
        scope = self._scopes.current
        block = Block(
            kind,
            fields.pop("form", self.form),
            span,
            read,
            headings=fields.pop("headings", scope.heading_path),
            container=scope.containers,
            **fields,
        )
        self.blocks.append(block)
        self._previous = block if kind in _LEADS else None
        return block

    def _take_inline(self, token: Token, opener: Token | None) -> None:
        if opener is None or "at" not in token.meta:
            return
        if opener.type in ("th_open", "td_open"):
            self._take_cell(token)
            return
        if not token.content:
            return
        if opener.type == "admonition_title_open" and not self._find_title(token, opener):
            return
        at, line, content = token.meta["at"], token.meta["line"], token.content
        read = partial(self._read_paragraph, content, at, line)
        if content[0] == "{" and content[-1] == "}" and not read().text:
            return
        span = Span(
            self._parsed.origin(at), self._parsed.origin(paragraph_end(self._parsed, content, at, line))
        )
        self._note_markup(content, partial(paragraph_runs, self._parsed, content, at, line))
        if opener.type == "heading_open":
            self._add_heading(int(opener.tag[1]), span, read, content)
        elif opener.type == "dt_open":
            self._scopes.define(self._add(Kind.TERM, span, read))
        else:
            self._add_prose(span, read, content)
        self._end_markup()

    def _add_heading(self, level: int, span: Span, read: Callable[[], Inline], content: str) -> None:
        block = self._add(Kind.HEADING, span, read, key=f"h{level}", headings=self._scopes.above(level))
        self._scopes.heading(level, block)
        if _may_ask(content) and asks(block.text):
            self._scopes.ask(block)

    def _add_prose(self, span: Span, read: Callable[[], Inline], content: str) -> None:
        scope = self._scopes.current
        if _may_ask(content) and _BOLD_ONLY.fullmatch(content):
            self._scopes.ask(self._add(self._prose_kind(), span, read))
            return
        named = ((LabelKind.TERM, scope.term), (LabelKind.QUESTION, scope.question))
        labels = tuple(Label(kind, block) for kind, block in named if block is not None)
        self._add(self._prose_kind(), span, read, labels=labels)

    def _prose_kind(self) -> Kind:
        scope = self._scopes.current
        if scope.containers and scope.containers[-1] == "definitions":
            return Kind.DEFINITION
        return Kind.LIST_ITEM if scope.in_list else Kind.PARAGRAPH

    def _find_title(self, token: Token, opener: Token) -> bool:
        """Place an admonition's title; one that the parser made up is not in the source."""
        end = self._parsed.line_ends[token.meta["line"]]
        tag = opener.markup.split()[-1]
        start = self._parsed.text.lower().find(tag, token.meta["at"], end)
        at = self._parsed.text.find(token.content, start + len(tag), end) if start >= 0 else -1
        token.meta["at"] = at
        return at >= 0

    def _read_paragraph(self, content: str, at: int, line: int) -> Inline:
        runs = joined(paragraph_runs(self._parsed, content, at, line))
        return read_inline(self._parser, self._env, content, runs)

    # Code and tables

    def _take_code(self, token: Token, _: Token | None) -> None:
        assert token.map is not None
        content = token.content.removesuffix("\n")
        if not content:
            return
        line = token.map[0] + (1 if token.type == "fence" else 0)
        runs = joined(code_runs(self._parsed, content, line))
        words = token.info.split()
        self._add(
            Kind.CODE,
            Span(runs[0].source_start, runs[-1].source_end),
            lambda: Inline(content, runs),
            form=Form.CODE,
            syntax=words[0] if words else "",
            lead=self._previous,
        )

    def _open_table(self, token: Token, _: Token | None) -> None:
        self._table = TableReader(self._parsed, token, self._previous)

    def _open_row(self, _: Token, __: Token | None) -> None:
        assert self._table is not None
        self._table.start_row()

    def _take_cell(self, token: Token) -> None:
        assert self._table is not None
        found = self._table.next_cell(token)
        if found is None:
            return
        cell, start, end = found
        content = token.content
        runs = partial(cell_runs, self._parsed, start, end)
        self._note_markup(content, runs)
        block = self._add(
            Kind.CELL,
            Span(self._parsed.origin(start), self._parsed.origin(end)),
            lambda: read_inline(self._parser, self._env, content, joined(runs())),
            form=self.cell_form,
            cell=cell,
            lead=self._table.lead,
        )
        self._table.place(block)
        self._end_markup()

    # Comments, HTML and other containers

    def _note_markup(self, content: str, runs: Callable[[], list[Run]]) -> None:
        """Collect what a page needs to know of a block whose text nobody may ask for: its comments."""
        if _COMMENT not in content:
            return
        for token in markup_tokens(self._parser, self._env, content):
            if token.type == "html_inline" and token.content.startswith(_COMMENT) and token.map:
                start = token.map[0]
                span = Inline(content, tuple(runs())).span(start, start + len(token.content))
                self.comments.extend(read_html_block(self._source.text, span).comments)

    def _end_markup(self) -> None:
        """The block whose markup was noted has been added."""

    def _take_directive(self, token: Token, _: Token | None) -> None:
        if token.info:
            self._scopes.open(":::", (container_name(token.info),))
        else:
            self._scopes.close(":::")

    def _take_html(self, token: Token, _: Token | None) -> None:
        assert token.map is not None
        ends = self._parsed.line_ends
        first = token.content.split("\n", 1)[0].lstrip()
        start = self._parsed.origin(ends[token.map[0]] - len(first))
        end = self._parsed.origin(ends[token.map[1] - 1])
        html = read_html_block(self._source.text, Span(start, end))
        self.comments.extend(html.comments)
        if html.unclosed is not None:
            self.problems.append(
                Problem(html.unclosed, "the comment is not closed: what follows was not read")
            )
            end = html.unclosed
        summary = self._add_fragment(start, end) if html.says_something else None
        for tag in html.tags():
            if tag.closing:
                self._scopes.close(tag.name)
            else:
                self._scopes.open(tag.name, tag.containers)
        if summary is not None and self._scopes.current.element == "details":
            self._scopes.ask(summary)

    def _add_fragment(self, start: int, end: int) -> Block | None:
        """Add the blocks of HTML; the last summary among them is given back."""
        # HTML has its own reader, which most Markdown pages never need.
        from freshlint.document.html import read_fragment

        summary = None
        for block in read_fragment(self._source, start, end):
            scope = self._scopes.current
            block.container = (*scope.containers, *block.container)
            self.blocks.append(block)
            self._previous = block if block.kind in _LEADS else None
            summary = block if block.kind is Kind.SUMMARY else summary
            if block.kind is Kind.HEADING and block.key[1:].isdigit():
                block.headings = self._scopes.above(int(block.key[1:]))
                self._scopes.heading(int(block.key[1:]), block)
                if asks(block.text):
                    self._scopes.ask(block)
                continue
            block.headings = scope.heading_path
            asked = any(label.kind is LabelKind.QUESTION for label in block.labels)
            if scope.question is not None and not asked and block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM):
                block.labels = (*block.labels, Label(LabelKind.QUESTION, scope.question))
        return summary


def _may_ask(content: str) -> bool:
    return "?" in content or "？" in content or "؟" in content
