"""Calls or recommends what has been shut down.

Samples, defaults and option lists go on naming models after their last day, when every call with them
fails. The rule looks at identifiers in code (arguments, flags, defaults, options), at recommendations in prose
and at announcements of a shutdown that has come, and compares the entity's `status` on the day. Where a text
gives the day of a shutdown ("is shut down on June 30", "stays until the end of 2027"), it is held against the
`since` of the `retired` row, also of one ahead. What is deprecated still works and is no finding. A platform
may retire a model on another day than its vendor: such rows carry a condition and do not count here.

Facts used: `status`, `replaced_by`. Fix: none that a program should choose; the advice names replacements.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from freshlint.claim import Claim, Ending
from freshlint.facts.fact import Aspect, ReplacementValue, StatusValue
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import FRESH, UNDECIDED, Advise, ClaimRule, FixIntent, Judgement, Verdict

_ENDING = frozenset({"deprecated", "retired"})


class Retired(ClaimRule):
    """Holds what is called or recommended against the day of its shutdown."""

    id: ClassVar[str] = "retired"
    summary: ClassVar[str] = "calls or recommends what has been shut down"
    severity: ClassVar[Severity] = Severity.ERROR
    predicates: ClassVar[frozenset[str]] = frozenset(
        {"code-identifier", "recommended", "retirement-pending", "retirement-date"}
    )

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Stale from the day of the shutdown on; a day given for it, where it is another."""
        if isinstance(claim.value, Ending):
            return _judge_day(claim.entity, claim.value, view)
        fact = view.status(claim.entity, day)
        if fact is None or not isinstance(fact.value, StatusValue):
            return UNDECIDED
        if not claim.polarity or fact.value.value != "retired":
            return FRESH
        if "platform" in claim.conditions:
            # Another platform may keep it longer than its vendor does.
            return UNDECIDED
        when = f" on {fact.since}" if fact.since else ""
        if claim.predicate == "retirement-pending":
            message = f"announces the shutdown of {claim.entity}, which came{when}"
            return Judgement(Verdict.STALE, (fact,), message, f"shut down{when}", Severity.NOTICE)
        said = "calls" if claim.predicate == "code-identifier" else "presents as usable"
        return Judgement(
            Verdict.STALE,
            (fact,),
            f"{said} {claim.entity}, which {view.tense(fact.since)} shut down{when}",
            f"shut down{when}",
        )

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """Name what replaces it, where facts say so; of a wrong day, the right one."""
        if isinstance(claim.value, Ending):
            return Advise(f"{claim.entity}: {judgement.expected}; put that day, and what depends on it.")
        rows = view.holding(claim.entity, Aspect.REPLACED_BY)
        names = [fact.value.entity for fact in rows if isinstance(fact.value, ReplacementValue)]
        names = [name for name in names if not _is_ending(view, name)]
        if not names:
            return Advise(f"{claim.entity} was {judgement.expected}: choose another and test the call.")
        others = " or ".join(names)
        return Advise(f"{claim.entity} was {judgement.expected}: move to {others} and test the call.")


def _judge_day(entity: str, said: Ending, view: FactsView) -> Judgement:
    """Stale where the shutdown is on another day, or before the day until which it is said to go on."""
    fact = view.retirement(entity)
    if fact is None or fact.since is None:
        return UNDECIDED
    if said.first <= fact.since and (said.at_least or fact.since <= said.last):
        return FRESH
    tense = "is" if view.as_of < fact.since else "was"
    message = f"gives another day for the shutdown of {entity}, which {tense} on {fact.since}"
    return Judgement(Verdict.STALE, (fact,), message, f"shut down on {fact.since}")


def _is_ending(view: FactsView, entity: str) -> bool:
    """Whether what was to replace it is deprecated or gone itself."""
    status = view.status(entity)
    return status is not None and isinstance(status.value, StatusValue) and status.value.value in _ENDING
