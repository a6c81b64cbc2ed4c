"""Which words of a text belong to which amount: the nearest before or behind it, by how the sentence is built.

An amount's *near* words stand between it and the next comma or "and" on either side; its *far* words go on to
the amount before and after it. Near words bind first; what an amount lacks it takes from its neighbours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from freshlint.language.amounts import Measure, QuantityHit
from freshlint.language.price_bound import ALTERNATIVES, QUALIFIER, Bound, Cuts, Item, Region

_OPENING = re.compile(r"\s*[(（]")
_ONLY_AND = re.compile(r"[\s,、，/|]*")
_CLOSE_ITEMS = 9
_LONGEST = 12
_NO_CONDITIONS = frozenset({"entity", "compared", "aside", "meter", "measure", QUALIFIER})
_NEAR = 300


@dataclass(frozen=True)
class Binder:
    """Binds the amounts of one text. `items` and `measures` are sorted; `prepositions` are where ones begin.

    figures  where numbers begin that leave their money to be understood ("... and a medium one about five")
    """

    text: str
    items: Sequence[Item]
    measures: Sequence[Measure]
    cuts: Cuts
    prepositions: frozenset[int]
    figures: Sequence[int] = ()

    def bind(self, start: int, end: int, hits: Sequence[QuantityHit]) -> list[Bound]:
        """The amounts of the sentence text[start:end]."""
        bounds: list[Bound] = []
        chains = list(self._chains(hits))
        left = start
        for number, chain in enumerate(chains):
            last = number + 1 == len(chains)
            until = end if last else chains[number + 1][0].start
            cut = self._before_figure(chain[-1], end) if last else self._cut(chain[-1], until)
            region = self._region(left, chain, cut)
            group = [Bound(hit, region, number) for hit in chain]
            self._take_own(group)
            bounds.extend(group)
            left = cut
        self._carry(bounds)
        return bounds

    def _chains(self, hits: Sequence[QuantityHit]) -> Iterator[list[QuantityHit]]:
        """Amounts that stand in one list: nothing but marks and "and" between them."""
        chain: list[QuantityHit] = []
        for hit in hits:
            if chain and not self._tied(chain, hit):
                yield chain
                chain = []
            chain.append(hit)
        if chain:
            yield chain

    def _tied(self, chain: Sequence[QuantityHit], hit: QuantityHit) -> bool:
        if len(chain) >= _LONGEST:
            return False
        last = chain[-1]
        return bool(hit.link) or (last.whole[1] <= last.end and self._only_and(last.end, hit.start))

    def _only_and(self, start: int, end: int) -> bool:
        rest, at = "", start
        for cut in self.cuts.within(start, end):
            if cut in self.cuts.listing:
                rest += self.text[at : cut[0]]
                at = max(at, cut[1])
        return _ONLY_AND.fullmatch(rest + self.text[at:end]) is not None

    def _cut(self, hit: QuantityHit, until: int) -> int:
        """Where the words behind an amount end and those before the next begin."""
        begin = _behind(hit)
        closing = self._closing(begin, until)
        if closing:
            return closing
        inner = self.cuts.within(begin, until)
        if inner:
            return inner[0][0]
        return until if self._is_preposition(begin) else begin

    def _before_figure(self, hit: QuantityHit, end: int) -> int:
        """Where the words of the last amount end: before those of a figure that is meant as money too."""
        figure = next((at for at in self.figures if _behind(hit) < at < end), end)
        inner = self.cuts.within(_behind(hit), figure) if figure < end else []
        return inner[0][0] if inner else end

    def _closing(self, begin: int, until: int) -> int:
        """The end of a bracket that opens right behind an amount; 0 where none does."""
        if not _OPENING.match(self.text, begin, until):
            return 0
        found = re.compile(r"[)）]").search(self.text, begin, until)
        return found.end() if found else 0

    def _is_preposition(self, at: int) -> bool:
        return at in self.prepositions or at + 1 in self.prepositions

    def _region(self, left: int, chain: Sequence[QuantityHit], cut: int) -> Region:
        start = chain[0].whole[0]
        before = [c for c in self.cuts.within(left, start) if c[1] <= start]
        near_start = before[-1][1] if before else left
        if before and not self.text[near_start:start].strip(" :：~"):
            near_start = before[-2][1] if len(before) > 1 else left
        begin = _behind(chain[-1])
        closing = self._closing(begin, cut)
        after = self.cuts.within(begin, cut)
        near_end = closing or (after[0][0] if after else cut)
        return Region(left, max(near_start, start - _NEAR), min(near_end, begin + _NEAR), cut)

    def _take_own(self, group: Sequence[Bound]) -> None:
        region, first, last = group[0].region, group[0].hit.start, _behind(group[-1].hit)
        areas = [
            (region.near_start, first, True),
            (group[0].hit.start, region.near_end, False),
            (region.start, region.near_start, True),
            (last, region.end, False),
        ]
        for dimension in dict.fromkeys(item.dimension for item in self._items_in(region.start, region.end)):
            if self._assign_list(group, dimension):
                continue
            for start, end, backwards in areas:
                items = [i for i in self._items_in(start, end) if i.dimension == dimension]
                if items:
                    self._assign(group, dimension, items, backwards)
                    if backwards:
                        for bound in group:
                            bound.led.add(dimension)
                    break
        for bound in group:
            bound.measure = bound.hit.measure or self._measure(areas)
            if bound.measure is not None:
                bound.own.add("measure")

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        return [item.start for item in self.items], [measure.start for measure in self.measures]

    def _items_in(self, start: int, end: int) -> list[Item]:
        first, last = bisect_left(self._starts[0], start), bisect_left(self._starts[0], end)
        return [item for item in self.items[first:last] if item.end <= end]

    def _measure(self, areas: Sequence[tuple[int, int, bool]]) -> Measure | None:
        for start, end, backwards in areas:
            first, last = bisect_left(self._starts[1], start), bisect_left(self._starts[1], end)
            inside = [m for m in self.measures[first:last] if m.end <= end]
            if inside:
                return inside[-1] if backwards else inside[0]
        return None

    def _assign(self, group: Sequence[Bound], dimension: str, items: list[Item], backwards: bool) -> None:
        for bound in group:
            bound.values[dimension] = ALTERNATIVES.join(self._coordinated(items, backwards))
            bound.own.add(dimension)

    def _assign_list(self, group: Sequence[Bound], dimension: str) -> bool:
        """ "Low and high cost $1 and $2": as many values as amounts, in the same order."""
        region, first, last = group[0].region, group[0].hit.start, _behind(group[-1].hit)
        for start, end in ((region.start, first), (last, region.end)) if len(group) > 1 else ():
            items = [i for i in self._items_in(start, end) if i.dimension == dimension]
            values = list(dict.fromkeys(item.value for item in items))
            if len(values) == len(group):
                for bound, value in zip(group, values, strict=True):
                    bound.values[dimension] = value
                    bound.own.add(dimension)
                return True
        return False

    def _coordinated(self, items: list[Item], backwards: bool) -> list[str]:
        """The nearest value and those that are named in one breath with it ("portrait and landscape")."""
        ordered = items[::-1] if backwards else items
        kept = [ordered[0]]
        for item in ordered[1:]:
            left, right = sorted((kept[-1], item))
            if right.start < left.end or not self._breath(left.end, right.start):
                break
            kept.append(item)
        return sorted({item.value for item in kept})

    def _breath(self, start: int, end: int) -> bool:
        between = self.text[start:end]
        return (
            0 < end - start <= _CLOSE_ITEMS
            and "\n" not in between
            and self._only_and(start, end)
            and (bool(self.cuts.within(start, end)) or "/" in between)
        )

    def _carry(self, bounds: Sequence[Bound]) -> None:
        """Amounts take what they lack from the one before, then from the one behind."""
        for order in (1, -1):
            known: Bound | None = None
            for bound in bounds[::order]:
                if known is not None:
                    # What is said between two amounts, before the second, is not said of the first.
                    apart = order < 0 and known.chain != bound.chain
                    _take(bound, known, known.led | _own_kind(bound, known) if apart else set())
                known = bound


def _behind(hit: QuantityHit) -> int:
    return max(hit.whole[1], hit.end)


def _take(bound: Bound, other: Bound, withheld: Collection[str]) -> None:
    """What one price says of itself holds for its neighbour, unless they are prices of different kinds."""
    if "entity" not in bound.values and "entity" in other.values and "entity" not in withheld:
        bound.values["entity"] = other.values["entity"]
    if _of_two(bound, other):
        return
    units = {b.measure.unit for b in (bound, other) if b.measure and b.measure.unit}
    conditions = bound.own - _NO_CONDITIONS
    if len(units) > 1 or conditions - set(other.values):
        return
    if "meter" in bound.own and other.own - _NO_CONDITIONS and "meter" not in other.values:
        return
    for dimension, value in other.values.items():
        if dimension != QUALIFIER and dimension not in withheld:
            bound.values.setdefault(dimension, value)
    if other.measure is None or not other.measure.rate or not other.measure.unit:
        return
    if bound.measure is None:
        bound.measure = other.measure
    elif not bound.measure.unit:
        bound.measure = bound.measure._replace(unit=other.measure.unit)


def _own_kind(bound: Bound, behind: Bound) -> set[str]:
    """ "$7 a month, and $0.10 for storage": what says itself what it is per is not of the meter named behind."""
    return {"meter"} if "measure" in bound.own and "measure" not in behind.own else set()


def _of_two(bound: Bound, other: Bound) -> bool:
    """Whether two prices name each its own thing, and this one what it is per: "X is $5 a month; Y is $18 a seat"."""
    named = "entity" in bound.own and "entity" in other.own
    differ = named and bound.values["entity"] != other.values["entity"]
    return differ and "measure" in bound.own and bool(bound.measure and bound.measure.number == 1)
