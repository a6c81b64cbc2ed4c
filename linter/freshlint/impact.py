"""What a change of the facts does to pages: the statements that held before it and do not any more. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from freshlint.finding import Finding
from freshlint.report.model import PageReport, RunReport
from freshlint.source import Source, Span

_Place = tuple[str, str, Span]


@dataclass(frozen=True)
class Outdated:
    """A statement that the change made stale, and the text that it stands in."""

    source: Source
    finding: Finding


@dataclass(frozen=True)
class FactImpact:
    """The statements that one fact contradicts, by page and place; `fact` is its identity."""

    entity: str
    fact: str
    expected: str
    outdated: tuple[Outdated, ...]

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that hold them."""
        return tuple(dict.fromkeys(each.finding.path for each in self.outdated))


def impact(before: RunReport, after: RunReport) -> tuple[FactImpact, ...]:
    """What `after` finds that `before`, over the same texts, did not, by fact: those of most statements first."""
    new = [Outdated(page.source, finding) for page, finding in new_findings(before, after)]
    new.sort(key=lambda each: (each.finding.entity, each.finding.fact))
    grouped = groupby(new, key=lambda each: (each.finding.entity, each.finding.fact))
    found = [_of_fact(*key, sorted(rows, key=_order)) for key, rows in grouped]
    return tuple(sorted(found, key=lambda each: (-len(each.outdated), each.entity, each.fact)))


def new_findings(before: RunReport, after: RunReport) -> Iterator[tuple[PageReport, Finding]]:
    """The findings of a report at whose places another report has none of that rule."""
    known = {place for page in before.pages for place in _places(page.findings)}
    for page in after.pages:
        for finding in page.findings:
            if _place(finding) not in known:
                yield page, finding


def _of_fact(entity: str, fact: str, rows: Sequence[Outdated]) -> FactImpact:
    said = dict.fromkeys(row.finding.expected for row in rows if row.finding.expected)
    return FactImpact(entity, fact, next(iter(said), ""), tuple(rows))


def _places(findings: Iterable[Finding]) -> Iterator[_Place]:
    return map(_place, findings)


def _place(finding: Finding) -> _Place:
    return finding.path, finding.rule, finding.span


def _order(each: Outdated) -> tuple[str, Span]:
    return each.finding.path, each.finding.span
