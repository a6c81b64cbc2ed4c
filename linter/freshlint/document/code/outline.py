"""Requests in code that no parser here reads, or whose parts it could not join: told by how they are written.

Every language writes an address as a URL and a field as a key, a mark and a quoted value. Where a block holds
just one address, its fields belong to a request to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from freshlint.document.code.address import Address, read_address
from freshlint.document.code.evaluate import FieldLiteral
from freshlint.document.code.expression import Spot, Text
from freshlint.document.code.names import snake, words
from freshlint.document.code.view import CodeCall

_URL = re.compile(r"https?://[^\s\"'`<>)\\]+")
_DOMAIN = re.compile(r"[\"'`](?P<host>(?:[\w-]+\.)+[a-z]{2,})[\"'`]\s*,\s*[\"'`](?P<path>/[\w./-]+)[\"'`]")
_FIELD = re.compile(
    r"""(?<![\w$])\\?["'`]?(?P<key>[A-Za-z_][\w-]*)\\?["'`]?\s*(?::=|=>|->|[:=,])\s*"""
    r"""(?P<quote>\\?["'`])(?P<value>[^"'`\\\n]{1,120})(?P=quote)"""
)
_KEY_BEFORE = re.compile(r"""(?P<key>[A-Za-z_][\w-]*)\\?["'`]?\s*(?::=|=>|[:=])\s*[%#@\w.]*\Z""")
_OPEN, _CLOSED = "([{", {")": "(", "]": "[", "}": "{"}
_KEY_REACH = 60
_FARTHEST = 2_000


class _Opened(NamedTuple):
    bracket: str
    key: str


def outline_call(text: str, block: int = 0) -> CodeCall | None:
    """The one request of a text with one address, its fields by the brackets around them; None where unclear."""
    addresses = set(_addresses(text))
    if len(addresses) != 1:
        return None
    address = addresses.pop()
    fields = tuple(_fields(text, block))
    return CodeCall("", Spot(0, len(text), block), fields, address.host, address.path) if fields else None


def lacks_address(call: CodeCall) -> bool:
    """Whether a call sends a request, as its name says, and where to could not be told."""
    return not call.path and snake(call.callee.rpartition(".")[2]) in words("verbs")


def _addresses(text: str) -> Iterator[Address]:
    for found in _URL.finditer(text):
        address = read_address(found[0])
        if address is not None and address.path:
            yield address
    for found in _DOMAIN.finditer(text):
        yield Address(found["host"], found["path"].rstrip("/"))


def _fields(text: str, block: int) -> Iterator[FieldLiteral]:
    for found in _FIELD.finditer(text):
        path = ""
        for opened in _around(text, found.start()):
            if opened.key and not (not path and snake(opened.key) in words("bodies")):
                path = f"{path}.{snake(opened.key)}" if path else snake(opened.key)
            path += "[]" if opened.bracket == "[" and opened.key and path else ""
        key = snake(found["key"])
        start, end = found.span("value")
        spot = Spot(start - 1, end + 1, block)
        literal = Text(spot, found["value"], tuple(range(start, end + 1)), spot)
        yield FieldLiteral(f"{path}.{key}" if path else key, found["value"], spot, (), False, literal)


def _around(text: str, at: int) -> list[_Opened]:
    """The brackets open at an offset, outermost first, each with the key that it is the value of, if any."""
    closed: list[str] = []
    opened: list[_Opened] = []
    for place in range(at - 1, max(-1, at - _FARTHEST), -1):
        char = text[place]
        if char in _CLOSED:
            closed.append(_CLOSED[char])
        elif char in _OPEN:
            if closed:
                closed.pop()
                continue
            before = _KEY_BEFORE.search(text, max(0, place - _KEY_REACH), place)
            opened.append(_Opened(char, before["key"] if before else ""))
    return opened[::-1]
