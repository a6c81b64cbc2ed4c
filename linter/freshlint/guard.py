"""Rules are other people's programs: what one does wrong is told by its name, and the others go on. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from freshlint.claim import MEANT, Claim, Tense
from freshlint.document.model import Block, Document
from freshlint.errors import OutOfTime, described
from freshlint.facts.fact import Fact
from freshlint.facts.view import FactsView
from freshlint.finding import Failure, Severity
from freshlint.rule import (
    ClaimRule,
    Contradiction,
    CorpusRule,
    FixIntent,
    Judgement,
    PageJudgement,
    PageRule,
    Rule,
    Verdict,
)
from freshlint.source import Span
from freshlint.statement import Stated

Answer = TypeVar("Answer")
# A rule that has more to say of a page than this and one thing for each of its characters does not end.
_MOST = 1000


class UnsoundError(Exception):
    """What a rule answered is no answer; the message says why."""


class Guard:
    """Asks the rules about one page, and keeps what they did wrong."""

    def __init__(self, rule_ids: frozenset[str]) -> None:
        self._rule_ids = rule_ids
        self._failures: dict[str, Failure] = {}
        self._endless: set[str] = set()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The first failure of each rule, with the number of those after it."""
        return tuple(self._failures.values())

    def ask(self, rule: Rule, at: int, question: Callable[[], Answer]) -> Answer | None:
        """What a rule answers about a place; None where it failed. One that did not end is not asked again."""
        if rule.id in self._endless:
            return None
        try:
            return question()
        except KeyboardInterrupt:
            raise
        except OutOfTime as error:
            self._endless.add(rule.id)
            self.note(rule.id, at, str(error))
        except UnsoundError as error:
            self.note(rule.id, at, str(error))
        except BaseException as error:  # noqa: BLE001 (a rule may even end the program: it is told of instead)
            self.note(rule.id, at, f"raised {described(error)}")
        return None

    def note(self, rule: str, at: int, reason: str) -> None:
        """Keep a failure; of the same rule's others, only their number."""
        known = self._failures.get(rule)
        self._failures[rule] = replace(known, more=known.more + 1) if known else Failure(rule, reason, at)

    def judged(self, rule: ClaimRule, claim: Claim, view: FactsView) -> Judgement | None:
        """A rule's verdict about a claim; None where it failed."""
        return self.ask(rule, claim.span.start, lambda: self._sound(judge(rule, claim, view)))

    def intent(
        self, rule: ClaimRule, claim: Claim, judgement: Judgement, view: FactsView
    ) -> FixIntent | None:
        """What a rule wants a fix to say; None also where it failed."""

        def asked() -> FixIntent | None:
            return _intended(rule.fix_intent(claim, judgement, view))

        return self.ask(rule, claim.span.start, asked)

    def page(
        self, rule: PageRule, document: Document, claims: tuple[Claim, ...], view: FactsView
    ) -> list[PageJudgement]:
        """A rule's judgements about a page, up to where it failed; unsound ones are left out."""
        found: list[PageJudgement] = []
        most = len(document.source.text) + _MOST

        def ask() -> None:
            for each in rule.check(document, claims, view):
                if len(found) == most:
                    raise UnsoundError("finds more on the page than it has characters")
                found.append(each)

        self.ask(rule, 0, ask)
        own = frozenset(map(id, claims))

        def placed(each: PageJudgement) -> bool:
            return bool(self.ask(rule, 0, lambda: self._placed(each, document, own)))

        return list(filter(placed, found))

    def compared(self, rule: CorpusRule, statements: Iterable[Stated]) -> list[Contradiction]:
        """What a rule finds on all pages together, up to where it failed."""
        found: list[Contradiction] = []

        def ask() -> None:
            for each in rule.compare(statements):
                if not isinstance(each, Contradiction):
                    raise UnsoundError(f"gave {_named(each)} for a contradiction")
                found.append(each)

        self.ask(rule, 0, ask)
        return found

    def _placed(self, found: PageJudgement, document: Document, own: frozenset[int]) -> bool:
        if not isinstance(found, PageJudgement) or not isinstance(found.claim, Claim):
            raise UnsoundError(f"gave {_named(found)} for a judgement about the page")
        self._sound(found.judgement)
        _intended(found.intent)
        if id(found.claim) not in own:
            check_place(found.claim, document)
        return True

    def _sound(self, judgement: Judgement) -> Judgement:
        if not isinstance(judgement, Judgement) or not isinstance(judgement.verdict, Verdict):
            raise UnsoundError(f"gave {_named(judgement)} for a verdict")
        words = (judgement.message, judgement.expected, judgement.rule)
        facts = judgement.facts
        if not (
            all(isinstance(word, str) for word in words)
            and isinstance(facts, tuple | list)
            and all(isinstance(fact, Fact) for fact in facts)
            and isinstance(judgement.severity, Severity | None)
        ):
            raise UnsoundError("gave a verdict whose parts are of wrong types")
        if judgement.rule and judgement.rule not in self._rule_ids:
            raise UnsoundError(f"reports under the name {judgement.rule!r}, which no rule has")
        return judgement


def judge(rule: ClaimRule, claim: Claim, view: FactsView) -> Judgement:
    """A rule's verdict on the day that the claim is about; what is not meant, or told of the past, is historical."""
    if claim.modality not in MEANT or claim.time.tense is Tense.PAST:
        return Judgement(Verdict.HISTORICAL)
    day = claim.time.day if claim.time.day and not claim.time.stamp else view.as_of
    return rule.judge(claim, view, min(day, view.as_of))


def check_place(claim: Claim, document: Document) -> None:
    """Raises UnsoundError unless a claim's text stands where it says."""
    block, span = claim.block, claim.span
    length = len(document.source.text)
    for each in (span, *claim.related):
        if not isinstance(each, Span) or not 0 <= each.start <= each.end <= length:
            raise UnsoundError(
                f"points to {_named(each)}, which is no place in a page of {length} characters"
            )
    if span.start == span.end or not claim.text:
        raise UnsoundError(f"points to nothing at {span.start}")
    if not any(block is own for own in document.blocks):
        raise UnsoundError("speaks of a block that is not of the page")
    literal = document.source.text[span.start : span.end] == claim.text
    if not literal and span not in _spans_of(claim.text, block):
        raise UnsoundError(f"points to [{span.start}:{span.end}], where its text does not stand")


def _spans_of(text: str, block: Block) -> Iterator[Span]:
    at = block.text.find(text)
    while at >= 0:
        yield block.inline.span(at, at + len(text))
        at = block.text.find(text, at + 1)


def _intended(intent: FixIntent | None) -> FixIntent | None:
    if not isinstance(intent, FixIntent | None):
        raise UnsoundError(f"gave {_named(intent)} for what a fix should say")
    return intent


def _named(thing: object) -> str:
    if isinstance(thing, Span):
        return f"[{thing.start}:{thing.end}]"
    return "nothing" if thing is None else f"a {type(thing).__name__}"
