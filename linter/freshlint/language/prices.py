"""Claims about prices: an amount, what it is for, and of which entity.

An amount that is surely about something else makes no claim; one that may be, or whose meter nobody can tell,
makes a claim with `undecided` set, so that it is counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from freshlint.claim import NOW, Claim, Confidence, Modality, Quantity, Tense, Time
from freshlint.document.model import Block, Kind
from freshlint.language.clauses import Sentence, sentences
from freshlint.language.fact_words import METER
from freshlint.language.page import Page
from freshlint.language.price_binding import ALTERNATIVES, Binder, Bound, Cuts
from freshlint.language.price_context import Context, surroundings
from freshlint.language.price_owner import meaning, not_this_price
from freshlint.language.price_words import COMPARED, ENTITY, OTHER, Said
from freshlint.language.quantities import Count, Measure, QuantityHit

PREDICATE = "price"


def price_claims(page: Page, block: Block) -> Iterator[Claim]:
    """The price claims of one block's text, in order."""
    if block.kind is Kind.CODE or not _may_hold_money(block):
        return
    said = surroundings(page).said(block)
    if said.money.hits:
        yield from _Prices(said, surroundings(page).of(block)).claims()


def _may_hold_money(block: Block) -> bool:
    """A cheap look before anything is parsed: a digit, or a text that could be in words."""
    return bool(block.text) and (block.cell is None or len(block.text) < 400)


