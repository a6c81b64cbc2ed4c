"""Products that spread a number over many."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freshlint.document.code.rates import read_rate


def read(product: str) -> tuple[str, Decimal, tuple[str, ...]] | None:
    rate = read_rate(product, 0, len(product))
    return rate and (product[rate.start : rate.end], rate.over, rate.names)


@pytest.mark.parametrize(
    ("product", "digits", "over", "names"),
    [
        ("40 / 1_000_000", "40", 10**6, ()),
        ("(usage.output_tokens / 1e6) * 40", "40", 10**6, ("usage.output_tokens",)),
        ("tokens * 0.6 / 1000", "0.6", 1000, ("tokens",)),
        ("tokens * 40 * 1e-6", "40", 10**6, ("tokens",)),
    ],
)
def test_a_rate_names_its_digits_and_how_many_they_are_for(
    product: str, digits: str, over: int, names: tuple[str, ...]
) -> None:
    assert read(product) == (digits, over, names)


@pytest.mark.parametrize(
    "product",
    [
        "40 * 60",  # over nothing
        "40 * 30 / 1000",  # either of two
        "40 + x / 1000",
        "40 / x",
        "1000 / 40",
        "f(40) / 1000",
        "",
    ],
)
def test_other_arithmetic_is_no_rate(product: str) -> None:
    assert read(product) is None
