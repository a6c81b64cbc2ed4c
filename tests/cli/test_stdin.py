"""`freshlint check --stdin-filename FILE`: for editors and other programs that hold the text themselves."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("word_engine")
Call = Callable[..., Any]


@pytest.fixture
def given(freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `freshlint check` with these bytes on stdin."""

    def call(data: bytes, *arguments: str) -> Any:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return freshlint("check", *arguments)

    return call


def test_the_name_is_what_reports_and_patterns_go_by(site: Path, given: Call) -> None:
    (site / "freshlint.toml").write_text('archive = ["old/"]\n')
    outcome = given(b"\nSTALE", "--stdin-filename", "docs/new.md", "--output-format", "concise")
    assert outcome.code == 1
    assert outcome.out.startswith("docs/new.md:2:1: error[snapshot]")
    assert given(b"STALE", "--stdin-filename", "old/a.md").code == 0
    assert list(site.iterdir()) == [site / "freshlint.toml"]


def test_fixed_it_goes_to_stdout_and_the_rest_to_stderr(site: Path, given: Call) -> None:
    page = site / "a.md"
    page.write_text("on the disk")
    outcome = given("\ufeffSTALE é\r\nROTTEN".encode(), "--stdin-filename", "a.md", "--fix", "-")
    assert outcome.out == "\ufeffFRESH é\r\nROTTEN"
    assert outcome.code == 1
    assert "a.md:2:1: error[availability]" in outcome.err
    assert page.read_text() == "on the disk"


@pytest.mark.parametrize("data", [b"", b"fine\n", b"caf\xe9 STALE"])
def test_what_is_not_fixed_comes_back_as_it_was(site: Path, data: bytes) -> None:
    command = [
        sys.executable,
        "-m",
        "freshlint",
        "check",
        "--stdin-filename",
        "a.md",
        "--fix",
        "--statistics",
    ]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.stdout == data
    assert (done.returncode == 2) == (b"\xe9" in data)


def test_a_diff_and_reports_of_it(site: Path, given: Call) -> None:
    assert "-STALE\n+FRESH\n" in given(b"STALE\n", "--stdin-filename", "a.md", "--diff").out
    to_file = ["--output-format", "json", "--output-file", "x.json"]
    assert given(b"STALE\n", "--stdin-filename", "a.md", "--fix", *to_file).out == "FRESH\n"
    assert '"fixed": 1' in (site / "x.json").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.md"], "leave out PATHS"),
        (["--since", "main"], "leave out PATHS, --changed and --since"),
        (["--changed"], "leave out PATHS, --changed"),
        (["--fix", "--output-format", "json"], "--fix prints the fixed text"),
    ],
)
def test_what_does_not_go_together(site: Path, given: Call, arguments: list[str], message: str) -> None:
    (site / "a.md").write_text("fine")
    outcome = given(b"STALE", "--stdin-filename", "a.md", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_a_format_that_is_not_read_is_no_clean_page(site: Path, given: Call) -> None:
    outcome = given(b"STALE", "--stdin-filename", "a.rst")
    assert outcome.code == 2
    assert "a.rst is not of a format that freshlint reads" in outcome.err