class _Prices:
    """Reads the prices of one block."""

    def __init__(self, said: Said, context: Context) -> None:
        self.said, self.context, self.block = said, context, said.block
        self.earlier: Bound | None = None

    def claims(self) -> Iterator[Claim]:
        hits = list(self.said.money.hits)
        binder = self._binder()
        for sentence in self._sentences():
            inside = [hit for hit in hits if sentence.start <= hit.start < sentence.end]
            bounds = binder.bind(sentence.start, sentence.end, inside)
            for bound in bounds:
                claim = self._claim(bound, bounds, sentence)
                if claim is not None:
                    yield claim
                self.earlier = bound

    def _sentences(self) -> list[Sentence]:
        if self.block.cell is not None:
            return [Sentence(0, len(self.said.text), False)]
        return list(sentences(self.said.text, self.said.lexicon, self.said.page.mentions(self.block)))

    def _binder(self) -> Binder:
        said = self.said
        joins = [
            (t.start, t.end) for t in said.tokens if "clause" in t.concepts and "temporal" not in t.concepts
        ]
        whole = [*((item.start, item.end) for item in said.items), *said.dates]
        prepositions = frozenset(t.start for t in said.tokens if "preposition" in t.concepts)
        adjacent = {hit.measure for hit in said.money.hits}
        free = [measure for measure in said.measures if measure not in adjacent]
        return Binder(said.text, said.items, free, Cuts(said.text, joins, whole), prepositions)

    def _claim(self, bound: Bound, bounds: list[Bound], sentence: Sentence) -> Claim | None:
        entity, near = self._entity(bound)
        if not entity:
            return None
        undecided = self.context.other_seller() or not_this_price(self.said, bound, sentence)
        count = self._count(bound)
        if count is not None and self.earlier is not None:
            _inherit(bound, self.earlier)
        conditions = self._conditions(bound, bounds)
        measure, certain = self._measure(bound, conditions, count)
        quantity = self._quantity(bound, measure, count)
        undecided = undecided or self._unclear(bound, quantity, conditions, measure, count)
        if ALTERNATIVES in entity:
            entity, undecided = entity.split(ALTERNATIVES)[0], "several entities are named"
        modality, time = self._meaning(bound, bounds, sentence)
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
        named = bound.values.get(ENTITY)
        if named is not None:
            return (named, True) if named != OTHER else self._named_after(bound)
        if self.earlier is not None and self.earlier.values.get(ENTITY):
            return self.earlier.values[ENTITY], True
        entity, near = self.context.entity(bound.hit.start)
        return entity, near or (bool(entity) and bool(self.block.headings))

    def _named_after(self, bound: Bound) -> tuple[str, bool]:
        """The entity in the name of something else, so that the claim can be counted as undecided."""
        mentions = [m for m in self.said.page.mentions(self.block) if m.start < bound.hit.start]
        return (mentions[-1].entity, False) if mentions else ("", False)

    def _conditions(self, bound: Bound, bounds: list[Bound]) -> dict[str, str]:
        found = {name: value for name, value in bound.values.items() if name not in (ENTITY, COMPARED)}
        if not found:
            found = self._said_before(bound)
        chain = [other for other in bounds if other.chain == bound.chain]
        for dimension in self._dimensions():
            if dimension in found:
                continue
            values = self.context.values(dimension)
            if len(chain) > 1 and len(values) == len(chain):
                found[dimension] = values[chain.index(bound)]
            elif len(bounds) > 1 and len(values) == len(bounds) and self.block.cell is not None:
                found[dimension] = values[bounds.index(bound)]
            elif values and (len(values) == 1 or dimension != METER):
                found[dimension] = ALTERNATIVES.join(values)
        return found

    def _said_before(self, bound: Bound) -> dict[str, str]:
        """The meter that the block has named before the sentence, where it has named only one."""
        meters = {i.value for i in self.said.items if i.dimension == METER and i.end <= bound.region.start}
        return {METER: meters.pop()} if len(meters) == 1 and bound.chain == 0 else {}

    def _dimensions(self) -> list[str]:
        sources = (*self.context.naming, *self.context.around)
        named = {item.dimension for said in sources for item in said.items} - {ENTITY, COMPARED}
        return sorted(named | {METER})

    def _measure(
        self, bound: Bound, conditions: dict[str, str], count: Count | None
    ) -> tuple[Measure | None, bool]:
        """What the price is per, and whether the text or a name of it says so."""
        if bound.measure is not None:
            return bound.measure, True
        if count is not None and self.earlier is not None and self.earlier.measure is not None:
            return self.earlier.measure, True
        measure = self.context.measure()
        return measure, measure is not None or len(conditions) > 1

    def _count(self, bound: Bound) -> Count | None:
        """The number of things that are bought together: "ten of them: $2.11"."""
        if bound.measure is not None:
            return None
        region = bound.region
        for count in reversed(self.said.money.counts):
            if region.start <= count.start and count.end <= bound.hit.start and self._counts(count):
                return count if count.start >= region.near_start or self._sums_up(bound) else None
        return None

    def _counts(self, count: Count) -> bool:
        taken = [(item.start, item.end) for item in self.said.items] + self.said.dates
        free = not any(start < count.end and count.start < end for start, end in taken)
        following = self.said.text[count.end : count.end + 2].strip()[:1]
        return free and count.value == int(count.value) and count.value > 1 and following.isalpha()

    def _sums_up(self, bound: Bound) -> bool:
        return self.said.has("total", bound.region.near_start, bound.region.near_end)

    def _quantity(self, bound: Bound, measure: Measure | None, count: Count | None) -> Quantity:
        total = count is not None or (measure is not None and measure is bound.measure and not measure.rate)
        hit = bound.hit
        number = count.value if count is not None else Decimal(1)
        if measure is not None:
            number *= measure.number
        return Quantity(
            amount=hit.amount,
            currency=hit.currency or self.context.currency(),
            unit=measure.unit if measure else "",
            count=number,
            places=hit.places,
            literal=self.said.text[hit.digits_start : hit.digits_end],
            digits=self.block.inline.span(hit.digits_start, hit.digits_end),
            scale=hit.scale,
            approximate=hit.approximate,
            at_least=hit.at_least,
            total=total,
        )

    def _unclear(
        self,
        bound: Bound,
        quantity: Quantity,
        conditions: dict[str, str],
        measure: Measure | None,
        count: Count | None,
    ) -> str:
        """Why the amount cannot be judged as it stands; "" where it can."""
        if not quantity.currency:
            return "the currency is not told"
        if measure is None and not conditions:
            return "what it is a price of is not told"
        if count is None and not quantity.total and self._sums_up(bound):
            return "the price is for a number of things that is not told"
        return ""

    def _meaning(self, bound: Bound, bounds: list[Bound], sentence: Sentence) -> tuple[Modality, Time]:
        modality, time = meaning(self.said, bound, sentence)
        if time == NOW and self.context.has("former"):
            return modality, Time(Tense.PAST)
        return modality, time


def _inherit(bound: Bound, earlier: Bound) -> None:
    for dimension, value in earlier.values.items():
        bound.values.setdefault(dimension, value)
