"""Findings as an editor shows them: diagnostics, and links to the sources of their facts."""

from __future__ import annotations

from lsprotocol import types

from freshlint.editor.positions import Places
from freshlint.editor.projects import Checked
from freshlint.finding import Finding, Severity
from freshlint.report.escape import printable
from freshlint.report.wording import one_line

SOURCE = "freshlint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTICE: types.DiagnosticSeverity.Information,
}


def diagnostics(uri: str, checked: Checked, encoding: str) -> list[types.Diagnostic]:
    """One for each finding and each thing that could not be read; trouble stands at the top of the page."""
    places = Places(checked.source, encoding)
    if checked.report is None:
        return [_trouble(checked.trouble)] if checked.trouble else []
    found = [_diagnostic(uri, places, finding) for finding in checked.report.findings]
    warned = (
        (places.source.line_starts[max(message.line - 1, 0)] + max(message.column - 1, 0), message.text)
        for message in checked.report.warnings
    )
    failed = [_trouble(failure.text) for failure in checked.report.failures]
    return failed + found + [_warning(places.position(offset), text) for offset, text in warned]


def links(checked: Checked, encoding: str) -> list[types.DocumentLink]:
    """From the text of each finding to the source of its fact."""
    if checked.report is None:
        return []
    places = Places(checked.source, encoding)
    return [
        types.DocumentLink(
            places.range(finding.span),
            finding.citation.url,
            f"{printable(finding.citation.title)}, verified {finding.citation.verified}",
        )
        for finding in checked.report.findings
        if finding.citation
    ]


def _diagnostic(uri: str, places: Places, finding: Finding) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, places.range(span)), "the claim rests on this")
        for span in finding.related
    ]
    cited = types.CodeDescription(finding.citation.url) if finding.citation else None
    return types.Diagnostic(
        range=places.range(finding.span),
        message=one_line(finding),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=cited,
        source=SOURCE,
        related_information=related or None,
        data=finding.fingerprint,
    )


def _warning(start: types.Position, text: str) -> types.Diagnostic:
    return types.Diagnostic(
        types.Range(start, start), printable(text), types.DiagnosticSeverity.Information, source=SOURCE
    )


def _trouble(message: str) -> types.Diagnostic:
    start = types.Position(0, 0)
    told = f"this page is not checked: {printable(message)}"
    return types.Diagnostic(types.Range(start, start), told, types.DiagnosticSeverity.Error, source=SOURCE)
