"""Names a dated identifier that does not exist.

A snapshot is an entity's id and a day. Where facts list all snapshots of an entity, one that is not in the
list is invented or mistyped, and a call that pins it fails.

Facts used: `snapshots`, where they are `complete`. Fix: the one snapshot there is (safe).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from freshlint.claim import Claim, Identifier
from freshlint.facts.fact import Aspect, Fact, SnapshotValue
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import FRESH, UNDECIDED, ClaimRule, FixIntent, Judgement, SwapText, Verdict


class Snapshot(ClaimRule):
    """Holds dated identifiers against the list of snapshots."""

    id: ClassVar[str] = "snapshot"
    summary: ClassVar[str] = "names a dated identifier that does not exist"
    severity: ClassVar[Severity] = Severity.ERROR
    predicates: ClassVar[frozenset[str]] = frozenset({"snapshot"})

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Stale where all snapshots are known and none has this identifier, on any day."""
        if not isinstance(claim.value, Identifier):
            return UNDECIDED
        written = claim.value.text.casefold()
        if any(_id(fact).casefold() == written for fact in view.rows(claim.entity, Aspect.SNAPSHOT)):
            return FRESH
        held = view.snapshots(claim.entity, day)
        if not view.entities[claim.entity].snapshots_complete or not held:
            return UNDECIDED
        names = " or ".join(map(_id, held))
        return Judgement(
            Verdict.STALE, tuple(held), f"there is no snapshot {claim.value.text}; it is {names}", names
        )

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """The identifier that holds, where it is the only one."""
        return SwapText(_id(judgement.facts[0])) if len(judgement.facts) == 1 else None


def _id(fact: Fact) -> str:
    return fact.value.id if isinstance(fact.value, SnapshotValue) else ""
