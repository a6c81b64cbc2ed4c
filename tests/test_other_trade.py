"""Facts of another trade, versions of a database and plans of a host, need words of that trade in no code."""

from __future__ import annotations

from pathlib import Path

import pytest

import shipped
from freshlint import engine
from freshlint.facts.load import load
from freshlint.finding import Finding
from freshlint.fix.apply import apply_edits, select_fixes
from freshlint.source import Source

FACTS = Path(__file__).parents[1] / "fixtures" / "facts" / "hosting.yaml"
KNOWN: engine.Knowledge = shipped.knowledge_of([load(FACTS.name, FACTS.read_bytes())])


def findings(text: str) -> tuple[Finding, ...]:
    """The findings of a Markdown page, held against these facts alone."""
    return shipped.check(Source("page.md", text), KNOWN).findings


def fixed(text: str) -> str:
    """The text after one round of all fixes, without the link that cites."""
    chosen = select_fixes(findings(text), unsafe=True)
    return apply_edits(text, [e for f in chosen if f.fix for e in f.fix.edits]).partition(" (")[0]


@pytest.mark.parametrize(
    ("text", "rule", "told"),
    [
        ("The crash is fixed in Petrel DB 16.4.", "snapshot", "16.4"),
        ("El fallo está corregido en Petrel DB 16.4.", "snapshot", "16.4"),
        ("- Petrel DB 16.4: index rebuilds", "snapshot", "16.4"),
        ("- Petrel DB 16.4：修复了索引", "snapshot", "16.4"),
        ("Petrel DB 14 still receives security fixes.", "retired", "Petrel DB 14 still receives security fixes."),
        ("For a blog we recommend Petrel DB 14.", "retired", "For a blog we recommend Petrel DB 14."),
        ("本番環境では Petrel DB 14 を使ってください。", "retired", "本番環境では Petrel DB 14 を使ってください。"),
        ("There are no packages for Petrel DB 16.", "availability", "There are no packages for Petrel DB 16."),
        ("Petrel DB 16 cannot be downloaded.", "availability", "Petrel DB 16 cannot be downloaded."),
        ("Se espera que Petrel DB 16 salga en junio.", "release-watch", "Petrel DB 16 salga en junio."),
        ("`engine_version` of `POST /v2/databases` accepts `petrel-15` and `petrel-14`.", "api-field", "petrel-14"),
        ("- Harbor Starter: $7 per month\n- Harbor Pro: $20 per seat per month", "price", "$20"),
    ],
)  # fmt: skip
def test_what_is_stale_is_found(text: str, rule: str, told: str) -> None:
    (finding,) = findings(text)
    assert finding.rule == rule
    assert told in finding.text or finding.text in told


@pytest.mark.parametrize(
    "text",
    [
        "The crash is fixed in Petrel DB 16.1.",
        "Petrel DB 16.4 will bring a fix in May.",
        "Petrel DB 15.2 is old.",
        "Petrel DB 15 still receives security fixes.",
        "Petrel DB 14 receives no security fixes any more.",
        "We used to recommend Petrel DB 14.",
        "There are no packages of the column store for Petrel DB 16.",
        "In 2024 the latest version was Petrel DB 15.",
        "In 2024, Petrel DB 16 is not released.",
        "Until the end of 2025, teams could sign up for the Classic plan.",
        "- Harbor Pro: $18 per seat per month\n- Quayside Pro: $20 per seat per month",
        "Harbor Starter costs $7 a month; outgoing traffic costs $0.05.",
        "The `engine_version` field of `POST /v2/databases` accepts `petrel-15`; `petrel-14` is refused.",
    ],
)
def test_what_is_right_or_of_another_day_or_thing_is_left_alone(text: str) -> None:
    assert findings(text) == ()


def test_what_the_entities_are_is_no_matter_of_an_account() -> None:
    facts = load("tiers.yaml", FACTS.read_bytes().replace(b"kind: plan", b"kind: tier"))
    text = "Harbor Classic is a tier that is available to new customers."
    (finding,) = shipped.check(Source("page.md", text), shipped.knowledge_of([facts])).findings
    assert finding.rule == "retired"
    assert findings(text) == ()


def test_a_fix_names_a_version_as_the_page_does_and_speaks_of_no_api() -> None:
    assert fixed("Petrel 16 is not out.") == "Petrel 16 has been publicly available since January 20, 2026"
    assert fixed("PetrelDB 15 is the newest version.").startswith("PetrelDB 16 has been the newest")


def test_a_price_under_a_condition_is_mended_by_the_row_that_knows_the_condition() -> None:
    text = "The Pro plan of Harbor is $16 per seat per month if you pay yearly."
    assert fixed(text).startswith("The Pro plan of Harbor is $15 per seat per month")
