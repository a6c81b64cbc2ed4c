"""Prices that code keeps in constants and rate tables."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from freshlint.claim import Claim, Quantity
from freshlint.document.markdown import read_markdown
from freshlint.facts.load import load_all
from freshlint.facts.merge import build_view
from freshlint.language.code_prices import code_price_claims
from freshlint.language.data import Lexicons
from freshlint.language.mentions import MentionIndex
from freshlint.language.page import Page
from freshlint.source import Source

SHIPPED = Path(__file__).resolve().parents[2] / "rules" / "freshlint_rules"


@cache
def known() -> tuple[MentionIndex, Lexicons]:
    files = [(path.name, path.read_bytes()) for path in sorted((SHIPPED / "facts").glob("*.yaml"))]
    view = build_view(load_all(files), date(2026, 4, 22))
    wordings = {path.stem: (path.read_bytes(),) for path in (SHIPPED / "wording").glob("*.yaml")}
    entities = tuple(view.entities.values())
    return MentionIndex.of(entities), Lexicons(wordings, entities, view.vocabulary)


def extract_code(code: str, syntax: str) -> list[Claim]:
    index, lexicons = known()
    document = read_markdown(Source("page", f"# Notes\n\n```{syntax}\n{code}\n```\n"))
    page = Page(document, index, lexicons)
    return [claim for block in document.blocks for claim in code_price_claims(page, block)]


@pytest.mark.parametrize(
    ("syntax", "code", "meter"),
    [
        ("python", "# gpt-image-2\nIMAGE_OUTPUT_USD_PER_MILLION = 40", "image output"),
        (
            "ts",
            "// gpt-image-2, USD per 1M tokens\nexport const rates = { imageOutput: 40 };",
            "image output",
        ),
        ("yaml", "# USD per 1M tokens\ngpt-image-2:\n  image_output: 40", "image output"),
        (
            "json",
            '{"model": "gpt-image-2", "unit": "USD per 1M tokens", "cached_image_input": 40}',
            "cached image input",
        ),
        ("python", 'MODEL = "gpt-image-2"\nIMAGE_OUTPUT_USD_PER_1M_TOKENS = 40', "image output"),
        ("python", "PREIS_BILDAUSGABE = 40  # USD je 1 Mio. Token, gpt-image-2", "image output"),
        ("python", "rate = 40 / 1_000_000  # USD per image output token, gpt-image-2", "image output"),
        ("python", "output_price = 40  # $ per 1M image tokens, gpt-image-2", "image output"),
        ("js", "// gpt-image-2, USD\nconst cost = (use.image_output_tokens / 1e6) * 40;", "image output"),
    ],
)
def test_a_named_number_is_a_price(syntax: str, code: str, meter: str) -> None:
    (claim,) = extract_code(code, syntax)
    assert isinstance(claim.value, Quantity)
    assert (claim.entity, claim.conditions["meter"]) == ("gpt-image-2", meter)
    assert (claim.value.amount, claim.value.currency, claim.value.count) == (40, "USD", Decimal(1_000_000))


@pytest.mark.parametrize(
    "code",
    [
        "# gpt-image-2, USD\nBUDGET_USD = 40",
        "# gpt-image-2, USD per 1M tokens\nOUR_IMAGE_OUTPUT = 40",
        "# gpt-image-2 at a reseller, USD per 1M tokens\nIMAGE_OUTPUT = 40",
        "# gpt-image-2, per 1M tokens\nIMAGE_OUTPUT = 40",
        "# gpt-image-2, old prices, USD per 1M tokens\nIMAGE_OUTPUT = 40",
        '# USD per 1M tokens\nIMAGE_OUTPUT = {"pixelbarn": {"gpt-image-2": 40}}',
    ],
)
def test_what_is_not_plainly_the_vendor_s_price_is_none(code: str) -> None:
    assert extract_code(code, "python") == []
