"""`--fix --all-or-nothing`: one file that cannot be checked or written keeps all others as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint.storage import Disk
from freshlint.write import WriteError

Call = Callable[..., Any]


@pytest.fixture(autouse=True)
def _(word_engine: None) -> None:
    """Pages of words."""


def test_all_files_are_fixed(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text("STALE\n")
    (site / "b.md").write_text("STALE\n")
    outcome = freshlint("check", "--fix", "--all-or-nothing")
    assert outcome.code == 0
    assert "Fixed 2 findings" in outcome.out
    assert {path.read_text() for path in site.glob("*.md")} == {"FRESH\n"}


def test_one_that_cannot_be_checked_keeps_all(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text("STALE\n")
    (site / "b.md").write_text("BOOM\n")
    outcome = freshlint("check", "--fix", "--all-or-nothing")
    assert outcome.code == 2
    assert "no file was fixed (--all-or-nothing)" in outcome.out
    assert "Would fix 1 finding" in outcome.out
    assert (site / "a.md").read_text() == "STALE\n"


def test_one_that_cannot_be_written_puts_all_back(
    site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Disk.replace

    def full(disk: Disk, path: Path, before: bytes, after: bytes) -> None:
        if path.name == "b.md":
            raise WriteError("cannot be written: No space left on device")
        real(disk, path, before, after)

    (site / "a.md").write_text("STALE\n")
    (site / "b.md").write_text("STALE\n")
    monkeypatch.setattr(Disk, "replace", full)
    outcome = freshlint("check", "--fix", "--all-or-nothing")
    assert outcome.code == 2
    assert "b.md: cannot be written: No space left on device" in outcome.out
    assert {path.read_text() for path in site.glob("*.md")} == {"STALE\n"}


def test_it_is_for_fix(freshlint: Call) -> None:
    outcome = freshlint("check", "--all-or-nothing")
    assert outcome.code == 2
    assert "--all-or-nothing is for --fix" in outcome.err
