"""From the text that markdown-it parses back to the source, line by line.

markdown-it gets text with "\\n" newlines, and cuts a block's content out of it: without the prefixes of its
lines (`> `, indents), without outer blanks, cells without the `\\` of `\\|`. Each function here says where
the characters of such a content stand in the source, as runs from the content to the source.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it.common.utils import MD_TRIM_CHARS

from freshlint.document.model import Run

_NEWLINE = re.compile(r"\r\n?")
_ESCAPED_PIPE = re.compile(r"\\\|")
_CELL_BORDER = re.compile(r"(?<!\\)\|")
_BLANKS = " \t"


@dataclass
class ParsedText:
    """The text given to markdown-it: a source from `base` on, newlines as "\\n", NUL as U+FFFD.

    `crlf` are the offsets of newlines that are two characters in the source; `returns` says that it has
    newlines other than "\\n", `replaced` that it has NUL.
    `line_ends` are the offsets at which its lines end, set once its blocks are known.
    """

    text: str
    base: int = 0
    crlf: list[int] = field(default_factory=list)
    returns: bool = False
    replaced: bool = False
    line_ends: Sequence[int] = ()

    @classmethod
    def of(cls, source: str, base: int = 0) -> ParsedText:
        """The text of a source from an offset on."""
        text = source[base:]
        crlf: list[int] = []
        returns, replaced = "\r" in text, "\0" in text
        if returns:
            for lost, found in enumerate(
                match for match in _NEWLINE.finditer(text) if match.end() - match.start() > 1
            ):
                crlf.append(found.start() - lost)
            text = _NEWLINE.sub("\n", text)
        return cls(text.replace("\0", "\ufffd"), base, crlf, returns, replaced)

    def origin(self, offset: int) -> int:
        """The place in the source of an offset in the text."""
        return self.base + offset + (bisect.bisect_left(self.crlf, offset) if self.crlf else 0)

    def literal(self, start: int, offset: int, length: int) -> Iterable[Run]:
        """Runs for a stretch within one line: content[start:start+length] is text[offset:offset+length]."""
        if self.replaced and "\ufffd" in self.text[offset : offset + length]:
            for step in range(length):
                at = self.origin(offset + step)
                yield Run(start + step, start + step + 1, at, at + 1, self.text[offset + step] != "\ufffd")
        elif length:
            at = self.origin(offset)
            yield Run(start, start + length, at, at + length)


def paragraph_runs(parsed: ParsedText, content: str, at: int, line: int) -> list[Run]:
    """Content of a paragraph or heading that starts at an offset in a line.

    A newline and the blanks after it are one atom, which covers the next line's prefix too.
    """
    runs: list[Run] = []
    lines = content.split("\n")
    start, offset = 0, at
    for index, text in enumerate(lines):
        body = text
        if index:
            body = text.lstrip(_BLANKS)
            after = _line_end(parsed, line + index, index == len(lines) - 1) - len(body)
            blanks = len(text) - len(body)
            runs.append(Run(start - 1, start + blanks, parsed.origin(offset), parsed.origin(after), False))
            start, offset = start + blanks, after
        runs.extend(parsed.literal(start, offset, len(body)))
        start, offset = start + len(body) + 1, offset + len(body)
    return runs


def _line_end(parsed: ParsedText, line: int, last: bool) -> int:
    end = parsed.line_ends[line]
    if last:
        while parsed.text[end - 1] in MD_TRIM_CHARS:
            end -= 1
    return end


def paragraph_end(parsed: ParsedText, content: str, at: int, line: int) -> int:
    """Where a paragraph's or heading's content ends in the text."""
    newlines = content.count("\n")
    return _line_end(parsed, line + newlines, True) if newlines else at + len(content)


def cell_spans(parsed: ParsedText, at: int, line: int) -> list[tuple[int, int]]:
    """Where the cells of a table row stand in the text, without outer blanks."""
    row = parsed.text[at : parsed.line_ends[line]].rstrip(MD_TRIM_CHARS)
    borders = [found.start() for found in _CELL_BORDER.finditer(row)]
    cells = list(zip([0, *(border + 1 for border in borders)], [*borders, len(row)], strict=True))
    if cells[0][0] == cells[0][1]:
        cells = cells[1:]
    if cells and cells[-1][0] == cells[-1][1]:
        cells = cells[:-1]
    return [_trimmed(row, start, end, at) for start, end in cells]


def _trimmed(row: str, start: int, end: int, at: int) -> tuple[int, int]:
    cell = row[start:end]
    body = cell.strip(MD_TRIM_CHARS)
    first = start + len(cell) - len(cell.lstrip(MD_TRIM_CHARS)) if body else start
    return at + first, at + first + len(body)


def cell_runs(parsed: ParsedText, start: int, end: int) -> list[Run]:
    r"""Content of a cell at an offset; each `\|` is an atom."""
    runs: list[Run] = []
    length, offset = 0, start
    for found in _ESCAPED_PIPE.finditer(parsed.text, start, end):
        runs.extend(parsed.literal(length, offset, found.start() - offset))
        length += found.start() - offset
        at = parsed.origin(found.start())
        runs.append(Run(length, length + 1, at, at + 2, False))
        length, offset = length + 1, found.end()
    runs.extend(parsed.literal(length, offset, end - offset))
    return runs


def code_runs(parsed: ParsedText, content: str, line: int) -> list[Run]:
    """Lines of code whose first stands in a line; prefixes of quotes, lists and indents are cut off."""
    if not content:
        return []
    lines = content.split("\n")
    first = parsed.line_ends[line] - len(lines[0])
    if not parsed.returns and not parsed.replaced and parsed.text.startswith(content, first):
        return [Run(0, len(content), parsed.origin(first), parsed.origin(first) + len(content))]
    runs: list[Run] = []
    start, offset = 0, -1
    for index, text in enumerate(lines):
        end = parsed.line_ends[line + index]
        body = text if parsed.text.endswith(text, 0, end) else text.lstrip(_BLANKS)
        body_at = end - len(body)
        # Part of a tab that the block's indent cuts: the blanks that stand for it are one atom.
        blanks, blanks_at = len(text) - len(body), body_at
        while blanks and parsed.text[blanks_at - 1] in _BLANKS:
            blanks_at -= 1
        if index:
            plain = blanks_at - offset == 1 and not parsed.returns
            runs.append(Run(start - 1, start, parsed.origin(offset), parsed.origin(blanks_at), plain))
        if blanks:
            runs.append(Run(start, start + blanks, parsed.origin(blanks_at), parsed.origin(body_at), False))
        runs.extend(parsed.literal(start + blanks, body_at, len(body)))
        start, offset = start + len(text) + 1, end
    return runs
