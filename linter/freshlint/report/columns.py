"""Places as git, editors and review tools count them: only LF ends a line, columns in UTF-8 or UTF-16 units."""

from __future__ import annotations

import bisect
import codecs
from enum import Enum

from freshlint.source import Position, Source, Span


class Unit(Enum):
    """What a column counts. UTF8 counts the bytes of the file, its byte order mark too; UTF16 leaves it out."""

    UTF8 = "utf-8"
    UTF16 = "utf-16-le"


class Places:
    """Lines and columns of one source, both from 1, in a unit."""

    def __init__(self, source: Source, unit: Unit) -> None:
        self._text = source.text
        self._unit = unit
        self._starts = [0, *(at + 1 for at, character in enumerate(source.text) if character == "\n")]
        self._mark = len(source.bom) if unit is Unit.UTF8 and source.bom == codecs.BOM_UTF8 else 0

    def position(self, offset: int) -> Position:
        """Line and column of an offset in code points."""
        line = bisect.bisect_right(self._starts, offset)
        before = self._text[self._starts[line - 1] : offset].encode(self._unit.value)
        column = len(before) // (2 if self._unit is Unit.UTF16 else 1) + 1
        return Position(line, column + (self._mark if line == 1 else 0))

    def span(self, span: Span) -> tuple[Position, Position]:
        """The positions of a span's start and of what comes after its end."""
        return self.position(span.start), self.position(span.end)

    def lines(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last line that [start, end) touches."""
        first = bisect.bisect_right(self._starts, start)
        return first, max(bisect.bisect_right(self._starts, max(end - 1, start)), first)
