"""Terms in two halves that other words stand between: "leaves ... out", "stellt ... bereit"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import ahocorasick_rs

from freshlint.language.terms import Pattern, Term, on_word_bounds, word_kinds

GAP = "..."
# How many characters may stand between the halves, and what may not.
_REACH = 60
_BREAK = re.compile(r"[.;:!?](?=\s|$)|[()。；：！？（）]")
# A second half tells nothing more.
_SECOND_HALF = frozenset({"adverb"})


class Halves(NamedTuple):
    """A term in two halves."""

    first: Pattern
    last: Pattern


class _Place(NamedTuple):
    start: int
    end: int
    pattern: Pattern


@dataclass(frozen=True)
class PartedTerms:
    """All parted terms of a language, each with its concepts."""

    terms: Mapping[Halves, frozenset[str]]

    def find(self, folded: str, whole: Mapping[int, int]) -> Iterator[Term]:
        """Both halves of each parted term in a folded text, in order, none overlapping another.

        `whole` are the ends of the longest unparted terms by their starts: "turned off on" is no "turned ... on".
        """
        places = self._places(folded)
        taken = 0
        for number, first in enumerate(places):
            longer = whole.get(first.start, 0) > first.end
            if longer or first.start < taken or first.pattern not in self._seconds:
                continue
            found = self._second(folded, places, number)
            if found:
                last, concepts = found
                yield Term(first.start, first.end, concepts)
                yield Term(last.start, last.end, _SECOND_HALF)
                taken = last.end

    def _places(self, folded: str) -> list[_Place]:
        """Where halves stand, leftmost and longest first."""
        if not self.terms:
            return []
        found: list[_Place] = []
        kinds = word_kinds(folded)
        for number, start, end in self._matcher.find_matches_as_indexes(folded, overlapping=True):
            placed = on_word_bounds(kinds, start, end, self._patterns[number])
            if placed:
                found.append(_Place(*placed, self._patterns[number]))
        return sorted(found, key=lambda place: (place.start, -place.end))

    def _second(self, folded: str, places: list[_Place], number: int) -> tuple[_Place, frozenset[str]] | None:
        """The nearest second half of a term that begins with place `number`: in the same clause, not next to it."""
        first = places[number]
        broken = _BREAK.search(folded, first.end, first.end + _REACH)
        limit = broken.start() if broken else first.end + _REACH
        seconds = self._seconds[first.pattern]
        at = bisect_left(places, first.end, lo=number, key=lambda each: each.start)
        while at < len(places) and places[at].start <= limit:
            place = places[at]
            between = folded[first.end : place.start]
            if place.pattern in seconds and any(char.isalnum() for char in between):
                return place, seconds[place.pattern]
            at += 1
        return None

    @cached_property
    def _patterns(self) -> list[Pattern]:
        return list(dict.fromkeys(half for pair in self.terms for half in pair))

    @cached_property
    def _matcher(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([pattern.text for pattern in self._patterns])

    @cached_property
    def _seconds(self) -> dict[Pattern, dict[Pattern, frozenset[str]]]:
        """By its first half, the second halves of each term, with what the term does."""
        seconds: dict[Pattern, dict[Pattern, frozenset[str]]] = {}
        for pair, concepts in self.terms.items():
            seconds.setdefault(pair.first, {})[pair.last] = concepts
        return seconds
