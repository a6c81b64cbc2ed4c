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
    """The places of contradictions among pages; `more` are further arguments."""

    def found(*pages: str, more: tuple[str, ...] = ()) -> list[tuple[str, int]]:
        (site / "facts.yaml").write_text(FACTS)
        for number, text in enumerate(pages):
            (site / f"{number}.md").write_text(text)
        done = freshlint(
            "claims", "--facts", "facts.yaml", "--as-of", "2026-04-22", "--output-format", "json", *more, "."
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


YES, NO = "Petrel DB 16 is available.\n", "Petrel DB 16 is not available.\n"
SILENCED = "<!-- freshlint-disable-next-line {}: of our own cluster -->\n"


@pytest.mark.parametrize("rules", ["conflict", "price, conflict", "all"])
def test_a_comment_silences_it_and_what_is_silenced_speaks_against_nothing(
    conflicts: Any, rules: str
) -> None:
    assert conflicts(YES, SILENCED.format(rules) + NO) == []
    assert conflicts(SILENCED.format(rules) + YES, NO) == []
    front = "---\nfreshlint: {ignore: [conflict]}\n---\n\n"
    assert conflicts(YES, front + NO) == []


def test_a_comment_for_another_rule_or_place_or_time_does_not(conflicts: Any) -> None:
    assert conflicts(YES, SILENCED.format("price") + NO) == [("1.md", 2)]
    assert conflicts(YES, SILENCED.format("conflict") + "Text.\n\n" + NO) == [("1.md", 4)]
    expired = "<!-- freshlint-disable-next-line conflict: until=2026-01-01 -->\n"
    assert conflicts(YES, expired + NO) == [("1.md", 2)]


def test_no_page_alone_can_say_that_such_a_comment_is_unused(site: Path, freshlint: Any) -> None:
    (site / "a.md").write_text(SILENCED.format("conflict") + "gpt-image-1 is available.\n")
    (site / "b.md").write_text(SILENCED.format("price") + "gpt-image-1 is available.\n")
    findings = freshlint("check", "--as-of", "2026-04-22", "--output-format", "json").report["findings"]
    assert [(found["path"], found["rule"]) for found in findings] == [("b.md", "unused-suppression")]


def test_a_contradiction_is_as_sure_as_the_less_certain_of_its_statements(conflicts: Any) -> None:
    told_by_the_heading = "# Petrel DB 16\n\nThere is no public API.\n"
    assert conflicts(YES, told_by_the_heading) == [("1.md", 3)]
    assert conflicts(YES, told_by_the_heading, more=("--min-confidence", "high")) == []
    assert conflicts(YES, NO, more=("--min-confidence", "high")) == [("1.md", 1)]


def test_its_severity_may_be_configured(site: Path, freshlint: Any, conflicts: Any) -> None:
    (site / "freshlint.toml").write_text('severity = {conflict = "notice"}\n')
    for name, text in (("a", YES), ("b", NO)):
        (site / f"{name}.md").write_text(text)
    (site / "facts.yaml").write_text(FACTS)
    done = freshlint("claims", "--facts", "facts.yaml", "--as-of", "2026-04-22", ".")
    assert (done.code, "notice[conflict]" in done.err) == (0, True)
