"""All that a page claims, as statements: judged by the rules, with the days on which each held. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from freshlint.claim import MEANT, ApiUse, Claim, Ending, Identifier, Quantity, Tense
from freshlint.engine import Knowledge
from freshlint.guard import Guard
from freshlint.held import held
from freshlint.report.model import Message, PageReport
from freshlint.rule import UNDECIDED, Judgement, Verdict
from freshlint.statement import Statement
from freshlint.verdicts import SHOWN

LONGEST = 600
_HALF = Decimal("0.5")


class Inventory(NamedTuple):
    """The claims of a page; `failures` are what rules did wrong, with their places."""

    statements: tuple[Statement, ...]
    failures: tuple[Message, ...]


def inventory(report: PageReport, knowledge: Knowledge, archive: bool = False) -> Inventory:
    """The claims of a page that was checked. On a page that is history (`archive`), all is historical."""
    guard = Guard(knowledge.rule_ids)
    found = tuple(_statement(report, claim, knowledge, archive, guard) for claim in report.claims)
    source = report.source
    own = tuple(Message(str(each), source.path, *source.position(each.at)) for each in guard.failures)
    return Inventory(found, report.failures or own)


def _statement(
    report: PageReport, claim: Claim, knowledge: Knowledge, archive: bool, guard: Guard
) -> Statement:
    judgement, reason = _judged(claim, knowledge, archive, guard)
    citation = judgement.facts[0].citation if judgement.facts else None
    line, column = report.source.position(claim.span.start)
    return Statement(
        entity=_storable(claim.entity),
        predicate=claim.predicate,
        value=_storable(_value(claim)),
        polarity=claim.polarity,
        modality=claim.modality.value,
        tense=claim.time.tense.value,
        day=claim.time.day.isoformat() if claim.time.day else "",
        stamp=claim.time.stamp,
        conditions=_storable(_conditions(claim)),
        line=line,
        column=column,
        offset=claim.span.start,
        end=claim.span.end,
        text=_storable(_shortened(claim.text)),
        role=str(claim.block.role),
        verdict=judgement.verdict.value,
        undecided=reason,
        held=_held(claim, knowledge, guard),
        fact=judgement.facts[0].identity if judgement.facts else "",
        source_title=citation.title if citation else "",
        source_url=citation.url if citation else "",
        verified=citation.verified.isoformat() if citation else "",
        confidence=claim.confidence.label,
        silenced=",".join(_silenced(report, claim, knowledge)),
        **_cost(claim),
    )


def _silenced(report: PageReport, claim: Claim, knowledge: Knowledge) -> list[str]:
    """The rules on all pages that comments silence where a claim stands."""
    here = [quiet.rules for quiet in report.quiet if quiet.covers.overlaps(claim.span)]
    return [
        rule
        for rule in sorted(knowledge.corpus_rule_ids)
        if any(not rules or rule in rules for rules in here)
    ]


def _judged(claim: Claim, knowledge: Knowledge, archive: bool, guard: Guard) -> tuple[Judgement, str]:
    """The verdict, and why there is none where it is undecided."""
    rule = knowledge.claim_rules.get(claim.predicate)
    if archive:
        return Judgement(Verdict.HISTORICAL), ""
    if rule is None or claim.undecided:
        return UNDECIDED, claim.undecided or "no rule judges it"
    judgement = guard.judged(rule, claim, knowledge.view)
    if judgement is None:
        return UNDECIDED, f"the rule {rule.id!r} failed"
    unfounded = judgement.verdict in SHOWN and not judgement.facts
    if judgement.verdict is Verdict.UNDECIDED or unfounded:
        return UNDECIDED, "the facts do not say"
    return judgement, ""


def _held(claim: Claim, knowledge: Knowledge, guard: Guard) -> str:
    rule = knowledge.claim_rules.get(claim.predicate)
    if rule is None or claim.undecided or claim.modality not in MEANT:
        return ""
    days = guard.ask(rule, claim.span.start, lambda: held(rule, claim, knowledge.view))
    return "; ".join(map(str, days or ()))


def _value(claim: Claim) -> str:
    match claim.value:
        case Quantity() as sum_of_money:
            per = f"{sum_of_money.count.normalize():f} {sum_of_money.unit}".strip()
            about = "about " if sum_of_money.approximate else "from " if sum_of_money.at_least else ""
            return f"{about}{sum_of_money.amount:f} {sum_of_money.currency} per {per}"
        case ApiUse() as use:
            where = use.call or f"{use.host}{use.path}"
            return f"{use.identifier} in {use.field}" + (f" of {where}" if where else "")
        case Identifier() as identifier:
            return identifier.text
        case Ending() as ending:
            return f"{'until ' if ending.at_least else ''}{ending.first}"
    return "yes" if claim.polarity else "no"


def _conditions(claim: Claim) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(claim.conditions.items()))


def _cost(claim: Claim) -> Mapping[str, str]:
    """What one unit costs, as a range: a figure stands for all that is rounded to it."""
    cost = claim.value
    if not isinstance(cost, Quantity) or not cost.unit or not cost.count or claim.time.tense is Tense.PAST:
        return {}
    if cost.approximate or cost.at_least:
        return {}
    half = cost.scale * Decimal(10) ** -cost.places * _HALF
    low, high = (max(cost.amount - half, Decimal(0)) / cost.count, (cost.amount + half) / cost.count)
    return {"unit": f"{cost.currency}/{cost.unit}", "low": f"{low:f}", "high": f"{high:f}"}


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _storable(text: str) -> str:
    """Text that every store and file takes: half of a surrogate pair is shown as \\uNNNN."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
