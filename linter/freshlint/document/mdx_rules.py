"""markdown-it rules for MDX: import and export, JSX tags and `{expressions}`, as blocks and inline."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, lheading, paragraph
from markdown_it.rules_inline import StateInline

from freshlint.document.mdx_syntax import Scanner, Tag

_STATEMENT = re.compile(
    r"import\s*(?:['\"{*]|type\s|[\w$]+\s*(?:,|from\b))"
    r"|export\s+(?:const|let|var|function|async|default|class|type|interface|enum|\{|\*)"
    r"|export\s*[{*]"
)
_COMMENT = "<!--"
_ALWAYS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
SCANNER = "mdx scanner"


class Piece(NamedTuple):
    """A part of a line of JSX: a tag, or the span of an expression, a comment or an HTML table."""

    start: int
    end: int
    tag: Tag | None = None


def mdx_rules(parser: MarkdownIt) -> None:
    """Make a parser read MDX: no indented code, no HTML, no autolinks."""
    parser.disable(["code", "html_block", "html_inline", "autolink"])
    parser.block.ruler.before("table", "mdx_statement", mdx_statement)
    parser.block.ruler.before("table", "mdx_flow", mdx_flow, _ALWAYS)
    parser.block.ruler.at("lheading", _bounded(lheading))
    parser.block.ruler.at("paragraph", _bounded(paragraph))
    parser.inline.ruler.before("escape", "mdx_text", mdx_text)


def block_scanner(state: StateBlock) -> Scanner:
    """The scanner of the text whose blocks are parsed."""
    scanner = state.env.get(SCANNER)
    if not isinstance(scanner, Scanner):
        scanner = state.env[SCANNER] = Scanner(state.src)
    return scanner


def mdx_statement(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """`import` and `export` at the left edge, up to an empty line outside all brackets."""
    start = state.bMarks[startLine]
    if state.level or state.tShift[startLine] or not _STATEMENT.match(state.src, start):
        return False
    if silent:
        return True
    end = block_scanner(state).statement(start, state.eMarks[endLine - 1])
    last = bisect.bisect_left(state.eMarks, end, startLine, endLine - 1)
    state.line = last + 1
    token = state.push("mdx_statement", "", 0)
    token.map = [startLine, state.line]
    token.meta = {"span": (start, state.eMarks[last])}
    return True


def mdx_flow(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
    """Lines that hold nothing but tags and expressions."""
    at = state.bMarks[startLine] + state.tShift[startLine]
    if state.src[at : at + 1] not in ("<", "{"):
        return False
    pieces: list[Piece] = []
    end = state.eMarks[endLine - 1]
    line_end = state.eMarks[startLine]
    while at < line_end:
        piece = _piece(state, at, end)
        if piece is None:
            return False
        pieces.append(piece)
        at = piece.end
        line_end = state.eMarks[bisect.bisect_left(state.eMarks, at, startLine, endLine - 1)]
        while at < line_end and state.src[at] in " \t":
            at += 1
    if silent:
        return True
    state.line = bisect.bisect_left(state.eMarks, at, startLine, endLine - 1) + 1
    token = state.push("mdx_flow", "", 0)
    token.map = [startLine, state.line]
    token.meta = {"pieces": pieces}
    return True


def _piece(state: StateBlock, at: int, end: int) -> Piece | None:
    if state.src.startswith(_COMMENT, at):
        after = block_scanner(state).comment(at, end)
        return Piece(at, after) if after is not None else None
    if state.src[at] == "{":
        after = block_scanner(state).expression(at, end)
        if after is None:
            state.env.setdefault("mdx unclosed", at)
        return Piece(at, after) if after is not None else None
    tag = block_scanner(state).tag(at, end) if state.src[at] == "<" else None
    if tag is None:
        return None
    if tag.name == "table" and not tag.closing:
        after = block_scanner(state).element(tag, end)
        if after is not None and "{" not in state.src[at:after]:
            return Piece(at, after)
    return Piece(at, tag.end, tag)


def _bounded(
    rule: Callable[[StateBlock, int, int, bool], bool],
) -> Callable[[StateBlock, int, int, bool], bool]:
    """A paragraph rule that ends before a line of JSX, however far the line is indented.

    Stock rules let no line end a paragraph that is indented as code would be.
    """

    def bounded(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:  # noqa: N803
        last_line = state.lineMax
        state.lineMax = end = _next_flow(state, startLine, min(endLine, last_line)) or last_line
        matched = rule(state, startLine, min(endLine, end), silent)
        state.lineMax = last_line
        return matched

    return bounded


def _next_flow(state: StateBlock, start: int, end: int) -> int | None:
    """The next line of the same paragraph that is JSX and indented as code would be."""
    for line in range(start + 1, end):
        if state.isEmpty(line):
            return None
        if state.sCount[line] - state.blkIndent > 3 and mdx_flow(state, line, end, True):
            return line
    return None


def mdx_text(state: StateInline, silent: bool) -> bool:
    """A tag, an expression or a comment within text."""
    at = state.pos
    if state.src[at] not in "<{":
        return False
    scanner = state.__dict__.setdefault("mdx_scanner", Scanner(state.src))
    kind = "mdx_expression" if state.src[at] == "{" else "mdx_tag"
    if kind == "mdx_expression":
        end = scanner.expression(at, state.posMax)
    elif state.src.startswith(_COMMENT, at):
        kind = "html_inline"
        end = scanner.comment(at, state.posMax)
    else:
        tag = scanner.tag(at, state.posMax)
        end = tag.end if tag else None
    if end is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = state.src[at:end]
    state.pos = end
    return True
