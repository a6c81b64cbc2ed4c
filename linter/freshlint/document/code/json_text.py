"""JSON inside a string literal: read as the record that it is, each value at its place in the code."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from freshlint.document.code.expression import (
    UNKNOWN,
    Entry,
    Expression,
    Group,
    Record,
    Sequence,
    Spot,
    Text,
)
from freshlint.document.code.lower import parse
from freshlint.document.code.syntax import syntaxes

_LONGEST = 200_000


class Piece(NamedTuple):
    """A stretch of a string and the literal it comes from; None where the code does not show it.

    `via` are the names and literals through which it came here, the last place first.
    """

    text: str
    literal: Text | None
    via: tuple[Spot, ...] = ()


def looks_like_json(value: str) -> bool:
    """Whether a string may be a JSON object or array."""
    trimmed = value.strip()
    return len(trimmed) > 6 and trimmed[0] in "{[" and trimmed[-1] in "}]" and '"' in trimmed


def read_json(pieces: tuple[Piece, ...]) -> tuple[Expression, Callable[[Text], tuple[Spot, ...]]] | None:
    """A string's JSON as expressions placed in the code, and the way of each text; None if it is none."""
    value = "".join(piece.text for piece in pieces)
    if not looks_like_json(value) or len(value) > _LONGEST:
        return None
    # A number or word that is filled in later still has to parse.
    root, _ = parse(value.replace(UNKNOWN, "0"), syntaxes()["json"])
    found = next((part for part in _deep(root) if isinstance(part, Record | Sequence)), None)
    if found is None:
        return None
    placer = _Placer(pieces)
    return placer.place(found), placer.way


def _deep(root: Expression) -> tuple[Expression, ...]:
    return root.children if isinstance(root, Group) else (root,)


class _Placer:
    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self._ways: dict[Spot, tuple[Spot, ...]] = {}

    def way(self, text: Text) -> tuple[Spot, ...]:
        return self._ways.get(text.spot, ())

    def place(self, expression: Expression) -> Expression:
        match expression:
            case Record(spot=spot, entries=entries):
                moved = tuple(Entry(key, self.place(value), spread) for key, value, spread in entries)
                return Record(self._spot(spot), moved)
            case Sequence(spot=spot, items=items):
                return Sequence(self._spot(spot), tuple(self.place(item) for item in items))
            case Text():
                return self._text(expression)
            case _:
                return Group(self._spot(expression.spot), ())

    def _text(self, text: Text) -> Expression:
        """A JSON string; where a constant fills it wholly, that constant."""
        inside = text.spot._replace(start=text.spot.start + 1, end=text.spot.end - 1)
        start = 0
        for piece in self.pieces:
            end = start + len(piece.text)
            if start <= inside.start and inside.end <= end and piece.literal is not None:
                literal = piece.literal
                if inside == (start, end, 0) and piece.text == literal.value and len(self.pieces) > 1:
                    self._ways[literal.spot] = piece.via
                    return literal
                quotes = Spot(*self._ends(text.spot), literal.spot.block)
                begin = inside.start - start
                at = literal.at[begin : begin + len(text.value) + 1]
                self._ways[quotes] = piece.via
                return Text(quotes, text.value, at, literal.literal)
            start = end
        return Group(self._spot(text.spot), ())

    def _ends(self, spot: Spot) -> tuple[int, int]:
        return self._at(spot.start)[0], self._at(spot.end - 1)[1]

    def _spot(self, spot: Spot) -> Spot:
        block = next((piece.literal.spot.block for piece in self.pieces if piece.literal), 0)
        return Spot(*self._ends(spot), block)

    def _at(self, index: int) -> tuple[int, int]:
        """The place of one character of the string in the code; (0, 0) where it is not shown."""
        start = 0
        for piece in self.pieces:
            if index < start + len(piece.text):
                if piece.literal is None:
                    return 0, 0
                return piece.literal.at[index - start], piece.literal.at[index - start + 1]
            start += len(piece.text)
        return 0, 0
