"""An amount with what is said of it, and the places where a text parts one amount's words from another's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from freshlint.language.amounts import Measure, QuantityHit
from freshlint.language.spans import Spans

_BREAK = re.compile(r"(?<!\d),|,(?!\d)|[;，、；。()（）|\n—•]|(?<=[^\s\d])\.(?=\s|$)|[!?！？](?=\s|$)")
# Parts values of one dimension that hold alike.
ALTERNATIVES = "|"
# The dimension of a word that narrows a meter down ("cached").
QUALIFIER = "qualifier"


class Item(NamedTuple):
    """text[start:end] says `value` in a dimension: an entity, a meter, a size."""

    start: int
    end: int
    dimension: str
    value: str


class Region(NamedTuple):
    """The words of an amount: far from start, near from near_start, to the amount; and behind it likewise."""

    start: int
    near_start: int
    near_end: int
    end: int


@dataclass
class Bound:
    """An amount with what the text around it says of it.

    values  by dimension; several that hold alike are joined by "|"
    own     the dimensions that its own words say (and "measure"), not those that it has from a neighbour
    chain   the number of its list or range in the text
    led     the dimensions that are said before it
    """

    hit: QuantityHit
    region: Region
    chain: int
    values: dict[str, str] = field(default_factory=dict)
    own: set[str] = field(default_factory=set)
    measure: Measure | None = None
    led: set[str] = field(default_factory=set)


class Cuts:
    """The places where a text may part what belongs to one amount from what belongs to the next.

    `ands` are words for "and" and "or", `joins` other conjunctions, `whole` what nothing cuts: names, terms, dates.
    `listing` are the cuts that may stand inside a list.
    """

    def __init__(
        self,
        text: str,
        ands: Iterable[tuple[int, int]],
        joins: Iterable[tuple[int, int]],
        whole: Iterable[tuple[int, int]],
    ) -> None:
        taken = Spans(whole)
        marks = [found.span() for found in _BREAK.finditer(text)]
        self.spans = [cut for cut in sorted({*marks, *ands, *joins}) if not taken.touch(*cut)]
        self.listing = {*marks, *ands}
        self._starts = [start for start, _ in self.spans]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The cuts in text[start:end], in order."""
        first = bisect_left(self._starts, start)
        return self.spans[first : bisect_left(self._starts, end)]
