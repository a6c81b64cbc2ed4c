"""What pages are judged by, as plain data: made once, sent to every process that checks pages."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from freshlint import __version__
from freshlint.facts.digest import digest
from freshlint.grounds import Grounds

if TYPE_CHECKING:
    from freshlint.page import Checker


class Basis(msgspec.Struct, frozen=True, dict=True):
    """Facts, rules and settings of a run.

    facts       (label, bytes) of the facts files, a later one overrides
    packs       names of the packs beside the shipped one
    select      ids of the rules that run, sorted
    severities  (rule id, severity) in place of the rules' own
    horizon     how many days ahead facts are asked what they will contradict
    """

    as_of: date
    facts: tuple[tuple[str, bytes], ...]
    select: tuple[str, ...]
    packs: tuple[str, ...] = ()
    min_confidence: str = "medium"
    citation_in_code: bool = True
    citation_style: str = "inline"
    severities: tuple[tuple[str, str], ...] = ()
    horizon: int = 0

    def checker(self, grounds: Grounds | None = None) -> Checker:
        """What checks a page; `grounds` where these facts and packs are read already. Raises SetupError."""
        from freshlint.citation import Style
        from freshlint.claim import Confidence
        from freshlint.engine import Knowledge, Settings
        from freshlint.facts.view import FactsView
        from freshlint.finding import Severity
        from freshlint.page import Checker

        grounds = grounds or Grounds(self.facts, self.packs)
        return Checker(
            knowledge=Knowledge(FactsView(self.as_of, grounds.book), grounds.packs, grounds.kept),
            settings=Settings(
                select=frozenset(self.select),
                min_confidence=Confidence[self.min_confidence.upper()],
                citation_in_code=self.citation_in_code,
                citation_style=Style(self.citation_style),
                horizon=self.horizon,
            ),
            screen=grounds.outline.screen,
            severities={rule: Severity[name.upper()] for rule, name in self.severities},
        )

    @cached_property
    def facts_digest(self) -> str:
        """Names the facts files, their order included."""
        named = [(label, digest(data)) for label, data in self.facts]
        return f"sha256:{hashlib.sha256(msgspec.json.encode(named)).hexdigest()}"

    @cached_property
    def digest(self) -> str:
        """Names everything but the day: two runs of one digest and day judge a page alike."""
        rest = (
            __version__,
            self.facts_digest,
            self.select,
            self.packs,
            self.min_confidence,
            self.citation_in_code,
            self.citation_style,
            self.severities,
            self.horizon,
        )
        return f"sha256:{hashlib.sha256(msgspec.json.encode(rest)).hexdigest()}"
