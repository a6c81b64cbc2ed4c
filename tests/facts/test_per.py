"""What a price is per."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freshlint.facts.per import Per, parse_per


@pytest.mark.parametrize(
    ("text", "unit", "count"),
    [
        ("1M tokens", "token", 1_000_000),
        ("1K tokens", "token", 1_000),
        ("1 million tokens", "token", 1_000_000),
        ("token", "token", 1),
        ("image", "image", 1),
        ("1,000 images", "image", 1_000),
        ("100 images", "image", 100),
        ("month", "month", 1),
        ("user/month", "user/month", 1),
        ("seats / month", "seat/month", 1),
        ("GB-month", "gb-month", 1),
        ("1.5K queries", "query", 1_500),
        ("10 boxes", "box", 10),
        ("process", "process", 1),
        ("2 compute units", "compute unit", 2),
    ],
)
def test_a_unit_in_the_singular_and_how_many_of_it(text: str, unit: str, count: int) -> None:
    assert parse_per(text) == Per(unit, Decimal(count))


@pytest.mark.parametrize("text", ["", "1M", "0 tokens", "1,00 images", "1M tokens!", "$5", "1 000 images"])
def test_what_is_no_unit_is_refused(text: str) -> None:
    assert parse_per(text) is None
