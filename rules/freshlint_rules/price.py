"""Gives a price that is not, or not any more, the price.

An amount is compared as a quantity: currency, what it is paid for, and how many. "$0.03 per 1K" is "$30 per 1M";
"$0.21" for 0.211 is rounded and right; "ten of them: $2.11" is ten times the price of one. A claim is fresh if
any row agrees that its own words allow, and stale only if none does. Currencies are not converted. Nothing is
said where the entity, the meter or the unit is not known, and nothing of discounts, resellers and old prices.

Facts used: `prices`. Fix: the number is replaced by the fact's, in the same unit (safe), where one row remains
or one is the `default`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, NamedTuple

from freshlint.claim import Claim, Quantity
from freshlint.facts.fact import Aspect, Fact, PriceValue
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import FRESH, UNDECIDED, Advise, ClaimRule, FixIntent, Judgement, SwapAmount, Verdict

_METER, _PLATFORM = "meter", "platform"
# A figure rounded to its last written place may be this far from the exact one; "about" may be further.
_ROUNDED, _ROUGH = Decimal("0.25"), Decimal("0.7")
_HALF = Decimal("0.5")
_MOST_NAMED = 3


class _Row(NamedTuple):
    """A price row, and what it makes of the claim's units and count."""

    fact: Fact
    price: PriceValue
    amount: Decimal


class Price(ClaimRule):
    """Holds an amount against the prices of a day."""

    id: ClassVar[str] = "price"
    summary: ClassVar[str] = "gives a price that is not the price of the day"
    severity: ClassVar[Severity] = Severity.ERROR
    predicates: ClassVar[frozenset[str]] = frozenset({"price"})

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Fresh if any compatible row agrees, stale if rows remain and none does."""
        quantity = claim.value
        if not isinstance(quantity, Quantity) or _elsewhere(claim, view):
            return UNDECIDED
        rows = _compatible(claim, quantity, view.prices(claim.entity, day))
        if not rows:
            return UNDECIDED
        meters = {row.price.meter for row in rows}
        least = _least(claim, rows) if quantity.at_least and len(meters) == 1 else rows
        if any(_agrees(quantity, row.amount) for row in least):
            return FRESH
        if (len(meters) > 1 and (not quantity.unit or quantity.total)) or _other_unit(quantity, rows):
            return UNDECIDED
        if least is not rows:
            rows = [row for row in rows if row.amount == min(other.amount for other in rows)]
        return self._stale(claim, quantity, rows, view, day)

    def _stale(
        self, claim: Claim, quantity: Quantity, rows: Sequence[_Row], view: FactsView, day: date
    ) -> Judgement:
        chosen = _single(rows)
        expected = _expected(rows if chosen is None else [chosen], quantity)
        if chosen is not None and len({row.price.meter for row in rows}) > 1:
            expected += f" ({chosen.price.meter})"
        facts = tuple(row.fact for row in ([chosen] if chosen else rows))
        every = _compatible(claim, quantity, view.rows(claim.entity, Aspect.PRICE))
        same = [row.fact for row in every if _agrees(quantity, row.amount)]
        later = [fact for fact in same if (fact.since or fact.verified or day) > day]
        earlier = [fact for fact in same if fact.until is not None and fact.until < day]
        what = f"the price of {claim.entity}{_what(claim)}"
        if later and not earlier:
            since = later[0].since or later[0].verified
            message = f"{claim.text} is {what} only from {since} on; it is {expected}"
            return Judgement(Verdict.PREMATURE, (*facts, later[0]), message, expected)
        message = f"{claim.text} is not {what}; it is {expected}"
        if earlier:
            until = max(fact.until for fact in earlier if fact.until)
            message = f"{claim.text} was {what} until {until}; it is {expected}"
        return Judgement(Verdict.STALE, facts, message, expected)

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """The fact's number where one row is meant; else what the prices are."""
        prices = [fact for fact in judgement.facts if isinstance(fact.value, PriceValue)]
        if judgement.verdict is Verdict.STALE and len(prices) == 1:
            return SwapAmount(prices[0])
        return Advise(f"{claim.entity} costs {judgement.expected}; say which of them is meant")


def _elsewhere(claim: Claim, view: FactsView) -> bool:
    """Whether the price is of another platform than the facts are of."""
    platform = claim.conditions.get(_PLATFORM)
    own = view.entities[claim.entity].platform if claim.entity in view.entities else ""
    rows = view.rows(claim.entity, Aspect.PRICE)
    return bool(platform and own) and platform != own and not any(_PLATFORM in row.where for row in rows)


