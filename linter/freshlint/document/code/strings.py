"""String literals: from quotes and escapes to the text they mean, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from freshlint.document.code.expression import Expression, Joined, Spot, Text

_OPENING = re.compile(
    r"""(?P<prefix>[A-Za-z]{0,3}|\$+@?|@\$?)(?P<hashes>\#*)(?P<quote>\"{3,}|'''|["'`])""", re.VERBOSE
)
_HEREDOC = re.compile(r"<<<\s*(?P<quote>['\"]?)(?P<word>\w+)(?P=quote)[^\n]*\n")
_ESCAPE = re.compile(
    r"\\(?:u\{(?P<braced>[0-9A-Fa-f]{1,6})\}|u(?P<u4>[0-9A-Fa-f]{4})|U(?P<u8>[0-9A-Fa-f]{8})"
    r"|x(?P<x>[0-9A-Fa-f]{2})|(?P<line>\r?\n[ \t]*)|(?P<one>.))",
    re.DOTALL,
)
_MEANINGS = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "a": "\a",
    "e": "\x1b",
}


def read_string(
    source: str, spot: Spot, holes: Sequence[Expression], raw: bool = False, quotes: bool = True
) -> Expression:
    """The literal at `spot` of `source`; `holes` are its interpolations, in order.

    A Text where nothing is filled in, else a Joined of texts and holes. `raw`: backslashes mean themselves;
    without `quotes` all of it is content.
    """
    start, end, verbatim, braces = _inside(source, spot) if quotes else (spot.start, spot.end, False, False)
    found: list[Expression] = []
    at = start
    for hole in holes:
        before, after = _around(source, at, hole.spot)
        if before > at:
            found.append(_decode(source, spot._replace(start=at, end=before), spot, raw or verbatim, braces))
        found.append(hole)
        at = max(at, after)
    if not found:
        whole = _decode(
            source, spot._replace(start=start, end=max(start, end)), spot, raw or verbatim, braces
        )
        return replace(whole, spot=spot)
    if at < end:
        found.append(_decode(source, spot._replace(start=at, end=end), spot, raw or verbatim, braces))
    return Joined(spot, tuple(found))


def cut(text: Text, start: int, end: int) -> Text:
    """A part of a literal, by offsets in its value."""
    at = text.at[start : end + 1]
    return Text(Spot(at[0], at[-1], text.spot.block), text.value[start:end], at, text.literal)


def _around(source: str, start: int, hole: Spot) -> tuple[int, int]:
    """A hole with the `$`, `{` and `}` that some grammars leave beside it."""
    before, after = hole.start, hole.end
    if source[before - 1 : before] == "{" and source[after : after + 1] == "}":
        before, after = before - 1, after + 1
    if before - 1 >= start and source[before - 1] == "$" and source[hole.start] != "$":
        before -= 1
    return before, after


def plain_text(source: str, spot: Spot) -> Text:
    """A literal without quotes or escapes: a word of a shell, a plain YAML scalar."""
    return Text(spot, source[spot.start : spot.end], tuple(range(spot.start, spot.end + 1)), spot)


def _inside(source: str, spot: Spot) -> tuple[int, int, bool, bool]:
    """(start, end, raw, doubled braces) of what stands between a literal's quotes."""
    heredoc = _HEREDOC.match(source, spot.start, spot.end)
    if heredoc:
        closing = source.rfind(heredoc["word"], heredoc.end(), spot.end)
        return heredoc.end(), closing if closing >= 0 else spot.end, heredoc["quote"] == "'", False
    opening = _OPENING.match(source, spot.start, spot.end)
    if opening is None:
        return spot.start, spot.end, False, False
    closing_mark = opening["quote"] + opening["hashes"]
    start, end = opening.end(), spot.end
    if end - start >= len(closing_mark) and source.endswith(closing_mark, start, end):
        end -= len(closing_mark)
    prefix = opening["prefix"].lower()
    raw = "r" in prefix or "@" in prefix or len(opening["quote"]) > 3
    return start, end, raw, "f" in prefix or "$" in prefix


def _decode(source: str, part: Spot, literal: Spot, raw: bool, braces: bool) -> Text:
    body = source[part.start : part.end]
    if (raw or "\\" not in body) and not braces:
        return Text(part, body, tuple(range(part.start, part.end + 1)), literal)
    characters: list[str] = []
    at: list[int] = []
    index = 0
    while index < len(body):
        place = part.start + index
        escape = None if raw else _ESCAPE.match(body, index)
        if escape:
            meaning, index = _meaning(escape), escape.end()
        elif braces and body[index : index + 2] in ("{{", "}}"):
            meaning, index = body[index], index + 2
        else:
            meaning, index = body[index], index + 1
        characters.append(meaning)
        at.extend([place] * len(meaning))
    return Text(part, "".join(characters), (*at, part.end), literal)


def _meaning(escape: re.Match[str]) -> str:
    code = escape["braced"] or escape["u4"] or escape["u8"] or escape["x"]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else escape[0]
    if escape["line"]:
        return ""
    return _MEANINGS.get(escape["one"], escape["one"])
