"""An audit that is interrupted or killed goes on where it stopped, and finds what an undisturbed one finds."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audit.auditing import DAY, STALE, audited, command, content, environment, poisoned, rows

STORE = "freshlint-audit.db"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


def slow_site(site: Path, pages: int) -> None:
    """Pages of 20 ms each, so that an audit can be caught in the middle; all but a few in small parts."""
    docs = poisoned(site)
    for number in range(pages):
        (docs / f"{number:04}.md").write_text(f"{STALE * (number % 3)} gpt-image-2 SLOW {number}\n")


def begun(site: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """An audit that goes on while the test does."""
    return subprocess.Popen(
        command("docs", *DAY, *arguments),
        cwd=site,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def parts(site: Path) -> int:
    """How many parts are kept."""
    made = (site / STORE).exists() and rows(site / STORE, "PRAGMA user_version") == [(3,)]
    return len(rows(site / STORE, "SELECT id FROM part")) if made else 0


def wait_for_parts(site: Path, wanted: int) -> None:
    """Until so many parts are kept."""
    end = time.monotonic() + 60
    while parts(site) < wanted:
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
def test_an_interrupt_keeps_what_is_done_and_the_next_run_goes_on(site: Path) -> None:
    slow_site(site, 250)
    process = begun(site)
    time.sleep(1)
    wait_for_parts(site, 1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    kept = parts(site)
    assert 0 < kept < 4
    done = audited(site, "docs", *DAY)
    assert "going on with run 1" in done.stderr
    audited(site, "docs", *DAY, "--store", "undisturbed.db")
    assert content(site / STORE) == content(site / "undisturbed.db")
    # A finished run is not gone on with.
    assert "Run 2" in audited(site, "docs", *DAY).stdout


@pytest.mark.slow
def test_killed_at_random_moments_it_finds_what_an_undisturbed_run_finds(site: Path) -> None:
    slow_site(site, 400)
    audited(site, "docs", *DAY, "--store", "undisturbed.db")
    wanted = content(site / "undisturbed.db")
    dice = random.Random(20260422)
    kills, left = 0, int(os.environ.get("FRESHLINT_KILLS", "4"))
    run = 1
    while kills < left:
        process = begun(site)
        try:
            process.wait(timeout=dice.uniform(0.4, 3.0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
        else:
            assert content(site / STORE, run) == wanted
            run += 1
    audited(site, "docs", *DAY)
    assert content(site / STORE, run) == wanted


def test_pages_that_change_before_the_run_goes_on_are_checked_anew(site: Path) -> None:
    slow_site(site, 250)
    process = begun(site)
    time.sleep(0.5)
    wait_for_parts(site, 2)
    process.kill()
    process.wait()
    (site / "docs/0000.md").write_text("nothing here\n")
    (site / "docs/0001.md").unlink()
    (site / "docs/new.md").write_text(STALE)
    audited(site, "docs", *DAY)
    audited(site, "docs", *DAY, "--store", "undisturbed.db")
    assert content(site / STORE) == content(site / "undisturbed.db")


def test_a_run_for_today_is_gone_on_with_as_of_its_own_day(site: Path) -> None:
    docs = poisoned(site)
    (docs / "a.md").write_text(STALE)
    audited(site, "docs")
    rows_changed = "UPDATE run SET finished = NULL, as_of = '2026-04-22' RETURNING id"
    change(site / STORE, rows_changed)
    assert "as of 2026-04-22" in audited(site, "docs").stdout
    change(site / STORE, rows_changed)
    assert "Run 2, as of 2026-05-01" in audited(site, "docs", "--as-of", "2026-05-01").stdout


def test_restart_begins_anew(site: Path) -> None:
    docs = poisoned(site)
    (docs / "a.md").write_text(STALE)
    audited(site, "docs", *DAY)
    change(site / STORE, "UPDATE run SET finished = NULL")
    change(site / STORE, "UPDATE page SET reason = 'old'")
    audited(site, "docs", *DAY, "--restart")
    assert rows(site / STORE, "SELECT reason FROM page") == [("",)]


def change(store: Path, statement: str) -> None:
    """Changes a store as no program would."""
    with sqlite3.connect(store) as connection:
        connection.execute(statement)
    connection.close()
