"""Why a line has a finding, or why it has none: what is named there, what is claimed, and what became of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from freshlint import engine
from freshlint.claim import MEANT, Claim, Confidence, Tense
from freshlint.document.model import Block, Document
from freshlint.finding import Finding
from freshlint.guard import Guard
from freshlint.language.page import Page
from freshlint.page import Checker
from freshlint.report.model import PageReport
from freshlint.rule import Judgement, Rule, Verdict
from freshlint.source import Source, Span
from freshlint.suppression import silencers


class Outcome(StrEnum):
    """What became of a claim."""

    FOUND = "reported"
    FRESH = "not reported: the facts bear it out"
    NOT_MEANT = "not reported: the author does not say that it is so now"
    PAST = "not reported: it is told of the past"
    HISTORY = "not reported: it held on the day that it speaks of"
    UNKNOWN = "undecided"
    UNJUDGED = "not reported: no rule judges it"
    ARCHIVED = "not reported: the page is history (`archive` in the configuration)"
    UNSELECTED = "not reported: its rule does not run"
    UNSURE = "not reported: less sure than --min-confidence asks for"
    MERGED = "not reported: another finding says the same of these words"
    SUPPRESSED = "not reported: a comment silences it"
    ACCEPTED = "not reported: the baseline holds it"


@dataclass(frozen=True)
class Explained:
    """A claim, the rule that judges it, its judgement, and what became of it; `why` says more.

    finding  what is shown, or would be shown were it not silenced or accepted
    """

    claim: Claim
    outcome: Outcome
    rule: str = ""
    judgement: Judgement | None = None
    finding: Finding | None = None
    why: str = ""


@dataclass(frozen=True)
class Explanation:
    """A line: the texts that stand on it, what they name as (entity, words), and what they claim.

    subject  the entity that the page is about, "" where there is none
    others   findings of rules that see the whole page, and of suppression comments
    """

    blocks: tuple[Block, ...]
    language: str
    named: tuple[tuple[str, str], ...]
    subject: str
    claims: tuple[Explained, ...]
    others: tuple[Finding, ...]


def explain(checker: Checker, report: PageReport, source: Source, line: int, archive: bool) -> Explanation:
    """What the checker makes of a line (from 1) of a page that it gave this report of."""
    document = engine.read(source)
    place = _line(source, line)
    # Everything is judged, so that what does not run or is too uncertain can be told.
    everything = replace(
        checker.settings,
        select=checker.knowledge.rule_ids | checker.settings.select,
        min_confidence=Confidence.LOW,
    )
    result = engine.check(document, checker.knowledge, everything)
    reasons = {id(undecided.claim): undecided.reason for undecided in result.undecided}
    shown = {(finding.rule, finding.span): finding for finding in report.findings}
    claims = tuple(
        _explained(checker, document, claim, result.findings, shown, reasons, archive)
        for claim in result.claims
        if claim.span.overlaps(place)
    )
    told = {each.finding.span for each in claims if each.finding}
    others = tuple(each for each in report.findings if each.span.overlaps(place) and each.span not in told)
    page = Page(document, checker.knowledge.index, checker.knowledge.lexicons)
    blocks = tuple(block for block in document.blocks if block.span.overlaps(place))
    return Explanation(
        blocks,
        page.language_of(blocks[0]) if blocks else page.language,
        tuple(_named(page, blocks, place)),
        page.subject.entity if page.subject else "",
        claims,
        others,
    )


def _line(source: Source, line: int) -> Span:
    start = source.line_starts[line - 1]
    # An empty line is a place too.
    return Span(start, max(start + len(source.line(line)), start + 1))


def _named(page: Page, blocks: Sequence[Block], place: Span) -> Iterator[tuple[str, str]]:
    for block in blocks:
        for mention in page.index.find(block.text):
            if block.inline.span(mention.start, mention.end).overlaps(place):
                yield mention.entity, mention.text


def _explained(
    checker: Checker,
    document: Document,
    claim: Claim,
    found: Sequence[Finding],
    shown: Mapping[tuple[str, Span], Finding],
    reasons: Mapping[int, str],
    archive: bool,
) -> Explained:
    knowledge = checker.knowledge
    rule = knowledge.claim_rules.get(claim.predicate)
    if rule is None:
        return Explained(claim, Outcome.UNJUDGED)
    judgement = Guard(knowledge.rule_ids).judged(rule, claim, knowledge.view)
    if judgement is None:
        return Explained(claim, Outcome.UNKNOWN, rule.id, why=reasons.get(id(claim), "its rule failed"))
    finding = next((each for each in found if each.claim is claim), None)
    if finding is None:
        return _without_finding(claim, rule, judgement, reasons)
    if reported := shown.get((finding.rule, finding.span)):
        return Explained(claim, Outcome.FOUND, rule.id, judgement, reported)
    outcome, why = _left_out(checker, document, finding, archive)
    return Explained(claim, outcome, rule.id, judgement, finding, why)


def _without_finding(claim: Claim, rule: Rule, judgement: Judgement, reasons: Mapping[int, str]) -> Explained:
    outcome, why = Outcome.MERGED, ""
    if id(claim) in reasons:
        outcome, why = Outcome.UNKNOWN, reasons[id(claim)]
    elif judgement.verdict is Verdict.FRESH:
        outcome = Outcome.FRESH
    elif claim.modality not in MEANT:
        outcome = Outcome.NOT_MEANT
    elif claim.time.tense is Tense.PAST:
        outcome = Outcome.PAST
    elif judgement.verdict is Verdict.HISTORICAL:
        outcome = Outcome.HISTORY
    return Explained(claim, outcome, rule.id, judgement, why=why)


def _left_out(checker: Checker, document: Document, finding: Finding, archive: bool) -> tuple[Outcome, str]:
    if archive:
        return Outcome.ARCHIVED, ""
    if finding.rule not in checker.settings.select:
        return Outcome.UNSELECTED, finding.rule
    if finding.confidence < checker.settings.min_confidence:
        return Outcome.UNSURE, f"its confidence is {finding.confidence.label}"
    comments = silencers(document, finding, checker.knowledge.view.as_of)
    if comments:
        return Outcome.SUPPRESSED, f"line {document.source.position(comments[0].start).line}"
    return Outcome.ACCEPTED, ""
