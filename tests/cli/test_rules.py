"""`freshlint rules`: every rule is listed and explained."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from freshlint.cli.rules import shown_cases
from freshlint.packs import load_pack

Call = Callable[..., Any]


def test_every_rule_is_listed_with_its_severity(freshlint: Call) -> None:
    listed = freshlint("rules", "list").out
    for rule in load_pack("freshlint_rules").rules:
        assert f"{rule.id} " in listed
        assert rule.summary in listed
    assert "unused-suppression" in listed


def test_explain_prints_the_rules_documentation(freshlint: Call) -> None:
    outcome = freshlint("rules", "explain", "availability")
    assert outcome.code == 0
    assert outcome.out.startswith("availability (error): ")


def test_cases_are_shown_by_kind() -> None:
    content = {"stale": ["No\nnews.\n"], "fixed": [{"before": "$40", "after": "$30"}]}
    assert list(shown_cases(content)) == [
        *("", "Stale:", "", "  | No", "  | news."),
        *("", "Fixed:", "", "  before: $40", "  after: $30"),
    ]


def test_an_unknown_rule_is_answered_with_the_nearest(freshlint: Call) -> None:
    outcome = freshlint("rules", "explain", "availabilty")
    assert outcome.code == 2
    assert "did you mean 'availability'?" in outcome.err
