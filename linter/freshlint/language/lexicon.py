"""Words of one language and what they do in a sentence, compiled from data.

A lexicon file gives the grammar words (negation, modality, time); a pack's wording file the words of its
predicates. A *concept* is a name for what a term does: "negation", "past", "available.assert".

Terms: plain words; `{a,b}` writes several forms at once ("ship{,s,ped}"); `*` at an end leaves that end of a
word open ("*modell" matches "Bildmodell"). Case, width, apostrophes and hyphens do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import ahocorasick_rs
import msgspec

from freshlint.language.normal import fold, is_unspaced

_BRACES = re.compile(r"\{([^{}]*)\}")


class Term(NamedTuple):
    """text[start:end] is a term with these concepts."""

    start: int
    end: int
    concepts: frozenset[str]


class _Pattern(NamedTuple):
    text: str
    open_left: bool
    open_right: bool


@dataclass(frozen=True)
class Grammar:
    """What a language's lexicon says beside its terms.

    head_final     the noun that a phrase is about stands last, before the predicate (Chinese, Japanese)
    alike          letters of the text to the letters that the terms are written with (traditional, simplified)
    months         month names, folded, to their numbers
    abbreviations  words with a full stop that ends no sentence
    ordinal_dot    a full stop behind a small number makes it an ordinal ("21. April")
    day_first      "21/04/2026" and "21.04.2026" begin with the day
    capital_nouns  a word that begins with a small letter is no noun
    verb_second    the subject may stand behind the verb, and the predicate's word at the end
    head_first     a noun stands before what describes it
    verb_endings   endings by which a word that is no noun is taken for a verb
    final_verb_endings  the same, at the end of a clause only
    past_endings   endings of verbs of the past, right behind a noun
    """

    language: str
    head_final: bool = False
    alike: Mapping[int, str] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    abbreviations: frozenset[str] = frozenset()
    ordinal_dot: bool = False
    day_first: bool = False
    capital_nouns: bool = False
    verb_second: bool = False
    head_first: bool = False
    verb_endings: tuple[str, ...] = ()
    final_verb_endings: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()


class Plain(msgspec.Struct, frozen=True, array_like=True):
    """A lexicon as plain data: patterns, each with the numbers of its concepts."""

    grammar: Grammar
    concepts: list[str]
    patterns: list[tuple[_Pattern, list[int]]]


@dataclass(frozen=True)
class Lexicon:
    """All terms of a language. Build one with `compile_lexicon`."""

    grammar: Grammar
    terms: Mapping[_Pattern, frozenset[str]]

    @classmethod
    def of(cls, plain: Plain) -> Lexicon:
        """The lexicon that was made plain."""
        shared: dict[tuple[int, ...], frozenset[str]] = {}
        terms = {}
        for pattern, numbers in plain.patterns:
            key = tuple(numbers)
            if key not in shared:
                shared[key] = frozenset(plain.concepts[number] for number in key)
            terms[pattern] = shared[key]
        return cls(plain.grammar, terms)

    def plain(self) -> Plain:
        """All of it as plain data."""
        concepts = sorted(self.concepts)
        numbers = {concept: number for number, concept in enumerate(concepts)}
        rows = [(pattern, sorted(map(numbers.__getitem__, names))) for pattern, names in self.terms.items()]
        return Plain(self.grammar, concepts, rows)

    @property
    def language(self) -> str:
        """The language's code: "en"."""
        return self.grammar.language

    @cached_property
    def _patterns(self) -> list[_Pattern]:
        return list(self.terms)

    @cached_property
    def _matcher(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([pattern.text for pattern in self._patterns])

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that some term carries."""
        return frozenset().union(*self.terms.values()) if self.terms else frozenset()

    def find(self, folded: str) -> list[Term]:
        """The longest terms of a folded text, leftmost first, not overlapping."""
        folded = folded.translate(self.grammar.alike)
        found: list[Term] = []
        hits = self._matcher.find_matches_as_indexes(folded, overlapping=True)
        spans: dict[tuple[int, int], frozenset[str]] = {}
        for number, start, end in hits:
            pattern = self._patterns[number]
            placed = _on_word_bounds(folded, start, end, pattern)
            if placed:
                spans[placed] = spans.get(placed, frozenset()) | self.terms[pattern]
        rows = sorted(spans, key=lambda row: (row[0], -row[1]))
        for number, (start, end) in enumerate(rows):
            if found and start < found[-1].end:
                continue
            if not _gives_way(rows, number, folded, spans):
                found.append(Term(start, end, spans[start, end]))
        return found


def _gives_way(
    rows: Sequence[tuple[int, int]], number: int, folded: str, spans: Mapping[tuple[int, int], frozenset[str]]
) -> bool:
    """ "the model" before "model id": a term yields to one that starts in it and reaches further.

    Only where what it leaves behind is a term of its own, so that nothing becomes unknown, and where a space
    parts the two: scripts without spaces would be cut inside their words.
    """
    start, end = rows[number]
    for other, reach in rows[number + 1 :]:
        if other >= end:
            return False
        left = start + len(folded[start:other].rstrip())
        if start < left < other and reach > end and (start, left) in spans:
            return True
    return False


def _on_word_bounds(folded: str, start: int, end: int, pattern: _Pattern) -> tuple[int, int] | None:
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


def expand(term: str) -> Iterator[str]:
    """All forms that a term with braces stands for."""
    found = _BRACES.search(term)
    if not found:
        yield term
        return
    for form in found.group(1).split(","):
        yield from expand(term[: found.start()] + form + term[found.end() :])


def compile_lexicon(grammar: Mapping[str, Any], *wordings: Mapping[str, Iterable[str]]) -> Lexicon:
    """A lexicon from a lexicon file's data and further concept -> terms mappings (packs, facts' vocabulary)."""
    terms: dict[_Pattern, set[str]] = {}
    compiled = _grammar(grammar)
    for source in (grammar.get("concepts", {}), *wordings):
        for concept, words in source.items():
            for word in words:
                for form in expand(str(word)):
                    terms.setdefault(_pattern(form, compiled.alike), set()).add(concept)
    return Lexicon(compiled, {pattern: frozenset(names) for pattern, names in terms.items()})


def _pattern(form: str, alike: Mapping[int, str]) -> _Pattern:
    text = " ".join(fold(form).translate(alike).split())
    left, right = text.startswith("*"), text.endswith("*") and len(text) > 1
    return _Pattern(text.removeprefix("*").removesuffix("*").strip(), left, right)


def _grammar(data: Mapping[str, Any]) -> Grammar:
    months = {
        fold(form): int(number)
        for number, names in data.get("months", {}).items()
        for name in names
        for form in expand(name)
    }
    return Grammar(
        language=data["language"],
        head_final=data.get("head_final") == "true",
        alike={ord(pair[0]): pair[1] for pair in data.get("alike", "").split()},
        months=months,
        abbreviations=frozenset(fold(word) for word in data.get("abbreviations", ())),
        ordinal_dot=data.get("ordinal_dot") == "true",
        day_first=data.get("day_first") == "true",
        capital_nouns=data.get("capital_nouns") == "true",
        verb_second=data.get("verb_second") == "true",
        head_first=data.get("head_first") == "true",
        verb_endings=tuple(data.get("verb_endings", ())),
        final_verb_endings=tuple(data.get("final_verb_endings", ())),
        past_endings=tuple(data.get("past_endings", ())),
    )
