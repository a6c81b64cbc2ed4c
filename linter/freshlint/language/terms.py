"""Terms as data writes them, and where a text has them: whole words, forms in braces, open ends.

Terms: plain words; `{a,b}` writes several forms at once ("ship{,s,ped}"); `*` at an end leaves that end of a
word open ("*modell" matches "Bildmodell"); `...` parts a term in two that other words stand between
("leaves ... out"). Case, width, apostrophes and hyphens do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from freshlint.language.normal import Table, fold, is_unspaced

_BRACES = re.compile(r"\{([^{}]*)\}")


class Term(NamedTuple):
    """text[start:end] is a term with these concepts."""

    start: int
    end: int
    concepts: frozenset[str]


class Pattern(NamedTuple):
    """One form of a term, folded, and which of its ends may lie inside a word."""

    text: str
    open_left: bool
    open_right: bool


def expand(term: str) -> Iterator[str]:
    """All forms that a term with braces stands for."""
    found = _BRACES.search(term)
    if not found:
        yield term
        return
    for form in found.group(1).split(","):
        yield from expand(term[: found.start()] + form + term[found.end() :])


def as_pattern(form: str, alike: Mapping[int, str]) -> Pattern:
    """A form as text is matched with; `alike` maps letters to the ones that terms are written with."""
    text = " ".join(fold(form).translate(alike).split())
    left, right = text.startswith("*"), text.endswith("*") and len(text) > 1
    return Pattern(text.removeprefix("*").removesuffix("*").strip(), left, right)


def word_kinds(text: str) -> str:
    """For each character of a text what words it makes with its like, and one apart behind: for `on_word_bounds`."""
    return text.translate(_KINDS) + _APART


def on_word_bounds(kinds: str, start: int, end: int, pattern: Pattern) -> tuple[int, int] | None:
    """The span of a pattern found at [start:end], open ends filled up; None inside another word."""
    _, open_left, open_right = pattern
    # Two neighbours of one kind belong to one word.
    while start and kinds[start - 1] == kinds[start] != _APART:
        if not open_left:
            return None
        start -= 1
    while kinds[end] == kinds[end - 1] != _APART:
        if not open_right:
            return None
        end += 1
    return start, end


def _kind(char: str) -> str:
    """Of scripts without spaces only a run of katakana is one word."""
    if "ァ" <= char <= "ヺ" or char in "ーヽヾ":
        return "k"
    return "w" if (char.isalnum() or char == "_") and not is_unspaced(char) else _APART


_APART = " "
_KINDS = Table(_kind)
