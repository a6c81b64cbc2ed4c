"""From a stretch of HTML text and inline tags to visible text with its places and marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from freshlint.document.html_references import Piece, pieces
from freshlint.document.model import Inline, Mark, MarkKind, Run

WHITESPACE = " \t\n\f\r"
# Whitespace that changes when it is shown: all but a single space.
_CHANGED_SPACE = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
_LINE_END = re.compile(r"\r\n|\r")


class Text(NamedTuple):
    """Text between tags, as it stands in the source."""

    start: int
    end: int


class Break(NamedTuple):
    """Markup that is shown as a line end."""

    start: int
    end: int


class Markup(NamedTuple):
    """A tag or shortcode that is shown as nothing."""

    start: int
    end: int


class Open(NamedTuple):
    """The begin of a mark; start and end are -1 where it was opened in an earlier block."""

    kind: MarkKind
    target: str
    start: int = -1
    end: int = -1


class Close(NamedTuple):
    """The end of the nearest open mark of this kind."""

    kind: MarkKind
    start: int
    end: int


Item = Text | Break | Markup | Open | Close


def flowing(source: str, items: Iterable[Item]) -> Inline:
    """Visible text as a browser lays it out: whitespace collapses, and goes at the ends and at breaks."""
    build = _Build(source)
    for item in items:
        match item:
            case Text(start, end):
                for piece in pieces(source, start, end):
                    build.flow(piece)
            case Break(start, end):
                build.line_end(start, end)
            case Open(kind, target):
                build.open(kind, target)
            case Close(kind):
                build.close(kind)
    return build.finish()


def preformatted(source: str, items: Iterable[Item]) -> Inline:
    """Visible text that keeps its whitespace; line ends become LF."""
    build = _Build(source)
    for item in items:
        match item:
            case Text(start, end):
                for piece in pieces(source, start, end):
                    build.keep(piece)
            case Break(start, end):
                build.atom("\n", start, end)
    return build.inline()


def attribute(source: str, start: int, end: int) -> Inline:
    """The value of an attribute; whitespace collapses as in text."""
    build = _Build(source)
    for piece in pieces(source, start, end, attribute=True):
        build.flow(piece)
    return build.finish()


class _Build:
    """Text, runs and marks under construction."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[Run] = []
        self.marks: list[Mark] = []
        self._open: list[tuple[MarkKind, str, int]] = []
        self._space: tuple[int, int] | None = None
        self._at_line_start = True

    def atom(self, text: str, start: int, end: int) -> None:
        self.runs.append(Run(self.length, self.length + len(text), start, end, False))
        self.parts.append(text)
        self.length += len(text)

    def literal(self, start: int, end: int) -> None:
        stop = self.length + end - start
        last = self.runs[-1] if self.runs else None
        if last is not None and last.literal and last.source_end == start:
            self.runs[-1] = Run(last.start, stop, last.source_start, end)
        else:
            self.runs.append(Run(self.length, stop, start, end))
        self.parts.append(self.source[start:end])
        self.length = stop

    def keep(self, piece: Piece) -> None:
        if not piece.literal:
            self.atom(piece.text, piece.start, piece.end)
            return
        at = piece.start
        for found in _LINE_END.finditer(self.source, piece.start, piece.end):
            if found.start() > at:
                self.literal(at, found.start())
            self.atom("\n", found.start(), found.end())
            at = found.end()
        if at < piece.end:
            self.literal(at, piece.end)

    def flow(self, piece: Piece) -> None:
        if not piece.literal:
            if piece.text.strip(WHITESPACE):
                self._visible(piece)
            else:
                self._pause(piece.start, piece.end)
            return
        start = piece.end - len(piece.text.lstrip(WHITESPACE))
        stop = piece.start + len(piece.text.rstrip(WHITESPACE))
        if start > piece.start:
            self._pause(piece.start, start)
        if start >= stop:
            return
        at = start
        for found in _CHANGED_SPACE.finditer(self.source, start, stop):
            self._visible(Piece("", at, found.start(), True))
            self._pause(found.start(), found.end())
            at = found.end()
        self._visible(Piece("", at, stop, True))
        if stop < piece.end:
            self._pause(stop, piece.end)

    def _pause(self, start: int, end: int) -> None:
        if not self._at_line_start and self._space is None:
            self._space = (start, end)

    def _visible(self, piece: Piece) -> None:
        if self._space is not None:
            start, end = self._space
            self._space = None
            if self.source[start:end] == " ":
                self.literal(start, end)
            else:
                self.atom(" ", start, end)
        if piece.literal:
            self.literal(piece.start, piece.end)
        else:
            self.atom(piece.text, piece.start, piece.end)
        self._at_line_start = False

    def line_end(self, start: int, end: int) -> None:
        self._space = None
        self._at_line_start = True
        if self.length:
            self.atom("\n", start, end)

    def open(self, kind: MarkKind, target: str) -> None:
        self._open.append((kind, target, self.length + (self._space is not None)))

    def close(self, kind: MarkKind) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] is kind:
                _, target, start = self._open.pop(index)
                self.marks.append(Mark(kind, start, self.length, target))
                return

    def finish(self) -> Inline:
        """Drop line ends at the end, close what is open."""
        while self.runs and self.parts[-1] == "\n" and not self.runs[-1].literal:
            self.parts.pop()
            self.length = self.runs.pop().start
        while self._open:
            self.close(self._open[-1][0])
        return self.inline()

    def inline(self) -> Inline:
        marks = (mark._replace(end=min(mark.end, self.length)) for mark in self.marks)
        kept = sorted(
            (mark for mark in marks if mark.start < mark.end), key=lambda mark: (mark.start, -mark.end)
        )
        return Inline("".join(self.parts), tuple(self.runs), tuple(kept))
