"""The diff of the fixes: a patch that git takes."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from freshlint.report.diff import unified
from freshlint.report.model import PageReport, RunReport
from freshlint.source import Source


def diff_of(*changes: tuple[str, str, str]) -> str:
    pages = tuple(PageReport(Source(path, new), before=Source(path, old)) for path, old, new in changes)
    return unified(RunReport(date(2026, 4, 22), (), pages))


def test_nothing_changed_is_nothing() -> None:
    page = PageReport(Source("a.md", "same"))
    assert unified(RunReport(date(2026, 4, 22), (), (page,))) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nSTALE\nb\n", "a\nFRESH\nb\n"),
        ("STALE", "FRESH"),
        ("a\r\nSTALE\r\n", "a\r\nFRESH\r\n"),
        ("one\rSTALE\u2028x\n", "one\rFRESH\u2028x\n"),
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\nSTALE", "0\n1\n2\n3\n4\n5\n6\n7\n8\n9\nFRESH"),
    ],
    ids=["plain", "no newline at the end", "CRLF", "odd line ends", "two hunks"],
)
def test_git_applies_it(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "docs" / "a.md"
    file.parent.mkdir()
    file.write_bytes(old.encode())
    patch = diff_of(("docs/a.md", old, new)).encode()
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=tmp_path, input=patch, check=True)
    assert file.read_bytes() == new.encode()
