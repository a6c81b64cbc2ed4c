"""Says that a released thing is not public, not listed, or has no API, row, endpoint or price.

Articles written before a release keep saying so after it. The rule compares what a clause says of an entity
("there is no public API row for X", "developers cannot call it", a cell "missing" in the row "Endpoint") with
the entity's dated `status`. What is said of one account, one region, one feature or another product is left
alone, and so is what is told of the past, quoted, or called wrong.

Facts used: `status`. Fix: the sentence is rewritten (unsafe); a short cell gets a value.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from freshlint.claim import Claim, Confidence
from freshlint.facts.fact import Fact, PriceValue, StatusValue
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import UNDECIDED, ClaimRule, FixIntent, Judgement, Restate, Verdict


class Availability(ClaimRule):
    """Holds "is not available" against the release."""

    id: ClassVar[str] = "availability"
    summary: ClassVar[str] = "says that a released thing is not public, not listed, or has no API or price"
    severity: ClassVar[Severity] = Severity.ERROR
    predicates: ClassVar[frozenset[str]] = frozenset({"available"})

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Stale where it denies what is public on the day; premature where it is the other way round."""
        platform = claim.conditions.get("platform", "")
        public = view.is_public(claim.entity, day, platform)
        if public is None:
            return UNDECIDED
        release = view.release(claim.entity, platform)
        facts = (release,) if release else ()
        if public == claim.polarity:
            return Judgement(Verdict.FRESH, facts)
        if claim.polarity:
            ahead = release is not None and release.since is not None and release.since > day
            if ahead:
                return Judgement(Verdict.PREMATURE, facts, *_too_early(claim, release), Severity.WARNING)
            return _after_the_end(claim, view.status(claim.entity, day, platform), view)
        prices = view.prices(claim.entity, day) if claim.conditions.get("of") == "price" else []
        if prices:
            expected = _first_price(prices[0])
            message = f"says that {claim.entity} has no public price; {expected} is published"
            return Judgement(Verdict.STALE, (prices[0], *facts), message, expected)
        since = release.since if release else None
        expected = f"released{f' since {since}' if since else ''}"
        return Judgement(
            Verdict.STALE, facts, f"says that {claim.entity} is not public; it is {expected}", expected
        )

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """Say that it is released, and since when."""
        if claim.polarity or not judgement.facts:
            return None
        entity = view.entities[claim.entity]
        name = entity.names[0] if entity.names else entity.id
        if isinstance(judgement.facts[0].value, PriceValue):
            # Which of the prices belongs here is the author's to say: the source lists them all.
            return Restate("priced", {"name": name, "kind": entity.kind}, {"name": entity.names})
        if judgement.facts[0].since is None:
            return None
        since = judgement.facts[0].since.isoformat()
        params = {"name": name, "kind": entity.kind, "date": since}
        return Restate("released", params, {"name": entity.names})


def _first_price(fact: Fact) -> str:
    """ "$30 per 1M tokens (image output)", as a row says it."""
    value = fact.value
    if not isinstance(value, PriceValue):
        return "a price"
    amount = f"${value.amount}" if value.currency == "USD" else f"{value.amount} {value.currency}"
    return f"{amount} per {value.per} ({value.meter})"


def _too_early(claim: Claim, release: object) -> tuple[str, str]:
    since = getattr(release, "since", None)
    return f"says that {claim.entity} is public; it is only from {since} on", f"released on {since}"


def _after_the_end(claim: Claim, status: Fact | None, view: FactsView) -> Judgement:
    """What is shut down and still presented as working is reported by the rule for what is retired."""
    ended = status is not None and isinstance(status.value, StatusValue) and status.value.value == "retired"
    if status is None or not ended or claim.confidence < Confidence.HIGH:
        return UNDECIDED
    when = f"shut down on {status.since}" if status.since else "shut down"
    message = f"presents {claim.entity} as available; it {view.tense(status.since)} {when}"
    return Judgement(Verdict.STALE, (status,), message, when, Severity.ERROR, rule="retired")
