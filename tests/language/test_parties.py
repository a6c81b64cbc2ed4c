"""Offers of other sellers and platforms, beside the vendor's."""

from __future__ import annotations

import pytest

import shipped


def rules(text: str) -> list[str]:
    return [finding.rule for finding in shipped.findings(text)]


@pytest.mark.parametrize(
    "page",
    [
        "- OpenAI: open to all\n- Pixelfarm: gpt-image-2 has no API there yet",
        "- OpenAI: in der API\n- Anbieter Pixelhof: gpt-image-2 wird dort noch nicht angeboten",
        "- OpenAI：已开放\n- 某云：gpt-image-2 尚未开放 API",
        "| Gateway | gpt-image-2 released? |\n|--|--|\n| Replicate | not yet |",
        "| Proveedor | API de gpt-image-2 |\n|--|--|\n| Pixelfarm | todavía no |",
    ],
)
def test_what_another_place_lacks_is_no_claim_of_the_vendor_s(page: str) -> None:
    assert rules(page) == []


@pytest.mark.parametrize(
    "page",
    [
        "- Status: gpt-image-2 has no API yet",
        "- OpenAI: gpt-image-2 has no API yet\n- Pixelfarm: nothing known",
        "| Platform | gpt-image-2 available? |\n|--|--|\n| API | not yet |",
        "| Provider | API for gpt-image-2 |\n|--|--|\n| OpenAI | not yet |",
    ],
)
def test_what_the_vendor_s_own_row_or_a_plain_label_says_is_one(page: str) -> None:
    assert len(rules(page)) == 1


@pytest.mark.parametrize(
    "page",
    [
        "Through the Pixelfarm gateway, gpt-image-2 image output runs $45 per 1M tokens.",
        "En Pixelfarm, un revendedor, la salida de imagen de gpt-image-2 cuesta 45 dólares por millón de tokens.",
        "再販業者のピクセル工房では、gpt-image-2の画像出力が100万トークンあたり45ドルです。",
        "Pixelhof verkauft die Bildausgabe von gpt-image-2 für 45 $ pro Million Token.",
        "Snapframe draws with gpt-image-2 for $0.04 per low 1024x1024 image.",
        "Würde gpt-image-2 bei der Bildausgabe 40 $ pro Million Token kosten, wäre es zu teuer.",
    ],
)
def test_another_seller_s_price_is_not_the_vendor_s(page: str) -> None:
    assert rules(page) == []


@pytest.mark.parametrize(
    "page",
    [
        "In Python, gpt-image-2 image output costs $45 per 1M tokens.",
        "Since April, gpt-image-2 image output runs $45 per 1M tokens.",
        "In the API, gpt-image-2 image output costs $45 per 1M tokens.",
        "Generating with gpt-image-2 costs $45 per 1M image output tokens.",
        "Bei OpenAI kostet die Bildausgabe von gpt-image-2 45 $ pro Million Token.",
    ],
)
def test_the_vendor_s_own_price_is_judged(page: str) -> None:
    assert rules(page) == ["price"]


def test_columns_headed_with_sellers_are_theirs() -> None:
    assert rules("| Model | OpenAI | Pixelfarm |\n|--|--|--|\n| gpt-image-2 | live | date unknown |") == []
