"""The screen: which files cannot name any entity, so that they need not be parsed.

It must never pass over a file in which a reader sees a name. A name is looked for by its letters and digits
alone, in the raw text and in what is left of it without markup: whatever may stand between or inside words
(spaces, hyphens, emphasis, tags, links, comments, entities, escapes, line breaks) is dropped first. What looks
like markup may be text, so what was dropped is looked through in the same way: a name stands wholly inside of
it or wholly outside, because the marks that a reader would see around it are no part of a name.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import BytesAhoCorasick

from freshlint.language.normal import fold

# So short a name is found in other words ("o1" in "to 1"): it needs bounds on both sides.
_SHORT = 4
# Markup in what looks like markup in what looks like markup.
_DEPTH = 4
_UPPER = bytes(range(ord("A"), ord("Z") + 1))
_LOWER = bytes.maketrans(_UPPER, _UPPER.lower())
_BETWEEN = bytes(code for code in range(128) if not chr(code).isalnum())
_ASCII, _BEYOND_ASCII = bytes(range(128)), bytes(range(128, 256))
_WIDE = re.compile(r"[^\x00-\x7f]+")
_ASCII_LETTER = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|[uU]([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_LETTER_ESCAPE = re.compile(r"\\[abfnrtv0]")
_TAG = re.compile(
    r"""(<(?:/?[A-Za-z][^<>"']*+(?:(?:"[^"]{0,500}"|'[^']{0,500}'|["'])[^<>"']*+)*+|[!?][^<>]*+)>)"""
)
_LINK_TARGET = re.compile(r"(\](?:\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)|\[[^\[\]\n]*+\]))")
_FOOTNOTE = re.compile(r"(\[\^[^\[\]\n]*+\])")
_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"))


@dataclass(frozen=True)
class Screen:
    """The letters and digits of every name; a text passes if it may show one of them to a reader."""

    names: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Screen:
        """A screen for these names. A name without letters or digits lets every file through."""
        return cls(frozenset("".join(filter(str.isalnum, fold(name))) for name in names))

    def passes(self, text: str) -> bool:
        """Whether the file must be parsed: it may name something, or it speaks to freshlint."""
        return "freshlint-" in text or self.may_name(text)

    def may_name(self, text: str) -> bool:
        """Whether the text of a file could show one of the names; False is certain."""
        return "" in self.names or (bool(self.names) and any(map(self._shows, _visible_forms(text))))

    def _shows(self, form: str) -> bool:
        data = form.encode("utf-8", "surrogatepass")
        between = _BETWEEN
        if not data.isascii():
            if self._takes(data.translate(None, _ASCII)):
                form = _WIDE.sub(_folded, form)
                data = form.encode("utf-8", "surrogatepass")
            else:
                between += _BEYOND_ASCII
        squeezed = data.translate(_LOWER, between)
        found = {number for number, _, _ in self._matcher.find_matches_as_indexes(squeezed, overlapping=True)}
        if not found:
            return False
        if max(found) >= len(self._bounded):
            return True
        lowered = form.lower()
        return any(self._bounded[number].search(lowered) for number in found)

    def _takes(self, wide: bytes) -> bool:
        """Whether characters beyond ASCII may be letters or digits of a name."""
        letters = wide.decode("utf-8", "surrogatepass").translate(_FOLDED)
        return (self._wide and bool(letters)) or not _ASCII_LETTER.isdisjoint(letters)

    @cached_property
    def _wide(self) -> bool:
        """Whether a name has letters beyond ASCII."""
        return not all(map(str.isascii, self.names))

    @cached_property
    def _sorted(self) -> list[bytes]:
        """The names, the short ones first."""
        return sorted((name.encode("utf-8", "surrogatepass") for name in self.names), key=len)

    @cached_property
    def _matcher(self) -> BytesAhoCorasick:
        return BytesAhoCorasick(self._sorted)

    @cached_property
    def _bounded(self) -> list[re.Pattern[str]]:
        """Of each short name, how it stands in a text: by itself, whatever parts its letters."""
        short = [name.decode("utf-8", "surrogatepass") for name in self._sorted if len(name) <= _SHORT]
        spread = (r"[\W_]*".join(map(re.escape, name)) for name in short)
        return [re.compile(rf"(?<![a-z0-9]){letters}(?![a-z0-9])") for letters in spread]


def _visible_forms(text: str) -> Iterator[str]:
    """The text as it stands, and what may be left of it without markup; a reader sees a name in one of them."""
    for _ in range(_DEPTH):
        yield text
        bare, hidden = _uncovered(text)
        if bare != text:
            yield bare
        decoded = _decode(bare)
        if decoded != bare:
            yield decoded
        if not hidden:
            return
        text = hidden


def _uncovered(text: str) -> tuple[str, str]:
    """A text without markup, and what was taken out of it, without the marks that made it markup."""
    hidden: list[str] = []
    for opening, closing in _COMMENTS:
        text = _without(text, opening, closing, hidden)
    for mark, markup in (("<", _TAG), ("](", _LINK_TARGET), ("][", _LINK_TARGET), ("[^", _FOOTNOTE)):
        if mark in text:
            pieces = markup.split(text)
            hidden += (piece[1:-1] for piece in pieces[1::2])
            text = "".join(pieces[::2])
    return text, "\n".join(hidden)


def _without(text: str, opening: str, closing: str, hidden: list[str]) -> str:
    """The text without what stands between the two; linear, however often they open and never close."""
    kept, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        kept.append(text[at:start])
        hidden.append(text[start + len(opening) : end])
        at = end + len(closing)
    return "".join([*kept, text[at:]])


def _decode(text: str) -> str:
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "\\" in text:
        text = _LETTER_ESCAPE.sub("", _ESCAPE.sub(_character, text))
    return text


def _character(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3], 16)
    return chr(code) if code <= 0x10FFFF else " "


def _folded(found: re.Match[str]) -> str:
    return found[0].translate(_FOLDED)


class _Folded(dict[int, str]):
    """Characters beyond ASCII, folded when they are first met."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if folded.isalnum() else ""
        return self[code]


_FOLDED = _Folded()
