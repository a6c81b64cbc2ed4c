"""A page that crashes, hangs or eats all memory is set aside with its address; its neighbours are checked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from audit.auditing import DAY, STALE, audited, content, poisoned, rows, states


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_poisoned_pages_are_set_aside_and_their_neighbours_are_not(site: Path) -> None:
    docs = poisoned(site)
    for name in ("a", "c", "e", "g", "i"):
        (docs / f"{name}.md").write_text(STALE)
    (docs / "b.md").write_text(f"{STALE} CRASH")
    (docs / "d.md").write_text(f"{STALE} HANG")
    (docs / "f.md").write_text(f"{STALE} EATER")
    (docs / "h.md").write_text(f"{STALE} EXIT")
    (docs / "j.md").write_text(f"{STALE} RAISE")
    done = audited(site, "docs", *DAY, "--page-timeout", "10", code=2)
    set_aside = {
        address for address, state in states(site / "freshlint-audit.db").items() if state == "set-aside"
    }
    assert set_aside == {"b.md", "d.md", "f.md", "h.md", "j.md"}
    reasons = dict(rows(site / "freshlint-audit.db", "SELECT address, reason FROM page"))  # type: ignore[arg-type]
    assert reasons["b.md"] == "its check crashed (SIGSEGV)"
    named = "the rule 'poison' did not end within 10 s; other rules went on"
    assert reasons["d.md"] == named
    assert "MemoryError" in reasons["f.md"]
    assert reasons["h.md"] == "its check crashed (exit code 7)"
    assert f"d.md: not checked: {named}" in done.stdout
    assert "the rule 'poison' raised ValueError: a " in reasons["j.md"]
    assert rows(site / "freshlint-audit.db", "SELECT count(*) FROM finding") == [(8,)]


def test_one_process_or_several_find_the_same(site: Path) -> None:
    docs = poisoned(site)
    for number in range(200):
        (docs / f"{number}.md").write_text(STALE * (number % 3))
    audited(site, "docs", *DAY, "--jobs", "1", "--store", "one.db")
    audited(site, "docs", *DAY, "--jobs", "3", "--store", "three.db")
    assert len(content(site / "one.db")) > 400
    assert content(site / "one.db") == content(site / "three.db")
