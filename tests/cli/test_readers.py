"""Reports name who answers for a page (CODEOWNERS), and go by how often it is read (--page-views)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from repository import new_repository

pytestmark = pytest.mark.usefixtures("word_engine")
Call = Callable[..., Any]


@pytest.fixture
def docs(site: Path) -> Path:
    new_repository(site)
    for path in ("docs/api/a.md", "docs/b.md", "c.md"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("STALE")
    return site


@pytest.mark.parametrize(
    "place", [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]
)
def test_owners_are_those_of_the_last_line_that_matches(
    docs: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (docs / place).parent.mkdir(exist_ok=True)
    (docs / place).write_text("* @all\n/docs/ @org/docs writer@example.com\n/docs/api/ # nobody\n")
    found = freshlint("check", "--output-format", "json").report["findings"]
    assert {each["path"]: each.get("owners") for each in found} == {
        "docs/api/a.md": None,
        "docs/b.md": ["@org/docs", "writer@example.com"],
        "c.md": ["@all"],
    }
    monkeypatch.chdir(docs / "docs")
    assert "= owner: @org/docs, writer@example.com" in freshlint("check", "b.md").out
    assert "`b.md` line 1 `@org/docs`" in freshlint("check", "b.md", "--output-format", "markdown").out


def test_a_broken_codeowners_file_is_told(docs: Path, freshlint: Call) -> None:
    (docs / "CODEOWNERS").write_text("docs/[a @x\n")
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "CODEOWNERS: unterminated character class" in outcome.err


def test_views_order_the_issue(docs: Path, freshlint: Call) -> None:
    (docs / "v.csv").write_text("url,views\nhttps://example.com/c,9\n/docs/b,80\n")
    shown = freshlint("check", "--output-format", "issue", "--page-views", "v.csv").out
    assert [line for line in shown.splitlines() if line.startswith("###")] == [
        "### `docs/b.md` (80 views)",
        "### `c.md` (9 views)",
        "### `docs/api/a.md`",
    ]


def test_views_of_other_pages_are_told(docs: Path, freshlint: Call) -> None:
    (docs / "v.csv").write_text("url,views\n/elsewhere,9\n")
    assert "no page with a finding is among its addresses" in freshlint("check", "--page-views", "v.csv").out
    assert freshlint("check", "--page-views", "gone.csv").code == 2
