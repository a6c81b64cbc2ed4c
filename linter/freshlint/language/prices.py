"""Claims about prices: an amount, what it is for, and of which entity.

An amount that is surely about something else makes no claim; one that may be, or whose meter nobody can tell,
makes a claim with `undecided` set, so that it is counted.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from freshlint.claim import NOW, Claim, Confidence, Modality, Quantity, Tense, Time
from freshlint.document.model import Block, Kind
from freshlint.language.amounts import Measure, QuantityHit
from freshlint.language.fact_words import METER, FactWords
from freshlint.language.page import Page
from freshlint.language.price_binding import Binder
from freshlint.language.price_bound import ALTERNATIVES, QUALIFIER, Bound, Cuts
from freshlint.language.price_context import Context, surroundings
from freshlint.language.price_counts import Known, count_of
from freshlint.language.price_meaning import meaning
from freshlint.language.price_owner import not_this_price
from freshlint.language.price_words import ASIDE, ENTITY, NAMING, OTHER, Said
from freshlint.language.sentences import Sentence, sentences

PREDICATE = "price"
_FAR = 600
_ABOVE = 4
_PAIR = 2
_UNIT_PARTS = re.compile("[/-]")


def price_claims(page: Page, block: Block) -> Iterator[Claim]:
    """The price claims of one block's text, in order."""
    if block.kind is Kind.CODE or not block.text.strip():
        return
    said = surroundings(page).said(block)
    if _may_hold_money(said) and said.money.hits:
        yield from _Prices(said, surroundings(page).of(block)).claims()


def _may_hold_money(said: Said) -> bool:
    """A cheap look: running text needs a currency, a cell a figure or a word of money."""
    if said.words.names_currency(said.folded):
        return True
    if said.is_figure:
        return True
    figures = any(char.isdigit() for char in said.text) or said.words.having("free").search(said.folded)
    return said.block.cell is not None and bool(figures)


class _Place(NamedTuple):
    """An amount's number among how many: in its list, and in its sentence."""

    bound: Bound
    in_chain: tuple[int, int]
    in_sentence: tuple[int, int]


def _places(bounds: list[Bound]) -> Iterator[_Place]:
    for _, members in groupby(enumerate(bounds), key=lambda row: row[1].chain):
        chain = list(members)
        for number, (position, bound) in enumerate(chain):
            yield _Place(bound, (number, len(chain)), (position, len(bounds)))


