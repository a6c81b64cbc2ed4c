"""Blocks that nothing near them names an entity for are not read, and nothing is lost by it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

import shipped
from freshlint import engine
from freshlint.claim import Claim
from freshlint.language import extract
from freshlint.language.data import Lexicons
from freshlint.language.mentions import MentionIndex
from freshlint.language.page import Page
from freshlint.language.reach import FARTHEST, within_reach
from freshlint.source import Source

PAIRS = Path(__file__).parents[2] / "fixtures" / "pairs" / "seen"
FILLER = [
    "It is not available yet.",
    "The newest one costs $4.",
    "- No.\n- Soon, we hope.",
    "| a | b |\n|--|--|\n| no | $3 |",
]
MIXES = 40


def pages() -> list[str]:
    """Pages of several passages about different things under headings that name nothing, by a fixed seed."""
    rows = [row for file in sorted(PAIRS.glob("*.yaml")) for row in yaml.safe_load(file.read_text("utf-8"))]
    passages = [row[side] for row in rows if row["format"] == "md" for side in ("stale", "fresh")]
    passages = [one for one in passages if not one.startswith("---")]
    chance = random.Random(20261124)
    mixed = []
    for _ in range(MIXES):
        parts = chance.sample(passages, 4) + chance.choices(FILLER, k=4)
        chance.shuffle(parts)
        mixed.append("\n\n".join(f"## Part {n}\n\n{part}" for n, part in enumerate(parts)))
    return mixed


def claims(text: str) -> list[Claim]:
    known = shipped.knowledge()
    document = engine.read(Source("page.md", text))
    return list(extract.extract_claims(document, known.index, known.lexicons, known.apis))


def test_the_claims_are_those_of_reading_every_block(monkeypatch: pytest.MonkeyPatch) -> None:
    mixed = pages()
    found = [[(one.predicate, one.entity, one.span, one.undecided) for one in claims(page)] for page in mixed]
    assert sum(map(len, found)) > 3 * MIXES

    def everything(page: Page) -> frozenset[int]:
        return frozenset(id(block) for block in page.document.blocks)

    monkeypatch.setattr(extract, "within_reach", everything)
    for page, short in zip(mixed, found, strict=True):
        assert [(one.predicate, one.entity, one.span, one.undecided) for one in claims(page)] == short


def reached(text: str) -> list[str]:
    known = shipped.knowledge()
    index, lexicons = known.index, known.lexicons
    assert isinstance(index, MentionIndex) and isinstance(lexicons, Lexicons)
    page = Page(engine.read(Source("page.md", text)), index, lexicons)
    near = within_reach(page)
    return [block.text for block in page.document.blocks if id(block) in near]


def test_a_name_reaches_what_stands_under_it_and_shortly_behind_it() -> None:
    far = "".join(f"Paragraph {number}.\n\n" for number in range(FARTHEST + 1))
    text = f"# A\n\nBefore.\n\n## gpt-image-2 and gpt-4o\n\n{far}Under it.\n\n# B\n\nTry gpt-4o.\n\n{far}"
    found = reached(text)
    assert "Before." not in found
    assert {"Under it.", "Try gpt-4o.", f"Paragraph {FARTHEST - 1}."} <= set(found)
    assert found.count(f"Paragraph {FARTHEST}.") == 1


def test_a_title_reaches_the_whole_page() -> None:
    text = "# gpt-image-2\n\n" + "x.\n\n" * 40
    assert reached(text).count("x.") == 40
