"""The whole program on the site of `make demo`: what is fixed, and what stays byte for byte."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint.discovery import Ignores, discover
from freshlint.finding import Edit
from freshlint.fix.apply import apply_edits
from freshlint.source import Source

Call = Callable[..., Any]
ARTICLES = Path(__file__).parents[1] / "fixtures/articles"
CHECK = ("check", "articles", "--as-of", "2026-04-22", "--isolated")


@pytest.fixture
def articles(site: Path) -> Path:
    """A copy of the demo site below the working directory."""
    shutil.copytree(ARTICLES, site / "articles")
    return site / "articles"


def contents(folder: Path) -> dict[str, bytes]:
    found = discover([folder], Ignores(folder, ())).files
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_there_is_much_to_find_and_much_to_leave_alone(articles: Path, freshlint: Call) -> None:
    report = freshlint(*CHECK, "--output-format", "json").report
    assert report["summary"]["files"] >= 8
    assert report["summary"]["errors"] == []
    assert {"availability", "release-watch", "api-field", "price"} <= {
        finding["rule"] for finding in report["findings"]
    }
    assert {Path(finding["path"]).suffix for finding in report["findings"]} == {".md", ".mdx", ".html"}


def test_places_in_the_report_are_places_in_the_files(articles: Path, freshlint: Call) -> None:
    for finding in freshlint(*CHECK, "--output-format", "json").report["findings"]:
        source = Source.decode(finding["path"], Path(finding["path"]).read_bytes())
        start, end = finding["start"], finding["end"]
        assert source.text[start["offset"] : end["offset"]] == finding["text"]
        assert source.position(start["offset"]) == (start["line"], start["column"])


def test_fixing_leaves_nothing_to_fix_and_fixing_again_changes_nothing(
    articles: Path, freshlint: Call
) -> None:
    freshlint(*CHECK, "--fix", "--unsafe-fixes")
    fixed = contents(articles)
    again = freshlint(*CHECK, "--fix", "--unsafe-fixes", "--output-format", "json").report
    assert contents(articles) == fixed
    assert again["summary"]["fixed"] == 0
    assert [finding for finding in again["findings"] if finding["fix"] and finding["fix"]["edits"]] == []


def test_safe_fixes_change_only_what_their_findings_say(articles: Path, freshlint: Call) -> None:
    """One round of fixes: the edits in the report, made by hand, give the same bytes."""
    report = freshlint(*CHECK, "--output-format", "json").report
    before = contents(articles)
    freshlint(*CHECK, "--fix")
    for name, data in before.items():
        fixes = [
            finding["fix"]
            for finding in report["findings"]
            if finding["path"] == f"articles/{name}" and finding["fix"]
        ]
        edits = [
            Edit(edit["start"], edit["end"], edit["text"])
            for fix in fixes
            if fix["applicability"] == "safe"
            for edit in fix["edits"]
        ]
        source = Source.decode(name, data)
        assert (articles / name).read_bytes() == source.encode(apply_edits(source.text, edits))


def test_the_diff_is_what_fixing_writes(articles: Path, freshlint: Call, site: Path) -> None:
    patch = freshlint(*CHECK, "--diff", "--unsafe-fixes").out.encode()
    subprocess.run(["git", "init", "-q"], cwd=site, check=True)
    shutil.copytree(articles, site / "patched/articles")
    subprocess.run(
        ["git", "apply", "--directory=patched", "--whitespace=nowarn", "-"], cwd=site, input=patch, check=True
    )
    freshlint(*CHECK, "--fix", "--unsafe-fixes")
    assert contents(site / "patched/articles") == contents(articles)


def test_the_day_before_the_release_nothing_was_wrong_about_it(articles: Path, freshlint: Call) -> None:
    report = freshlint(
        "check", "articles", "--as-of", "2026-04-20", "--isolated", "--output-format", "json"
    ).report
    rules = {finding["rule"] for finding in report["findings"] if finding["entity"] == "gpt-image-2"}
    assert not rules & {"availability", "release-watch"}
