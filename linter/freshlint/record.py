"""A page's report as plain data: what a process hands to another, and what is kept until the page changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from freshlint.confidence import Confidence
from freshlint.finding import Applicability, Edit, Finding, Fix, Severity
from freshlint.report.model import Message, PageReport
from freshlint.source import Source, Span

if TYPE_CHECKING:
    from freshlint.finding import Undecided


class _Fix(NamedTuple):
    applicability: str
    edits: list[tuple[int, int, str]]
    advice: str


class _Finding(NamedTuple):
    rule: str
    severity: int
    confidence: int
    span: tuple[int, int]
    text: str
    message: str
    role: str
    entity: str
    fact: str
    expected: str
    citation: tuple[str, str, date | None, date] | None
    fix: _Fix | None
    related: list[tuple[int, int]]
    occurrence: int
    stale_from: date | None


class _Undecided(NamedTuple):
    predicate: str
    entity: str
    span: tuple[int, int]
    text: str
    reason: str


class PageRecord(msgspec.Struct, frozen=True, array_like=True):
    """A report without its page's text and path."""

    screened: bool = False
    findings: list[_Finding] = []
    undecided: list[_Undecided] = []
    warnings: list[tuple[str, int, int]] = []
    hidden: int = 0
    unchanged: int = 0
    baselined: int = 0
    failures: list[tuple[str, int, int]] = []

    @property
    def speaks_of_text(self) -> bool:
        """Whether its report needs the page's text to be shown."""
        return bool(self.findings or self.undecided)


def record_of(page: PageReport) -> PageRecord:
    """The record of a report of a page that was not fixed."""
    return PageRecord(
        screened=page.screened,
        findings=[_finding(found) for found in page.findings],
        undecided=[
            _Undecided(each.claim.predicate, each.claim.entity, each.claim.span, each.claim.text, each.reason)
            for each in page.undecided
        ],
        warnings=[(message.text, message.line, message.column) for message in page.warnings],
        hidden=page.hidden,
        unchanged=page.unchanged,
        baselined=page.baselined,
        failures=[(message.text, message.line, message.column) for message in page.failures],
    )


def report_of(record: PageRecord, source: Source) -> PageReport:
    """The report that was recorded. Its claims stand in no block, and findings know no claim."""
    return PageReport(
        source,
        findings=tuple(_restored(source.path, row) for row in record.findings),
        undecided=tuple(_claimed(row) for row in record.undecided),
        warnings=tuple(Message(text, source.path, line, column) for text, line, column in record.warnings),
        screened=record.screened,
        hidden=record.hidden,
        unchanged=record.unchanged,
        baselined=record.baselined,
        failures=tuple(Message(text, source.path, line, column) for text, line, column in record.failures),
    )


def _finding(found: Finding) -> _Finding:
    cited, fix = found.citation, found.fix
    return _Finding(
        found.rule,
        found.severity.value,
        found.confidence.value,
        found.span,
        found.text,
        found.message,
        found.role,
        found.entity,
        found.fact,
        found.expected,
        (cited.title, cited.url, cited.since, cited.verified) if cited else None,
        None
        if fix is None
        else _Fix(fix.applicability.value, [(e.start, e.end, e.text) for e in fix.edits], fix.advice),
        [*found.related],
        found.occurrence,
        found.stale_from,
    )


def _restored(path: str, row: _Finding) -> Finding:
    from freshlint.facts.fact import Citation

    fix = row.fix
    return Finding(
        path=path,
        rule=row.rule,
        severity=Severity(row.severity),
        confidence=Confidence(row.confidence),
        span=Span(*row.span),
        text=row.text,
        message=row.message,
        role=row.role,
        entity=row.entity,
        fact=row.fact,
        expected=row.expected,
        citation=row.citation and Citation(*row.citation),
        fix=fix
        and Fix(Applicability(fix.applicability), tuple(Edit(*edit) for edit in fix.edits), fix.advice),
        related=tuple(Span(*span) for span in row.related),
        occurrence=row.occurrence,
        stale_from=row.stale_from,
    )


def _claimed(row: _Undecided) -> Undecided:
    from freshlint.claim import Claim
    from freshlint.document.model import Block, Form, Inline, Kind
    from freshlint.finding import Undecided

    span = Span(*row.span)
    nowhere = Block(Kind.PARAGRAPH, Form.MARKDOWN, span, lambda: Inline("", ()))
    return Undecided(Claim(row.predicate, row.entity, nowhere, span, row.text), row.reason)
