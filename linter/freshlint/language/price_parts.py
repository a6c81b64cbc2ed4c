"""Meters told by the words that their names are made of: "text, cached", "tokens on output for images", "Bild aus".

A meter whose name is made of such words alone (`parts` in the money words) is told by them in any order; a word
that only narrows a meter down ("cached") may also stand alone, beside an amount.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from freshlint.language.fact_words import METER, FactTerm
from freshlint.language.money_words import MoneyWords
from freshlint.language.price_bound import ALTERNATIVES, QUALIFIER, Item
from freshlint.language.spans import Spans

_CELL_GAP = re.compile(r"[\s,(（/·-]{0,3}")
_SHORT_TEXT = 30
_BESIDE = 5


class _Part(NamedTuple):
    start: int
    end: int
    names: frozenset[str]


class Parts:
    """The meters that can be told by their parts. `short`: the text is a label, where "in" is no preposition."""

    def __init__(self, meters: Collection[str], words: MoneyWords) -> None:
        known = set(words.parts)
        made = {meter: frozenset(meter.split()) for meter in meters}
        self.meters = {names: meter for meter, names in made.items() if names <= known and len(names) > 1}
        self.words = words
        # In "millón de tokens de imagen" the part follows the measure.
        self.reach = _BESIDE if words.head_first else 0

    def items(self, folded: str, terms: Iterable[FactTerm], measured: Spans, short: bool) -> list[Item]:
        """What the parts in a text tell, in order: meters, and words that narrow a neighbour's meter down.

        `measured` is where it says what prices are per: a part there may stand alone ("per million image tokens").
        """
        if not self.meters:
            return []
        found = []
        for group in self._groups(folded, list(self._parts(folded, list(terms), short)), short):
            start, end = group[0].start, group[-1].end
            names = frozenset[str]().union(*(part.names for part in group))
            value = self._meter(
                names, not short and (len(group) > 1 or measured.touch(start - self.reach, end))
            )
            if value:
                found.append(Item(start, end, METER, value))
            elif names <= self.qualifiers:
                found.append(Item(start, end, QUALIFIER, next(iter(names))))
        return found

    def names(self, folded: str, short: bool) -> frozenset[str]:
        """The parts that a label names."""
        return frozenset[str]().union(*(part.names for part in self._parts(folded, [], short)))

    def told(self, names: frozenset[str]) -> str:
        """The one meter that parts tell: all of its name, or so narrow a part that no other has it ("text, cached")."""
        if names in self.meters or not names & self.qualifiers:
            return self.meters.get(names, "")
        wider = [meter for made, meter in self.meters.items() if len(names) > 1 and names < made]
        return wider[0] if len(wider) == 1 else ""

    def among(self, names: frozenset[str]) -> str:
        """The meters that have all of the parts in their names, as alternatives; "" where parts only narrow down."""
        wider = sorted(meter for made, meter in self.meters.items() if names < made)
        return ALTERNATIVES.join(wider) if names and not names <= self.qualifiers else ""

    def narrowed(self, meter: str, qualifier: str) -> str:
        """The meter with one more word in its name: "image input" that is "cached"; "" where there is none."""
        values = [
            self.meters.get(frozenset([*one.split(), qualifier]), "") for one in meter.split(ALTERNATIVES)
        ]
        return ALTERNATIVES.join(value for value in values if value)

    def widened(self, meter: str) -> str:
        """The meter without the words that only narrow it down: "cached image input" that is not cached."""
        plain = [
            self.meters.get(frozenset(one.split()) - self.qualifiers, one)
            for one in meter.split(ALTERNATIVES)
        ]
        return ALTERNATIVES.join(dict.fromkeys(plain))

    @property
    def qualifiers(self) -> frozenset[str]:
        """Parts without which the rest of a name is a meter as well."""
        return frozenset(name for names in self.meters for name in names if names - {name} in self.meters)

    def _meter(self, names: frozenset[str], sure: bool) -> str:
        if names in self.meters:
            return self.meters[names]
        wider = [meter for other, meter in self.meters.items() if names < other]
        if len(wider) == 1 and len(names) > 1:
            return wider[0]
        return ALTERNATIVES.join(sorted(wider)) if wider and sure and not names <= self.qualifiers else ""

    def _parts(self, folded: str, terms: list[FactTerm], short: bool) -> Iterator[_Part]:
        """Single parts and whole meters that are made of parts, by place."""
        meters = [t for t in terms if t.dimension == METER and frozenset(t.value.split()) in self.meters]
        named = Spans((term.start, term.end) for term in terms)
        parts = [_Part(t.start, t.end, frozenset(t.value.split())) for t in meters]
        for name, pattern in self.words.parts.items():
            parts += [_Part(*f.span(), frozenset({name})) for f in pattern.finditer(folded)]
        if short and len(folded) <= _SHORT_TEXT:
            for name, pattern in self.words.short_parts.items():
                parts += [_Part(*f.span(), frozenset({name})) for f in pattern.finditer(folded)]
        for part in sorted(parts):
            if len(part.names) > 1 or not named.touch(part.start, part.end):
                yield part

    def _groups(self, folded: str, parts: list[_Part], short: bool) -> Iterator[list[_Part]]:
        """Parts that stand together."""
        group: list[_Part] = []
        for part in parts:
            if group and not self._together(folded, group[-1], part, short):
                yield group
                group = []
            group.append(part)
        if group:
            yield group

    def _together(self, folded: str, left: _Part, right: _Part, short: bool) -> bool:
        between = folded[left.end : right.start]
        if short and _CELL_GAP.fullmatch(between):
            return True
        narrows = right.names <= self.qualifiers and between.strip() in (",", "(", "（", "，", "、")
        return (
            not between.strip()
            or narrows
            or self.words.having("between_parts").fullmatch(" ".join(between.split())) is not None
        )
