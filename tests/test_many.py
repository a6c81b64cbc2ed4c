"""Many files: shared by processes, remembered from run to run, and never another answer for it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint import many
from freshlint.cache import Folder
from freshlint.page import Checker
from freshlint.pool import Start, in_processes
from freshlint.record import PageRecord
from freshlint.remembered import Remembered, digest_of, stamp_of

Call = Callable[..., Any]
PAGES = {
    "stale": "gpt-image-2 is not available in the API. Image output costs $40 per 1M tokens.\n",
    "fresh": "gpt-image-2 is available in the API.\n",
    "unclear": "gpt-image-2 costs 40 in all.\n\nSee gpt-image-2: it costs $3 somehow.\n",
    "empty": "Cats.\n",
    "odd": "<p>gpt-image-2 <b>is new</p>\n",
}


@pytest.fixture
def corpus(site: Path) -> Path:
    """Forty pages of every kind, one of which cannot be read, all changed long ago."""
    for number in range(8):
        for name, text in PAGES.items():
            suffix = "html" if name == "odd" else "md"
            (site / f"{name}-{number}.{suffix}").write_text(text)
    (site / "binary.md").write_bytes(b"\0\xff" * 20)
    age(site)
    return site


def age(folder: Path) -> None:
    """Lets all files be older than the clock of a file system can blur."""
    for file in folder.iterdir():
        if file.is_file():
            os.utime(file, ns=(10**18, 10**18))


def report(freshlint: Call, *arguments: str) -> Any:
    return freshlint(
        "check", "--as-of", "2026-04-22", "--output-format", "json", "--show-undecided", *arguments
    ).report


def test_processes_and_memory_change_no_report(
    corpus: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "_LITTLE", 0)
    alone = report(freshlint, "--no-cache", "--jobs", "1")
    assert alone["summary"]["findings"] and alone["undecided"]
    assert alone["summary"]["errors"] and alone["summary"]["warnings"]
    assert report(freshlint, "--no-cache", "--jobs", "2") == alone
    assert report(freshlint, "--cache-dir", "kept", "--jobs", "2") == alone
    assert report(freshlint, "--cache-dir", "kept") == alone
    assert report(freshlint, "--cache-dir", "kept", "--as-of", "2026-04-01") == report(
        freshlint, "--no-cache", "--as-of", "2026-04-01"
    )


def test_what_names_nothing_is_not_sent_to_a_process(
    corpus: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def noted(start: Start, work: Any, pieces: Any, jobs: int) -> Any:
        sent.extend(path.name for path, _ in pieces)
        return in_processes(start, work, pieces, jobs)

    monkeypatch.setattr(many, "_LITTLE", 1000)
    monkeypatch.setattr("freshlint.pool.in_processes", noted)
    alone = report(freshlint, "--no-cache", "--jobs", "1")
    assert report(freshlint, "--no-cache", "--jobs", "2") == alone
    pages = {file.name for file in corpus.iterdir() if file.suffix in (".md", ".html")}
    assert set(sent) == {name for name in pages if not name.startswith("empty")}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were checked, not remembered."""
    checked: list[str] = []
    check = Checker.check

    def noted(self: Checker, source: Any, *rest: Any) -> Any:
        checked.append(source.path)
        return check(self, source, *rest)

    monkeypatch.setattr(Checker, "check", noted)
    monkeypatch.setattr("freshlint.remembered._TICK", -(10**18))
    return checked


def test_only_what_changed_is_checked_again(corpus: Path, freshlint: Call, told: list[str]) -> None:
    report(freshlint, "--cache-dir", "kept")
    assert len(told) == 32
    told.clear()
    report(freshlint, "--cache-dir", "kept")
    assert told == []
    (corpus / "fresh-3.md").write_text(PAGES["stale"])
    (corpus / "stale-3.md").touch()
    changed = report(freshlint, "--cache-dir", "kept")
    assert told == ["fresh-3.md"]
    assert changed == report(freshlint, "--no-cache")


def test_other_facts_settings_and_days_are_another_memory(
    corpus: Path, freshlint: Call, told: list[str]
) -> None:
    for change in ([], ["--as-of", "2026-05-01"], ["--select", "price"], ["--min-confidence", "low"]):
        told.clear()
        report(freshlint, "--cache-dir", "kept", *change)
        assert len(told) == 32, change


def test_a_page_changed_as_it_was_read_is_not_trusted(tmp_path: Path) -> None:
    page, keep = tmp_path / "a.md", Folder(tmp_path / "kept")
    page.write_text("one")
    stamp = stamp_of(page)
    assert stamp
    remembered = Remembered(keep)
    remembered.note(page, stamp, digest_of(b"one"), PageRecord(screened=True))
    remembered.save()
    # Same size, same times: nothing on the disk tells that it changed.
    page.write_text("two")
    os.utime(page, ns=(stamp.modified, stamp.modified))
    again = Remembered(keep)
    assert again.by_stamp(page, stamp) is None
    assert again.by_bytes(page, b"two") is None
    assert again.by_bytes(page, b"one") == PageRecord(screened=True)


def test_a_page_unchanged_for_long_is_trusted_by_its_stamp(tmp_path: Path) -> None:
    page, keep = tmp_path / "a.md", Folder(tmp_path / "kept")
    page.write_text("one")
    stamp = stamp_of(page)
    assert stamp
    old = type(stamp)(stamp.size, time.time_ns() - 10**10, time.time_ns() - 10**10, stamp.number)
    remembered = Remembered(keep)
    remembered.note(page, old, digest_of(b"one"), PageRecord(screened=True))
    remembered.save()
    assert Remembered(keep).by_stamp(page, old) == PageRecord(screened=True)
    assert Remembered(keep).by_stamp(page, stamp) is None


def _double(number: int) -> int:
    if number % 100 == 13:
        os._exit(1)
    return 2 * number


def _nothing() -> None:
    """Prepares a process."""


def test_what_ends_its_process_is_told_apart() -> None:
    pieces = [(number, 100_000) for number in range(120)]
    made = dict(in_processes(Start(_nothing, ()), _double, pieces, 2))
    assert made == {number: None if number % 100 == 13 else 2 * number for number in range(120)}
