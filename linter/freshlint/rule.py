"""The interfaces that rules implement. A rule judges claims; it knows no phrase, no format and no vendor."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from freshlint.claim import Claim
from freshlint.document.model import Document
from freshlint.facts.fact import Fact
from freshlint.facts.view import FactsView
from freshlint.finding import Severity
from freshlint.statement import Stated


class Verdict(StrEnum):
    """What the facts say of a claim."""

    FRESH = "fresh"
    STALE = "stale"
    PREMATURE = "premature"
    HISTORICAL = "historical"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Judgement:
    """A verdict with its grounds.

    facts     the rows it rests on, the one to cite first
    message   for a stale claim: what is wrong, in one sentence for a person
    expected  what the fact says, short: "$30 per 1M tokens"
    severity  where this case weighs other than the rule's default
    rule      the id of the rule that reports it, where that is not the one that judged it: "premature", "retired"
    """

    verdict: Verdict
    facts: tuple[Fact, ...] = ()
    message: str = ""
    expected: str = ""
    severity: Severity | None = None
    rule: str = ""


FRESH = Judgement(Verdict.FRESH)
UNDECIDED = Judgement(Verdict.UNDECIDED)


@dataclass(frozen=True)
class SwapAmount:
    """Put the price of a fact in place of the claim's number, in the claim's own unit."""

    fact: Fact


@dataclass(frozen=True)
class SwapText:
    """Put one identifier or short value in place of another."""

    text: str


@dataclass(frozen=True)
class Restate:
    """Say instead what holds: `statement` is a key of the wording's `statements`, `params` fill it.

    Values of params are text as a reader sees it; dates are ISO days that the wording's language formats.
    `names` are, for a param that is a name, all that its thing is called: the article's choice is taken.
    """

    statement: str
    params: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Reroute:
    """In code: put `model` in the field and pass the claim's identifier to the tool `tool`."""

    model: str
    tool: str
    notes: str = ""


@dataclass(frozen=True)
class Advise:
    """Nothing that a program should write; tell the reader what to do."""

    text: str


FixIntent = SwapAmount | SwapText | Restate | Reroute | Advise


class Rule(ABC):
    """What every rule says of itself. Its module's docstring is its documentation."""

    id: ClassVar[str]
    summary: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING


class ClaimRule(Rule):
    """Judges every claim whose predicate it owns; a predicate belongs to one rule."""

    predicates: ClassVar[frozenset[str]]

    @abstractmethod
    def judge(self, claim: Claim, view: FactsView, day: date) -> Judgement:
        """Hold the claim against the facts of a day: the claim's own where it names one, else the view's."""

    def fix_intent(self, claim: Claim, judgement: Judgement, view: FactsView) -> FixIntent | None:
        """What a fix should say; None where there is nothing to say. Only asked for stale claims."""
        return None


@dataclass(frozen=True)
class PageJudgement:
    """A page rule's verdict about one claim or place of the page."""

    claim: Claim
    judgement: Judgement
    intent: FixIntent | None = None


class PageRule(Rule):
    """Sees a whole page: its blocks and all its claims."""

    @abstractmethod
    def check(
        self, document: Document, claims: tuple[Claim, ...], view: FactsView
    ) -> Iterable[PageJudgement]:
        """Judgements about the page; stale ones become findings."""


@dataclass(frozen=True)
class Contradiction:
    """Two statements of which at most one is right. `stated` is the one to look at, `other` what speaks against it."""

    stated: Stated
    other: Stated
    message: str


class CorpusRule(Rule):
    """Sees what all pages state, and nothing else of them. Runs where all pages are known: audit and claims."""

    @abstractmethod
    def compare(self, statements: Iterable[Stated]) -> Iterable[Contradiction]:
        """What contradicts what, each statement at most once as the one to look at."""
