"""The words that facts bring for meters, units and conditions, found in a text of one language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from freshlint.language.lexicon import Lexicon
from freshlint.language.money_words import money_words
from freshlint.language.normal import fold, is_unspaced
from freshlint.language.spans import Spans
from freshlint.language.terms import Term

METER = "meter"
_DOTS = "・･"
_LEANING = re.compile(r" ?[/／&] ?(\w{2,20})")
_UNIT = "unit:"
_METER = "meter:"
_CONDITION = "condition:"


class FactTerm(NamedTuple):
    """text[start:end] names `value` in a dimension: the meter, or a condition such as "size"."""

    start: int
    end: int
    dimension: str
    value: str


class UnitTerm(NamedTuple):
    """text[start:end] names a unit."""

    start: int
    end: int
    unit: str


@dataclass(frozen=True, eq=False)
class FactWords:
    """What the facts' vocabulary calls things in one language. Hyphens and spaces are alike."""

    lexicon: Lexicon

    @classmethod
    def of(cls, lexicon: Lexicon) -> FactWords:
        """The words of a compiled lexicon, compiled once for each."""
        return _compiled(_Same(lexicon))

    @cached_property
    def unit_ids(self) -> frozenset[str]:
        """The units that prices are per."""
        return frozenset(c.removeprefix(_UNIT) for c in self.lexicon.concepts if c.startswith(_UNIT))

    @cached_property
    def meter_ids(self) -> frozenset[str]:
        """The meters that prices are of."""
        return frozenset(c.removeprefix(_METER) for c in self.lexicon.concepts if c.startswith(_METER))

    @cached_property
    def _units(self) -> Lexicon:
        return self._having(_UNIT, plural=())

    @cached_property
    def _terms(self) -> Lexicon:
        meters = self._having(_METER, plural=())
        conditions = self._having(_CONDITION, plural=money_words(self.lexicon.language).plural)
        return Lexicon(self.lexicon.grammar, {**conditions.terms, **meters.terms})

    def _having(self, prefix: str, plural: Iterable[str]) -> Lexicon:
        """The terms with a kind of concept. A meter that is also a unit is told by the unit's words alone."""
        dropped = {_METER + unit for unit in self.unit_ids}
        terms: dict[Any, frozenset[str]] = {}
        for pattern, concepts in self.lexicon.terms.items():
            kept = frozenset(c for c in concepts if c.startswith(prefix)) - dropped
            if kept:
                text = pattern.text.replace("-", " ")
                forms = [text, *(text + ending for ending in plural if text[-1:].isalpha())]
                for form in forms:
                    terms.setdefault(pattern._replace(text=form), kept)
        return Lexicon(self.lexicon.grammar, terms)

    def find(self, text: str) -> list[FactTerm]:
        """The meters and conditions that a text names, in order."""
        plain = fold(text).replace("-", " ")
        idioms = Spans(hit.span() for hit in money_words(self.lexicon.language).idioms.finditer(plain))
        return [
            FactTerm(term.start, term.end, *_dimension(concept))
            for term in self._terms.find(plain)
            if not _lone(plain, term) and not idioms.touch(term.start, term.end)
            for concept in sorted(term.concepts)
        ]

    def find_with_short(self, text: str) -> list[FactTerm]:
        """As `find`, with the meters that lean on the one before them: "image input/output"."""
        found: list[FactTerm] = []
        for term in self.find(text):
            found.append(term)
            short = _LEANING.match(text, term.end) if term.dimension == METER else None
            if short:
                found += self._leaning(text[term.start : term.end], text, short)
        return found

    def _leaning(self, full: str, text: str, short: re.Match[str]) -> Iterator[FactTerm]:
        """The meter whose name is the beginning of `full` and the short word."""
        word = short.group(1)
        spaced = not is_unspaced(full[-1])
        for cut in range(len(full) - 1, 0, -1):
            if spaced and full[cut - 1] != " ":
                continue
            meters = [t for t in self.find(full[:cut] + word) if t.dimension == METER and t.start == 0]
            if meters and meters[-1].end == cut + len(word):
                yield FactTerm(short.start(1), short.end(1), METER, meters[-1].value)
                return

    def units(self, text: str) -> list[UnitTerm]:
        """The units that a text names; a unit's word inside a meter's name ("image output") is none."""
        plain = fold(text).replace("-", " ")
        inside: dict[str, list[tuple[int, int]]] = {}
        for term in self._terms.find(plain):
            for meter in (_dimension(c)[1] for c in term.concepts if c.startswith(_METER)):
                for word in meter.split():
                    inside.setdefault(word, []).append((term.start, term.end))
        named = {word: Spans(spans) for word, spans in inside.items()}
        found = [
            UnitTerm(term.start, term.end, min(concept.removeprefix(_UNIT) for concept in term.concepts))
            for term in self._units.find(plain)
        ]
        found += self._compounds(plain, Spans((unit.start, unit.end) for unit in found))
        return sorted(u for u in found if u.unit not in named or not named[u.unit].around(u.start, u.end))

    def _compounds(self, plain: str, taken: Spans) -> Iterator[UnitTerm]:
        """Words that end in a unit's, where the language writes compounds as one word ("Ausgabetoken")."""
        if self._compound_ends is None:
            return
        for found in self._compound_ends.finditer(plain):
            unit = next(iter(self._units.find(found.group(1))), None)
            if unit is not None and not taken.touch(*found.span()):
                yield UnitTerm(*found.span(), min(c.removeprefix(_UNIT) for c in unit.concepts))

    @cached_property
    def _compound_ends(self) -> re.Pattern[str] | None:
        if not money_words(self.lexicon.language).compounds:
            return None
        words = sorted({p.text for p in self._units.terms if p.text.isalpha() and len(p.text) > 3}, key=len)
        return re.compile(rf"\b\w{{3,20}}?({'|'.join(map(re.escape, reversed(words)))})\b") if words else None


def _lone(text: str, term: Term) -> bool:
    """Whether a term is a single sign inside a longer word of a script without spaces."""
    if term.end - term.start != 1 or not is_unspaced(text[term.start]):
        return False
    around = text[max(0, term.start - 1) : term.start] + text[term.end : term.end + 1]
    return any(is_unspaced(char) and char not in _DOTS for char in around)


def _dimension(concept: str) -> tuple[str, str]:
    if concept.startswith(_METER):
        return METER, concept.removeprefix(_METER)
    name, _, value = concept.removeprefix(_CONDITION).partition("=")
    return name, value


class _Same:
    """A key that is equal only for the same lexicon: lexicons hold mappings and have no hash of their own."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.lexicon is self.lexicon


@lru_cache(maxsize=32)
def _compiled(same: _Same) -> FactWords:
    return FactWords(same.lexicon)
