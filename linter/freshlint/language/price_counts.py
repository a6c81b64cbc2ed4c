"""How many things an amount is for, where it is for several together."""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from typing import NamedTuple

from freshlint.language.amounts import Count
from freshlint.language.fact_words import FactWords
from freshlint.language.numbers import parse_digits
from freshlint.language.price_bound import Bound
from freshlint.language.price_words import ENTITY, Said

_NUMBER = r"[^\d\s]?\s?(\d[\d.,]*)"
_PRODUCT = re.compile(rf"(\d[\d.,]*)[^\d=×*]{{0,24}}?\s?[×x*·]\s?{_NUMBER}[^\d=]{{0,24}}[=≈]\s?\D?\s?$")
_FACTOR_BEFORE = re.compile(r"\d[^\d=×*]{0,24}?\s?[×x*·]\s?$")
_FACTOR_BEHIND = re.compile(r"\s?[×x*·]\s?\d")
_UNIT_PARTS = re.compile("[/-]")
_LOOK_BACK = 80
_FAR = 600


class Known(NamedTuple):
    """The amount before in the same text, and how many things it was for."""

    amount: Decimal
    things: Decimal


def count_of(said: Said, bound: Bound, known: Known | None) -> Decimal | None:
    """The number of things that are bought together: "ten of them: $2.11"; None where it is a price of one."""
    hit, before = bound.hit, said.text[max(0, bound.hit.start - _LOOK_BACK) : bound.hit.start]
    if _FACTOR_BEFORE.search(before) or _FACTOR_BEHIND.match(said.text, hit.end):
        return None
    product = _PRODUCT.search(before)
    if product:
        return _factor(said, product)
    behind = said.folded[hit.end : hit.end + _LOOK_BACK].lstrip()
    if said.words.having("each").match(behind):
        return None
    if "measure" in bound.own:
        return _buyers(said, bound)
    near = _near(said, bound)
    return near if near is not None else _as_before(said, bound, known) or _summed(said, bound)


def _factor(said: Said, product: re.Match[str]) -> Decimal | None:
    """The factor of a product that counts things."""
    numbers = (parse_digits(text.rstrip(".,"), said.words.decimal_mark) for text in product.groups())
    whole = [n.value for n in numbers if n and n.value > 1 and n.value == int(n.value) and not n.places]
    return whole[0] if whole else None


def _last_thing(said: Said, start: int, end: int) -> Count | None:
    at = bisect_left(said.things, end, key=lambda thing: thing.start) - 1
    return said.things[at] if at >= 0 and said.things[at].start >= start else None


def _near(said: Said, bound: Bound) -> Decimal | None:
    """The things in the words of the amount, or further off where it is called a sum."""
    region = bound.region
    thing = _last_thing(said, region.start, bound.hit.start)
    if thing is None:
        return None
    near = thing.start >= region.near_start or said.has("total", region.near_start, region.near_end)
    return thing.value if near else None


def _buyers(said: Said, bound: Bound) -> Decimal | None:
    """ "A team of five pays $90 a month", where the facts' unit is a seat and month."""
    if bound.measure is None or not bound.measure.rate or bound.measure.number != 1:
        return None
    unit = bound.measure.unit
    compound = any(
        unit != other and unit in _UNIT_PARTS.split(other) for other in FactWords.of(said.lexicon).unit_ids
    )
    of_entity = _of_entity(said, bound)
    if of_entity is not None:
        return of_entity.value
    if not compound or not unit:
        return None
    thing = _last_thing(said, bound.region.start, bound.hit.start)
    if thing is None:
        thing = _last_thing(said, bound.hit.end, bound.region.near_end)
    if thing is None:
        return None
    around = (max(0, thing.start - 16), thing.end + 16)
    return thing.value if said.has("buyers", *around) else None


def _of_entity(said: Said, bound: Bound) -> Count | None:
    """ "Three Starter servers are $21 a month": a number right before the entity's name."""
    thing = _last_thing(said, bound.region.near_start, bound.hit.start)
    names = said.items_in(thing.end, thing.end + 2) if thing else []
    return thing if any(item.dimension == ENTITY and item.value for item in names) else None


def _as_before(said: Said, bound: Bound, known: Known | None) -> Decimal | None:
    """An amount beside a price of one and of several is of the kind that it is nearer to in size."""
    if known is None or not bound.hit.amount or not known.amount:
        return None
    amount = bound.hit.amount
    if known.things > 1:
        one, several, count = known.amount / known.things, known.amount, known.things
    else:
        thing = _last_thing(said, bound.region.start, bound.hit.start)
        if thing is None:
            return None
        one, several, count = known.amount, known.amount * thing.value, thing.value
    return count if amount * amount > one * several else None


def _summed(said: Said, bound: Bound) -> Decimal | None:
    """The only number of things named before, where the amount is what they come to."""
    region = bound.region
    if not said.has("sum", region.near_start, region.near_end) or bound.measure is not None:
        return None
    start = max(0, bound.hit.start - _FAR)
    numbers = {t.value for t in said.things if start <= t.start < bound.hit.start}
    numbers |= {m.number for m in said.measures if start <= m.start < bound.hit.start and not m.rate}
    return numbers.pop() if len(numbers) == 1 else None
