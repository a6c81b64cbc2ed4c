"""`freshlint check --changed`: what hooks ask, with the files of a commit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("word_engine")
Call = Callable[..., Any]


@pytest.fixture
def docs(site: Path) -> Path:
    """A site with three pages, one of them excluded, and facts of its own."""
    (site / "docs").mkdir()
    (site / "docs/a.md").write_text("STALE")
    (site / "docs/b.md").write_text("STALE")
    (site / "docs/drafts.md").write_text("STALE")
    (site / "facts.yaml").write_text("freshlint: 1\n")
    (site / "other.yaml").write_text("key: value\n")
    (site / "freshlint.toml").write_text(
        'paths = ["docs"]\nexclude = ["drafts.md"]\nfacts = ["facts.yaml"]\n'
    )
    return site


def checked(outcome: Any) -> list[str]:
    return [finding["path"] for finding in outcome.report["findings"]]


@pytest.mark.parametrize(
    ("changed", "pages"),
    [
        (["docs/a.md"], ["docs/a.md"]),
        (["docs/a.md", "docs/drafts.md", "other.yaml"], ["docs/a.md"]),
        (["docs/gone.md"], []),
        (["other.yaml"], []),
        (["facts.yaml"], ["docs/a.md", "docs/b.md"]),
        (["freshlint.toml", "docs/a.md"], ["docs/a.md", "docs/b.md"]),
    ],
)
def test_what_is_checked(docs: Path, freshlint: Call, changed: list[str], pages: list[str]) -> None:
    outcome = freshlint("check", "--changed", "--output-format", "json", *changed)
    assert checked(outcome) == pages
    assert outcome.code == (1 if pages else 0)


def test_facts_of_the_command_line_count_as_well(docs: Path, freshlint: Call) -> None:
    (docs / "more.yaml").write_text("freshlint: 1\n")
    arguments = ["--facts", "more.yaml", "--output-format", "json", "more.yaml"]
    assert checked(freshlint("check", "--changed", *arguments)) == ["docs/a.md", "docs/b.md"]
