"""What tests of audits share: a site to audit, the program as a process of its own, and what a store holds."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

PACK = Path(__file__).parent / "pack"
STALE = "On gpt-image-2, image output costs $40 per 1M tokens.\n"
DAY = ("--as-of", "2026-04-22")


def environment() -> dict[str, str]:
    """The environment in which the poison pack is installed."""
    return {**os.environ, "PYTHONPATH": str(PACK)}


def poisoned(site: Path) -> Path:
    """A site on which pages may say CRASH, EXIT, HANG, EATER or SLOW."""
    (site / "freshlint.toml").write_text('packs = ["poison"]\n')
    (site / "docs").mkdir()
    return site / "docs"


def command(*arguments: str | Path) -> list[str]:
    """The program on a command line."""
    return [sys.executable, "-m", "freshlint", "audit", *map(str, arguments)]


def audited(site: Path, *arguments: str | Path, code: int = 1) -> subprocess.CompletedProcess[str]:
    """Runs an audit in a folder; fails where its exit code is another one."""
    done = subprocess.run(
        command(*arguments), cwd=site, env=environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done


def rows(store: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a query gives on a store."""
    connection = sqlite3.connect(store)
    try:
        return [tuple(row) for row in connection.execute(query, values)]
    finally:
        connection.close()


def states(store: Path, run: int = 1) -> dict[str, str]:
    """The state of each page of a run, by address."""
    return dict(rows(store, "SELECT address, state FROM page WHERE run = ?", run))  # type: ignore[arg-type]


def content(store: Path, run: int = 1) -> list[tuple[Any, ...]]:
    """All that a run found, in an order of its own: two runs that found the same have the same content."""
    pages = rows(
        store,
        "SELECT address, state, reason, page.digest, size, modified, undecided, hidden, warnings, name"
        " FROM page JOIN part ON part.id = part WHERE page.run = ? ORDER BY 1, 4",
        run,
    )
    findings = rows(
        store,
        "SELECT page.address, page.digest, finding.* FROM finding JOIN page ON page.id = page"
        " WHERE run = ? ORDER BY 1, 2, number",
        run,
    )
    claims = rows(
        store,
        "SELECT page.address, page.digest, claim.* FROM claim JOIN page ON page.id = page"
        " WHERE run = ? ORDER BY 1, 2, number",
        run,
    )
    # The page's number in the store depends on the order in which parts were done.
    return [*pages, *((*row[:2], *row[3:]) for row in (*findings, *claims))]
