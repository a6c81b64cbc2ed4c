"""What a code block says in words: its comments, and the lines of a block that shows plain text.

A remark is read like the prose around the block; what is found in it belongs to the code block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from freshlint.document.code.read import parse_code
from freshlint.document.model import Block, Inline, Kind, Run

COMMENT, LINE = "code-comment", "code-line"
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none", "output"})
_MARKS = " \t\r\n/#*-;<>!'\"%"
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_MOST = 200
_Range = tuple[int, int]


def remarks(block: Block) -> list[Block]:
    """The remarks of a code block, in order, each a paragraph of its own under the code's headings."""
    text = block.text
    program = parse_code(text, block.syntax)
    if program is not None:
        spots = [(spot.start, spot.end) for spot in program.comments]
        groups, what = list(_runs(text, [piece for spot in spots for piece in _lines(text, *spot)])), COMMENT
    elif block.syntax.casefold() in _PLAIN:
        groups, what = [[piece] for piece in _lines(text, 0, len(text))], LINE
    else:
        return []
    return [_remark(block, group, what) for group in groups[:_MOST]]


def _lines(text: str, start: int, end: int) -> Iterator[_Range]:
    """The words of each line of a comment, without what marks it as one."""
    for found in _LINE.finditer(text, start, end):
        said = found.group()
        left = found.start() + len(said) - len(said.lstrip(_MARKS))
        right = found.start() + len(said.rstrip(_MARKS))
        if left < right:
            yield left, right


def _runs(text: str, lines: Sequence[_Range]) -> Iterator[list[_Range]]:
    """Comments on lines of their own, one under the other, are one text."""
    group = list(lines[:1])
    for one, other in pairwise(lines):
        between = text[one[1] : other[0]]
        if between.count("\n") != 1 or between.strip(_MARKS) or not _alone(text, one[0]):
            yield group
            group = []
        group.append(other)
    if group:
        yield group


def _alone(text: str, start: int) -> bool:
    """Whether nothing but a comment's mark stands before a place on its line."""
    return not text[text.rfind("\n", 0, start) + 1 : start].strip(_MARKS)


def _remark(block: Block, lines: list[_Range], what: str) -> Block:
    inline = _joined(block.inline, lines)
    return replace(
        block,
        kind=Kind.PARAGRAPH,
        span=block.inline.span(lines[0][0], lines[-1][1]),
        read=lambda: inline,
        container=(*block.container, what),
    )


def _joined(inline: Inline, lines: list[_Range]) -> Inline:
    """The lines as one text, each line break with the marks after it as one space."""
    parts: list[str] = []
    runs: list[Run] = []
    at = 0
    for number, (start, end) in enumerate(lines):
        if number:
            gap = inline.span(lines[number - 1][1], start)
            runs.append(Run(at, at + 1, gap.start, gap.end, literal=False))
            parts.append(" ")
            at += 1
        runs += inline.moved(start, end, at - start)
        parts.append(inline.text[start:end])
        at += end - start
    return Inline("".join(parts), tuple(runs))
