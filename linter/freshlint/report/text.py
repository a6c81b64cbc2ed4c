"""`--output-format text`: place, rule and message; the line with carets; the fact, its source, the fix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from freshlint.finding import Finding, Fix, Severity
from freshlint.report import Options
from freshlint.report.escape import printable
from freshlint.report.model import RunReport
from freshlint.report.summary import summary
from freshlint.source import Source, Span

if TYPE_CHECKING:
    from freshlint.facts.fact import Citation
    from freshlint.finding import Undecided

_SEVERITY_COLOR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_CODES = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36", "bold": "1"}


class _Paint:
    """Colors where they are wanted; else the text as it is."""

    def __init__(self, color: bool) -> None:
        self._color = color

    def __call__(self, text: str, *styles: str) -> str:
        if not self._color or not text:
            return text
        return f"\033[{';'.join(_CODES[style] for style in styles)}m{text}\033[0m"


def render(report: RunReport, options: Options) -> str:
    """The whole report as text, ending in a summary."""
    paint = _Paint(options.color)
    lines: list[str] = []
    for page in report.pages:
        for finding in page.findings:
            lines += [*_finding(page.source, finding, paint, report.owners.get(page.source.path, ())), ""]
        if options.show_undecided:
            for undecided in page.undecided:
                lines += [*_undecided(page.source, undecided, paint), ""]
    lines += [f"{paint('warning', 'yellow')}: {printable(str(warning))}" for warning in report.warnings]
    lines += [f"{paint('error', 'red')}: {printable(str(error))}" for error in report.errors]
    lines += summary(report)
    return "\n".join(lines) + "\n"


def finding_lines(source: Source, finding: Finding) -> Iterator[str]:
    """One finding without colors, as the report shows it."""
    return _finding(source, finding, _Paint(False), ())


def _finding(source: Source, finding: Finding, paint: _Paint, owners: Sequence[str]) -> Iterator[str]:
    rule = paint(f"{finding.severity.label}[{finding.rule}]", _SEVERITY_COLOR[finding.severity], "bold")
    yield f"{_place(source, finding.span, paint)}: {rule} {printable(finding.message)}"
    yield from _snippet(source, finding.span, paint, _SEVERITY_COLOR[finding.severity])
    indent = " " * len(str(source.position(finding.span.start).line))
    yield from (indent + note for note in _notes(source, finding, paint))
    if owners:
        yield indent + _note("owner", printable(", ".join(owners)), paint)


def _notes(source: Source, finding: Finding, paint: _Paint) -> Iterator[str]:
    if finding.fact:
        value = f": {finding.expected}" if finding.expected else ""
        yield _note("fact", printable(finding.fact + value), paint)
    if finding.citation:
        yield _note("source", printable(_source(finding.citation)), paint)
    for span in finding.related:
        yield _note("see", f"line {source.position(span.start).line}", paint)
    if finding.confidence.label != "high":
        yield _note("confidence", finding.confidence.label, paint)
    if finding.fix:
        yield from _fix(source, finding.fix, paint)


def _undecided(source: Source, undecided: Undecided, paint: _Paint) -> Iterator[str]:
    claim = undecided.claim
    label = paint(f"undecided[{claim.predicate}]", "blue", "bold")
    yield f"{_place(source, claim.span, paint)}: {label} {printable(f'{claim.entity}: {undecided.reason}')}"
    yield from _snippet(source, claim.span, paint, "blue")


def _place(source: Source, span: Span, paint: _Paint) -> str:
    line, column = source.position(span.start)
    return f"{paint(printable(source.path), 'bold')}:{line}:{column}"


def _snippet(source: Source, span: Span, paint: _Paint, color: str) -> Iterator[str]:
    from freshlint.report.snippet import carets

    shown = list(carets(source, span))
    gutter = max((len(str(number)) for number, _, _ in shown), default=1)
    bar = paint("|", "blue")
    yield f"{'':{gutter}} {bar}"
    for number, line, marks in shown:
        yield f"{paint(f'{number:{gutter}}', 'blue')} {bar} {line}"
        indent = len(marks) - len(marks.lstrip())
        yield f"{'':{gutter}} {bar} {marks[:indent]}{paint(marks[indent:], color, 'bold')}"


def _note(label: str, text: str, paint: _Paint) -> str:
    return f" {paint('=', 'blue')} {paint(label, 'bold')}: {text}"


def _source(citation: Citation) -> str:
    days = f"verified {citation.verified}"
    if citation.since:
        days = f"since {citation.since}, {days}"
    return f"{citation.title}, {citation.url} ({days})"


def _fix(source: Source, fix: Fix, paint: _Paint) -> Iterator[str]:
    if not fix.edits:
        if fix.advice:
            yield _note("help", printable(fix.advice), paint)
        return
    from freshlint.report.snippet import changes

    yield _note("fix", fix.applicability.value + (f": {printable(fix.advice)}" if fix.advice else ""), paint)
    for sign, line in changes(source, fix.edits):
        yield paint(f"   {sign} {line}", "red" if sign == "-" else "green")
