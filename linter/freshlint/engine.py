"""The flow of one page: document -> claims -> verdicts -> findings with fixes. Pure: no I/O, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from freshlint.citation import Style
from freshlint.claim import Claim, Confidence
from freshlint.document.model import Document, Problem
from freshlint.facts.view import FactsView
from freshlint.finding import HORIZON, Failure, Finding, Fix, Severity, Undecided, number_occurrences
from freshlint.fix.draft import Stale
from freshlint.fix.statements import Statements, read_statements
from freshlint.fix.writer import FixOptions, write_fixes
from freshlint.fixes import sound_fixes
from freshlint.guard import Guard
from freshlint.keep import Keep, Nowhere
from freshlint.language.api_names import ApiName, api_names
from freshlint.language.data import Lexicons
from freshlint.language.extract import extract_claims
from freshlint.language.mentions import MentionIndex
from freshlint.rule import ClaimRule, CorpusRule, PageRule, Rule
from freshlint.source import Source
from freshlint.verdicts import Found, Judges, ahead

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
    """What a run asks for. `select` are the rule ids that run; `archive` marks a page that is history.

    horizon  how many days ahead facts are asked what they will contradict
    """

    select: frozenset[str]
    min_confidence: Confidence = Confidence.MEDIUM
    citation_in_code: bool = True
    citation_style: Style = Style.INLINE
    archive: bool = False
    horizon: int = 0


@dataclass(frozen=True)
class PageResult:
    """What a page has: findings before suppression, undecided claims, what could not be read.

    hidden    number of stale claims that are less certain than the settings ask for
    failures  what rules did wrong: what they might have found is missing
    """

    findings: tuple[Finding, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()
    hidden: int = 0
    failures: tuple[Failure, ...] = ()


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
    def corpus_rule_ids(self) -> frozenset[str]:
        """The ids of the rules that see all pages together."""
        return frozenset(
            rule.id for pack in self.packs for rule in pack.rules if isinstance(rule, CorpusRule)
        )

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
    if settings.archive:
        return PageResult(problems=document.problems, claims=claims)
    guard = Guard(knowledge.rule_ids)
    judges = Judges(knowledge.claim_rules, knowledge.page_rules, settings.select)
    now = judges.judged(document, claims, knowledge.view, guard)
    sure = [found for found in now.stale if found.confidence >= settings.min_confidence]
    findings = _findings(document, sure, knowledge, settings, guard)
    if settings.horizon and HORIZON in settings.select:
        later = ahead(
            claims,
            knowledge.view,
            settings.horizon,
            now.stale,
            lambda view: judges.judged(document, claims, view, guard).stale,
        )
        findings += [
            _announced(_finding(document, found), day)
            for day, found in later
            if found.confidence >= settings.min_confidence
        ]
    return PageResult(
        tuple(number_occurrences(findings)),
        tuple(now.undecided),
        document.problems,
        claims,
        hidden=len(now.stale) - len(sure),
        failures=guard.failures,
    )


def _findings(
    document: Document, shown: Sequence[Found], knowledge: Knowledge, settings: Settings, guard: Guard
) -> list[Finding]:
    options = FixOptions(settings.citation_in_code, settings.citation_style)

    def write(stale: Sequence[Stale]) -> list[Fix | None]:
        return write_fixes(document, stale, options, knowledge.statements, read)

    fixes = sound_fixes(shown, write, len(document.source.text), guard)
    return [replace(_finding(document, found), fix=fix) for found, fix in zip(shown, fixes, strict=True)]


def _announced(finding: Finding, day: date) -> Finding:
    """What will be a finding on a day, as a notice of it today: the text is right until then."""
    message = f"will be stale on {day}: {finding.message}"
    return replace(finding, rule=HORIZON, severity=Severity.NOTICE, message=message, stale_from=day)


def _finding(document: Document, found: Found) -> Finding:
    claim, judgement = found.stale.claim, found.stale.judgement
    fact = judgement.facts[0] if judgement.facts else None
    return Finding(
        path=document.source.path,
        rule=found.reported_by,
        severity=judgement.severity or found.rule.severity,
        confidence=found.confidence,
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
