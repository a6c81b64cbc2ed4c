"""`--output-format rdjson`: Reviewdog Diagnostic Format, with fixes as suggestions.

A suggestion is taken with a click, so fixes that need a reader are suggested only with `--unsafe-fixes`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from freshlint.finding import Finding, Severity
from freshlint.report import Options
from freshlint.report.columns import Places, Unit
from freshlint.report.escape import printable
from freshlint.report.model import Message, PageReport, RunReport
from freshlint.report.suggestion import Suggestion, suggestions
from freshlint.report.wording import one_line
from freshlint.source import Position, Span

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTICE: "INFO"}


def render(report: RunReport, options: Options) -> str:
    """One DiagnosticResult; columns count UTF-8 bytes, lines end with LF."""
    diagnostics = [_message(error, "ERROR") for error in report.errors]
    diagnostics += [_message(warning, "WARNING") for warning in report.warnings if warning.path]
    for page in report.pages:
        diagnostics += _diagnostics(page, options.unsafe_fixes)
    result = {"source": {"name": "freshlint"}, "diagnostics": diagnostics}
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"


def _message(message: Message, severity: str) -> dict[str, Any]:
    location: dict[str, Any] = {"path": message.path or "."}
    if message.line:
        location["range"] = {"start": {"line": message.line}}
    return {"message": printable(message.text), "severity": severity, "location": location}


def _diagnostics(page: PageReport, unsafe: bool) -> Iterator[dict[str, Any]]:
    places = Places(page.source, Unit.UTF8)
    # Byte columns of another encoding would point elsewhere: shown, but nothing is suggested.
    found = suggestions(page, unsafe, places) if page.source.encoding == "utf-8" else {}
    for index, finding in enumerate(page.findings):
        diagnostic = _diagnostic(finding, places)
        if suggestion := found.get(index):
            _suggest(diagnostic, suggestion, index == suggestion.leader, places)
        yield diagnostic


def _diagnostic(finding: Finding, places: Places) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": one_line(finding),
        "severity": _SEVERITY[finding.severity],
        "code": {"value": finding.rule},
        "location": _location(finding, finding.span, places),
    }
    if finding.related:
        diagnostic["related_locations"] = [
            {"message": "see also", "location": _location(finding, span, places)} for span in finding.related
        ]
    return diagnostic


def _suggest(diagnostic: dict[str, Any], suggestion: Suggestion, leads: bool, places: Places) -> None:
    if leads:
        diagnostic["suggestions"] = [{"range": _range(suggestion.span, places), "text": suggestion.text}]
    else:
        line = places.position(suggestion.span.start).line
        diagnostic["message"] += f" (mended by the suggestion for line {line})"


def _location(finding: Finding, span: Span, places: Places) -> dict[str, Any]:
    return {"path": finding.path, "range": _range(span, places)}


def _range(span: Span, places: Places) -> dict[str, Any]:
    start, end = places.span(span)
    return {"start": _position(start), "end": _position(end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
