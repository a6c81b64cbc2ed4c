"""A price, written as the article writes its prices."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freshlint.claim import Quantity
from freshlint.facts.fact import PriceValue
from freshlint.fix.amounts import amount_in_style

MILLION = Decimal(1_000_000)
WORDS = {"three": Decimal(3), "six": Decimal(6), "thirty": Decimal(30)}


def price(amount: str, count: Decimal = MILLION, unit: str = "token", currency: str = "USD") -> PriceValue:
    return PriceValue("output", Decimal(amount), currency, "", unit, count)


def quantity(
    literal: str, amount: str, *, count: Decimal = MILLION, unit: str = "token", **more: object
) -> Quantity:
    return Quantity(Decimal(amount), "USD", unit, count, literal=literal, **more)  # type: ignore[arg-type]


def written(found: Quantity, fact: PriceValue, decimal: str = ".") -> str | None:
    return amount_in_style(found, fact, decimal, WORDS)


@pytest.mark.parametrize(
    ("literal", "amount", "now", "new"),
    [
        ("32", "32", "30", "30"),
        ("33.00", "33", "30", "30.00"),
        ("2.50", "2.50", "2", "2.00"),
        ("2.5", "2.5", "2", "2"),
        ("5", "5", "1.25", "1.25"),
        ("1.25", "1.25", "0.5", "0.50"),
        ("1.25", "1.25", "5", "5.00"),
        ("0.20", "0.20", "0.165", "0.165"),
        ("0.011", "0.011", "0.006", "0.006"),
        ("0.050", "0.050", "0.04", "0.040"),
        ("1,250", "1250", "1400", "1,400"),
        ("950", "950", "1400", "1400"),
        ("1,250.50", "1250.50", "1400", "1,400.00"),
        ("1.250,50", "1250.50", "1400", "1.400,00"),
        ("1 250", "1250", "12500", "12 500"),
        ("1'250", "1250", "990", "990"),
        ("３２", "32", "30", "３０"),
        ("０．５０", "0.5", "0.25", "０．２５"),
    ],
)
def test_the_style_of_the_old_number_is_kept(literal: str, amount: str, now: str, new: str) -> None:
    assert written(quantity(literal, amount), price(now)) == new


def test_the_decimal_comma_is_kept_and_used_where_the_language_has_it() -> None:
    assert written(quantity("0,2", "0.2"), price("0.165")) == "0,165"
    assert written(quantity("32", "32"), price("1.25"), decimal=",") == "1,25"


def test_a_number_is_read_as_what_it_says_whatever_the_language() -> None:
    """What "1.250" means differs between texts: the claim's amount tells."""
    assert written(quantity("1.250", "1250"), price("1400"), decimal=",") == "1.400"
    assert written(quantity("1.250", "1.25"), price("1.4"), decimal=",") == "1.400"


@pytest.mark.parametrize(
    ("literal", "amount", "count", "new"),
    [("0.01", "0.01", 1_000, "0.005"), ("0.00001", "0.00001", 1, "0.000005"), ("10", "10", 1_000_000, "5")],
)
def test_the_price_is_put_in_the_unit_of_the_claim(literal: str, amount: str, count: int, new: str) -> None:
    assert written(quantity(literal, amount, count=Decimal(count)), price("5")) == new


def test_cents_stay_cents() -> None:
    cents = quantity("4", "0.04", count=Decimal(1_000), scale=Decimal("0.01"))
    assert written(cents, price("30")) == "3"


def test_a_total_is_the_price_of_so_many() -> None:
    total = quantity("2.20", "2.20", count=Decimal(10), unit="image", total=True)
    assert written(total, price("0.211", Decimal(1), "image")) == "2.11"


def test_without_a_unit_the_price_stands_as_it_is() -> None:
    assert written(quantity("32", "32", unit="", count=Decimal(1)), price("30")) == "30"


def test_number_words_stay_words_where_the_language_has_one() -> None:
    assert written(quantity("six", "6"), price("3")) == "three"
    assert written(quantity("Six", "6"), price("30")) == "Thirty"
    assert written(quantity("six", "6"), price("31.5")) == "31.5"


def test_about_stays_rough_but_not_wrong() -> None:
    assert written(quantity("0.3", "0.3", approximate=True), price("0.211")) == "0.21"
    assert written(quantity("40", "40", approximate=True), price("30.4")) == "30"
    assert written(quantity("0.2", "0.2", approximate=True), price("0.195")) == "0.195"


@pytest.mark.parametrize(
    ("found", "fact"),
    [
        (quantity("32", "32"), price("30", currency="EUR")),
        (quantity("32", "32"), price("30", unit="image")),
        (quantity("some", "32"), price("30")),
        (quantity("32-40", "32"), price("30")),
        (quantity("31", "32"), price("30")),
    ],
    ids=["another currency", "another unit", "no number", "a range", "another number"],
)
def test_what_cannot_be_compared_is_not_written(found: Quantity, fact: PriceValue) -> None:
    assert written(found, fact) is None
