"""markdown-it parsers that remember where each token stands.

markdown-it knows lines for blocks and nothing for inline tokens. Its state classes are hard-coded, so the
parsers that make them are overridden. All offsets here are those of the parsed text, newlines being "\\n".

`Token.meta["at"]` of a block's inline token is where its content starts (for a cell: where its row starts),
`Token.map` of an inline token is `[start]`, its offset in the content that is parsed.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# Deeper blocks are dropped by markdown-it; deeper brackets would exhaust Python's stack.
MAX_NESTING = 60

Environment = MutableMapping[str, Any]


class PlacedStateInline(StateInline):
    """Inline state whose tokens carry their offset in the content."""

    def __init__(self, src: str, md: MarkdownIt, env: Environment, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self._pending_at = 0
        self._pushed_at = -1

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 (markdown-it's name)
        token = super().pushPending()
        token.map = [self._pending_at]
        self._pushed_at = -1
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        start = self.pos
        if self._pushed_at == start:
            # One rule pushes several tokens before it moves on: `***`, or the parts of `<https://...>`.
            before = self.tokens[-2]
            assert before.map is not None
            start = before.map[0] + (1 if before.markup == "autolink" else len(before.content))
        token.map = [start]
        self._pushed_at = self.pos
        return token


class PlacedInlineParser(ParserInline):
    """Inline parser that uses PlacedStateInline."""

    def parse(self, src: str, md: MarkdownIt, env: Environment, tokens: list[Token]) -> list[Token]:
        state = PlacedStateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class PlacedStateBlock(StateBlock):
    """Block state whose inline tokens know where their content starts.

    Containers move the marks of a line while they parse it, so a start is taken when its token is pushed.
    `dropped` are the offsets from which on text lies deeper than MAX_NESTING and was not read.
    """

    def __init__(self, src: str, md: MarkdownIt, env: Environment, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.dropped: list[int] = []
        self._row: Token | None = None

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        opener = self.tokens[-1] if self.tokens else None
        token = super().push(ttype, tag, nesting)
        if ttype == "tr_open":
            self._row = token
        elif ttype == "inline" and opener is not None:
            self._place(token, opener)
        return token

    def _place(self, token: Token, opener: Token) -> None:
        lines = self._row.map if opener.type in ("th_open", "td_open") and self._row else opener.map
        if lines is None:
            return
        line = lines[0]
        start = self._skip_blank(line, len(opener.markup) if opener.markup.startswith("#") else 0)
        if opener.type == "dt_open":
            # The definition list plugin trims more than markdown-it does.
            while start < self.eMarks[line] and self.src[start].isspace():
                start += 1
        while start == self.eMarks[line] and line + 1 < lines[1]:
            line += 1
            start = self._skip_blank(line, 0)
        token.meta = {"at": start, "line": line}

    def _skip_blank(self, line: int, marker: int) -> int:
        start, end = self.bMarks[line] + self.tShift[line] + marker, self.eMarks[line]
        while start < end and self.src[start] in MD_TRIM_CHARS:
            start += 1
        return start


class PlacedBlockParser(ParserBlock):
    """Block parser that notes what lies too deep to be read."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 (markdown-it's names)
        if isinstance(state, PlacedStateBlock) and state.level >= MAX_NESTING:
            line = state.skipEmptyLines(startLine)
            if line < endLine:
                state.dropped.append(state.bMarks[line] + state.tShift[line])
        super().tokenize(state, startLine, endLine)


def placed_parser(rules: Sequence[str], options: dict[str, Any]) -> MarkdownIt:
    """A CommonMark parser of these classes, with more rules and options. Its `parse` is not used."""
    parser = MarkdownIt("zero")
    parser.inline = PlacedInlineParser()
    parser.block = PlacedBlockParser()
    parser.configure("commonmark", {"maxNesting": MAX_NESTING, **options})
    parser.enable(list(rules))
    parser.disable("fragments_join")
    return parser


def parse_blocks(parser: MarkdownIt, text: str, env: Environment) -> PlacedStateBlock:
    """The block structure of a text; inline markup is left alone. Link and footnote targets go to `env`."""
    state = PlacedStateBlock(text, parser, env, [])
    parser.block.tokenize(state, 0, state.lineMax)
    return state
