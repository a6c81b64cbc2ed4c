"""`--output-format concise`: one line a finding, `path:line:column: severity[rule] message`."""

from __future__ import annotations

from collections.abc import Iterator

from freshlint.finding import Finding
from freshlint.report import Options
from freshlint.report.escape import printable
from freshlint.report.model import RunReport
from freshlint.report.summary import summary
from freshlint.source import Source, Span


def render(report: RunReport, options: Options) -> str:
    """Findings, warnings and errors, one line each, and the summary."""
    return "".join(f"{line}\n" for line in _lines(report, options))


def _lines(report: RunReport, options: Options) -> Iterator[str]:
    for page in report.pages:
        yield from (_finding(page.source, finding) for finding in page.findings)
        if options.show_undecided:
            for undecided in page.undecided:
                claim = undecided.claim
                what = printable(f"{claim.entity}: {undecided.reason}")
                yield f"{_place(page.source, claim.span)}: undecided[{claim.predicate}] {what}"
    yield from (f"warning: {printable(str(warning))}" for warning in report.warnings)
    yield from (f"error: {printable(str(error))}" for error in report.errors)
    yield from summary(report)


def _finding(source: Source, finding: Finding) -> str:
    fix = f" ({finding.fix.applicability} fix)" if finding.fix and finding.fix.edits else ""
    label = f"{finding.severity.label}[{finding.rule}]"
    return f"{_place(source, finding.span)}: {label} {printable(finding.message)}{fix}"


def _place(source: Source, span: Span) -> str:
    line, column = source.position(span.start)
    return f"{printable(source.path)}:{line}:{column}"
