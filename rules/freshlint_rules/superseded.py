"""Calls an entity the newest, latest, flagship or only current one after another has taken its place.

The rule follows the dated `supersedes` rows: what nothing supersedes on the day is the newest of its line. A
variant or an alias supersedes nothing unless a row says so.

Facts used: `supersedes`. Fix: the sentence is rewritten to name the successor (unsafe).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from freshlint.claim import Claim
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import FRESH, UNDECIDED, ClaimRule, FixIntent, Judgement, Restate, Verdict


class Superseded(ClaimRule):
    """Holds "newest" against what supersedes it."""

    id: ClassVar[str] = "superseded"
    summary: ClassVar[str] = "calls something the newest or only current one that another has superseded"
    severity: ClassVar[Severity] = Severity.WARNING
    predicates: ClassVar[frozenset[str]] = frozenset({"newest"})

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Stale where some entity supersedes it on the day."""
        if claim.entity not in view.entities:
            return UNDECIDED
        newer = view.superseded_by(claim.entity, day)
        if not newer or not claim.polarity:
            return FRESH
        first = newer[0]
        names = ", ".join(view.newest(claim.entity, day))
        since = f" since {first.since}" if first.since else ""
        message = f"calls {claim.entity} the newest; it is superseded by {first.entity}{since}"
        return Judgement(Verdict.STALE, tuple(newer), message, f"newest: {names}")

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """Name the successor and the day, where there is just one."""
        latest = view.newest(claim.entity)
        if len(latest) != 1 or not judgement.facts or judgement.facts[0].since is None:
            return None
        names = {"name": view.entities[claim.entity].names, "newer": view.entities[latest[0]].names}
        known = {"name": claim.entity, "newer": latest[0]}
        first = {key: (names[key] or (entity,))[0] for key, entity in known.items()}
        since = judgement.facts[0].since.isoformat()
        return Restate("superseded", {**first, "date": since}, names)
