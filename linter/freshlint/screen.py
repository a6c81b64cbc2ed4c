"""The screen: which files cannot name any entity, so that they need not be parsed.

It must never pass over a file in which a reader sees a name. A name is taken apart into its words and
numbers; a file is screened out only if every name misses one of them, whether the file's markup is left in
place or taken out. Whatever may stand between or inside words (spaces, hyphens, emphasis, tags, links,
comments, entities, escapes, line breaks) is dropped first.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_PART = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = re.compile(r"[\W_]+")
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|[uU]([0-9A-Fa-f]{8}|[0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))")
_LETTER_ESCAPE = re.compile(r"\\[abfnrtv0]")
_TAG = re.compile(r"""</?[A-Za-z](?:"[^"]{0,500}"|'[^']{0,500}'|[^<>])*+>|<[!?][^<>]*+>""")
_LINK_TARGET = re.compile(r"\]\((?:\([^()\n]*+\)|[^()\n])*+\)|\]\[[^\[\]\n]*+\]|\[\^[^\[\]\n]*+\]")
_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"))


@dataclass(frozen=True)
class Screen:
    """The parts of every name; a text passes if it holds all parts of one."""

    names: frozenset[frozenset[str]]

    @classmethod
    def of(cls, names: Iterable[str]) -> Screen:
        """A screen for these names. A name without letters or digits lets every file through."""
        parts = {frozenset(_PART.findall(_fold(name))) for name in names}
        return cls(frozenset(parts))

    def may_name(self, text: str) -> bool:
        """Whether the text of a file could show one of the names; False is certain."""
        seen = _visible_forms(text)
        present = {part for part in self._parts() if any(part in form for form in seen)}
        return any(parts <= present for parts in self.names)

    def _parts(self) -> set[str]:
        return set().union(*self.names)


def _visible_forms(text: str) -> tuple[str, ...]:
    """Letters and digits of a text as it stands, decoded, and without markup; a reader sees one of them."""
    bare = text
    for opening, closing in _COMMENTS:
        bare = _drop(bare, opening, closing)
    bare = _LINK_TARGET.sub("]", _TAG.sub("", bare))
    forms = (text, _decode(text), bare, _decode(bare))
    return tuple(_squeeze(form) for form in dict.fromkeys(forms))


def _drop(text: str, opening: str, closing: str) -> str:
    """The text without what stands between the two; linear, however often they open and never close."""
    kept, at = [], 0
    while (start := text.find(opening, at)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        kept.append(text[at:start])
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


def _squeeze(text: str) -> str:
    return _BETWEEN.sub("", _fold(text))


def _fold(text: str) -> str:
    return text.casefold() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
