"""The rows of the facts that a claim about a price can be held against, and what they make of its amount."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from freshlint.claim import Claim, Quantity
from freshlint.facts.fact import Aspect, Fact, PriceValue
from freshlint.facts.said import money
from freshlint.facts.view import FactsView

_METER, _PLATFORM = "meter", "platform"
# ISO 4217's code for no currency: the text names cents of one that it does not name.
_ANY_CURRENCY = "XXX"
# A figure rounded to its last written place may be this far from the exact one; "about" may be further.
_ROUNDED, _ROUGH = Decimal("0.25"), Decimal("0.7")
_HALF = Decimal("0.5")
_MOST_NAMED = 3


class Row(NamedTuple):
    """A price row, and what it makes of the claim's units and count."""

    fact: Fact
    price: PriceValue
    amount: Decimal


def elsewhere(claim: Claim, view: FactsView) -> bool:
    """Whether the price is of another platform than the facts are of."""
    platform = claim.conditions.get(_PLATFORM)
    own = view.entities[claim.entity].platform if claim.entity in view.entities else ""
    rows = view.rows(claim.entity, Aspect.PRICE)
    return bool(platform and own) and platform != own and not any(_PLATFORM in row.where for row in rows)


def undated(claim: Claim, view: FactsView, day: date) -> list[Fact]:
    """The rows that may hold on a day, for all that is known: they have no first day, and have not ended."""
    rows = view.rows(claim.entity, Aspect.PRICE)
    return [
        row for row in rows if not (row.since or row.verified) and (row.until is None or day <= row.until)
    ]


def compatible(claim: Claim, quantity: Quantity, facts: Sequence[Fact]) -> list[Row]:
    """The rows that the claim's currency, meter, unit and conditions leave; those that name most of them."""
    wanted = {name: set(value.split("|")) for name, value in claim.conditions.items()}
    meters = wanted.pop(_METER, set())
    currency = _currency(quantity, facts)
    rows = []
    for fact in facts:
        price = fact.value
        if not isinstance(price, PriceValue) or price.currency != currency:
            continue
        if meters and price.meter not in meters:
            continue
        if not quantity.unit and quantity.count > 1 and quantity.total == (price.count > 1):
            continue
        if all(price.where.get(name, "") in {"", *values} for name, values in wanted.items()):
            rows.append(Row(fact, price, _in_units_of(quantity, price)))
    rows = [row for row in rows if _same_units(quantity, row.price, bool(meters))]
    exact = [row for row in rows if row.price.unit == quantity.unit]
    rows = exact or rows
    most = max((len(wanted.keys() & row.price.where.keys()) for row in rows), default=0)
    return [row for row in rows if len(wanted.keys() & row.price.where.keys()) == most]


def _currency(quantity: Quantity, facts: Sequence[Fact]) -> str:
    """The claim's currency; for cents of none that is named, the only one of the rows."""
    if quantity.currency != _ANY_CURRENCY:
        return quantity.currency
    every = {fact.value.currency for fact in facts if isinstance(fact.value, PriceValue)}
    return every.pop() if len(every) == 1 else ""


def least_rows(claim: Claim, rows: Sequence[Row]) -> list[Row]:
    """The rows that "from ..." can mean: the lowest of all, or the lowest of any one size, quality, and so on."""
    open_names = {name for row in rows for name in row.price.where} - set(claim.conditions)
    groups = [list(rows)]
    for name in open_names:
        for value in {row.price.where.get(name, "") for row in rows}:
            groups.append([row for row in rows if row.price.where.get(name, "") == value])
    return [min(group, key=lambda row: row.amount) for group in groups]


def _same_units(quantity: Quantity, price: PriceValue, metered: bool) -> bool:
    """Whether the claim's unit is the row's: a part will do where the meter is named, or is the rest."""
    said, wanted = _units(quantity.unit), _units(price.unit)
    return said <= wanted and (not said or metered or wanted - said <= set(price.meter.split()))


def _units(unit: str) -> set[str]:
    return set(unit.replace("/", "-").split("-")) if unit else set()


def _in_units_of(quantity: Quantity, price: PriceValue) -> Decimal:
    """The row's price for as many units as the claim's amount is for; without a unit, for the row's own."""
    if not quantity.unit and quantity.count == 1:
        return price.amount
    return price.amount / price.count * quantity.count


def agrees(quantity: Quantity, amount: Decimal) -> bool:
    """Whether the claim's figure is the amount, or the amount rounded as far as the figure is written."""
    apart = abs(quantity.amount - amount)
    if not apart:
        return True
    step = quantity.scale * Decimal(10) ** -quantity.places
    return apart <= step * _HALF and apart <= amount * (_ROUGH if quantity.approximate else _ROUNDED)


def other_unit(quantity: Quantity, rows: Sequence[Row]) -> bool:
    """Whether a figure without a unit is a row's price per thousand or per million."""
    if quantity.unit or quantity.count != 1 or not quantity.amount:
        return False
    factors = [Decimal(1000) ** power for power in (-2, -1, 1, 2)]
    return any(quantity.amount == row.amount * factor for row in rows for factor in factors)


def single_row(rows: Sequence[Row]) -> Row | None:
    """The one row that is meant: the only one, the default one, or any where all say the same."""
    default = [row for row in rows if row.price.default]
    if len(default) == 1:
        return default[0]
    return rows[0] if len({(row.amount, row.price.unit) for row in rows}) == 1 else None


def expected_of(rows: Sequence[Row], quantity: Quantity) -> str:
    ranked = sorted(rows, key=lambda row: row.amount)
    if quantity.total and len(ranked) == 1:
        return f"{money(ranked[0].amount, quantity.currency)} for {quantity.count.normalize():f}"
    if len(ranked) > _MOST_NAMED:
        low, high = ranked[0].price, ranked[-1].price
        return f"{money(low.amount, low.currency)} to {money(high.amount, high.currency)} per {high.per}"
    return " or ".join(
        dict.fromkeys(f"{money(row.price.amount, row.price.currency)} per {row.price.per}" for row in ranked)
    )


def conditions_of(claim: Claim) -> str:
    words = [value.replace("|", " or ") for _, value in sorted(claim.conditions.items())]
    return f" ({', '.join(words)})" if words else ""
