"""The flow of one page: document -> claims -> verdicts -> findings with fixes. Pure: no I/O, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from freshlint.citation import Style
from freshlint.claim import MEANT, Claim, Confidence, Tense
from freshlint.document.model import Document, Problem
from freshlint.facts.view import FactsView
from freshlint.finding import Finding, Undecided, number_occurrences
from freshlint.fix.draft import Stale
from freshlint.fix.statements import Statements, read_statements
from freshlint.fix.writer import FixOptions, write_fixes
from freshlint.keep import Keep, Nowhere
from freshlint.language.api_names import ApiName, api_names
from freshlint.language.data import Lexicons
from freshlint.language.extract import extract_claims
from freshlint.language.mentions import MentionIndex
from freshlint.rule import UNDECIDED, ClaimRule, Judgement, PageRule, Rule, Verdict
from freshlint.source import Source, Span

PREMATURE = "premature"
_SHOWN = frozenset({Verdict.STALE, Verdict.PREMATURE})
_HTML = frozenset({".html", ".htm", ".xhtml"})


class RulePack(Protocol):
    """What the engine needs of a pack: rules, and words by language as YAML."""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The pack's rules."""

    @property
    def wording(self) -> Mapping[str, bytes]:
        """Words of predicates, by language."""

    @property
    def statements(self) -> Mapping[str, bytes]:
        """Wordings of fixes, by language."""


@dataclass(frozen=True)
class Settings:
    """What a run asks for. `select` are the rule ids that run; `archive` marks a page that is history."""

    select: frozenset[str]
    min_confidence: Confidence = Confidence.MEDIUM
    citation_in_code: bool = True
    citation_style: Style = Style.INLINE
    archive: bool = False


