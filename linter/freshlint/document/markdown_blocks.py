"""From the block tokens of a Markdown text to the blocks of a page, with headings, labels and containers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from freshlint.document.markdown_inline import html_tags, joined, read_inline
from freshlint.document.markdown_positions import Environment, parse_blocks
from freshlint.document.markdown_tables import TableReader
from freshlint.document.markdown_text import ParsedText, cell_runs, code_runs, paragraph_end, paragraph_runs
from freshlint.document.model import Block, Comment, Form, Inline, Kind, Label, LabelKind, Problem, Run
from freshlint.source import Source, Span

_CONTAINERS = {
    "blockquote_open": "quote",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "footnote_reference_open": "footnote",
    "dl_open": "definitions",
}
_LEADS = {Kind.PARAGRAPH, Kind.HEADING, Kind.LIST_ITEM, Kind.TERM, Kind.DEFINITION, Kind.SUMMARY}
_QUESTION_END = re.compile(r"[?？؟][\s\"'”’»)）」]*$")
_BOLD_ONLY = re.compile(r"(\*\*|__)(?!\s)(?:(?!\1).)+(?:[?？؟]\1|\1[?？؟])\s*", re.S)
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_HTML_TAG = re.compile(r"<(/?)(details|blockquote|aside|section|article|div)\b([^<>]*)>", re.I)
_HTML_NAMES = {"blockquote": "quote"}


@dataclass(frozen=True)
class Scope:
    """What holds for the blocks in one container: headings do not reach out of a quote or a list."""

    containers: tuple[str, ...] = ()
    headings: tuple[tuple[int, Block], ...] = ()
    question: Block | None = None
    in_list: bool = False
    term: Block | None = None
    html: str = ""


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
        self._scopes = [Scope()]
        self._depths: list[int] = []
        self._previous: Block | None = None
        self._table: TableReader | None = None
        self._takers: dict[str, Callable[[Token, Token | None], None]] = {
            "inline": self._take_inline,
            "fence": self._take_code,
            "code_block": self._take_code,
            "html_block": self._take_html,
            "table_open": self._open_table,
            "tr_open": self._open_row,
            "alert_open": self._open_alert,
            "admonition_open": self._open_admonition,
        }

    def read(self) -> None:
        """Parse the text's blocks and collect them."""
        state = parse_blocks(self._parser, self._parsed.text, self._env)
        self._parsed.line_ends = state.eMarks
        opener: Token | None = None
        for token in state.tokens:
            if token.type in _CONTAINERS:
                self._open(_CONTAINERS[token.type])
            elif token.type in self._takers:
                self._takers[token.type](token, opener)
            elif token.nesting < 0 and _is_container(token.type):
                self._close()
            opener = token
        for line in state.dropped:
            offset = self._parsed.origin(state.bMarks[line])
            self.problems.append(
                Problem(offset, "nested too deeply: this and what follows in it was not read")
            )

    # Scopes

    @property
    def _scope(self) -> Scope:
        return self._scopes[-1]

    def _change(self, **changes: Any) -> None:
        self._scopes[-1] = replace(self._scopes[-1], **changes)

    def _open(self, name: str, question: Block | None = None, html: str = "") -> None:
        """Enter a container; markup of other kinds that is still open in it ends with it."""
        if not html:
            self._depths.append(len(self._scopes))
        scope = self._scope
        self._scopes.append(
            replace(
                scope,
                containers=(*scope.containers, name),
                question=question or scope.question,
                in_list=name == "list" or (bool(html) and scope.in_list),
                html=html,
            )
        )

    def _close(self) -> None:
        del self._scopes[self._depths.pop() :]

    def _close_html(self, name: str) -> None:
        floor = self._depths[-1] + 1 if self._depths else 1
        for depth in range(len(self._scopes) - 1, floor - 1, -1):
            if self._scopes[depth].html == name:
                del self._scopes[depth:]
                return

    def _open_alert(self, token: Token, _: Token | None) -> None:
        self._open(f"admonition:{token.info.lower()}")

    def _open_admonition(self, token: Token, _: Token | None) -> None:
        self._open(f"admonition:{token.meta['tag']}")

    # Blocks

    def _add(self, kind: Kind, span: Span, read: Callable[[], Inline], **fields: Any) -> Block:
        scope = self._scope
        block = Block(
            kind,
            fields.pop("form", self.form),
            span,
            read,
            headings=tuple(heading for _, heading in scope.headings),
            container=scope.containers,
            **fields,
        )
        self.blocks.append(block)
        self._previous = block if kind in _LEADS else None
        return block

    def _take_inline(self, token: Token, opener: Token | None) -> None:
        if opener is None or not token.content or "at" not in token.meta:
            return
        if opener.type in ("th_open", "td_open"):
            self._take_cell(token)
            return
        if opener.type == "admonition_title_open" and not self._find_title(token, opener):
            return
        at, line, content = token.meta["at"], token.meta["line"], token.content
        self._note_markup(content, partial(paragraph_runs, self._parsed, content, at, line))
        span = Span(
            self._parsed.origin(at), self._parsed.origin(paragraph_end(self._parsed, content, at, line))
        )
        read = partial(self._read_paragraph, content, at, line)
        if opener.type == "heading_open":
            self._add_heading(int(opener.tag[1]), span, read, content)
        elif opener.type == "dt_open":
            self._change(term=self._add(Kind.TERM, span, read))
        else:
            self._add_prose(span, read, content)

    def _add_heading(self, level: int, span: Span, read: Callable[[], Inline], content: str) -> None:
        kept = tuple(pair for pair in self._scope.headings if pair[0] < level)
        self._change(headings=kept, question=None)
        block = self._add(Kind.HEADING, span, read, key=f"h{level}")
        question = block if _asks(content) and _QUESTION_END.search(block.text) else None
        self._change(headings=(*kept, (level, block)), question=question)

    def _add_prose(self, span: Span, read: Callable[[], Inline], content: str) -> None:
        scope = self._scope
        if _asks(content) and _BOLD_ONLY.fullmatch(content):
            self._change(question=self._add(self._prose_kind(), span, read))
            return
        labels: list[Label] = []
        if scope.term is not None:
            labels.append(Label(LabelKind.TERM, scope.term))
        if scope.question is not None:
            labels.append(Label(LabelKind.QUESTION, scope.question))
        self._add(self._prose_kind(), span, read, labels=tuple(labels))

    def _prose_kind(self) -> Kind:
        if self._scope.containers and self._scope.containers[-1] == "definitions":
            return Kind.DEFINITION
        return Kind.LIST_ITEM if self._scope.in_list else Kind.PARAGRAPH

    def _find_title(self, token: Token, opener: Token) -> bool:
        """Place an admonition's title; one that the parser made up is not in the source."""
        line = token.meta["line"]
        end = self._parsed.line_ends[line]
        tag = opener.markup.split()[-1]
        start = self._parsed.text.lower().find(tag, token.meta["at"], end)
        at = self._parsed.text.find(token.content, start + len(tag), end) if start >= 0 else -1
        token.meta["at"] = at
        return at >= 0

    def _take_code(self, token: Token, _: Token | None) -> None:
        assert token.map is not None
        content = token.content.removesuffix("\n")
        if not content:
            return
        line = token.map[0] + (1 if token.type == "fence" else 0)
        runs = code_runs(self._parsed, content, line)
        words = token.info.split()
        self._add(
            Kind.CODE,
            Span(runs[0].source_start, runs[-1].source_end),
            lambda: Inline(content, joined(runs)),
            form=Form.CODE,
            syntax=words[0] if words else "",
            lead=self._previous,
        )

    # Tables

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

    # Inline and HTML

    def _note_markup(self, content: str, runs: Callable[[], list[Run]]) -> None:
        """Collect what a page needs to know of a block whose text nobody may ask for: its comments."""
        if "<!--" not in content:
            return
        for start, tag in html_tags(self._parser, self._env, content):
            if tag.startswith("<!--"):
                place = Inline(content, tuple(runs())).span(start, start + len(tag))
                self._add_comments(place)

    def _add_comments(self, place: Span) -> None:
        for found in _COMMENT.finditer(self._source.text, *place):
            self.comments.append(Comment(Span(*found.span(1)), found[1]))

    def _take_html(self, token: Token, _: Token | None) -> None:
        assert token.map is not None
        ends = self._parsed.line_ends
        first = token.content.split("\n", 1)[0].lstrip()
        start = self._parsed.origin(ends[token.map[0]] - len(first))
        end = self._parsed.origin(ends[token.map[1] - 1])
        self._add_comments(Span(start, end))
        html = _COMMENT.sub(lambda found: " " * len(found[0]), self._source.text[start:end])
        if not html.strip():
            return
        if html.startswith("<!--"):
            self.problems.append(Problem(start, "the comment is not closed: what follows was not read"))
            return
        self._add_fragment(start, end)
        for found in _HTML_TAG.finditer(html):
            name = _HTML_NAMES.get(found[2].lower(), found[2].lower())
            if found[1]:
                self._close_html(name)
            else:
                self._open(name, html=name)

    def _add_fragment(self, start: int, end: int) -> None:
        # HTML has its own reader, which most Markdown pages never need.
        from freshlint.document.html import read_fragment

        for block in read_fragment(self._source, start, end):
            scope = self._scope
            block.container = (*scope.containers, *block.container)
            if block.kind is Kind.HEADING and block.key[1:].isdigit():
                level = int(block.key[1:])
                kept = tuple(pair for pair in scope.headings if pair[0] < level)
                block.headings = tuple(heading for _, heading in kept)
                self._change(headings=(*kept, (level, block)), question=None)
            elif not block.headings:
                block.headings = tuple(heading for _, heading in scope.headings)
            self.blocks.append(block)
            self._previous = block if block.kind in _LEADS else None

    def _read_paragraph(self, content: str, at: int, line: int) -> Inline:
        runs = joined(paragraph_runs(self._parsed, content, at, line))
        return read_inline(self._parser, self._env, content, runs)


def _asks(content: str) -> bool:
    return "?" in content or "？" in content or "؟" in content


def _is_container(closing: str) -> bool:
    return closing.removesuffix("_close") + "_open" in _CONTAINERS or closing in (
        "alert_close",
        "admonition_close",
    )
