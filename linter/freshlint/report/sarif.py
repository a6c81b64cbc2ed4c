"""`--output-format sarif`: SARIF 2.1.0, for code scanning and editors.

Columns count UTF-16 units, as editors do whatever a file declares. A fix says whether it needs a reader.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from freshlint import __version__
from freshlint.finding import Applicability, Finding, Fix, Severity
from freshlint.report import Options, RuleHelp
from freshlint.report.columns import Places, Unit
from freshlint.report.escape import printable
from freshlint.report.model import Message, PageReport, RunReport
from freshlint.report.wording import one_line
from freshlint.source import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "freshlint/v1"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_FIX = {
    Applicability.SAFE: "Put the fact in place (safe: a value for a value).",
    Applicability.UNSAFE: "Rewrite it with the fact (unsafe: read what it writes).",
}


def render(report: RunReport, options: Options) -> str:
    """One log with one run."""
    order = {rule.id: number for number, rule in enumerate(options.rules)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "freshlint",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in options.rules],
            }
        },
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n"],
        "invocations": [_invocation(report)],
        "results": [result for page in report.pages for result in _results(page, order)],
        "properties": {
            "asOf": report.as_of.isoformat(),
            "facts": [{"path": file.path, "digest": file.digest} for file in report.facts],
        },
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(rule: RuleHelp) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": _plain(rule.summary)},
        "fullDescription": {"text": _plain(rule.help.partition("\n\n")[0].replace("\n", " "))},
        "help": {"text": _literal(rule.help)},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": ["documentation"]},
    }


def _invocation(report: RunReport) -> dict[str, Any]:
    notes = [_notification("error", error) for error in report.errors]
    notes += [_notification("warning", warning) for warning in report.warnings]
    return {"executionSuccessful": not report.errors, "toolExecutionNotifications": notes}


def _notification(level: str, message: Message) -> dict[str, Any]:
    shown: dict[str, Any] = {"level": level, "message": {"text": _plain(message.text)}}
    if message.path:
        place: dict[str, Any] = {"artifactLocation": _artifact(message.path)}
        if message.line:
            place["region"] = {"startLine": message.line}
        shown["locations"] = [{"physicalLocation": place}]
    return shown


def _results(page: PageReport, order: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    places = Places(page.source, Unit.UTF16)
    for finding in page.findings:
        yield _result(finding, places, order)


def _result(finding: Finding, places: Places, order: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": _plain(one_line(finding))},
        "locations": [_location(finding, finding.span, places)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "confidence": finding.confidence.label,
            "role": finding.role,
            "entity": finding.entity,
            "fact": finding.fact,
            "expected": finding.expected,
        },
    }
    if finding.rule in order:
        result["ruleIndex"] = order[finding.rule]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(finding, span, places), "message": {"text": "see also"}}
            for number, span in enumerate(finding.related, 1)
        ]
    if finding.fix and finding.fix.edits:
        result["fixes"] = [_fix(finding.path, finding.fix, places)]
    return result


def _fix(path: str, fix: Fix, places: Places) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(Span(edit.start, edit.end), places),
            "insertedContent": {"text": edit.text},
        }
        for edit in sorted(set(fix.edits))
    ]
    return {
        "description": {"text": _FIX[fix.applicability]},
        "artifactChanges": [{"artifactLocation": _artifact(path), "replacements": replacements}],
    }


def _location(finding: Finding, span: Span, places: Places) -> dict[str, Any]:
    place = {"artifactLocation": _artifact(finding.path), "region": _region(span, places)}
    return {"physicalLocation": place}


def _region(span: Span, places: Places) -> dict[str, int]:
    start, end = places.span(span)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _artifact(path: str) -> dict[str, str]:
    if PurePath(path).is_absolute():
        return {"uri": PurePath(path).as_uri()}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": "%SRCROOT%"}


def _plain(text: str) -> str:
    return _literal(printable(text))


def _literal(text: str) -> str:
    """Text in which SARIF sees no placeholder and no embedded link."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
