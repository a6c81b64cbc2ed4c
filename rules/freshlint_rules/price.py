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
from typing import ClassVar

from freshlint.claim import Claim, Quantity
from freshlint.facts.fact import Aspect, PriceValue
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import UNDECIDED, Advise, ClaimRule, FixIntent, Judgement, SwapAmount, Verdict
from freshlint_rules.price_rows import (
    Row,
    agrees,
    compatible,
    conditions_of,
    elsewhere,
    expected_of,
    least_rows,
    other_unit,
    single_row,
    undated,
)


class Price(ClaimRule):
    """Holds an amount against the prices of a day."""

    id: ClassVar[str] = "price"
    summary: ClassVar[str] = "gives a price that is not the price of the day"
    severity: ClassVar[Severity] = Severity.ERROR
    predicates: ClassVar[frozenset[str]] = frozenset({"price"})

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Fresh if any compatible row agrees, stale if rows remain and none does."""
        quantity = claim.value
        if not isinstance(quantity, Quantity) or elsewhere(claim, view):
            return UNDECIDED
        rows = compatible(claim, quantity, view.prices(claim.entity, day))
        if not rows:
            return UNDECIDED
        meters = {row.price.meter for row in rows}
        least = least_rows(claim, rows) if quantity.at_least and len(meters) == 1 else rows
        agreeing = tuple(row.fact for row in least if agrees(quantity, row.amount))
        if agreeing:
            return Judgement(Verdict.FRESH, agreeing)
        if (len(meters) > 1 and (not quantity.unit or quantity.total)) or other_unit(quantity, rows):
            return UNDECIDED
        if compatible(claim, quantity, undated(claim, view, day)):
            # A row whose days nobody knows may be the one that holds.
            return UNDECIDED
        if any(agrees(quantity, row.amount * number) for row in rows for number in quantity.things):
            # The sum may be for the ten that the text speaks of before.
            return UNDECIDED
        if least is not rows:
            rows = [row for row in rows if row.amount == min(other.amount for other in rows)]
        return self._stale(claim, quantity, rows, view, day)

    def _stale(
        self, claim: Claim, quantity: Quantity, rows: Sequence[Row], view: FactsView, day: date
    ) -> Judgement:
        chosen = single_row(rows)
        expected = expected_of(rows if chosen is None else [chosen], quantity)
        if chosen is not None and len({row.price.meter for row in rows}) > 1:
            expected += f" ({chosen.price.meter})"
        facts = tuple(row.fact for row in ([chosen] if chosen else rows))
        every = compatible(claim, quantity, view.rows(claim.entity, Aspect.PRICE))
        same = [row.fact for row in every if agrees(quantity, row.amount)]
        later = [fact for fact in same if (fact.since or fact.verified or day) > day]
        earlier = [fact for fact in same if fact.until is not None and fact.until < day]
        what = f"the price of {claim.entity}{conditions_of(claim)}"
        if later and not earlier:
            since = later[0].since or later[0].verified
            message = f"{claim.text} is {what} only from {since} on; it is {expected}"
            return Judgement(Verdict.PREMATURE, (*facts, later[0]), message, expected)
        message = f"{claim.text} is not {what}; it is {expected}"
        if earlier:
            until = max(fact.until for fact in earlier if fact.until)
            message = f"{claim.text} {view.tense(until)} {what} until {until}; it is {expected}"
        return Judgement(Verdict.STALE, facts, message, expected)

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """The fact's number where one row is meant; else what the prices are."""
        prices = [fact for fact in judgement.facts if isinstance(fact.value, PriceValue)]
        if judgement.verdict is Verdict.STALE and len(prices) == 1:
            return SwapAmount(prices[0])
        return Advise(f"{claim.entity} costs {judgement.expected}; say which of them is meant")
