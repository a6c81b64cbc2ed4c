"""Stretches of a text, asked by place without going over all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable


class Spans:
    """Stretches (start, end) of a text; those that overlap are joined."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            elif end > start:
                joined.append((start, end))
        self._spans = joined
        self._starts = [start for start, _ in joined]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with text[start:end]."""
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self._spans[at][1] > start

    def beginning_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that begin in text[start:end], in order."""
        return self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def around(self, start: int, end: int) -> tuple[int, int] | None:
        """The one that holds text[start:end] whole."""
        at = bisect_right(self._starts, start) - 1
        return self._spans[at] if at >= 0 and self._spans[at][1] >= end else None
