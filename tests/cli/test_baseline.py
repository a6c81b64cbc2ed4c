"""`freshlint baseline`: what is accepted is not reported, and nothing else is hidden by it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("word_engine")
Call = Callable[..., Any]
FILE = "freshlint-baseline.json"


@pytest.fixture
def accepted(site: Path, freshlint: Call) -> Path:
    """A site whose two findings are accepted."""
    (site / "docs").mkdir()
    (site / "docs/a.md").write_text("STALE\n\nfine\n\nSTALE\n")
    (site / "docs/b.md").write_text("DUSTY\n")
    outcome = freshlint("baseline", "write")
    assert (outcome.code, outcome.out) == (0, f"{FILE}: 3 findings in 2 files accepted\n")
    return site


def found(outcome: Any) -> list[str]:
    return [f"{each['path']}:{each['start']['line']}" for each in outcome.report["findings"]]


def check(freshlint: Call, *arguments: str) -> list[str]:
    return found(freshlint("check", "--output-format", "json", *arguments))


def test_what_is_accepted_is_counted_and_not_reported(accepted: Path, freshlint: Call) -> None:
    outcome = freshlint("check")
    assert outcome.code == 0
    assert "3 in the baseline" in outcome.out
    assert len(check(freshlint, "--no-baseline")) == 3
    assert len(check(freshlint, "--isolated")) == 3


def test_moved_lines_stay_accepted_one_more_is_new(accepted: Path, freshlint: Call) -> None:
    (accepted / "docs/a.md").write_text("new\n\nand new\n\nSTALE\n\n STALE\n")
    assert check(freshlint) == []
    (accepted / "docs/a.md").write_text("STALE\n\nSTALE\n\nSTALE\n")
    assert check(freshlint) == ["docs/a.md:5"]


def test_it_is_the_same_from_a_folder_below(
    accepted: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (accepted / "freshlint.toml").write_text("")
    monkeypatch.chdir(accepted / "docs")
    assert check(freshlint, "a.md") == []


def test_a_changed_fact_value_reopens(accepted: Path, freshlint: Call) -> None:
    file = accepted / FILE
    file.write_text(file.read_text().replace('"value": "FRESH"', '"value": "FORMER"', 1))
    assert check(freshlint) == ["docs/a.md:1"]


def test_a_renamed_page_is_new(accepted: Path, freshlint: Call) -> None:
    (accepted / "docs/b.md").rename(accepted / "docs/c.md")
    assert check(freshlint) == ["docs/c.md:1"]


def test_what_is_accepted_is_not_fixed(accepted: Path, freshlint: Call) -> None:
    page = accepted / "docs/a.md"
    page.write_text(f"{page.read_text()}STALE\n")
    assert freshlint("check", "--fix").code == 0
    assert page.read_text() == "STALE\n\nfine\n\nSTALE\nFRESH\n"


def test_check_names_what_is_gone_and_prune_takes_it_out(accepted: Path, freshlint: Call) -> None:
    assert freshlint("baseline", "check").code == 0
    (accepted / "docs/a.md").write_text("STALE\n")
    (accepted / "docs/b.md").unlink()
    outcome = freshlint("baseline", "check")
    assert outcome.code == 1
    assert "docs/a.md: snapshot: 'stale' is not found any more" in outcome.out
    assert "docs/b.md: superseded: 'dusty' is not found any more" in outcome.out
    assert freshlint("baseline", "prune").code == 0
    assert [entry["path"] for entry in json.loads((accepted / FILE).read_text())["findings"]] == ["docs/a.md"]
    assert freshlint("baseline", "check").code == 0


def test_prune_adds_nothing_and_leaves_pages_that_were_not_checked(accepted: Path, freshlint: Call) -> None:
    (accepted / "docs/a.md").write_text("STALE ROTTEN\n")
    (accepted / "docs/b.md").write_text("fine\n")
    freshlint("baseline", "prune", "docs/a.md")
    rules = [entry["rule"] for entry in json.loads((accepted / FILE).read_text())["findings"]]
    assert rules == ["snapshot", "superseded"]


def test_write_with_paths_leaves_the_entries_of_other_pages(accepted: Path, freshlint: Call) -> None:
    (accepted / "docs/a.md").write_text("ROTTEN\n")
    (accepted / "docs/b.md").write_text("STALE\n")
    freshlint("baseline", "write", "docs/a.md")
    entries = json.loads((accepted / FILE).read_text())["findings"]
    assert [(entry["path"], entry["rule"]) for entry in entries] == [
        ("docs/a.md", "availability"),
        ("docs/b.md", "superseded"),
    ]


@pytest.mark.parametrize("command", ["write", "prune", "check"])
def test_a_page_that_cannot_be_checked_changes_nothing(accepted: Path, freshlint: Call, command: str) -> None:
    before = (accepted / FILE).read_bytes()
    (accepted / "docs/a.md").write_text("BOOM")
    outcome = freshlint("baseline", command)
    assert outcome.code == 2
    assert "docs/a.md: internal error" in outcome.err
    assert (accepted / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": 2, "findings": []}', "is of version 2, this freshlint reads 1"),
        ('{"findings": []}', "is of version None"),
        ("[]", "is no baseline"),
        ("{", "is no baseline"),
        ('{"version": 1, "findings": [{"path": "a.md"}]}', "is no baseline"),
        ('{"version": 1, "findings": [], "more": 1}', "is no baseline"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["baseline", "prune"], ["baseline", "check"]])
def test_a_file_that_is_no_baseline_hides_nothing(
    accepted: Path, freshlint: Call, text: str, message: str, command: list[str]
) -> None:
    (accepted / FILE).write_text(text)
    outcome = freshlint(*command)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_two_branches_that_accept_on_different_pages_merge(accepted: Path) -> None:
    lines = (accepted / FILE).read_text().splitlines()
    assert [json.loads(line.strip(" ,"))["path"] for line in lines[1:-1]] == [
        "docs/a.md",
        "docs/a.md",
        "docs/b.md",
    ]
