"""What the facts of a day say of a page: its claims, and the page as a whole, judged by the rules that run. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from freshlint.claim import Claim, Confidence
from freshlint.document.model import Document
from freshlint.facts.view import FactsView
from freshlint.finding import PREMATURE, Undecided
from freshlint.fix.draft import Stale
from freshlint.guard import Guard
from freshlint.rule import UNDECIDED, ClaimRule, Judgement, PageRule, Rule, Verdict
from freshlint.source import Span

SHOWN = frozenset({Verdict.STALE, Verdict.PREMATURE})


class Found(NamedTuple):
    """Something stale, and the rule that judged it."""

    rule: Rule
    stale: Stale

    @property
    def reported_by(self) -> str:
        """The id of the rule under whose name it is shown."""
        return reported_by(self.rule, self.stale.judgement)

    @property
    def confidence(self) -> Confidence:
        """How sure it is: one step lower where the fact was verified too long ago."""
        claim, judgement = self.stale.claim, self.stale.judgement
        aged = bool(judgement.facts) and judgement.facts[0].aged
        return claim.confidence.lowered() if aged else claim.confidence

    @property
    def subject(self) -> tuple[str, Span, str]:
        """What it is about: one literal may be wrong in two ways, a page rule sees more than the literal."""
        of_page = self.rule.id if isinstance(self.rule, PageRule) else ""
        return of_page, self.stale.claim.span, self.stale.claim.entity


class Judged(NamedTuple):
    """What is stale, and the claims that could not be judged."""

    stale: list[Found]
    undecided: list[Undecided]


@dataclass(frozen=True)
class Judges:
    """The rule that owns each predicate, the rules that see whole pages, and the ids of those that run."""

    claim_rules: Mapping[str, ClaimRule]
    page_rules: Sequence[PageRule]
    select: frozenset[str]

    def judged(self, document: Document, claims: tuple[Claim, ...], view: FactsView, guard: Guard) -> Judged:
        """The page as of the view's day; the guard asks the rules."""
        judged = Judged([], [])
        reported: set[tuple[str, Span, str]] = set()
        for claim in claims:
            rule = self.claim_rules.get(claim.predicate)
            if rule is None:
                continue
            # A rule that is not selected still judges: it may report under the name of one that is.
            judgement = guard.judged(rule, claim, view) if not claim.undecided else UNDECIDED
            unfounded = judgement is not None and judgement.verdict in SHOWN and not judgement.facts
            if judgement is None or judgement.verdict is Verdict.UNDECIDED or unfounded:
                if rule.id in self.select:
                    why = "the facts do not say" if judgement else f"the rule {rule.id!r} failed"
                    judged.undecided.append(Undecided(claim, claim.undecided or why))
            elif judgement.verdict in SHOWN and reported_by(rule, judgement) in self.select:
                found = Found(rule, Stale(claim, judgement, guard.intent(rule, claim, judgement, view)))
                # What is reported first is mended first.
                if found.subject not in reported:
                    reported.add(found.subject)
                    judged.stale.append(found)
        for page_rule in self.page_rules:
            if page_rule.id in self.select:
                judged.stale.extend(
                    Found(page_rule, Stale(found.claim, found.judgement, found.intent))
                    for found in guard.page(page_rule, document, claims, view)
                    if found.judgement.verdict in SHOWN
                )
        return judged


def reported_by(rule: Rule, judgement: Judgement) -> str:
    """The id of the rule under whose name a judgement is shown."""
    return judgement.rule or (PREMATURE if judgement.verdict is Verdict.PREMATURE else rule.id)


def ahead(
    claims: Sequence[Claim],
    view: FactsView,
    horizon: int,
    now: Sequence[Found],
    then: Callable[[FactsView], Sequence[Found]],
) -> Iterator[tuple[date, Found]]:
    """What is not stale now but will be within so many days, each with its first day.

    Every day is asked (`then`) that a fact of what the page speaks of gives for a change.
    """
    last = date.fromordinal(min(view.as_of.toordinal() + horizon, date.max.toordinal()))
    entities = {claim.entity for claim in claims}
    days = {change.day for entity in entities for change in view.coming(entity) if change.day <= last}
    known = {found.subject for found in now}
    for day in sorted(days):
        for found in then(view.ahead(day)):
            if found.subject not in known:
                known.add(found.subject)
                yield day, found
