"""`freshlint facts diff` on the command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
FACTS = """freshlint: 1
sources:
  page: {title: Prices, url: "https://acme.example/prices", official: true}
entities:
  acme-3:
    names: [Acme 3]
    prices:
      - {meter: image output, amount: AMOUNT, currency: USD, per: 1M tokens, since: 2026-01-01,
         verified: 2026-01-02, source: page}
"""


@pytest.fixture
def files(site: Path) -> Path:
    """old.yaml and new.yaml, which differ by an amount."""
    (site / "old.yaml").write_text(FACTS.replace("AMOUNT", "40"))
    (site / "new.yaml").write_text(FACTS.replace("AMOUNT", "30"))
    return site


def test_two_files_in_words(files: Path, freshlint: Call) -> None:
    done = freshlint("facts", "diff", "old.yaml", "new.yaml")
    assert done.code == 1
    assert done.out == (
        "old.yaml -> new.yaml: 1 change in 1 entity\n\nacme-3\n"
        "  ~ prices: image output: 40 USD per 1M tokens -> image output: 30 USD per 1M tokens"
        " (since 2026-01-01, verified 2026-01-02, https://acme.example/prices)\n"
    )


def test_the_same_file_is_no_change(files: Path, freshlint: Call) -> None:
    done = freshlint("facts", "diff", "old.yaml", "old.yaml")
    assert (done.code, done.out) == (0, "old.yaml -> old.yaml: nothing changed\n")


def test_json_and_markdown_tell_the_same(files: Path, freshlint: Call) -> None:
    report = freshlint("facts", "diff", "old.yaml", "new.yaml", "--format", "json").report
    (row,) = report["entities"][0]["rows"]
    assert row["before"]["said"].endswith("40 USD per 1M tokens")
    assert row["after"]["said"].endswith("30 USD per 1M tokens")
    markdown = freshlint("facts", "diff", "old.yaml", "new.yaml", "--format", "markdown").out
    assert "- **acme-3**" in markdown
    assert "  - changed: prices" in markdown


def test_a_file_of_a_revision(files: Path, freshlint: Call) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True)

    git("init", "-q")
    git("add", "old.yaml")
    git("commit", "-qm", "facts")
    (files / "old.yaml").write_text(FACTS.replace("AMOUNT", "35"))
    done = freshlint("facts", "diff", "HEAD:old.yaml", "old.yaml")
    assert "40 USD per 1M tokens -> image output: 35 USD" in done.out
    assert freshlint("facts", "diff", "HEAD:gone.yaml", "old.yaml").code == 2


def test_two_days_of_the_facts_that_ship(site: Path, freshlint: Call) -> None:
    done = freshlint("facts", "diff", "2026-04-20", "2026-04-21", "--entity", "gpt-image-2")
    assert done.code == 1
    assert "  + status: released (since 2026-04-21" in done.out
    assert "  + supersedes: newer than gpt-image-1.5" in done.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-04-20", "new.yaml", "compare two days, or two files"),
        ("gone.yaml", "new.yaml", "no day, no file"),
        ("2026-02-30", "2026-03-01", "is no day"),
        ("-x:old.yaml", "new.yaml", ""),
        ("broken.yaml", "new.yaml", "facts cannot be compared"),
    ],
)
def test_what_cannot_be_compared_is_said(files: Path, freshlint: Call, old: str, new: str, said: str) -> None:
    (files / "broken.yaml").write_text("freshlint: 1\nentities: [\n")
    done = freshlint("facts", "diff", old, new)
    assert done.code == 2
    assert said in done.err
