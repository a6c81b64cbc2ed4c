"""One line a finding."""

from __future__ import annotations

from freshlint.report import Options
from freshlint.report.concise import render
from report_samples import everything, findings, hostile, page, report


def test_a_finding_is_a_line_with_its_fix() -> None:
    assert render(report(page("😀 STALE\nROTTEN DUSTY")), Options()).split("\n")[:3] == [
        "docs/a.md:1:3: error[snapshot] says STALE (safe fix)",
        "docs/a.md:2:1: error[availability] says ROTTEN (unsafe fix)",
        "docs/a.md:2:8: warning[superseded] says DUSTY",
    ]


def test_errors_warnings_and_the_summary_follow() -> None:
    lines = render(everything(), Options()).splitlines()
    assert "warning: docs/a.md:2:3: odd" in lines
    assert "error: docs/c.md: not valid UTF-8" in lines
    assert lines[-2].startswith("6 findings in 2 files")


def test_hostile_text_adds_no_line() -> None:
    run = hostile()
    lines = render(run, Options()).split("\n")
    assert len(lines) == len(findings(run)) + len(run.errors) + len(run.warnings) + 3
    assert all(line.isprintable() for line in lines)
