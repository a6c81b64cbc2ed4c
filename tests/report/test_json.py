"""The JSON report: its keys are fixed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from freshlint import __version__
from freshlint.claim import Claim
from freshlint.document.model import Block, Form, Inline, Kind
from freshlint.finding import Undecided
from freshlint.report import Options
from freshlint.report.json import render
from freshlint.report.model import FactsFile, Message, PageReport, RunReport
from freshlint.source import Source, Span
from word_engine import word_findings


def report_on(text: str) -> RunReport:
    source = Source("docs/a.md", text)
    page = PageReport(source, word_findings(source))
    return RunReport(date(2026, 4, 22), (FactsFile("f.yaml", "sha256:1"),), (page,), files=1)


def test_the_whole_report() -> None:
    finding = word_findings(Source("docs/a.md", "é\r\n\U0001f600 STALE"))[0]
    assert json.loads(render(report_on("é\r\n\U0001f600 STALE"), Options())) == {
        "version": 1,
        "tool": {"name": "freshlint", "version": __version__},
        "as_of": "2026-04-22",
        "facts": [{"path": "f.yaml", "digest": "sha256:1"}],
        "summary": {
            "files": 1,
            "findings": 1,
            "fixable": 1,
            "fixable_unsafe": 0,
            "fixed": 0,
            "undecided": 0,
            "hidden": 0,
            "unchanged": 0,
            "baselined": 0,
            "errors": [],
            "warnings": [],
        },
        "findings": [
            {
                "path": "docs/a.md",
                "rule": "snapshot",
                "severity": "error",
                "confidence": "high",
                "fingerprint": finding.fingerprint,
                "start": {"line": 2, "column": 3, "offset": 5},
                "end": {"line": 2, "column": 8, "offset": 10},
                "text": "STALE",
                "message": "says STALE",
                "role": "body",
                "entity": "thing",
                "fact": "thing/status/released",
                "expected": "FRESH",
                "related": [],
                "citation": {
                    "title": "The source",
                    "url": "https://example.com/a",
                    "since": None,
                    "verified": "2026-04-22",
                },
                "fix": {"applicability": "safe", "edits": [{"start": 5, "end": 10, "text": "FRESH"}]},
                "stale_from": None,
            }
        ],
    }


def test_no_fix_is_null_and_advice_is_one_without_edits() -> None:
    dusty, faint = json.loads(render(report_on("DUSTY FAINT"), Options()))["findings"]
    assert dusty["fix"] is None
    assert faint["fix"] == {"applicability": "manual", "edits": [], "advice": "look at it"}


def test_related_places_are_places() -> None:
    report = report_on("STALE and\nmore")
    page = report.pages[0]
    finding = replace(page.findings[0], related=(Span(10, 14),))
    report = replace(report, pages=(replace(page, findings=(finding,)),))
    assert json.loads(render(report, Options()))["findings"][0]["related"] == [
        {"start": {"line": 2, "column": 1, "offset": 10}, "end": {"line": 2, "column": 5, "offset": 14}}
    ]


def test_errors_and_warnings_name_their_file() -> None:
    report = replace(
        report_on(""),
        errors=(Message("broken", "b.md"),),
        warnings=(Message("odd", "c.md", 2, 3), Message("old")),
    )
    summary = json.loads(render(report, Options()))["summary"]
    assert summary["errors"] == [{"path": "b.md", "message": "broken"}]
    assert summary["warnings"] == [
        {"path": "c.md", "message": "odd", "line": 2, "column": 3},
        {"path": None, "message": "old"},
    ]


def test_undecided_claims_are_counted_and_shown_on_demand() -> None:
    source = Source("a.md", "Petrel costs $3.")
    block = Block(Kind.PARAGRAPH, Form.MARKDOWN, Span(0, 16), lambda: Inline("", ()))
    claim = Claim("price", "petrel", block, Span(13, 15), "$3")
    page = PageReport(source, undecided=(Undecided(claim, "no meter"),))
    report = RunReport(date(2026, 4, 22), (), (page,), files=1)
    plain = json.loads(render(report, Options()))
    assert plain["summary"]["undecided"] == 1
    assert "undecided" not in plain
    (shown,) = json.loads(render(report, Options(show_undecided=True)))["undecided"]
    assert shown["reason"] == "no meter"
    assert (shown["path"], shown["text"], shown["start"]["column"]) == ("a.md", "$3", 14)


def test_text_stays_as_it_is_written() -> None:
    report = replace(report_on(""), errors=(Message("图像", "b.md"),))
    assert "图像" in render(report, Options())
