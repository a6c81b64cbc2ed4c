"""`freshlint lock`: neither a day that passes nor newer facts change what a check says, until the lock is moved."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from freshlint import lock as locks
from freshlint import packs, setup
from freshlint.facts.digest import digest
from freshlint.lock import Lock, LockedFile

Call = Callable[..., Any]
FILE = "freshlint.lock"
PRICE = "Image output of gpt-image-2 costs ${} per 1M tokens.\n"
OWN = """\
freshlint: 1
sources: {page: {title: Page, url: "https://example.com"}}
entities:
  petrel-16: {names: [Petrel DB 16], status: [{value: STATUS, since: 2026-03-01, verified: 2026-03-01, source: page}]}
"""


@pytest.fixture
def locked(site: Path, freshlint: Call) -> Path:
    """A project with facts of its own and one stale page, locked as of 2026-04-22."""
    (site / "facts.yaml").write_text(OWN.replace("STATUS", "released"))
    (site / "freshlint.toml").write_text('facts = ["facts.yaml"]\n')
    (site / "a.md").write_text(PRICE.format(40) + "\nPetrel DB 16 is not released yet.\n")
    outcome = freshlint("lock", "--as-of", "2026-04-22")
    assert outcome.code == 0
    said = outcome.out.splitlines()
    assert said[0] == f"{FILE}: as of 2026-04-22"
    assert {"  facts.yaml: added", "  freshlint_rules/facts/openai-images.yaml: added"} < set(said[1:])
    return site


@pytest.fixture
def newer_facts(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Moves the pack that ships on: another price, and a file more."""
    shipped = packs._facts

    def newer(name: str, root: Any) -> tuple[tuple[str, bytes], ...]:
        facts = shipped(name, root)
        moved = [(label, data.replace(b"amount: 30\n", b"amount: 31\n")) for label, data in facts]
        more = (
            f"{name}/facts/petrel.yaml",
            OWN.replace("STATUS", "retired").replace("16", "18").encode(),
        )
        return (*moved, more)

    return lambda: monkeypatch.setattr(packs, "_facts", newer)


def report(freshlint: Call, *arguments: str) -> Any:
    return freshlint("check", "--output-format", "json", *arguments).report