@dataclass(frozen=True)
class PageResult:
    """What a page has: findings before suppression, undecided claims, what could not be read.

    hidden  number of stale claims that are less certain than the settings ask for
    """

    findings: tuple[Finding, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()
    hidden: int = 0


@dataclass(frozen=True)
class Knowledge:
    """Facts as of a day, rules and words: made once for a run, shared by all its pages.

    keep  where what is compiled of them is kept; it must forget it when facts, packs or program change
    """

    view: FactsView
    packs: tuple[RulePack, ...]
    keep: Keep = field(default_factory=Nowhere)

    @cached_property
    def index(self) -> MentionIndex:
        """The names of all entities, and the snapshots that facts know of them."""
        return MentionIndex.of(self.view.entities.values(), self.view.book.snapshots, self.keep)

    @cached_property
    def apis(self) -> tuple[ApiName, ...]:
        """The names of the APIs that usage facts speak of."""
        return api_names(self.view.book.usages)

    @cached_property
    def lexicons(self) -> Lexicons:
        """The words of all languages, the facts' vocabulary included."""
        wordings: dict[str, tuple[bytes, ...]] = {}
        for pack in self.packs:
            for language, data in pack.wording.items():
                wordings[language] = (*wordings.get(language, ()), data)
        return Lexicons(wordings, tuple(self.view.entities.values()), self.view.vocabulary, self.keep)

    @cached_property
    def claim_rules(self) -> dict[str, ClaimRule]:
        """The rule that owns each predicate."""
        return {
            predicate: rule
            for pack in self.packs
            for rule in pack.rules
            if isinstance(rule, ClaimRule)
            for predicate in rule.predicates
        }

    @cached_property
    def rule_ids(self) -> frozenset[str]:
        """The ids of all rules of all packs."""
        return frozenset(rule.id for pack in self.packs for rule in pack.rules)

    @cached_property
    def page_rules(self) -> tuple[PageRule, ...]:
        """The rules that see a whole page."""
        return tuple(rule for pack in self.packs for rule in pack.rules if isinstance(rule, PageRule))

    @cached_property
    def statements(self) -> Statements:
        """How fixes are worded, by language; a later pack adds to an earlier one's words."""
        return read_statements(worded for pack in self.packs for worded in pack.statements.items())


def read(source: Source) -> Document:
    """The document of a source, by the reader for its form or its name's suffix; unknown ones are read as Markdown."""
    suffix = (source.form or PurePosixPath(source.path).suffix).lower()
    if suffix in _HTML:
        from freshlint.document.html import read_html

        return read_html(source)
    if suffix == ".mdx":
        from freshlint.document.mdx import read_mdx

        return read_mdx(source)
    from freshlint.document.markdown import read_markdown

    return read_markdown(source)


def check(document: Document, knowledge: Knowledge, settings: Settings) -> PageResult:
    """The findings of one page, each with its fix where there is one."""
    claims = extract_claims(document, knowledge.index, knowledge.lexicons, knowledge.apis)
    stale: list[tuple[Rule, Stale]] = []
    undecided: list[Undecided] = []
    reported: set[tuple[Span, str]] = set()
    for claim in claims:
        rule = knowledge.claim_rules.get(claim.predicate)
        if rule is None or settings.archive:
            continue
        selected = rule.id in settings.select
        # A rule that is not selected still judges: it may report under the name of one that is.
        judgement = judge(rule, claim, knowledge.view) if not claim.undecided else UNDECIDED
        unfounded = judgement.verdict in _SHOWN and not judgement.facts
        if judgement.verdict is Verdict.UNDECIDED or unfounded:
            if selected:
                undecided.append(Undecided(claim, claim.undecided or "the facts do not say"))
        elif _is_shown(rule, judgement, settings) and (claim.span, claim.entity) not in reported:
            # One literal may be wrong in two ways; what is reported first is mended first.
            reported.add((claim.span, claim.entity))
            intent = rule.fix_intent(claim, judgement, knowledge.view)
            stale.append((rule, Stale(claim, judgement, intent)))
    for page_rule in knowledge.page_rules:
        if page_rule.id in settings.select and not settings.archive:
            stale.extend(_page_findings(page_rule, document, claims, knowledge.view))
    sure = [
        each for each in stale if _confidence(each[1].claim, each[1].judgement) >= settings.min_confidence
    ]
    findings = _findings(document, sure, knowledge, settings)
    return PageResult(
        tuple(findings), tuple(undecided), document.problems, claims, hidden=len(stale) - len(sure)
    )


def judge(rule: ClaimRule, claim: Claim, view: FactsView) -> Judgement:
    """A rule's verdict on the day that the claim is about; what is not meant, or told of the past, is historical."""
    if claim.modality not in MEANT or claim.time.tense is Tense.PAST:
        return Judgement(Verdict.HISTORICAL)
    day = claim.time.day if claim.time.day and not claim.time.stamp else view.as_of
    return rule.judge(claim, view, min(day, view.as_of))


def _is_shown(rule: Rule, judgement: Judgement, settings: Settings) -> bool:
    return judgement.verdict in _SHOWN and _reported_by(rule, judgement) in settings.select


def _page_findings(
    rule: PageRule, document: Document, claims: tuple[Claim, ...], view: FactsView
) -> Iterable[tuple[Rule, Stale]]:
    for found in rule.check(document, claims, view):
        if found.judgement.verdict in _SHOWN:
            yield rule, Stale(found.claim, found.judgement, found.intent)


def _findings(
    document: Document, shown: Sequence[tuple[Rule, Stale]], knowledge: Knowledge, settings: Settings
) -> list[Finding]:
    options = FixOptions(settings.citation_in_code, settings.citation_style)
    fixes = write_fixes(document, [case for _, case in shown], options, knowledge.statements, read)
    rows = [_finding(document, rule, case) for rule, case in shown]
    return number_occurrences([replace(row, fix=fix) for row, fix in zip(rows, fixes, strict=True)])


def _reported_by(rule: Rule, judgement: Judgement) -> str:
    """The id of the rule under whose name a judgement is shown."""
    return judgement.rule or (PREMATURE if judgement.verdict is Verdict.PREMATURE else rule.id)


def _confidence(claim: Claim, judgement: Judgement) -> Confidence:
    """One step lower where the fact was verified too long ago."""
    aged = bool(judgement.facts) and judgement.facts[0].aged
    return claim.confidence.lowered() if aged else claim.confidence


def _finding(document: Document, rule: Rule, case: Stale) -> Finding:
    claim, judgement = case.claim, case.judgement
    fact = judgement.facts[0] if judgement.facts else None
    return Finding(
        path=document.source.path,
        rule=_reported_by(rule, judgement),
        severity=judgement.severity or rule.severity,
        confidence=_confidence(claim, judgement),
        span=claim.span,
        text=document.source.text[claim.span.start : claim.span.end],
        message=judgement.message,
        role=str(claim.block.role),
        entity=claim.entity,
        fact=fact.identity if fact else "",
        expected=judgement.expected,
        citation=fact.citation if fact else None,
        related=claim.related,
        claim=claim,
    )
