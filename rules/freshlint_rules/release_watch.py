"""Keeps watching for a release that has happened: date unknown, coming soon, rumors, "once it ships".

The rule reads three things: that a release date is unknown, that a release lies ahead (expected, predicted,
"until it arrives"), and watch wording (trackers, rumors, "what we know so far"). All three are stale from the
day of the entity's release. A question left open in a title about a settled matter is a notice.

Facts used: `status`. Fix: the sentence is rewritten (unsafe); a title gets a title.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from freshlint.claim import Claim
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import FRESH, UNDECIDED, ClaimRule, FixIntent, Judgement, Restate, Verdict

_SAYS = {
    "release-date": "says that the release date of {entity} is unknown",
    "release-pending": "speaks of the release of {entity} as still ahead",
    "watch": "watches for the release of {entity}",
    "settled-question": "leaves open whether {entity} is released",
}


class ReleaseWatch(ClaimRule):
    """Holds waiting and guessing against the release."""

    id: ClassVar[str] = "release-watch"
    summary: ClassVar[str] = "still waits for, predicts or asks about a release that has happened"
    severity: ClassVar[Severity] = Severity.ERROR
    predicates: ClassVar[frozenset[str]] = frozenset(_SAYS)

    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Stale from the release on."""
        platform = claim.conditions.get("platform", "")
        public = view.is_public(claim.entity, day, platform)
        if public is None:
            return UNDECIDED
        waits = claim.predicate != "release-date" or not claim.polarity
        if not public or not waits:
            return FRESH
        release = view.release(claim.entity, platform)
        since = release.since if release else None
        expected = f"released on {since}" if since else "released"
        message = f"{_SAYS[claim.predicate].format(entity=claim.entity)}; it was {expected}"
        open_question = claim.predicate == "settled-question"
        severity = Severity.NOTICE if open_question else None
        return Judgement(Verdict.STALE, (release,) if release else (), message, expected, severity)

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """Say when it was released."""
        if not judgement.facts or judgement.facts[0].since is None:
            return None
        entity = view.entities[claim.entity]
        name = entity.names[0] if entity.names else entity.id
        since = judgement.facts[0].since.isoformat()
        params = {"name": name, "kind": entity.kind, "date": since}
        return Restate("release_known", params, {"name": entity.names})
