"""GitLab's Code Quality report."""

from __future__ import annotations

import json
from typing import Any

import pytest

from freshlint.report import Options
from freshlint.report.gitlab import render
from freshlint.report.model import Message, RunReport
from freshlint.source import Span
from report_samples import everything, findings, hostile, page, report, validate


def violations(run: RunReport) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = json.loads(render(run, Options()))
    validate(content, "gitlab-code-quality.json")
    return content


@pytest.mark.parametrize("run", [report(), everything(), hostile()], ids=["empty", "everything", "hostile"])
def test_it_is_valid(run: RunReport) -> None:
    assert len(violations(run)) == len(findings(run)) + len(run.errors)


def test_a_finding_is_a_violation() -> None:
    run = report(page("One\nSTALE\nand\n", span=Span(4, 14)))
    assert violations(run) == [
        {
            "description": "says STALE. Source: The source, https://example.com/a, verified 2026-04-22",
            "check_name": "freshlint-snapshot",
            "severity": "major",
            "location": {"path": "docs/a.md", "lines": {"begin": 2, "end": 3}},
            "fingerprint": findings(run)[0].fingerprint,
        }
    ]


def test_severities() -> None:
    shown = violations(report(page("STALE DUSTY FAINT")))
    assert [violation["severity"] for violation in shown] == ["major", "minor", "info"]


def test_a_file_that_could_not_be_checked_is_a_blocker() -> None:
    one, other = violations(report(errors=(Message("broken", "b.md"), Message("broken", "c.md"))))
    assert (one["severity"], one["location"]["path"]) == ("blocker", "b.md")
    assert one["fingerprint"] != other["fingerprint"]


def test_lines_end_with_lf_as_in_git() -> None:
    assert violations(report(page("a\rb\rSTALE")))[0]["location"]["lines"] == {"begin": 1, "end": 1}


def test_descriptions_hold_no_control_character() -> None:
    for violation in violations(hostile()):
        assert all(character.isprintable() for character in violation["description"])
