"""Terms as data writes them, and where a text has them: whole words, forms in braces, open ends.

Terms: plain words; `{a,b}` writes several forms at once ("ship{,s,ped}"); `*` at an end leaves that end of a
word open ("*modell" matches "Bildmodell"); `...` parts a term in two that other words stand between
("leaves ... out"). Case, width, apostrophes and hyphens do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from freshlint.language.normal import fold, is_unspaced

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


def on_word_bounds(folded: str, start: int, end: int, pattern: Pattern) -> tuple[int, int] | None:
    """The span of a pattern found at folded[start:end], open ends filled up; None inside another word."""
    if pattern.open_left:
        while start and _joins(folded[start - 1], folded[start]):
            start -= 1
    elif start and _joins(folded[start - 1], folded[start]):
        return None
    if pattern.open_right:
        while end < len(folded) and _joins(folded[end - 1], folded[end]):
            end += 1
    elif end < len(folded) and _joins(folded[end - 1], folded[end]):
        return None
    return start, end


def _joins(left: str, right: str) -> bool:
    """Whether two neighbours belong to one word; of scripts without spaces only a run of katakana is one."""
    return (_in_word(left) and _in_word(right)) or (_is_katakana(left) and _is_katakana(right))


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char in "ーヽヾ"


def _in_word(char: str) -> bool:
    return (char.isalnum() or char == "_") and not is_unspaced(char)
