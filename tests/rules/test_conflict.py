"""`conflict`: two pages of one site of which at most one can be right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FACTS = """\
freshlint: 1
vocabulary:
  meters: {storage: {en: [storage]}}
sources:
  page: {title: Prices, url: "https://example.com/prices"}
entities:
  petrel-16: {names: [Petrel DB 16]}
  tern-2:
    names: [Tern 2]
    status: [{value: released, since: 2026-01-05, verified: 2026-01-06, source: page}]
    prices:
      - {meter: storage, amount: 4, currency: USD, per: GB/month, since: 2026-01-05, verified: 2026-01-06, source: page}
"""


@pytest.fixture
def conflicts(site: Path, freshlint: Any) -> Any:
    """The places of contradictions among pages, and what the program ended with."""

    def found(*pages: str) -> list[tuple[str, int]]:
        (site / "facts.yaml").write_text(FACTS)
        for number, text in enumerate(pages):
            (site / f"{number}.md").write_text(text)
        done = freshlint(
            "claims", "--facts", "facts.yaml", "--as-of", "2026-04-22", "--output-format", "json", "."
        )
        rows = json.loads(done.out)["contradictions"]
        assert done.code == bool(rows)
        return [(row["path"], row["line"]) for row in rows]

    return found


def test_pages_that_contradict_each_other_are_found_without_a_fact(conflicts: Any) -> None:
    yes, no = "Petrel DB 16 is available.\n", "\n\nPetrel DB 16 is not available.\n"
    assert conflicts(yes, yes, no) == [("2.md", 3)]


def test_the_page_that_a_fact_bears_out_is_not_the_one_to_look_at(conflicts: Any) -> None:
    right = "Tern 2 storage costs $4 per GB per month.\n"
    wrong_for_all_that_is_known = "Tern 2 is available.\n"
    assert conflicts(right, wrong_for_all_that_is_known, right) == []


@pytest.mark.parametrize(
    "other",
    [
        "Petrel DB 16 is available.",
        "Petrel DB 16 was not available in March.",
        "Is Petrel DB 16 not available?",
        '"Petrel DB 16 is not available" is a myth.',
        "Petrel DB 16 is not available in the EU region.",
    ],
)
def test_what_agrees_or_speaks_of_something_else_is_no_contradiction(conflicts: Any, other: str) -> None:
    assert conflicts("Petrel DB 16 is available.\n", f"{other}\n") == []


def test_two_figures_contradict_each_other_only_beyond_their_rounding(conflicts: Any) -> None:
    page = "Petrel DB 16 storage costs ${} per GB per month.\n"
    assert conflicts(page.format("0.211"), page.format("0.21")) == []
    assert conflicts(page.format("0.211"), page.format("0.30")) == [("1.md", 1)]


def test_a_page_may_contradict_itself(conflicts: Any) -> None:
    assert conflicts("Petrel DB 16 is available.\n\nPetrel DB 16 is not available.\n") == []


def test_what_a_fact_already_calls_stale_is_no_second_finding(conflicts: Any) -> None:
    assert conflicts("Tern 2 is available.\n", "Tern 2 is not available.\n") == []
