"""What the Python API returns: the JSON report's keys as typed, frozen values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from freshlint import finding as found
from freshlint.config import ConfidenceName, SeverityName
from freshlint.facts.fact import Citation
from freshlint.finding import Fix
from freshlint.report.model import FactsFile, Message, PageReport, RunReport
from freshlint.source import Source, Span


class Place(NamedTuple):
    """A place in a text, in code points: line and column count from 1, the offset from 0."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Finding:
    """A claim that a fact contradicts. `start` and `end` enclose the shortest text that carries it.

    fingerprint  the same for the same claim, however lines move
    message      what is wrong, in one sentence
    role         what the place is to a reader: "title", "description", "answer", "body", "code", ...
    entity       the id of the entity that it is about; None where it is about none (a suppression)
    fact         the identity of the fact: "gpt-image-2/prices/image output"
    expected     what the fact says, short: "$30 per 1M tokens"
    related      other places that the claim rests on, each as (start, end)
    citation     None where the fact has no verified source; then there is no fix either
    fix          None where there is nothing to write and nothing to advise
    stale_from   the day from which it will be stale, where that lies ahead (rule `horizon`)
    """

    path: str
    rule: str
    severity: SeverityName
    confidence: ConfidenceName
    fingerprint: str
    start: Place
    end: Place
    text: str
    message: str
    role: str
    entity: str | None
    fact: str | None
    expected: str | None
    related: tuple[tuple[Place, Place], ...]
    citation: Citation | None
    fix: Fix | None
    stale_from: date | None = None


@dataclass(frozen=True)
class Undecided:
    """A claim that the facts neither bear out nor contradict, and why: no finding, and no "clean" either."""

    path: str
    predicate: str
    entity: str
    start: Place
    end: Place
    text: str
    reason: str


@dataclass(frozen=True)
class Report:
    """What was found, and what could not be judged or read.

    as_of      the day for which the facts were asked
    facts      the facts files with their digests: with `as_of`, what reproduces the result
    hidden     number of findings less certain than `min_confidence`
    errors     files that could not be checked; where there are any, no finding does not mean clean
    warnings   what was recovered from or left out
    files      number of files looked at
    """

    as_of: date
    facts: tuple[FactsFile, ...]
    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    hidden: int
    errors: tuple[Message, ...]
    warnings: tuple[Message, ...]
    files: int


@dataclass(frozen=True)
class Fixed:
    """A text after its fixes. `changes` is how many findings were mended, `left` what remains in `text`."""

    text: str
    changes: int
    left: Report


def report(run: RunReport) -> Report:
    """The public form of a run's report."""
    return Report(
        as_of=run.as_of,
        facts=run.facts,
        findings=tuple(_finding(source, finding) for source, finding in run.findings()),
        undecided=tuple(claim for page in run.pages for claim in _undecided(page)),
        hidden=run.hidden,
        errors=run.errors,
        warnings=run.warnings,
        files=run.files,
    )


def _finding(source: Source, finding: found.Finding) -> Finding:
    start, end = _places(source, finding.span)
    return Finding(
        path=finding.path,
        rule=finding.rule,
        severity=cast(SeverityName, finding.severity.label),
        confidence=cast(ConfidenceName, finding.confidence.label),
        fingerprint=finding.fingerprint,
        start=start,
        end=end,
        text=finding.text,
        message=finding.message,
        role=finding.role,
        entity=finding.entity or None,
        fact=finding.fact or None,
        expected=finding.expected or None,
        related=tuple(_places(source, span) for span in finding.related),
        citation=finding.citation,
        fix=finding.fix,
        stale_from=finding.stale_from,
    )


def _undecided(page: PageReport) -> Iterator[Undecided]:
    for reason, claim in ((case.reason, case.claim) for case in page.undecided):
        start, end = _places(page.source, claim.span)
        yield Undecided(page.source.path, claim.predicate, claim.entity, start, end, claim.text, reason)


def _places(source: Source, span: Span) -> tuple[Place, Place]:
    return _place(source, span.start), _place(source, span.end)


def _place(source: Source, offset: int) -> Place:
    return Place(*source.position(offset), offset)
