"""The page asks whether or when an entity is out, and its first screen does not answer with a dated fact.

Search engines and assistants quote the title, the description and the first paragraphs. Where the title asks
or watches for a release that has happened, some claim of the first screen must say that the entity is public.
The finding is placed on the first paragraph, where the answer belongs.

Facts used: `status`. Fix: none; the advice says what the first paragraph should answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from freshlint.claim import MEANT, Claim, Confidence
from freshlint.document.model import Block, Document, Kind, Role
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.rule import Advise, Judgement, PageJudgement, PageRule, Verdict

_ASKS = frozenset({"settled-question", "watch", "release-date", "release-pending"})
_SAID = _ASKS | {"available"}
_ANSWERS = frozenset({Role.DESCRIPTION, Role.EXCERPT, Role.ANSWER, Role.FAQ, Role.FIRST_SCREEN})


class Answer(PageRule):
    """Asks for a dated, quotable answer where a title raises the question."""

    id: ClassVar[str] = "answer"
    summary: ClassVar[str] = "asks about a release in its title and does not answer on the first screen"
    severity: ClassVar[Severity] = Severity.WARNING

    def check(
        self, document: Document, claims: tuple[Claim, ...], view: FactsView
    ) -> Iterable[PageJudgement]:
        """At most one judgement a page."""
        asked = next((c for c in claims if c.block.role is Role.TITLE and c.predicate in _ASKS), None)
        if asked is None or view.is_public(asked.entity) is not True or _answered(claims, asked.entity):
            return
        release = view.release(asked.entity)
        place = _first_paragraph(document)
        said = any(claim.block is place and claim.predicate in _SAID for claim in claims)
        if release is None or place is None or said:
            # A first paragraph that says something stale is the business of the rule that says so.
            return
        start, end = 0, len(place.text)
        claim = replace(
            asked,
            block=place,
            span=place.inline.span(start, end),
            text=place.text,
            confidence=Confidence.MEDIUM,
        )
        since = f" since {release.since}" if release.since else ""
        message = (
            f"the title asks about {asked.entity}; the first screen does not say that it is released{since}"
        )
        advice = f"answer in the first sentence, with the date: released{since}"
        yield PageJudgement(
            claim, Judgement(Verdict.STALE, (release,), message, f"released{since}"), Advise(advice)
        )


def _answered(claims: tuple[Claim, ...], entity: str) -> bool:
    return any(
        claim.entity == entity
        and claim.predicate == "available"
        and claim.polarity
        and claim.modality in MEANT
        and claim.block.role in _ANSWERS
        for claim in claims
    )


def _first_paragraph(document: Document) -> Block | None:
    wanted = (block for block in document.blocks if block.role in (Role.ANSWER, Role.FIRST_SCREEN))
    return next((block for block in wanted if block.kind is Kind.PARAGRAPH and block.text.strip()), None)
