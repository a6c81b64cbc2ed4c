"""A fix in the making: what it rewrites, and the source that it rests on."""

from __future__ import annotations

from typing import NamedTuple

from freshlint.citation import NEUTRAL, CitationWording
from freshlint.claim import Claim
from freshlint.facts.fact import Citation, Fact
from freshlint.finding import Applicability
from freshlint.fix.rewrite import Rewrite
from freshlint.fix.statements import Wording
from freshlint.rule import FixIntent, Judgement, SwapAmount


class Stale(NamedTuple):
    """A stale claim, what the facts say of it, and what its rule wants said instead."""

    claim: Claim
    judgement: Judgement
    intent: FixIntent | None

    @property
    def fact(self) -> Fact | None:
        """The fact that the fix rests on."""
        if isinstance(self.intent, SwapAmount):
            return self.intent.fact
        return self.judgement.facts[0] if self.judgement.facts else None

    @property
    def citation(self) -> Citation | None:
        """The fact's source; None where nobody has seen the fact there, so that no fix may be written."""
        return self.fact.citation if self.fact else None

    @property
    def aged(self) -> bool:
        """Whether a fact was seen too long ago for a fix that needs no reader."""
        return any(fact.aged for fact in (*self.judgement.facts, *([self.fact] if self.fact else ())))


class Draft(NamedTuple):
    """A fix before it is cited.

    anchor  where in its block's text a citation belongs, None for none
    needs   the number of another draft that must be made as well, None for none
    """

    stale: Stale
    citation: Citation
    words: CitationWording
    applicability: Applicability
    rewrites: tuple[Rewrite, ...]
    anchor: int | None = None
    needs: int | None = None


def citation_words(wording: Wording | None) -> CitationWording:
    """How a language cites; without words of its own, by signs that every language reads."""
    return wording.citation if wording else NEUTRAL