class _Prices:
    """Reads the prices of one block."""

    def __init__(self, said: Said, context: Context) -> None:
        self.said, self.context, self.block = said, context, said.block
        self.earlier: Bound | None = None
        self.known: Known | None = None

    def claims(self) -> Iterator[Claim]:
        hits, binder = self.said.money.hits, self._binder()
        at = 0
        for sentence in self._sentences():
            first = at
            while at < len(hits) and hits[at].start < sentence.end:
                at += 1
            bounds = binder.bind(sentence.start, sentence.end, hits[first:at])
            for place in _places(bounds):
                claim = self._claim(place, sentence)
                if claim is not None:
                    yield claim
                self.earlier = place.bound

    def _sentences(self) -> list[Sentence]:
        if self.block.cell is not None:
            return [Sentence(0, len(self.said.text), False)]
        return list(sentences(self.said.text, self.said.lexicon, self.said.page.mentions(self.block)))

    def _binder(self) -> Binder:
        said = self.said
        joins = [
            (t.start, t.end) for t in said.tokens if "clause" in t.concepts and "temporal" not in t.concepts
        ]
        ands = [found.span() for found in said.words.having("and").finditer(said.folded)]
        whole = [*((item.start, item.end) for item in said.items), *((d.start, d.end) for d in said.dates)]
        prepositions = frozenset(t.start for t in said.tokens if "preposition" in t.concepts)
        adjacent = {hit.measure for hit in said.money.hits}
        free = [measure for measure in said.measures if measure not in adjacent]
        figures = [count.start for count in said.money.counts if count not in said.things]
        return Binder(said.text, said.items, free, Cuts(said.text, ands, joins, whole), prepositions, figures)

    def _claim(self, place: _Place, sentence: Sentence) -> Claim | None:
        bound = place.bound
        entity, near = self._entity(bound)
        if not entity:
            return None
        count = self._count(bound)
        total = count is not None or (bound.measure is not None and not bound.measure.rate)
        undecided = self.context.other_seller or not_this_price(self.said, bound, sentence, total)
        if count is not None and self.earlier is not None:
            _inherit(bound, self.earlier)
        conditions = self._conditions(place)
        measure, certain = self._measure(bound, conditions, count)
        if measure is not None and "measure" not in bound.own:
            measure = self._compound(measure)
        quantity = self._quantity(bound, measure, count)
        self.known = Known(quantity.amount, count or Decimal(1))
        undecided = undecided or self._unclear(bound, quantity, conditions, measure, count)
        if ALTERNATIVES in entity:
            entity, undecided = entity.split(ALTERNATIVES)[0], "several entities are named"
        modality, time = self._meaning(bound, sentence)
        span = self.block.inline.span(*self._extent(bound.hit))
        return Claim(
            PREDICATE,
            entity,
            self.block,
            span,
            self.said.text[slice(*self._extent(bound.hit))],
            modality=modality,
            time=time,
            value=quantity,
            conditions=conditions,
            language=self.said.lexicon.language,
            confidence=Confidence.HIGH if near and certain else Confidence.MEDIUM,
            sentence=None if self.block.cell else self.block.inline.span(sentence.start, sentence.end),
            undecided=undecided,
        )

    def _extent(self, hit: QuantityHit) -> tuple[int, int]:
        return (hit.start, hit.end) if self.block.cell is not None else hit.whole

    def _entity(self, bound: Bound) -> tuple[str, bool]:
        """The entity, and whether the text itself or a name of it says so."""
        aside = ASIDE in bound.own and ENTITY not in bound.own
        named = bound.values.get(ASIDE if aside else ENTITY)
        if named is not None:
            return (named, True) if named != OTHER else self._named_after(bound)
        if self.earlier is not None and self.earlier.values.get(ENTITY):
            return self.earlier.values[ENTITY], True
        entity, near = self.context.entity(bound.hit.start)
        return entity, near or (bool(entity) and bool(self.block.headings))

    def _named_after(self, bound: Bound) -> tuple[str, bool]:
        """The entity in the name of something else, so that the claim can be counted as undecided."""
        mentions = self.said.page.mentions(self.block)
        at = bisect_left(mentions, bound.hit.start, key=lambda mention: mention.start) - 1
        return (mentions[at].entity, False) if at >= 0 else ("", False)

    def _conditions(self, place: _Place) -> dict[str, str]:
        bound = place.bound
        found = {name: value for name, value in bound.values.items() if name not in NAMING}
        if not found:
            found = self._said_before(bound)
        for dimension in self.context.dimensions:
            if dimension in found:
                continue
            values = self.context.values(dimension)
            if place.in_chain[1] > 1 and len(values) == place.in_chain[1]:
                found[dimension] = values[place.in_chain[0]]
            elif self.block.cell is not None and len(values) == place.in_sentence[1] > 1:
                found[dimension] = values[place.in_sentence[0]]
            elif values and (len(values) == 1 or dimension != METER):
                found[dimension] = ALTERNATIVES.join(values)
        qualifier = bound.values.get(QUALIFIER) or next(iter(self.context.named_first(QUALIFIER)), "")
        if METER in found and self.said.has("unqualified", bound.region.start, bound.region.near_end):
            return {**found, METER: self.said.parts.widened(found[METER])}
        if qualifier and METER in found and qualifier not in found[METER].split():
            found[METER] = self.said.parts.narrowed(found[METER], qualifier) or found[METER]
        return found

    def _said_before(self, bound: Bound) -> dict[str, str]:
        """What the block has named before the sentence, as far as it has named one value only."""
        if bound.chain:
            return {}
        named: dict[str, set[str]] = {}
        for item in self.said.items_in(max(0, bound.region.start - _FAR), bound.region.start):
            named.setdefault(item.dimension, set()).add(item.value)
        single = {name: values.pop() for name, values in named.items() if len(values) == 1}
        said = self.said.parts.names(self.said.folded[bound.region.start : bound.region.end], False)
        if METER in single and not said <= set(single[METER].split()):
            del single[METER]
        return {name: value for name, value in single.items() if name not in NAMING}

    def _measure(
        self, bound: Bound, conditions: dict[str, str], count: Decimal | None
    ) -> tuple[Measure | None, bool]:
        """What the price is per, and whether the text or a name of it says so."""
        if bound.measure is not None:
            return bound.measure, True
        if count is not None and self.earlier is not None and self.earlier.measure is not None:
            return self.earlier.measure, True
        measure = self.context.measure
        return measure, measure is not None or len(conditions) > 1

    def _compound(self, measure: Measure) -> Measure:
        """ "What a GB costs per month": the unit whose other part a name of the text says."""
        told = [*self.context.naming, *self.context.around]
        for unit in sorted(FactWords.of(self.said.lexicon).unit_ids):
            parts = _UNIT_PARTS.split(unit)
            if len(parts) == _PAIR and measure.unit in parts:
                other = parts[1 - parts.index(measure.unit)]
                one = re.compile(rf"(?<![\d.,\w])(?<!\d )(?:1 ?)?{re.escape(other)}(?![a-z])")
                if any(one.search(said.folded) for said in told):
                    return measure._replace(unit=unit)
        return measure

    def _count(self, bound: Bound) -> Decimal | None:
        """The number of things that are bought together: "ten of them: $2.11"."""
        found = count_of(self.said, bound, self.known)
        if found is None and self.block.cell is not None and "measure" not in bound.own:
            return self.context.count()
        return found

    def _sums_up(self, bound: Bound) -> bool:
        return self.said.has("total", bound.region.near_start, bound.region.near_end)

    def _asked_for(self, measure: Measure | None) -> bool:
        """ "What do two million tokens cost?": the question says how many things the amount is for."""
        question = self.said.page.question(self.block)
        if question is None or measure is None or measure.rate:
            return False
        return measure in self.context.surroundings.said(question).measures

    def _quantity(self, bound: Bound, measure: Measure | None, count: Decimal | None) -> Quantity:
        total = count is not None or (measure is not None and measure is bound.measure and not measure.rate)
        hit = bound.hit
        number = count if count is not None else Decimal(1)
        if measure is not None:
            number *= measure.number
        return Quantity(
            amount=hit.amount,
            currency=hit.currency or self.context.currency,
            unit=measure.unit if measure else "",
            count=number,
            places=hit.places,
            literal=self.said.text[hit.digits_start : hit.digits_end],
            digits=self.block.inline.span(hit.digits_start, hit.digits_end),
            scale=hit.scale,
            approximate=hit.approximate,
            at_least=hit.at_least,
            total=total,
            things=self._things_before(bound),
        )

    def _things_before(self, bound: Bound) -> tuple[Decimal, ...]:
        """The numbers of things that the block, or its heading, names before: the amount may be for so many."""
        start = bound.hit.start
        inside = [count.value for count in self.said.money.counts if count.start < start]
        inside += [m.number for m in self.said.measures if m.start < start and not m.rate]
        above = [count.value for said in self.context.around[:_ABOVE] for count in said.money.counts]
        return tuple(dict.fromkeys(value for value in (*inside[-_ABOVE:], *above) if value > 1))

    def _unclear(
        self,
        bound: Bound,
        quantity: Quantity,
        conditions: dict[str, str],
        measure: Measure | None,
        count: Decimal | None,
    ) -> str:
        """Why the amount cannot be judged as it stands; "" where it can."""
        if not quantity.currency:
            return "the currency is not told"
        if measure is None and not conditions:
            return "what it is a price of is not told"
        if count is not None and measure is not None and measure.number != 1:
            return "how many units the things take is not told"
        sums_up = self._sums_up(bound) or self.context.has("total")
        rated = bound.measure is not None and bound.measure.rate and "measure" in bound.own
        if count is None and not quantity.total and sums_up and not rated and not self._asked_for(measure):
            return "the price is for a number of things that is not told"
        return ""

    def _meaning(self, bound: Bound, sentence: Sentence) -> tuple[Modality, Time]:
        modality, time = meaning(self.said, bound, sentence)
        if time == NOW and self.context.has("former", "former_label"):
            return modality, Time(Tense.PAST)
        return modality, time


def _inherit(bound: Bound, earlier: Bound) -> None:
    for dimension, value in earlier.values.items():
        bound.values.setdefault(dimension, value)
