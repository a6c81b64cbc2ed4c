"""`freshlint impact`: pages that a change of the facts makes stale."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

Call = Callable[..., Any]
FIXTURES = Path(__file__).parents[2] / "fixtures"
DAYS = ("--from", "2026-04-20", "--to", "2026-04-22")
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


def labels(first: date, last: date) -> set[tuple[str, int, str]]:
    """(path, line, text) of what the demo site states that ceased to hold in these days."""
    marked = yaml.safe_load((FIXTURES / "articles.labels.yaml").read_text(encoding="utf-8"))
    return {
        (f"articles/{path}", row["line"], row["text"])
        for path, rows in marked.items()
        for row in rows
        if first < row["since"] <= last
    }


@pytest.fixture
def articles(site: Path) -> Path:
    """A copy of the demo site below the working directory."""
    shutil.copytree(FIXTURES / "articles", site / "articles")
    return site


@pytest.mark.parametrize(("old", "new"), [("2026-04-20", "2026-04-22"), ("2026-04-21", "2026-04-22")])
def test_it_lists_exactly_the_articles_that_the_labels_name(
    articles: Path, freshlint: Call, old: str, new: str
) -> None:
    asked = ("impact", "articles", "--from", old, "--to", new, "--isolated", "--output-format", "json")
    done = freshlint(*asked)
    wanted = labels(date.fromisoformat(old), date.fromisoformat(new))
    statements = [row for fact in done.report["facts"] for row in fact["statements"]]
    assert {(row["path"], row["line"], row["text"]) for row in statements} == wanted
    assert set(done.report["pages"]) == {path for path, *_ in wanted}
    assert done.code == 1


def test_days_between_which_nothing_changed_affect_nothing(articles: Path, freshlint: Call) -> None:
    done = freshlint("impact", "articles", "--from", "2026-04-22", "--to", "2026-04-22", "--isolated")
    assert (done.code, done.out) == (
        0,
        "2026-04-22 -> 2026-04-22: nothing that 10 files say is affected\n",
    )


def test_statements_stand_under_the_fact_with_its_dated_source(articles: Path, freshlint: Call) -> None:
    out = freshlint("impact", "articles", *DAYS, "--isolated").out
    assert "33 statements in 8 of 10 files say what no longer holds" in out
    assert "gpt-image-2/prices/image output: 2 statements on 2 pages; now: $30 per 1M tokens" in out
    assert "https://developers.openai.com/api/docs/pricing, verified 2026-04-22" in out
    tasks = freshlint("impact", "articles", *DAYS, "--isolated", "--output-format", "markdown").out
    assert "- [ ] `articles/de/bildmodelle.md`" in tasks


def test_the_patch_holds_the_fixes_of_these_statements_alone(articles: Path, freshlint: Call) -> None:
    page = articles / "articles" / "more.md"
    page.write_text("gpt-image-2 image output costs $40 per 1M tokens.\n\ngpt-4o has a dated alias.\n")
    freshlint("impact", "articles", *DAYS, "--isolated", "--patch", "impact.patch")
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "impact.patch"], check=True)
    assert page.read_text().startswith("gpt-image-2 image output costs $30 per 1M tokens")
    left = freshlint("impact", "articles", *DAYS, "--isolated", "--output-format", "json").report
    kinds = {fact["fact"] for fact in left["facts"]}
    assert "gpt-image-2/prices/image output" not in kinds
    assert "gpt-image-2/status/released" in kinds  # its fixes rewrite prose: --unsafe-fixes


def test_a_new_facts_file_stands_in_for_the_configured_one(site: Path, freshlint: Call) -> None:
    (site / "freshlint.toml").write_text('facts = ["facts.yaml"]\nshipped-facts = false\n')
    (site / "facts.yaml").write_text(FACTS.replace("AMOUNT", "40"))
    (site / "new.yaml").write_text(FACTS.replace("AMOUNT", "30"))
    (site / "page.md").write_text("Acme 3 image output costs $40 per 1M tokens.\n")
    done = freshlint("impact", "page.md", "--from", "facts.yaml", "--to", "new.yaml")
    assert "page.md:1:27 [price] '$40 per 1M'" in done.out
    assert freshlint("impact", "page.md", "--from", "new.yaml", "--to", "facts.yaml").code == 0


def test_a_page_that_cannot_be_read_is_told(articles: Path, freshlint: Call) -> None:
    (articles / "articles" / "bad.md").write_bytes(b"gpt-image-2 \xff")
    done = freshlint("impact", "articles", *DAYS, "--isolated")
    assert done.code == 2
    assert "bad.md" in done.err
