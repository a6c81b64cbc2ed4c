"""Promises an entity to everyone where a dated caveat says that access has a condition.

"Everyone can call it today" sends readers into an error that the vendor documents. The rule asks for claims
that say so of all people or accounts, about an entity with a `caveats` row that holds on the day, on a page
that nowhere names the condition.

Facts used: `caveats`. Fix: none that a program should place; the advice quotes the caveat.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from freshlint.claim import MEANT, Claim, Modality, Tense
from freshlint.document.model import Document
from freshlint.facts.fact import Aspect, CaveatValue
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import Advise, Judgement, PageJudgement, PageRule, Verdict


class Caveat(PageRule):
    """Holds "everyone can use it" against the conditions of access."""

    id: ClassVar[str] = "caveat"
    summary: ClassVar[str] = "promises to everyone what has a condition of access"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(
        self, document: Document, claims: tuple[Claim, ...], view: FactsView
    ) -> Iterable[PageJudgement]:
        """One judgement for the first unconditional promise about each entity."""
        conditioned = {claim.entity for claim in claims if claim.modality is Modality.CONDITIONAL}
        told: set[str] = set()
        for claim in claims:
            caveats = [
                f for f in view.holding(claim.entity, Aspect.CAVEAT) if isinstance(f.value, CaveatValue)
            ]
            if not caveats or claim.entity in conditioned | told or not _promises(claim):
                continue
            told.add(claim.entity)
            text = caveats[0].value.text if isinstance(caveats[0].value, CaveatValue) else ""
            message = f"promises {claim.entity} to everyone; {text}"
            judgement = Judgement(Verdict.STALE, tuple(caveats), message, text)
            yield PageJudgement(claim, judgement, Advise(f"add the condition: {text}"))


def _promises(claim: Claim) -> bool:
    said = claim.predicate == "available" and claim.polarity and claim.modality in MEANT
    return said and claim.time.tense is Tense.PRESENT and claim.conditions.get("for") == "everyone"