def test_newer_facts_and_another_day_change_nothing(
    locked: Path, freshlint: Call, newer_facts: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = report(freshlint)
    assert [found["expected"] for found in first["findings"]] == [
        "$30 per 1M tokens",
        "released since 2026-03-01",
    ]
    newer_facts()
    monkeypatch.setattr(setup, "today", lambda: date(2027, 1, 1))
    assert report(freshlint) == first
    unlocked = report(freshlint, "--no-lock")
    assert unlocked["as_of"] == "2027-01-01"
    assert unlocked["findings"][0]["expected"] == "$31 per 1M tokens"


def test_moving_it_says_what_has_moved(locked: Path, freshlint: Call, newer_facts: Call) -> None:
    newer_facts()
    outcome = freshlint("lock", "--as-of", "2026-05-01")
    assert outcome.out.splitlines() == [
        f"{FILE}: as of 2026-05-01 (before: 2026-04-22)",
        "  freshlint_rules/facts/openai-images.yaml: changed",
        "  freshlint_rules/facts/petrel.yaml: added",
    ]
    assert report(freshlint)["findings"][0]["expected"] == "$31 per 1M tokens"


def test_own_facts_count_as_they_are_and_are_told(locked: Path, freshlint: Call) -> None:
    (locked / "facts.yaml").write_text(OWN.replace("STATUS", "announced"))
    outcome = freshlint("check")
    assert "warning: facts.yaml is not as freshlint.lock has it" in outcome.out
    assert "Petrel" not in outcome.out
    before = (locked / FILE).read_text()
    assert freshlint("lock", "--own").out.splitlines() == [
        f"{FILE}: as of 2026-04-22",
        "  facts.yaml: changed",
    ]
    assert "warning" not in freshlint("check").out
    changed = set(before.splitlines()) ^ set((locked / FILE).read_text().splitlines())
    assert all(line.startswith("digest") for line in changed)


def test_facts_outside_of_the_project_are_kept_word_for_word(
    site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "shared.yaml").write_text(OWN.replace("STATUS", "released"))
    (site / "docs").mkdir()
    (site / "docs/freshlint.toml").write_text('facts = ["../shared.yaml"]\n')
    (site / "docs/a.md").write_text("Petrel DB 16 is not released yet.\n")
    monkeypatch.chdir(site / "docs")
    freshlint("lock", "--as-of", "2026-04-22")
    (site / "shared.yaml").write_text(OWN.replace("STATUS", "announced"))
    assert len(report(freshlint)["findings"]) == 1
    assert report(freshlint, "--no-lock")["findings"] == []


def test_facts_on_the_command_line_come_on_top(locked: Path, freshlint: Call) -> None:
    (locked / "more.yaml").write_text(OWN.replace("STATUS", "released").replace("16", "17"))
    (locked / "a.md").write_text("Petrel DB 17 is not released yet.\n")
    assert report(freshlint)["findings"] == []
    assert len(report(freshlint, "--facts", "more.yaml")["findings"]) == 1


def test_a_day_that_is_asked_for_wins(locked: Path, freshlint: Call) -> None:
    assert report(freshlint, "--as-of", "2026-05-05")["as_of"] == "2026-05-05"
    assert report(freshlint, "--isolated", "--as-of", "2026-05-05")["as_of"] == "2026-05-05"


def test_another_day_in_the_configuration_is_a_question(locked: Path, freshlint: Call) -> None:
    (locked / "freshlint.toml").write_text("as-of = 2026-06-01\n")
    outcome = freshlint("check")
    assert (outcome.code, outcome.out) == (2, "")
    assert "freshlint.toml:1: `as-of` is 2026-06-01, but freshlint.lock is of 2026-04-22" in outcome.err


def test_a_lock_of_another_program_is_told(locked: Path, freshlint: Call) -> None:
    lock = locks.read(locked / FILE)
    (locked / FILE).write_text(locks.render(replace(lock, written_by="0.0.9")))
    (warning, *_) = report(freshlint)["summary"]["warnings"]
    assert "written by freshlint 0.0.9" in warning["message"]


def test_a_pack_that_is_not_locked_is_told(locked: Path, freshlint: Call) -> None:
    lock = locks.read(locked / FILE)
    (locked / FILE).write_text(locks.render(replace(lock, files=())))
    content = report(freshlint)
    assert "freshlint_rules are not in freshlint.lock" in content["summary"]["warnings"][0]["message"]
    assert len(content["findings"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version = 1", "version = 2", "is of version 2, this freshlint reads 1"),
        ("version = 1", "", "is of version None"),
        (
            "amount: 30\n",
            "amount: 35\n",
            "does not have its digest: the lock was changed by hand or in a merge",
        ),
        ("as-of = 2026-04-22", "<<<<<<< ours", "is no lock"),
        ("as-of = 2026-04-22", "as-of = 'soon'", "is no lock"),
        ("[[facts]]", "more = 1\n[[facts]]", "is no lock"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["baseline", "write"], ["lock", "--own"]])
def test_a_broken_lock_stops_the_run(
    locked: Path, freshlint: Call, old: str, new: str, message: str, command: list[str]
) -> None:
    file = locked / FILE
    file.write_text(file.read_text().replace(old, new, 1))
    outcome = freshlint(*command)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err and FILE in outcome.err


def test_own_needs_a_lock_and_no_day(site: Path, freshlint: Call) -> None:
    assert "freshlint.lock: cannot be read" in freshlint("lock", "--own").err
    assert "leave out --as-of" in freshlint("lock", "--own", "--as-of", "2026-01-01").err


def test_broken_facts_are_not_pinned(locked: Path, freshlint: Call) -> None:
    before = (locked / FILE).read_bytes()
    (locked / "facts.yaml").write_text("freshlint: 1\nentites: {}\n")
    assert freshlint("lock").code == 2
    assert (locked / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "text",
    ["a\nb\n", "", "\n\n", "it's '''quoted'''\n", "ends with '", '\ttab\r\nCR\x7f\\ "é\u2028"', "\ufeffx"],
)
def test_any_text_survives(site: Path, text: str) -> None:
    lock = Lock(date(2026, 4, 22), (LockedFile("p/facts/x.yaml", digest(text.encode()), text),))
    (site / FILE).write_text(locks.render(lock), encoding="utf-8", newline=os.linesep)
    assert locks.read(site / FILE) == lock


def test_line_ends_that_a_checkout_changes_do_not_matter(site: Path) -> None:
    lock = Lock(date(2026, 4, 22), (LockedFile("p/facts/x.yaml", digest(b"a\nb\n"), "a\nb\n"),))
    (site / FILE).write_bytes(locks.render(lock).replace("\n", "\r\n").encode())
    assert locks.read(site / FILE) == lock
