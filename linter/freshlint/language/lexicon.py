"""Words of one language and what they do in a sentence, compiled from data.

A lexicon file gives the grammar words (negation, modality, time); a pack's wording file the words of its
predicates. A *concept* is a name for what a term does: "negation", "past", "available.assert".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import ahocorasick_rs
import msgspec

from freshlint.language.normal import fold
from freshlint.language.parted import GAP, Halves, PartedTerms
from freshlint.language.terms import Pattern, Term, as_pattern, expand, on_word_bounds, word_kinds


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
    tense_last     the verb that ends a sentence has the tense of its clauses
    kana_inflects  a word that ends in hiragana is no noun but a verb or an adjective
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
    tense_last: bool = False
    kana_inflects: bool = False


class Plain(msgspec.Struct, frozen=True, array_like=True):
    """A lexicon as plain data: patterns and parted terms, each with the numbers of its concepts."""

    grammar: Grammar
    concepts: list[str]
    patterns: list[tuple[Pattern, list[int]]]
    parted: list[tuple[Halves, list[int]]]


@dataclass(frozen=True)
class Lexicon:
    """All terms of a language. Build one with `compile_lexicon`."""

    grammar: Grammar
    terms: Mapping[Pattern, frozenset[str]]
    parted: PartedTerms = field(default_factory=lambda: PartedTerms({}))

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
        parted = {halves: frozenset(plain.concepts[n] for n in numbers) for halves, numbers in plain.parted}
        return cls(plain.grammar, terms, PartedTerms(parted))

    def plain(self) -> Plain:
        """All of it as plain data."""
        concepts = sorted(self.concepts)
        numbers = {concept: number for number, concept in enumerate(concepts)}
        rows = [(pattern, sorted(map(numbers.__getitem__, names))) for pattern, names in self.terms.items()]
        halved = [
            (pair, sorted(map(numbers.__getitem__, names))) for pair, names in self.parted.terms.items()
        ]
        return Plain(self.grammar, concepts, rows, halved)

    @property
    def language(self) -> str:
        """The language's code: "en"."""
        return self.grammar.language

    @cached_property
    def _patterns(self) -> list[Pattern]:
        return list(self.terms)

    @cached_property
    def _concepts(self) -> list[frozenset[str]]:
        return list(self.terms.values())

    @cached_property
    def _matcher(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([pattern.text for pattern in self._patterns])

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept that some term carries."""
        return frozenset().union(*self.terms.values(), *self.parted.terms.values())

    def find(self, folded: str) -> list[Term]:
        """The longest terms of a folded text, leftmost first, not overlapping."""
        if self.grammar.alike:
            folded = folded.translate(self.grammar.alike)
        found: list[Term] = []
        hits = self._matcher.find_matches_as_indexes(folded, overlapping=True)
        kinds = word_kinds(folded)
        spans: dict[tuple[int, int], frozenset[str]] = {}
        for number, start, end in hits:
            placed = on_word_bounds(kinds, start, end, self._patterns[number])
            if placed:
                said = self._concepts[number]
                spans[placed] = spans[placed] | said if placed in spans else said
        whole: dict[int, int] = {}
        for start, end in spans:
            whole[start] = max(end, whole.get(start, 0))
        halves = list(self.parted.find(folded, whole))
        spans = {span: names for span, names in spans.items() if _is_free(span, halves)}
        spans |= {(half.start, half.end): half.concepts for half in halves}
        rows = sorted(spans, key=lambda row: (row[0], -row[1]))
        for number, (start, end) in enumerate(rows):
            if found and start < found[-1].end:
                continue
            if not _gives_way(rows, number, folded, spans):
                found.append(Term(start, end, spans[start, end]))
        return found


def _is_free(span: tuple[int, int], halves: Sequence[Term]) -> bool:
    """Whether a span shares no character with halves of parted terms, which come in order."""
    at = bisect_left(halves, span[0] + 1, key=lambda half: half.end)
    return at == len(halves) or span[1] <= halves[at].start


def _gives_way(
    rows: Sequence[tuple[int, int]], number: int, folded: str, spans: Mapping[tuple[int, int], frozenset[str]]
) -> bool:
    """ "the model" before "model id": a term yields to one that starts in it and reaches further.

    Only where what it leaves behind is a term of its own, so that nothing becomes unknown, and where a space
    parts the two: scripts without spaces would be cut inside their words.
    """
    start, end = rows[number]
    for at in range(number + 1, len(rows)):
        other, reach = rows[at]
        if other >= end:
            return False
        left = start + len(folded[start:other].rstrip())
        if start < left < other and reach > end and (start, left) in spans:
            return True
    return False


def compile_lexicon(grammar: Mapping[str, Any], *wordings: Mapping[str, Iterable[str]]) -> Lexicon:
    """A lexicon from a lexicon file's data and further concept -> terms mappings (packs, facts' vocabulary)."""
    terms: dict[Pattern, set[str]] = {}
    parted: dict[Halves, set[str]] = {}
    compiled = _grammar(grammar)
    for source in (grammar.get("concepts", {}), *wordings):
        for concept, words in source.items():
            for word in words:
                for form in expand(str(word)):
                    first, gap, last = form.partition(GAP)
                    if gap:
                        halves = Halves(as_pattern(first, compiled.alike), as_pattern(last, compiled.alike))
                        parted.setdefault(halves, set()).add(concept)
                    else:
                        terms.setdefault(as_pattern(form, compiled.alike), set()).add(concept)
    halved = {halves: frozenset(names) for halves, names in parted.items()}
    return Lexicon(
        compiled, {pattern: frozenset(names) for pattern, names in terms.items()}, PartedTerms(halved)
    )


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
        tense_last=data.get("tense_last") == "true",
        kana_inflects=data.get("kana_inflects") == "true",
    )
