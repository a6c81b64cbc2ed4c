"""One spelling for look-alike characters, letter for letter, so that offsets stay what they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_HYPHENS = frozenset("-\u00ad‐‑‒–—―−﹣－")
_APOSTROPHES = frozenset("'’‘ʼ＇`´")
_NAME_SEPARATORS = _HYPHENS | frozenset("_·•・․‧∙⋅")
_EM_DASH = frozenset("—―")


class Table(dict[int, str]):
    """What stands for each character, told by a function when the character is first met; for `str.translate`."""

    def __init__(self, told: Callable[[str], str]) -> None:
        super().__init__()
        self._told = told

    def __missing__(self, code: int) -> str:
        self[code] = self._told(chr(code))
        return self[code]


def _folded(char: str) -> str:
    """One character for one: width and case folded; the character itself where that would change the length."""
    wide = unicodedata.normalize("NFKC", char)
    if len(wide) != 1:
        wide = " " if char.isspace() else char
    lower = wide.lower()
    return lower if len(lower) == 1 else wide


def fold(text: str) -> str:
    """Width, case, spaces, apostrophes, hyphens and dashes made alike; the result has the text's length."""
    return text.translate(_WORDS)


def _folded_word(char: str) -> str:
    if char.isspace():
        return " "
    if char in _APOSTROPHES:
        return "'"
    if char in _EM_DASH:
        return "—"
    if char in _HYPHENS:
        return "-"
    return _folded(char)


def fold_name(text: str) -> str:
    """As `fold`, with every separator that names are written with (space, hyphen, underscore, dot) made `-`."""
    return text.translate(_NAMES)


def _folded_in_name(char: str) -> str:
    if char.isspace() or char in _NAME_SEPARATORS:
        return "-"
    return _folded(char)


_WORDS, _NAMES = Table(_folded_word), Table(_folded_in_name)


def is_unspaced(char: str) -> bool:
    """Whether the character belongs to a script that writes no spaces between words (Han, kana)."""
    code = ord(char)
    return 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000
