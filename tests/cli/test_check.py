"""`freshlint check`: options, exit codes and what is written, on an engine that finds four words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("word_engine")
Call = Callable[..., Any]


def test_without_paths_the_working_directory_is_checked(site: Path, freshlint: Call) -> None:
    (site / "docs").mkdir()
    (site / "docs/a.md").write_text("STALE")
    outcome = freshlint("check")
    assert outcome.code == 1
    assert "docs/a.md:1:1: error[snapshot] says STALE" in outcome.out


def test_configured_paths_are_checked_instead(site: Path, freshlint: Call) -> None:
    (site / "docs").mkdir()
    (site / "docs/a.md").write_text("fine")
    (site / "b.md").write_text("STALE")
    (site / "freshlint.toml").write_text('paths = ["docs"]')
    assert freshlint("check").code == 0
    assert freshlint("check", "b.md").code == 1


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("fine", [], 0),
        ("STALE", [], 1),
        ("STALE", ["--exit-zero"], 0),
        ("DUSTY", [], 1),
        ("DUSTY", ["--fail-on", "error"], 0),
        ("FAINT", [], 0),
        ("FAINT", ["--fail-on", "notice"], 1),
        ("STALE", ["--fix"], 0),
        ("ROTTEN", ["--fix"], 1),
        ("ROTTEN", ["--fix", "--unsafe-fixes"], 0),
        ("STALE", ["--diff"], 1),
        ("BOOM", [], 2),
        ("BOOM", ["--exit-zero"], 2),
    ],
)
def test_exit_codes(site: Path, freshlint: Call, text: str, options: list[str], code: int) -> None:
    (site / "a.md").write_text(text)
    assert freshlint("check", "a.md", *options).code == code


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        (["--select", "snapshot"], {"snapshot"}),
        (["--select", "snapshot,superseded"], {"snapshot", "superseded"}),
        (["--select", "snapshot", "--select", "superseded"], {"snapshot", "superseded"}),
        (["--ignore", "snapshot", "--ignore", "availability"], {"superseded"}),
    ],
)
def test_rules_are_selected_and_ignored(
    site: Path, freshlint: Call, options: list[str], rules: set[str]
) -> None:
    (site / "a.md").write_text("STALE ROTTEN DUSTY")
    report = freshlint("check", "--output-format", "json", *options).report
    assert {finding["rule"] for finding in report["findings"]} == rules


def test_the_command_line_wins_over_the_configuration(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text("STALE DUSTY")
    (site / "freshlint.toml").write_text('select = ["superseded"]\nas-of = 2026-01-02\nfail-on = "error"\n')
    report = freshlint("check", "--output-format", "json")
    assert (report.code, report.report["as_of"]) == (0, "2026-01-02")
    report = freshlint("check", "--select", "snapshot", "--as-of", "2026-04-22", "--output-format", "json")
    assert (report.code, report.report["as_of"]) == (1, "2026-04-22")
    assert freshlint("check", "--isolated", "--output-format", "json").report["as_of"] != "2026-01-02"


def test_a_severity_of_the_configuration_replaces_the_rules_own(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text("STALE")
    (site / "freshlint.toml").write_text('[severity]\nsnapshot = "notice"\n')
    outcome = freshlint("check", "--output-format", "json")
    assert (outcome.code, outcome.report["findings"][0]["severity"]) == (0, "notice")


def test_a_page_that_is_archived_is_history(site: Path, freshlint: Call) -> None:
    (site / "blog/2025").mkdir(parents=True)
    (site / "blog/2025/a.md").write_text("STALE")
    (site / "freshlint.toml").write_text('archive = ["blog/2025/"]')
    assert freshlint("check").code == 0


def test_fix_writes_what_is_safe_and_leaves_the_rest(site: Path, freshlint: Call) -> None:
    page = site / "a.md"
    page.write_bytes(b"\xef\xbb\xbfSTALE \xe2\x82\xac\r\nROTTEN\rSTALE")
    outcome = freshlint("check", "--fix")
    assert page.read_bytes() == b"\xef\xbb\xbfFRESH \xe2\x82\xac\r\nROTTEN\rFRESH"
    assert "Fixed 2 findings, 1 left in 1 file" in outcome.out
    assert outcome.code == 1


def test_fixing_twice_changes_nothing_more(site: Path, freshlint: Call) -> None:
    page = site / "a.md"
    page.write_text("STALE ROTTEN DUSTY")
    freshlint("check", "--fix", "--unsafe-fixes")
    fixed = page.read_bytes(), page.stat().st_mtime_ns
    outcome = freshlint("check", "--fix", "--unsafe-fixes")
    assert (page.read_bytes(), page.stat().st_mtime_ns) == fixed
    assert "Fixed" not in outcome.out


@pytest.mark.parametrize("options", [["--diff"], ["--diff", "--fix"]])
def test_diff_shows_the_fixes_and_writes_nothing(site: Path, freshlint: Call, options: list[str]) -> None:
    page = site / "a.md"
    page.write_text("one\nSTALE\n")
    outcome = freshlint("check", *options)
    assert outcome.out == "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n one\n-STALE\n+FRESH\n"
    assert page.read_text() == "one\nSTALE\n"


def test_diff_of_unsafe_fixes_must_be_asked_for(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text("ROTTEN\n")
    assert freshlint("check", "--diff").out == ""
    assert "+MENDED" in freshlint("check", "--diff", "--unsafe-fixes").out


def test_an_internal_error_names_its_file_and_the_others_go_on(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text("BOOM")
    (site / "b.md").write_text("STALE")
    outcome = freshlint("check", "--output-format", "json")
    assert outcome.code == 2
    assert [finding["path"] for finding in outcome.report["findings"]] == ["b.md"]
    (error,) = outcome.report["summary"]["errors"]
    assert error["path"] == "a.md"
    assert "internal error" in error["message"] and "boom" in error["message"]
    assert "a.md: internal error" in outcome.err


def test_colors_only_where_they_are_wanted(
    site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "a.md").write_text("STALE")
    assert "\033[" not in freshlint("check").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\033[" in freshlint("check").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\033[" not in freshlint("check").out


def test_a_run_without_files_says_what_would_be_read(site: Path, freshlint: Call) -> None:
    outcome = freshlint("check")
    assert outcome.code == 0
    assert "No file to check" in outcome.out
    assert ".mdx" in outcome.out


def test_a_file_of_another_format_is_left_out_and_named(site: Path, freshlint: Call) -> None:
    (site / "logo.png").write_bytes(b"STALE")
    outcome = freshlint("check", "logo.png")
    assert outcome.code == 0
    assert "logo.png: left out, not a format that freshlint reads" in outcome.out
