"""Text from files and facts as a terminal can show it: nothing in it moves the cursor or hides words."""

from __future__ import annotations

import unicodedata

TAB = "    "


def printable(text: str) -> str:
    """The text with control, direction and unassigned characters written as escapes, and tabs as spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def width(text: str) -> int:
    """How many columns a text takes in a terminal once `printable` has made it safe."""
    return sum(_columns(character) for character in printable(text))


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
