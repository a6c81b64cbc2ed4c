"""HTML character references (`&amp;`, `&#8217;`, `&lt`) and their exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.entities import html5
from typing import NamedTuple

_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{0,31};?)")
_LONGEST_BARE_NAME = max(len(name) for name in html5 if not name.endswith(";"))
# More digits than any code point has: read without building a huge number.
_MOST_DIGITS = 8


class Piece(NamedTuple):
    """What text[start:end] of the source says; the source itself, or the value of one reference."""

    text: str
    start: int
    end: int
    literal: bool


def pieces(source: str, start: int, end: int, *, attribute: bool = False) -> Iterator[Piece]:
    """Split source[start:end] into literal stretches and references, as browsers read them.

    Unknown names stay literal. In an attribute, a name without `;` before `=` or a letter is no reference.
    """
    at = start
    for found in _REFERENCE.finditer(source, start, end):
        value, length = _resolve(found.group())
        stop = found.start() + length
        if not value or (attribute and _is_part_of_a_query(source, stop, end)):
            continue
        if found.start() > at:
            yield Piece(source[at : found.start()], at, found.start(), True)
        yield Piece(value, found.start(), stop, False)
        at = stop
    if at < end:
        yield Piece(source[at:end], at, end, True)


def decode(source: str, start: int, end: int) -> str:
    """The value of an attribute that stands at source[start:end]."""
    raw = source[start:end]
    if "&" not in raw:
        return raw
    return "".join(piece.text for piece in pieces(source, start, end, attribute=True))


def _resolve(reference: str) -> tuple[str, int]:
    """Value and length of the reference that a text begins with; an empty value if there is none."""
    if reference[1] == "#":
        digits = reference[2:].lstrip("xX").rstrip(";").lstrip("0")
        value = unescape(reference) if 0 < len(digits) <= _MOST_DIGITS else ""
        return value or "\ufffd", len(reference)
    name = reference[1:]
    if name in html5:
        return html5[name], len(reference)
    for length in range(min(len(name), _LONGEST_BARE_NAME), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], length + 1
    return "", 0


def _is_part_of_a_query(source: str, stop: int, end: int) -> bool:
    if source[stop - 1] == ";" or stop >= end:
        return False
    return source[stop] == "=" or (source[stop].isascii() and source[stop].isalnum())
