"""The store when things go wrong around it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.auditing import DAY, STALE, audited, command, content, environment, poisoned, rows
from audit.samples import KEY, finding, page
from freshlint.audit.records import PartRecord
from freshlint.audit.store import runs
from freshlint.audit.store.database import StoreError, opened

Call = Callable[..., Any]


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    file = tmp_path / "s.db"
    big = PartRecord("big", tuple(page(f"{n}.md", finding(message="x" * 500)) for n in range(500)))
    with opened(file) as store:
        run = runs.begin(store, KEY)
        runs.add(store, run.id, PartRecord("first", (page("a.md", finding()),)))
    with (
        pytest.raises(StoreError, match="the disk is full: what was done before is kept"),
        opened(file) as store,
    ):
        (pages,) = store.execute("PRAGMA page_count").fetchone()
        store.execute(f"PRAGMA max_page_count = {pages + 10}")
        runs.add(store, run.id, big)
    with opened(file) as store:
        left = runs.unfinished(store, KEY)
        assert left is not None and left.done == {"first"}
        runs.add(store, run.id, big)
        runs.finish(store, run.id, {"first", "big"})
    assert rows(file, "SELECT count(*) FROM page") == [(501,)]
    assert rows(file, "PRAGMA integrity_check") == [("ok",)]


def test_two_audits_of_two_sources_share_a_store(site: Path) -> None:
    docs = poisoned(site)
    (site / "blog").mkdir()
    for number in range(130):
        (docs / f"{number}.md").write_text(f"{STALE} SLOW")
        (site / "blog" / f"{number}.md").write_text(f"{STALE}{STALE} SLOW")
    both = [
        subprocess.Popen(command(name, *DAY), cwd=site, env=environment(), stdout=subprocess.DEVNULL)
        for name in ("docs", "blog")
    ]
    assert [each.wait(timeout=120) for each in both] == [1, 1]
    number = dict(rows(site / "freshlint-audit.db", "SELECT source, id FROM run"))  # type: ignore[arg-type]
    for name in ("docs", "blog"):
        audited(site, name, *DAY, "--store", f"{name}.db")
        run = number[f"folder {(site / name).resolve()}"]
        assert content(site / "freshlint-audit.db", run) == content(site / f"{name}.db")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_source_is_audited_once_at_a_time(site: Path) -> None:
    docs = poisoned(site)
    (docs / "a.md").write_text(f"{STALE} HANG")
    first = subprocess.Popen(command("docs", *DAY), cwd=site, env=environment(), stderr=subprocess.DEVNULL)
    try:
        while not list(site.glob("*.lock")):
            assert first.poll() is None
        done = audited(site, "docs", *DAY, code=2)
    finally:
        first.kill()
        first.wait()
    assert "another audit of this source is running" in done.stderr


def test_what_is_no_store_is_left_alone(site: Path, freshlint: Call) -> None:
    (site / "docs").mkdir()
    (site / "docs/a.md").write_text("x")
    (site / "notes.db").write_bytes(b"my notes, no database at all" * 100)
    outcome = freshlint("audit", "docs", "--isolated", "--store", "notes.db")
    assert (outcome.code, "is no store" in outcome.err) == (2, True)
    assert (site / "notes.db").read_bytes() == b"my notes, no database at all" * 100
    with sqlite3.connect(site / "newer.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    assert "another version" in freshlint("audit", "docs", "--isolated", "--store", "newer.db").err
