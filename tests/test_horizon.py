"""What lies ahead: a claim that is right today, and the day on which facts will contradict it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import freshlint as api
from freshlint import setup
from freshlint.cache import Folder
from freshlint.config import Config, ConfigFile

Call = Callable[..., Any]
FACTS = """
freshlint: 1
max_age: {price: 10d}
sources: {plans: {title: Plans, url: "https://kite.example/plans", official: true}}
entities:
  kite-3:
    names: [Kite 3]
    kind: model
    status:
      - {value: released, since: 2026-01-01, verified: 2026-05-01, source: plans}
      - {value: retired, since: 2026-07-01, verified: 2026-05-01, source: plans}
    prices:
      - {meter: image, amount: 3, currency: USD, per: image, default: true, since: 2026-01-01, until: 2026-05-31,
         verified: 2026-05-20, source: plans}
      - {meter: image, amount: 5, currency: USD, per: image, default: true, since: 2026-06-01, verified: 2026-05-20,
         source: plans}
  kite-4:
    names: [Kite 4]
    kind: model
    status: [{value: released, since: 2026-06-15, verified: 2026-05-01, source: plans}]
    supersedes: [{entity: kite-3, since: 2026-06-15, verified: 2026-05-01, source: plans}]
"""
PAGE = """# Kite 3

Kite 3 costs $3 per image.

Kite 3 is the newest model.

Use Kite 3 for your pictures.
"""


@pytest.fixture
def ahead(site: Path, freshlint: Call) -> Call:
    """The findings of the page on May 21, so many days ahead, with these further arguments."""
    (site / "facts.yaml").write_text(FACTS)
    (site / "page.md").write_text(PAGE)

    def found(horizon: str, *more: str) -> list[dict[str, Any]]:
        options = ("--facts", "facts.yaml", "--as-of", "2026-05-21", "--output-format", "json")
        said = freshlint("check", *options, *(("--horizon", horizon) if horizon else ()), *more, "page.md")
        assert said.code in (0, 1), said.err
        findings: list[dict[str, Any]] = said.report["findings"]
        return findings

    return found


def days(findings: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The rule and the day of each finding."""
    return [(found["rule"], found["stale_from"] or "") for found in findings]


def test_nothing_is_looked_for_ahead_unless_days_are_given(ahead: Call) -> None:
    assert days(ahead("")) == days(ahead("0d")) == []


def test_each_claim_has_the_first_day_on_which_any_rule_will_find_it(ahead: Call) -> None:
    assert days(ahead("60d")) == [
        ("horizon", "2026-06-01"),
        ("horizon", "2026-06-15"),
        ("horizon", "2026-07-01"),
    ]


@pytest.mark.parametrize(("horizon", "number"), [("10d", 0), ("11d", 1), ("24d", 1), ("25d", 2), ("41", 3)])
def test_the_last_day_counts(ahead: Call, horizon: str, number: int) -> None:
    assert len(ahead(horizon)) == number


def test_a_finding_names_the_claim_the_fact_and_its_source(ahead: Call) -> None:
    price = ahead("20d")[0]
    assert (price["severity"], price["text"], price["fix"]) == ("notice", "$3 per image", None)
    assert price["message"] == (
        "will be stale on 2026-06-01: $3 per image is the price of kite-3 until 2026-05-31; it is $5 per image"
    )
    assert (price["fact"], price["expected"]) == ("kite-3/prices/image", "$5 per image")
    assert price["citation"]["url"] == "https://kite.example/plans"


def test_on_the_day_it_is_a_finding_of_its_own_rule(ahead: Call) -> None:
    assert days(ahead("20d", "--as-of", "2026-06-01")) == [("price", ""), ("horizon", "2026-06-15")]


def test_facts_are_as_old_as_they_are_today(ahead: Call) -> None:
    assert ahead("20d")[0]["confidence"] == "high"
    assert ahead("20d", "--as-of", "2026-05-31")[0]["confidence"] == "medium"


def test_it_is_one_of_the_rules_that_run(ahead: Call, freshlint: Call) -> None:
    assert ahead("60d", "--ignore", "horizon") == []
    assert days(ahead("60d", "--select", "horizon,price")) == [("horizon", "2026-06-01")]
    alone = freshlint("check", "--select", "horizon", "page.md")
    assert alone.code == 2
    assert "--horizon 30d" in alone.err


def test_a_notice_fails_no_run_unless_asked(site: Path, ahead: Call, freshlint: Call) -> None:
    ahead("0d")
    said = ("check", "--facts", "facts.yaml", "--as-of", "2026-05-21", "--horizon", "60d", "page.md")
    assert freshlint(*said).code == 0
    assert freshlint(*said, "--fail-on", "notice").code == 1


def test_a_comment_silences_it_and_is_unused_only_where_it_ran(site: Path, ahead: Call) -> None:
    comment = "<!-- freshlint-disable-next-line horizon: rewritten in June -->\n"
    ahead("0d")
    (site / "page.md").write_text(PAGE.replace("Kite 3 costs", comment + "Kite 3 costs"))
    assert days(ahead("20d")) == days(ahead("0d")) == []
    assert days(ahead("5d")) == [("unused-suppression", "")]


def test_the_configuration_may_say_how_far(site: Path, ahead: Call, freshlint: Call) -> None:
    (site / "freshlint.toml").write_text('horizon = "20d"\n')
    assert days(ahead("")) == [("horizon", "2026-06-01")]
    assert days(ahead("0d")) == []
    (site / "freshlint.toml").write_text('horizon = "soon"\n')
    assert freshlint("check", "page.md").code == 2


@pytest.mark.parametrize("written", ["soon", "-3d", "3w", "99999d", ""])
def test_what_is_no_number_of_days_is_refused(freshlint: Call, written: str) -> None:
    said = freshlint("check", f"--horizon={written}", ".")
    assert said.code == 2
    assert "30d" in said.err


def test_a_report_that_is_kept_is_kept_for_its_horizon(site: Path, ahead: Call) -> None:
    ahead("0d")
    for number in range(25):
        (site / f"{number}.md").write_text(PAGE)
    for horizon, found in (("20d", 1), ("60d", 3), ("20d", 1), ("0d", 0)):
        assert len(ahead(horizon, "--cache-dir", "kept", ".")) == found * 26


def test_a_restored_report_knows_the_day(site: Path, ahead: Call) -> None:
    ahead("0d")
    for number in range(25):
        (site / f"{number}.md").write_text(PAGE)
    once, again = (ahead("60d", "--cache-dir", "kept", ".") for _ in range(2))
    assert once == again


def test_the_last_days_of_the_calendar_are_no_trouble(ahead: Call) -> None:
    assert "horizon" not in {rule for rule, _ in days(ahead("9999d", "--as-of", "9999-01-01"))}


def test_the_api_takes_it_too(site: Path, ahead: Call) -> None:
    ahead("0d")
    found = api.check_text(PAGE, facts=["facts.yaml"], as_of=date(2026, 5, 21), horizon=20).findings
    assert [each.stale_from for each in found] == [date(2026, 6, 1)]


def test_two_horizons_are_two_ways_to_judge(site: Path) -> None:
    settings = ConfigFile(Config(), site)
    bases = [
        setup.prepare(settings, setup.Asked(horizon=days), keep=Folder(site)).basis for days in (0, 10, 20)
    ]
    assert len({basis.digest for basis in bases}) == 3
