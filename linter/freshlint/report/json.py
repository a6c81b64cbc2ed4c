"""`--output-format json`: one object, for programs. Its keys keep their meaning; new ones may be added."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from freshlint import __version__
from freshlint.finding import Applicability, Finding, Fix
from freshlint.report import Options
from freshlint.report.model import Message, RunReport
from freshlint.source import Source, Span

if TYPE_CHECKING:
    from freshlint.finding import Undecided

VERSION = 1


def render(report: RunReport, options: Options) -> str:
    """The report as indented JSON; offsets are code points, lines and columns count from 1."""
    return json.dumps(content(report, options), ensure_ascii=False, indent=1) + "\n"


def content(report: RunReport, options: Options) -> dict[str, Any]:
    """The object that the report is."""
    shown: dict[str, Any] = {
        "version": VERSION,
        "tool": {"name": "freshlint", "version": __version__},
        "as_of": report.as_of.isoformat(),
        "facts": [{"path": file.path, "digest": file.digest} for file in report.facts],
        "summary": {
            "files": report.files,
            "findings": sum(len(page.findings) for page in report.pages),
            "fixable": report.fixable(Applicability.SAFE),
            "fixable_unsafe": report.fixable(Applicability.UNSAFE),
            "fixed": report.fixed,
            "undecided": report.undecided,
            "hidden": report.hidden,
            "unchanged": report.unchanged,
            "baselined": report.baselined,
            "errors": [_message(error) for error in report.errors],
            "warnings": [_message(warning) for warning in report.warnings],
        },
        "findings": [
            _finding(source, finding, report.owners.get(source.path, ()))
            for source, finding in report.findings()
        ],
    }
    if options.show_undecided:
        shown["undecided"] = [
            _undecided(page.source, undecided) for page in report.pages for undecided in page.undecided
        ]
    return shown


def _message(message: Message) -> dict[str, Any]:
    shown: dict[str, Any] = {"path": message.path or None, "message": message.text}
    if message.line:
        shown |= {"line": message.line, "column": message.column}
    return shown


def _finding(source: Source, finding: Finding, owners: Sequence[str]) -> dict[str, Any]:
    citation = finding.citation
    shown: dict[str, Any] = {
        "path": finding.path,
        "rule": finding.rule,
        "severity": finding.severity.label,
        "confidence": finding.confidence.label,
        "fingerprint": finding.fingerprint,
        **_place(source, finding.span),
        "text": finding.text,
        "message": finding.message,
        "role": finding.role,
        "entity": finding.entity or None,
        "fact": finding.fact or None,
        "expected": finding.expected or None,
        "related": [_place(source, span) for span in finding.related],
        "citation": citation
        and {
            "title": citation.title,
            "url": citation.url,
            "since": citation.since and citation.since.isoformat(),
            "verified": citation.verified.isoformat(),
        },
        "fix": finding.fix and _fix(finding.fix),
        "stale_from": finding.stale_from and finding.stale_from.isoformat(),
    }
    if owners:
        shown["owners"] = list(owners)
    return shown


def _fix(fix: Fix) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "applicability": fix.applicability.value,
        "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in fix.edits],
    }
    if fix.advice:
        shown["advice"] = fix.advice
    return shown


def _undecided(source: Source, undecided: Undecided) -> dict[str, Any]:
    claim = undecided.claim
    return {
        "path": source.path,
        "predicate": claim.predicate,
        "entity": claim.entity,
        **_place(source, claim.span),
        "text": claim.text,
        "reason": undecided.reason,
    }


def _place(source: Source, span: Span) -> dict[str, Any]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"line": line, "column": column, "offset": offset}
