"""JSON with the exact place of every string and number; broken JSON is read as far as it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from freshlint.document.html_references import Piece
from freshlint.document.model import Problem
from freshlint.source import Span

_TOKEN = re.compile(
    r"""(?P<sign>[{}\[\]:,])
      | "(?P<string>[^"\\]*(?:\\.[^"\\]*)*)"
      | (?P<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)
      | (?P<word>[A-Za-z]+)""",
    re.X | re.S,
)
_SPACE = re.compile(r"[ \t\n\r\ufeff]*")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.S
)
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONTROL = re.compile(r"[\x00-\x1f]")


@dataclass
class JsonValue:
    """A string (its span is without quotes), number or word."""

    span: Span
    is_string: bool


@dataclass
class JsonObject:
    """Members in order, keys decoded; a key may occur twice."""

    members: list[tuple[str, JsonNode]] = field(default_factory=list)


@dataclass
class JsonArray:
    """Items in order."""

    items: list[JsonNode] = field(default_factory=list)


JsonNode = JsonValue | JsonObject | JsonArray


def string_pieces(source: str, start: int, end: int) -> Iterator[Piece]:
    """Literal stretches and escapes of a string's content; a surrogate pair is one piece."""
    at = start
    for found in _ESCAPE.finditer(source, start, end):
        if found.start() > at:
            yield Piece(source[at : found.start()], at, found.start(), True)
        yield Piece(_unescape(found.group()), *found.span(), False)
        at = found.end()
    if at < end:
        yield Piece(source[at:end], at, end, True)


def _unescape(escape: str) -> str:
    if escape[1] != "u":
        return _SHORT.get(escape[1], escape[1])
    units = b"".join(int(part, 16).to_bytes(2, "big") for part in escape.split("\\u")[1:])
    return units.decode("utf-16-be", "replace")


def read_json(source: str, start: int, end: int) -> tuple[JsonNode | None, Problem | None]:
    """The value at source[start:end], and the first thing that is wrong with it."""
    reader = _Reader(source, start, end)
    reader.read()
    return reader.root, reader.problem


class _Reader:
    """Reads tokens one by one; what fits nowhere is left out."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source, self.at, self.end = source, start, end
        self.root: JsonNode | None = None
        self.problem: Problem | None = None
        self._open: list[JsonObject | JsonArray] = []
        self._keys: list[str | None] = []
        self._expects_comma = False

    def read(self) -> None:
        while (at := self._after_space()) < self.end:
            token = _TOKEN.match(self.source, at, self.end)
            if token is not None:
                self.at = token.end()
                self._take(token)
            elif self.source[at] == '"':
                self._wrong(at, "this string does not end")
                return
            else:
                self._wrong(at, "unexpected character")
                self.at = at + 1
        if self._open or self.root is None:
            self._wrong(self.end, "it ends too early")

    def _after_space(self) -> int:
        found = _SPACE.match(self.source, self.at, self.end)
        return found.end() if found else self.at

    def _wrong(self, offset: int, what: str) -> None:
        if self.problem is None:
            self.problem = Problem(offset, f"this structured data is not valid JSON: {what}")

    def _take(self, token: re.Match[str]) -> None:
        sign = token["sign"]
        if sign is None:
            self._scalar(token)
        elif sign in "{[":
            self._begin(JsonObject() if sign == "{" else JsonArray(), token.start("sign"))
        elif sign in "}]":
            if not self._open or isinstance(self._open[-1], JsonObject) is not (sign == "}"):
                self._wrong(token.start("sign"), f"unexpected {sign}")
            else:
                self._open.pop()
                self._keys.pop()
            self._expects_comma = True
        elif sign == ",":
            self._expects_comma = False
            if self._keys:
                self._keys[-1] = None

    def _scalar(self, token: re.Match[str]) -> None:
        is_string = token["string"] is not None
        span = Span(*token.span("string" if is_string else "number" if token["number"] else "word"))
        inside = self._open[-1] if self._open else None
        if is_string and _CONTROL.search(self.source, *span):
            self._wrong(span.start, "a line end or control character in a string")
        if isinstance(inside, JsonObject) and self._keys[-1] is None:
            if self._expects_comma:
                self._wrong(span.start, "a comma is missing")
            self._keys[-1] = "".join(piece.text for piece in string_pieces(self.source, *span))
        else:
            self._add(JsonValue(span, is_string), span.start)
            self._expects_comma = True

    def _begin(self, node: JsonObject | JsonArray, offset: int) -> None:
        self._add(node, offset)
        self._open.append(node)
        self._keys.append(None)
        self._expects_comma = False

    def _add(self, node: JsonNode, offset: int) -> None:
        inside = self._open[-1] if self._open else None
        if self._expects_comma:
            self._wrong(offset, "a comma is missing")
        if isinstance(inside, JsonArray):
            inside.items.append(node)
        elif isinstance(inside, JsonObject):
            inside.members.append((self._keys[-1] or "", node))
            self._keys[-1] = None
        elif self.root is None:
            self.root = node
        else:
            self._wrong(offset, "a second value")
