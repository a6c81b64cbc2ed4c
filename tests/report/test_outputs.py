"""Several reports at once, to files and to stdout."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint.report import formats
from freshlint.write import write_whole

pytestmark = pytest.mark.usefixtures("word_engine")
Call = Callable[..., Any]


@pytest.fixture(autouse=True)
def stale(site: Path) -> Path:
    page = site / "a.md"
    page.write_text("STALE")
    return page


def test_each_file_belongs_to_the_format_before_it(site: Path, freshlint: Call) -> None:
    options = "--output-format sarif --output-file x.sarif --output-format text --output-format json"
    outcome = freshlint("check", *options.split(), "--output-file=x.json")
    assert outcome.code == 1
    assert json.loads((site / "x.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((site / "x.json").read_text())["summary"]["findings"] == 1
    assert outcome.out.startswith("a.md:1:1: error[snapshot] says STALE")


def test_a_file_without_a_format_gets_text_and_stdout_nothing(site: Path, freshlint: Call) -> None:
    outcome = freshlint("check", "--output-file", "x.txt")
    assert (site / "x.txt").read_text().startswith("a.md:1:1")
    assert outcome.out == ""
    assert outcome.err.startswith("1 finding in 1 file")


def test_every_format_can_be_written_at_once(site: Path, freshlint: Call) -> None:
    pairs = [("--output-format", name, "--output-file", f"report.{name}") for name in formats()]
    freshlint("check", *(option for pair in pairs for option in pair))
    assert {path.suffix[1:] for path in site.glob("report.*") if path.stat().st_size} == set(formats())


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ("--output-format json --output-format sarif", "two formats for stdout"),
        ("--output-file x --output-format json", "write it after the --output-format"),
        ("--output-format json --output-file x --output-file y", "write it after the --output-format"),
        ("--output-format json --output-file x --output-format sarif --output-file ./x", "named twice"),
        ("--output-file none/x", "in no folder that exists"),
        ("--output-file .", "is a folder"),
        ("--diff --output-file x", "--diff prints a diff"),
        ("--diff --output-format json", "--diff prints a diff"),
    ],
)
def test_what_goes_where_must_be_clear_before_anything_is_checked(
    site: Path, freshlint: Call, options: str, reason: str
) -> None:
    outcome = freshlint("check", *options.split())
    assert outcome.code == 2
    assert reason in outcome.err
    assert [path.name for path in site.iterdir()] == ["a.md"]


def test_a_report_that_cannot_be_written_is_an_error_and_the_others_are_written(
    site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        if path.name == "x":
            raise OSError(28, "No space left on device")
        write_whole(path, data)

    monkeypatch.setattr("freshlint.cli.present.write_whole", full)
    options = "--exit-zero --output-format json --output-file x --output-format sarif --output-file y"
    outcome = freshlint("check", *options.split())
    assert outcome.code == 2
    assert "x: cannot be written: No space left on device" in outcome.err
    assert (site / "y").exists()


def test_a_write_that_fails_leaves_the_old_report_and_no_other_file(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = site / "x"
    report.write_text("old")

    def broken(self: Path, target: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="Input/output"):
        write_whole(report, b"new")
    assert report.read_text() == "old"
    assert {path.name for path in site.iterdir()} == {"a.md", "x"}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_new_report_has_the_usual_mode_and_an_old_one_keeps_its_own(site: Path) -> None:
    before = os.umask(0o022)
    try:
        write_whole(site / "new", b"x")
    finally:
        os.umask(before)
    (site / "old").touch(mode=0o640)
    (site / "old").chmod(0o640)
    write_whole(site / "old", b"x")
    assert [stat.S_IMODE((site / name).stat().st_mode) for name in ("new", "old")] == [0o644, 0o640]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX devices and links")
def test_a_link_is_followed_and_a_device_stays_one(site: Path) -> None:
    (site / "link").symlink_to("real")
    write_whole(site / "link", b"x")
    assert (site / "real").read_bytes() == b"x" and (site / "link").is_symlink()
    write_whole(Path(os.devnull), b"x")
    assert Path(os.devnull).is_char_device()


def test_statistics_go_where_a_person_reads(site: Path, freshlint: Call) -> None:
    line = "1  snapshot  1 by --fix"
    assert freshlint("check", "--statistics").out.splitlines()[-1] == line
    outcome = freshlint("check", "--statistics", "--output-format", "json")
    assert outcome.report["summary"]["findings"] == 1
    assert outcome.err.splitlines() == [line]


def test_colors_stay_out_of_files(site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    freshlint("check", "--output-file", "x.txt")
    assert "\033[" not in (site / "x.txt").read_text()
