"""Places as editors count them, and texts as editors change them.

A protocol position is a line from 0 and a number of code units of the encoding that client and server agreed on:
UTF-16 unless both know better. Lines end at LF, CRLF and CR, as in `Source`; no other character ends one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lsprotocol.types import (
    Position,
    PositionEncodingKind,
    Range,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
)

from freshlint.source import Source, Span

_UNITS: Mapping[str, Callable[[str], int]] = {
    PositionEncodingKind.Utf8: lambda char: len(char.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16: lambda char: 2 if char > "\uffff" else 1,
    PositionEncodingKind.Utf32: lambda char: 1,
}


@dataclass(frozen=True)
class Places:
    """Offsets of a text to and from the positions of a client."""

    source: Source
    encoding: str = PositionEncodingKind.Utf16

    def position(self, offset: int) -> Position:
        """The position of an offset; what lies behind the end is the end."""
        place = self.source.position(min(offset, len(self.source.text)))
        before = self.source.line(place.line)[: place.column - 1]
        # Between CR and LF, and behind a line's end, stands its last character.
        return Position(place.line - 1, self._units(before))

    def range(self, span: Span) -> Range:
        """The range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def offset(self, position: Position) -> int:
        """The offset of a position; one behind its line's end is that end, one inside a character its start."""
        if position.line >= len(self.source.line_starts):
            return len(self.source.text)
        start = self.source.line_starts[position.line]
        line = self.source.line(position.line + 1)
        if line.isascii():
            return start + min(position.character, len(line))
        units, count = _UNITS[self.encoding], 0
        for at, char in enumerate(line):
            count += units(char)
            if count > position.character:
                return start + at
        return start + len(line)

    def span(self, wanted: Range) -> Span:
        """The span of a range."""
        return Span(self.offset(wanted.start), self.offset(wanted.end))

    def _units(self, text: str) -> int:
        return len(text) if text.isascii() else sum(map(_UNITS[self.encoding], text))


def changed(text: str, changes: Iterable[TextDocumentContentChangeEvent], encoding: str) -> str:
    """The text after a client's changes, each of which counts in the text that the one before it left."""
    for change in changes:
        if isinstance(change, TextDocumentContentChangePartial):
            start, end = Places(Source("", text), encoding).span(change.range)
            text = text[:start] + change.text + text[max(start, end) :]
        else:
            text = change.text
    return text
