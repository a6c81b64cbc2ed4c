"""Sentences of a text, and what stands between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from freshlint.language.lexicon import Lexicon
from freshlint.language.mentions import Mention
from freshlint.language.normal import fold

_END = re.compile(r"""[.!?]+["'”’»)\]*]*(?=\s|$)|[。！？!?]+[”’」』）)]*|…+(?=\s|$)|\n\s*\n""")
_WORD_REACH = 80
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "‘": "’", "‹": "›", "”": "”"}


class Sentence(NamedTuple):
    """text[start:end], its end mark included; `question` where it asks."""

    start: int
    end: int
    question: bool


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges between quotation marks, marks included; an unclosed mark opens nothing."""
    ranges, at = [], 0
    while at < len(text):
        closing = _QUOTES.get(text[at])
        if closing is None or (text[at] in '‘"' and at and text[at - 1].isalnum()):
            at += 1
            continue
        end = text.find(closing, at + 1)
        if end < 0 or end - at > 400:
            at += 1
            continue
        ranges.append((at, end + 1))
        at = end + 1
    return ranges


def sentences(text: str, lexicon: Lexicon, mentions: Sequence[Mention] = ()) -> Iterator[Sentence]:
    """The sentences of a text, without the white space around them."""
    start = 0
    for found in _END.finditer(text):
        if _is_inner(text, found, lexicon, mentions):
            continue
        if text[start : found.end()].strip():
            yield _trimmed(text, start, found.end())
        start = found.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return Sentence(start, end, text[start:end].rstrip("\"'”’」』）)*").endswith(("?", "？")))


def _is_inner(text: str, found: re.Match[str], lexicon: Lexicon, mentions: Sequence[Mention]) -> bool:
    """Whether a full stop belongs to an abbreviation, an ordinal or a name."""
    if any(mention.start < found.start() < mention.end for mention in mentions):
        return True
    if found.group()[0] != ".":
        return False
    word = _word_before(text, found.start())
    if fold(word) + "." in lexicon.grammar.abbreviations:
        return True
    rest = text[found.end() :].lstrip()
    starts_with_name = any(mention.start == len(text) - len(rest) for mention in mentions)
    if rest[:1].islower() and not word.isdigit() and not starts_with_name:
        return True
    named = any(mention.end == found.start() for mention in mentions)
    return (
        lexicon.grammar.ordinal_dot
        and word.isdigit()
        and len(word) <= 2
        and not named
        and not starts_with_name
    )


def _word_before(text: str, end: int) -> str:
    """What stands between the last white space and an offset; looked for nearby, as words are short."""
    near = text[max(0, end - _WORD_REACH) : end]
    return near.split()[-1] if near.strip() and not near[-1].isspace() else ""
