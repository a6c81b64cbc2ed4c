"""Predicates that only a pack's wording knows: said of whom, how meant, and when."""

from __future__ import annotations

from datetime import date

import pytest

from freshlint import engine
from freshlint.claim import Claim, Modality, Tense
from freshlint.facts.load import load
from freshlint.facts.merge import build_view
from freshlint.packs import Pack
from freshlint.source import Source

FACTS = b"freshlint: 1\nentities: {kite: {names: [Kite Maps]}, tern: {names: [Tern Atlas]}}\n"
WORDING = b"""\
language: en
predicates:
  free:
    assert: [free, "at no {cost,charge}"]
    deny: [chargeable]
    other: ["free trial"]
"""


def claims(text: str) -> list[Claim]:
    """The claims of a page that a pack's wording makes."""
    view = build_view((load("facts.yaml", FACTS),), date(2026, 4, 22))
    knowledge = engine.Knowledge(view, (Pack("tern", wording={"en": WORDING}),))
    document = engine.read(Source("page.md", text))
    return list(engine.check(document, knowledge, engine.Settings(frozenset())).claims)


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Kite Maps is free.", True),
        ("You get Kite Maps at no cost.", True),
        ("Kite Maps is not free.", False),
        ("Kite Maps is chargeable.", False),
        ("Kite Maps is not chargeable.", True),
    ],
)
def test_it_is_said_or_denied(text: str, polarity: bool) -> None:
    (claim,) = claims(text)
    assert (claim.predicate, claim.entity, claim.polarity, claim.text) == ("free", "kite", polarity, text)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Kite Maps is large. It is free.", ["kite"]),
        ("# Kite Maps\n\nThe plugin for Kite Maps is free.", []),
        ("Kite Maps is large, but Tern Atlas is free.", ["tern"]),
        ("Kite Maps has a free trial.", []),
        ("Everything is free.", []),
    ],
)
def test_it_is_said_of_what_the_clause_is_about(text: str, entities: list[str]) -> None:
    assert [claim.entity for claim in claims(text)] == entities


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Is Kite Maps free?", Modality.QUESTION),
        ("If Kite Maps is free, take it.", Modality.CONDITIONAL),
        ('"Kite Maps is free" is a myth.', Modality.REJECTED),
        ("Kite Maps is probably free.", Modality.HEDGED),
    ],
)
def test_how_it_is_meant(text: str, modality: Modality) -> None:
    (claim, *_) = claims(text)
    assert claim.modality is modality


def test_when_it_is_said_to_be_so() -> None:
    (claim,) = claims("Kite Maps was free until 2024.")
    assert claim.time.tense is Tense.PAST
