"""The price rule: amounts against dated rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freshlint.claim import Claim, Quantity
from freshlint.document.model import Block, Form, Inline, Kind
from freshlint.facts.fact import Aspect, Citation, Entity, Fact, PriceValue
from freshlint.facts.per import parse_per
from freshlint.facts.view import FactsView
from freshlint.rule import Advise, SwapAmount, Verdict
from freshlint.source import Span
from freshlint_rules.price import Price
from viewing import view_of

DAY = date(2026, 4, 22)
BLOCK = Block(Kind.PARAGRAPH, Form.MARKDOWN, Span(0, 1), lambda: Inline("x", ()))


def row(
    meter: str, amount: str, per: str, *, currency: str = "USD", default: bool = False, **more: object
) -> Fact:
    unit = parse_per(per)
    assert unit is not None
    where = dict(more.get("where", {}))  # type: ignore[call-overload]
    value = PriceValue(meter, Decimal(amount), currency, per, unit.unit, unit.count, where, default)
    since, until = more.get("since", date(2026, 1, 1)), more.get("until")
    identity = f"paint/prices/{meter}{sorted(where.items())}{currency}{since}"
    citation = Citation("Prices", "https://paint.example", None, DAY)
    return Fact("paint", Aspect.PRICE, identity, value, since, until, DAY, citation=citation, where=where)  # type: ignore[arg-type]


ROWS = (
    row("strokes", "30", "1M tokens", default=True),
    row("sketches", "10", "1M tokens"),
    row("picture", "0.006", "image", where={"size": "small", "quality": "low"}),
    row("picture", "0.211", "image", where={"size": "small", "quality": "high"}),
    row("picture", "0.005", "image", where={"size": "tall", "quality": "low"}),
    row("picture", "0.165", "image", where={"size": "tall", "quality": "high"}),
)
VIEW = view_of(DAY, ROWS, Entity("paint", platform="vendor"))


def quantity(amount: str, unit: str = "", count: int = 1, **more: object) -> Quantity:
    places = len(amount.partition(".")[2])
    return Quantity(Decimal(amount), "USD", unit, Decimal(count), places, literal=amount, **more)  # type: ignore[arg-type]


def claim(value: Quantity, **conditions: str) -> Claim:
    return Claim("price", "paint", BLOCK, Span(0, 1), f"${value.literal}", value=value, conditions=conditions)


def verdict(value: Quantity, view: FactsView = VIEW, **conditions: str) -> Verdict:
    return Price().judge(claim(value, **conditions), view, DAY).verdict


@pytest.mark.parametrize(
    ("amount", "count", "expected"),
    [
        ("30", 1_000_000, Verdict.FRESH),
        ("0.03", 1000, Verdict.FRESH),
        ("0.00003", 1, Verdict.FRESH),
        ("40", 1_000_000, Verdict.STALE),
        ("0.04", 1000, Verdict.STALE),
    ],
)
def test_the_same_price_per_thousand_or_per_million(amount: str, count: int, expected: Verdict) -> None:
    assert verdict(quantity(amount, "token", count), meter="strokes") is expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("0.21", Verdict.FRESH), ("0.2", Verdict.FRESH), ("0.22", Verdict.STALE), ("0.210", Verdict.STALE)],
)
def test_a_figure_rounded_as_it_is_written_is_right(amount: str, expected: Verdict) -> None:
    assert verdict(quantity(amount, "image"), size="small", quality="high") is expected


def test_rounding_that_loses_much_of_the_figure_is_wrong_unless_it_says_about() -> None:
    assert verdict(quantity("0.01", "image"), size="small", quality="low") is Verdict.STALE
    assert verdict(quantity("0.01", "image", approximate=True), size="small", quality="low") is Verdict.FRESH


def test_any_row_that_the_words_allow_makes_it_fresh() -> None:
    assert verdict(quantity("0.165", "image"), quality="high") is Verdict.FRESH
    assert verdict(quantity("0.165", "image"), quality="low") is Verdict.STALE
    assert verdict(quantity("0.165", "image"), quality="high", size="small|tall") is Verdict.FRESH


def test_without_a_unit_the_row_s_own_is_meant() -> None:
    assert verdict(quantity("30"), meter="strokes") is Verdict.FRESH
    assert verdict(quantity("40"), meter="strokes") is Verdict.STALE
    assert verdict(quantity("0.03"), meter="strokes") is Verdict.UNDECIDED, "perhaps it is per thousand"


def test_without_a_meter_only_a_named_unit_can_be_wrong() -> None:
    assert verdict(quantity("10", "token", 1_000_000)) is Verdict.FRESH
    assert verdict(quantity("40", "token", 1_000_000)) is Verdict.STALE
    assert verdict(quantity("40")) is Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("value", "conditions"),
    [
        (quantity("40", "hour"), {"meter": "strokes"}),
        (quantity("40", "token", 1_000_000), {"meter": "varnish"}),
        (quantity("40", "token", 1_000_000), {"meter": "strokes", "platform": "elsewhere"}),
        (Quantity(Decimal(28), "EUR", "token", Decimal(1_000_000)), {"meter": "strokes"}),
    ],
)
def test_other_units_meters_platforms_and_currencies_are_not_judged(
    value: Quantity, conditions: dict[str, str]
) -> None:
    assert verdict(value, **conditions) is Verdict.UNDECIDED


def test_from_means_the_lowest_of_all_or_of_one_kind() -> None:
    assert verdict(quantity("0.005", "image", at_least=True)) is Verdict.FRESH
    assert verdict(quantity("0.006", "image", at_least=True)) is Verdict.FRESH, "the lowest of the small ones"
    assert verdict(quantity("0.211", "image", at_least=True)) is Verdict.STALE
    assert verdict(quantity("0.211", "image", at_least=True), size="small", quality="high") is Verdict.FRESH


def test_totals_are_rows_times_a_count() -> None:
    kind = {"size": "small", "quality": "high"}
    assert verdict(quantity("2.11", count=10, total=True), **kind) is Verdict.FRESH
    judgement = Price().judge(claim(quantity("1.67", count=10, total=True), **kind), VIEW, DAY)
    assert judgement.verdict is Verdict.STALE
    assert judgement.expected == "$2.11 for 10"


def test_a_unit_may_leave_out_a_part_of_the_row_s() -> None:
    view = view_of(DAY, (row("seat", "18", "seat/month"), row("disk", "0.08", "GB-month", default=False)))
    assert verdict(quantity("18", "month"), view, meter="seat") is Verdict.FRESH
    assert verdict(quantity("20", "month"), view, meter="seat") is Verdict.STALE
    assert verdict(quantity("20", "year"), view, meter="seat") is Verdict.UNDECIDED


def test_the_message_says_until_when_it_was_the_price() -> None:
    old = row("strokes", "40", "1M tokens", since=date(2025, 1, 1), until=date(2026, 3, 31))
    new = row("strokes", "30", "1M tokens", since=date(2026, 4, 1))
    view = view_of(DAY, (old, new))
    judgement = Price().judge(claim(quantity("40", "token", 1_000_000), meter="strokes"), view, DAY)
    assert judgement.verdict is Verdict.STALE
    assert "until 2026-03-31" in judgement.message
    assert judgement.expected == "$30 per 1M tokens"


def test_a_price_that_only_holds_later_is_premature() -> None:
    now = row("strokes", "30", "1M tokens", until=date(2026, 5, 31))
    later = row("strokes", "25", "1M tokens", since=date(2026, 6, 1))
    view = view_of(DAY, (now, later))
    judgement = Price().judge(claim(quantity("25", "token", 1_000_000), meter="strokes"), view, DAY)
    assert judgement.verdict is Verdict.PREMATURE
    assert "2026-06-01" in judgement.message


def test_a_fix_needs_one_row_or_the_default_one() -> None:
    rule = Price()
    one = claim(quantity("40", "token", 1_000_000), meter="sketches")
    assert rule.fix_intent(one, rule.judge(one, VIEW, DAY), VIEW) == SwapAmount(ROWS[1])
    default = claim(quantity("40", "token", 1_000_000))
    assert rule.fix_intent(default, rule.judge(default, VIEW, DAY), VIEW) == SwapAmount(ROWS[0])
    several = claim(quantity("0.5", "image"), size="small")
    assert isinstance(rule.fix_intent(several, rule.judge(several, VIEW, DAY), VIEW), Advise)