def _compatible(claim: Claim, quantity: Quantity, facts: Sequence[Fact]) -> list[_Row]:
    """The rows that the claim's currency, meter, unit and conditions leave; those that name most of them."""
    wanted = {name: set(value.split("|")) for name, value in claim.conditions.items()}
    meters = wanted.pop(_METER, set())
    rows = []
    for fact in facts:
        price = fact.value
        if not isinstance(price, PriceValue) or price.currency != quantity.currency:
            continue
        if meters and price.meter not in meters:
            continue
        if not quantity.unit and quantity.count > 1 and quantity.total == (price.count > 1):
            continue
        if all(price.where.get(name, "") in {"", *values} for name, values in wanted.items()):
            rows.append(_Row(fact, price, _in_units_of(quantity, price)))
    rows = [row for row in rows if _units(quantity.unit) <= _units(row.price.unit)]
    exact = [row for row in rows if row.price.unit == quantity.unit]
    named = [row for row in exact or rows if wanted.keys() <= row.price.where.keys()]
    return named or exact or rows


def _least(claim: Claim, rows: Sequence[_Row]) -> list[_Row]:
    """The rows that "from ..." can mean: the lowest of all, or the lowest of any one size, quality, and so on."""
    open_names = {name for row in rows for name in row.price.where} - set(claim.conditions)
    groups = [list(rows)]
    for name in open_names:
        for value in {row.price.where.get(name, "") for row in rows}:
            groups.append([row for row in rows if row.price.where.get(name, "") == value])
    return [min(group, key=lambda row: row.amount) for group in groups]


def _units(unit: str) -> set[str]:
    return set(unit.replace("/", "-").split("-")) if unit else set()


def _in_units_of(quantity: Quantity, price: PriceValue) -> Decimal:
    """The row's price for as many units as the claim's amount is for; without a unit, for the row's own."""
    if not quantity.unit and quantity.count == 1:
        return price.amount
    return price.amount / price.count * quantity.count


def _agrees(quantity: Quantity, amount: Decimal) -> bool:
    """Whether the claim's figure is the amount, or the amount rounded as far as the figure is written."""
    apart = abs(quantity.amount - amount)
    if not apart:
        return True
    step = quantity.scale * Decimal(10) ** -quantity.places
    return apart <= step * _HALF and apart <= amount * (_ROUGH if quantity.approximate else _ROUNDED)


def _other_unit(quantity: Quantity, rows: Sequence[_Row]) -> bool:
    """Whether a figure without a unit is a row's price per thousand or per million."""
    if quantity.unit or quantity.count != 1 or not quantity.amount:
        return False
    factors = [Decimal(1000) ** power for power in (-2, -1, 1, 2)]
    return any(quantity.amount == row.amount * factor for row in rows for factor in factors)


def _single(rows: Sequence[_Row]) -> _Row | None:
    """The one row that is meant: the only one, the default one, or any where all say the same."""
    default = [row for row in rows if row.price.default]
    if len(default) == 1:
        return default[0]
    return rows[0] if len({(row.amount, row.price.unit) for row in rows}) == 1 else None


def _expected(rows: Sequence[_Row], quantity: Quantity) -> str:
    ranked = sorted(rows, key=lambda row: row.amount)
    if quantity.total and len(ranked) == 1:
        return f"{_money(ranked[0].amount, quantity.currency)} for {quantity.count.normalize():f}"
    if len(ranked) > _MOST_NAMED:
        low, high = ranked[0].price, ranked[-1].price
        return f"{_money(low.amount, low.currency)} to {_money(high.amount, high.currency)} per {high.per}"
    return " or ".join(
        dict.fromkeys(f"{_money(row.price.amount, row.price.currency)} per {row.price.per}" for row in ranked)
    )


def _money(amount: Decimal, currency: str) -> str:
    places = -int(amount.normalize().as_tuple().exponent)
    text = f"{amount:,.{max(places, 2)}f}" if places > 0 else f"{amount:,.0f}"
    return f"${text}" if currency == "USD" else f"{text} {currency}"


def _what(claim: Claim) -> str:
    words = [value.replace("|", " or ") for _, value in sorted(claim.conditions.items())]
    return f" ({', '.join(words)})" if words else ""
