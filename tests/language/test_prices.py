"""Which price a text gives: of what, per what, whose, when; in prose and tables, in five languages and two trades."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from freshlint.claim import Claim, Modality, Quantity, Tense
from freshlint.document.html import read_html
from freshlint.document.markdown import read_markdown
from freshlint.facts.load import load_all
from freshlint.facts.merge import build_view
from freshlint.facts.view import FactsView
from freshlint.language.data import Lexicons
from freshlint.language.mentions import MentionIndex
from freshlint.language.page import Page
from freshlint.language.prices import price_claims
from freshlint.rule import Verdict
from freshlint.source import Source
from freshlint_rules.price import Price

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "rules" / "freshlint_rules"
IMAGES = "images"
HOSTING = "hosting"
TITLES = {
    "en": "What gpt-image-2 costs over the API",
    "zh": "gpt-image-2 的价格",
    "ja": "gpt-image-2 の料金はいくらですか",
    "es": "Los precios de gpt-image-2 en la API",
    "de": "Die Preise von gpt-image-2 in der API",
}


@cache
def facts(trade: str) -> tuple[FactsView, Lexicons]:
    files = sorted((SHIPPED / "facts").glob("*.yaml"))
    if trade == HOSTING:
        files = [ROOT / "fixtures" / "facts" / "hosting.yaml"]
    view = build_view(load_all([(path.name, path.read_bytes()) for path in files]), date(2026, 4, 22))
    wordings = {path.stem: (path.read_bytes(),) for path in (SHIPPED / "wording").glob("*.yaml")}
    return view, Lexicons(wordings, tuple(view.entities.values()), view.vocabulary)


def claims(text: str, *, html: bool = False, trade: str = IMAGES) -> list[Claim]:
    view, lexicons = facts(trade)
    source = Source("page", dedent(text))
    document = read_html(source) if html else read_markdown(source)
    page = Page(document, MentionIndex.of(view.entities.values()), lexicons)
    return [claim for block in document.blocks for claim in price_claims(page, block)]


def said(sentence: str, language: str = "en") -> list[Claim]:
    return claims(f"# {TITLES[language]}\n\n{sentence}\n")


def verdicts(found: list[Claim], trade: str = IMAGES) -> list[str]:
    """What the rule says of each claim; "-" where nothing is to be judged now."""
    view, _ = facts(trade)
    return [
        "-"
        if claim.undecided or claim.modality is not Modality.ASSERTED or claim.time.tense is Tense.PAST
        else Price().judge(claim, view, view.as_of).verdict.value
        for claim in found
    ]


def meters(found: list[Claim]) -> list[str | None]:
    return [claim.conditions.get("meter") for claim in found]


def quantity(claim: Claim) -> Quantity:
    assert isinstance(claim.value, Quantity)
    return claim.value


def test_a_claim_has_entity_meter_quantity_and_the_shortest_span() -> None:
    page = "# Prices\n\nWith **gpt-image-2**, image output is *$32* per million tokens.\n"
    (claim,) = claims(page)
    assert (claim.predicate, claim.entity) == ("price", "gpt-image-2")
    assert page[claim.span.start : claim.span.end] == "$32* per million tokens"
    assert claim.text == "$32 per million tokens"
    value = quantity(claim)
    assert (value.amount, value.currency, value.unit, value.count) == (32, "USD", "token", 1_000_000)
    assert page[value.digits.start : value.digits.end] == value.literal == "32"


def test_each_amount_takes_the_meter_before_it_and_the_unit_carries_on() -> None:
    found = said("Image output is $32 per million tokens, image input $8, cached image input $2.50.")
    assert meters(found) == ["image output", "image input", "cached image input"]
    assert {(quantity(claim).unit, quantity(claim).count) for claim in found} == {("token", 1_000_000)}
    assert verdicts(found) == ["stale", "fresh", "stale"]


def test_a_meter_behind_the_amount_is_taken_as_well() -> None:
    found = said("You pay $8 for image input, $5 for text input and $31 for image output.")
    assert meters(found) == ["image input", "text input", "image output"]


def test_lists_are_read_in_their_order() -> None:
    for sentence in (
        "Low, medium and high quality cost $0.006, $0.034 and $0.211 at 1024x1024.",
        "1024x1024 (low/medium/high): $0.006/$0.034/$0.211.",
    ):
        found = said(sentence)
        assert [claim.conditions["quality"] for claim in found] == ["low", "medium", "high"], sentence
        assert verdicts(found) == ["fresh", "stale", "fresh"], sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A high-quality square costs $0.17, a low one $0.006.", ["stale", "fresh"]),
        ("Prices run from $0.006 to $0.211 per image.", ["fresh", "fresh"]),
        ("Text input costs half a cent per 1K tokens.", ["fresh"]),
        ("Image output: $31/M.", ["stale"]),
        ("Image input/output is $8/$32 per million tokens.", ["fresh", "stale"]),
        ("A high-quality portrait costs 16.5 cents, ten cost $1.65.", ["fresh", "fresh"]),
        (
            "You pay $31 for every million image output tokens and $8 for every million image input tokens.",
            ["stale", "fresh"],
        ),
        ("Image output is $30 per 1M tokens, so 24 pages cost about $3.", ["fresh", "-"]),
        ("It costs about $0.2 for a high-quality 1024x1024 picture.", ["fresh"]),
        ("As of April 22, 2026, image output costs $32 per 1M tokens.", ["stale"]),
        ("Image output now costs $28, instead of $40 per 1M tokens.", ["stale", "-"]),
    ],
)
def test_prices_in_english(sentence: str, expected: list[str]) -> None:
    assert verdicts(said(sentence)) == expected


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("zh", "图像输出每百万 token 收费 40 美元，图像输入 8 美元。", ["stale", "fresh"]),
        ("zh", "一张高质量方图约 0.21 美元，低质量的只要 0.6 美分。", ["fresh", "fresh"]),
        ("zh", "十张高质量 1024x1024 图片合计 1.67 美元。", ["stale"]),
        ("zh", "以前图像输出是每百万 token 40 美元，现在是 30 美元。", ["-", "fresh"]),
        ("zh", "文本输出并不是每百万 token 12 美元。", ["-"]),
        ("zh", "某网关每张只收 0.02 美元。", ["-"]),
        ("zh", "即梦 5.0 每张 0.1 美元。", ["-"]),
        ("ja", "画像出力は100万トークンあたり40ドル、画像入力は8ドルです。", ["stale", "fresh"]),
        ("ja", "高画質の正方形は1枚0.167ドル、低画質なら0.6セントです。", ["stale", "fresh"]),
        ("ja", "以前は画像出力が100万トークンあたり40ドルでした。", ["-"]),
        ("ja", "高画質の縦長を10枚作ると合計1.65ドルです。", ["fresh"]),
        ("ja", "画像出力は100万トークンあたり30ドルではなく40ドルです。", ["-", "stale"]),
        ("zh", "图像输入/输出：$8/$32（每百万 token）。", ["fresh", "stale"]),
        ("ja", "代理店では1枚0.02ドルです。", ["-"]),
        ("es", "La salida de imagen cuesta 40 dólares por millón de tokens, la de texto no.", ["stale"]),
        ("es", "Un cuadrado de calidad alta cuesta 0,167 dólares; en calidad baja, 0,006.", ["stale"]),
        ("es", "Antes la salida de imagen costaba 40 dólares por millón de tokens.", ["-"]),
        ("es", "Mil imágenes cuadradas de calidad baja cuestan 6 dólares.", ["fresh"]),
        ("es", "La pasarela cobra 0,02 dólares por imagen.", ["-"]),
        ("es", "Imagen 5 cuesta 0,10 dólares por imagen.", ["-"]),
        ("de", "Die Bildausgabe kostet 40 $ je 1 Mio. Token, die Bildeingabe 8 $.", ["stale", "fresh"]),
        ("de", "Ein quadratisches Bild in hoher Qualität kostet 0,167 $.", ["stale"]),
        ("de", "Früher kostete die Bildausgabe 40 $ je 1 Mio. Token.", ["-"]),
        ("de", "Damals kostete die Bildausgabe noch 40 $ je 1 Mio. Token.", ["-"]),
        ("de", "Es sind nicht 40 $, sondern 30 $ je 1 Mio. Token Bildausgabe.", ["-", "fresh"]),
        ("de", "Über ein Gateway zahlt man 0,02 $ pro Bild.", ["-"]),
        ("de", "Zwanzig Hochformate in hoher Qualität kosten zusammen 3,30 $.", ["fresh"]),
    ],
)
def test_prices_in_other_languages(language: str, sentence: str, expected: list[str]) -> None:
    assert verdicts(said(sentence, language)) == expected


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Acme Gateway sells gpt-image-2 for $0.02 per image.", "somebody else"),
        ("Via Acme you pay $0.02 per image.", "somebody else"),
        ("Imagen 5 costs $0.10 per image.", "somebody else"),
        ("Midjourney charges $10 a month.", "somebody else"),
        ("We charge $0.10 per image.", "somebody else"),
        ("Our price is $0.30 per image.", "somebody else"),
        ("The GPT Image 2 plugin costs $20.", "named after it"),
        ("That saves you $40 per 1M tokens.", "no price"),
        ("Set a budget of $50 a month.", "no price"),
        ("Get 80% off: $0.042 for a high square.", "discount"),
        ("Batch jobs cost $15 per million image output tokens.", "rate of its own"),
        ("On average a picture costs $0.10.", "average"),
        ("gpt-image-2 is cheaper than GPT Image 1.5 at $31 per 1M image output tokens.", "compared"),
        ("It costs $40.", "not told"),
        ("The whole book in low quality costs 12 cents.", "number of things"),
    ],
)
def test_what_may_be_something_else_is_counted_and_not_judged(sentence: str, reason: str) -> None:
    (claim,) = said(sentence)
    assert reason in claim.undecided


def test_of_a_discount_the_official_price_is_judged() -> None:
    assert verdicts(said("Get 80% off the official $0.167 for a high-quality 1024x1024 image.")) == ["stale"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Image output was $40 per 1M tokens.",
        "Until April 20, 2026, image output cost $40 per 1M tokens.",
        "The beta charged $32 per 1M image output tokens.",
        "~~$40~~ for 1M image output tokens.",
    ],
)
def test_old_prices_are_told_of_the_past(sentence: str) -> None:
    (claim,) = said(sentence)
    assert claim.time.tense is Tense.PAST


def test_a_change_ends_one_price_and_begins_another() -> None:
    found = said("Image output fell from $40 to $28 per 1M tokens.")
    assert [claim.time.tense for claim in found] == [Tense.PAST, Tense.PRESENT]
    assert verdicts(found) == ["-", "stale"]


def test_what_is_denied_or_quoted_is_rejected() -> None:
    first, second = said("It is not $40 but $30 per million image output tokens.")
    assert (first.modality, second.modality) == (Modality.REJECTED, Modality.ASSERTED)
    (quoted,) = said('The headline "image output is $40 per 1M tokens" still circulates.')
    assert quoted.modality is Modality.REJECTED
    (asked,) = said("Does image output cost $40 per million tokens?")
    assert asked.modality is Modality.QUESTION


def test_another_entity_s_price_is_about_that_entity() -> None:
    first, second = said("GPT Image 1.5 charged $32 per million image output tokens, gpt-image-1 $40.")
    assert (first.entity, second.entity) == ("gpt-image-1.5", "gpt-image-1")
    first, second = said("Unlike gpt-image-1, which costs $40 per 1M image output tokens, it costs $30.")
    assert (first.entity, second.entity) == ("gpt-image-1", "gpt-image-2")


def test_totals_count_what_is_bought() -> None:
    found = said("A portrait at high quality is $0.165, so a book of 24 pages comes to $3.96.")
    assert [(quantity(claim).count, quantity(claim).total) for claim in found] == [(1, False), (24, True)]
    assert verdicts(found) == ["fresh", "fresh"]
    assert verdicts(said("High quality, 1024x1024: $0.211. Ten of them: $1.67.")) == ["fresh", "stale"]
    assert verdicts(said("- 400 medium landscapes for a catalogue: $16.40")) == ["fresh"]


def test_dates_sizes_and_names_are_no_counts() -> None:
    found = said("Since April 21, 2026, gpt-image-2 has charged $0.211 for high quality at 1024x1024.")
    assert [quantity(claim).count for claim in found] == [1]


def test_a_table_of_entities_and_a_table_of_conditions() -> None:
    found = claims(
        """\
        # Image models

        | Model | Image output (USD / 1M tokens) | Text input |
        |---|---|---|
        | GPT Image 1.5 | 32 | 5 |
        | GPT Image 2 | 36 | 5 |
        | Imagen 5 | 20 | 2 |

        | gpt-image-2 | low | medium | high |
        |---|---|---|---|
        | 1024x1024 | $0.011 | $0.053 | $0.211 |
        | Portrait, landscape | $0.005 | $0.05 | $0.165 |
        """
    )
    assert [
        claim.text for claim, verdict in zip(found, verdicts(found), strict=True) if verdict == "stale"
    ] == [
        "36",
        "$0.011",
        "$0.05",
    ]
    assert {claim.entity for claim in found} == {"gpt-image-1.5", "gpt-image-2"}


def test_an_empty_first_cell_continues_the_one_above_and_a_note_mark_is_nothing() -> None:
    found = claims(
        """\
        # What gpt-image-2 costs

        | Quality | Size | Price |
        |---|---|---|
        | Low | 1024x1024 | $0.006 |
        |  | 1024x1536 | $0.007 |
        | High | 1024x1024 | $0.211* |
        |  | 1536x1024 | $0.25* |
        """
    )
    assert [claim.conditions["quality"] for claim in found] == ["low", "low", "high", "high"]
    assert verdicts(found) == ["fresh", "stale", "fresh", "stale"]


def test_several_prices_in_a_cell_follow_their_names() -> None:
    found = claims(
        """\
        # What gpt-image-2 costs

        | Size | low/medium/high |
        |---|---|
        | 1024x1024 | $0.006/$0.034/$0.211 |

        | Quality | 1024x1024<br>1024x1536 |
        |---|---|
        | high | $0.211<br>$0.25 |
        """
    )
    assert verdicts(found) == ["fresh", "stale", "fresh", "fresh", "stale"]


def test_columns_of_other_sellers_and_of_old_prices() -> None:
    found = claims(
        """\
        # What gpt-image-2 costs

        | Per 1M tokens | Before | Official price | Our price | Acme |
        |---|---|---|---|---|
        | Image output | $40 | $31 | $45 | $20 |
        """
    )
    assert verdicts(found) == ["-", "stale", "-", "-"]
    assert found[0].time.tense is Tense.PAST


def test_headings_tell_conditions_and_sellers() -> None:
    found = claims(
        """\
        # What gpt-image-2 costs

        ## High quality

        - 1024x1024: $0.167

        ## Resellers

        - 1024x1024: $0.02

        ## Batch API

        - Image output: $15 per 1M tokens
        """
    )
    assert found[0].conditions == {"size": "1024x1024", "quality": "high"}
    assert verdicts(found) == ["stale", "-", "-"]


def test_html_tables_with_spans_captions_and_two_part_names() -> None:
    found = claims(
        """\
        <html lang="zh-CN"><h1>gpt-image-2 价格表（美元）</h1>
        <table><caption>每百万 token</caption><thead><tr><th>类型</th><th>项目</th><th>单价</th></tr></thead>
        <tr><td rowspan="2">图像</td><td>输入</td><td>9</td></tr><tr><td>输出</td><td>30</td></tr></table></html>
        """,
        html=True,
    )
    assert meters(found) == ["image input", "image output"]
    assert verdicts(found) == ["stale", "fresh"]
    assert {quantity(claim).currency for claim in found} == {"USD"}


def test_terms_and_questions_name_what_their_answers_are_about() -> None:
    found = claims(
        """\
        <h1>gpt-image-2</h1><dl><dt>Image output</dt><dd>$40 per 1M tokens</dd></dl>
        <details><summary>What does one picture cost?</summary><p>$0.034 in medium quality.</p></details>
        """,
        html=True,
    )
    assert verdicts(found) == ["stale", "stale"]
    assert found[0].conditions["meter"] == "image output"
    assert quantity(found[1]).unit == "image"


def test_plans_by_the_month_are_no_different() -> None:
    found = claims(
        """\
        # Hosting plans

        Harbor Starter costs $5 a month, storage another $0.10 per GB-month.
        Harbor Pro is 17 € per seat per month, or $20.

        | Plan | Per seat per month | Storage per GB-month |
        |---|---|---|
        | Harbor Pro | $19 | $0.08 |
        | Dockyard One | $9 | $0.20 |
        """,
        trade=HOSTING,
    )
    assert verdicts(found, HOSTING) == ["stale", "fresh", "fresh", "stale", "stale", "fresh"]


def test_a_past_price_is_told_with_its_last_day() -> None:
    (claim,) = claims("# Plans\n\nHarbor Starter costs $5 a month.\n", trade=HOSTING)
    view, _ = facts(HOSTING)
    judgement = Price().judge(claim, view, view.as_of)
    assert judgement.verdict is Verdict.STALE
    assert "until 2026-02-28" in judgement.message


def test_money_that_is_about_nothing_known_makes_no_claim() -> None:
    assert claims("# Lunch\n\nThe soup is $5 and the bread costs two dollars.\n") == []
    assert said("Version 2.5 renders 30 pictures in 24 minutes.") == []


@pytest.mark.parametrize(
    ("language", "sentence", "meter"),
    [
        ("en", "Image input costs $8 per million tokens, cached $2.", "cached image input"),
        ("en", "OpenAI asks $10 per million image tokens on the way out.", "image output"),
        ("de", "Die Million gecachter Texttoken kostet 1,25 $.", "cached text input"),
        ("es", "La entrada de texto cuesta 5 USD, en caché 1,25 USD.", "cached text input"),
        ("zh", "图像输入 8 美元，缓存命中则为 2 美元。", "cached image input"),
        ("ja", "画像入力は 8 ドル、キャッシュ済みなら 2 ドルです。", "cached image input"),
    ],
)
def test_a_meter_is_told_by_the_words_of_its_name(language: str, sentence: str, meter: str) -> None:
    assert meters(said(sentence, language))[-1] == meter


def test_row_and_column_tell_a_meter_together() -> None:
    rows = "| Tokens | Text | Image |\n| --- | --- | --- |\n| in | $5 | $8 |\n| in, cached | $1.25 | $2 |\n"
    found = claims(f"# gpt-image-2 per 1M tokens\n\n{rows}| out | $10 | $30 |\n")
    assert meters(found) == [
        "text input",
        "image input",
        "cached text input",
        "cached image input",
        "text output",
        "image output",
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "count"),
    [
        ("en", "Medium, landscape: 40 × $0.041 = $1.64.", 40),
        ("en", "We draw 400 medium squares a night. The run comes to $21.20.", 400),
        (
            "de",
            "Wir malen nachts hundert quadratische Bilder. OpenAI stellt dafür 12 Dollar in Rechnung.",
            100,
        ),
        ("es", "Pedimos cien imágenes cuadradas. OpenAI nos cobra por ellas 12 dólares.", 100),
        ("en", "A high-quality portrait is 16.5 cents. I do six per client, so about a dollar.", 6),
    ],
)
def test_a_sum_is_for_the_things_that_are_counted_before(language: str, sentence: str, count: int) -> None:
    value = quantity(said(sentence, language)[-1])
    assert (value.count, value.total) == (count, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "The poster service adds $0.40 for every gpt-image-2 image.",
        "Our print service takes $0.25 a picture.",
        "On Picshop, a gpt-image-2 picture costs 4 credits, or $0.10.",
        "Via Picshop, a gpt-image-2 picture costs $0.30.",
        "With $30 in the pot you can draw low-quality squares.",
        "A high-quality square costs two cents more.",
        "If a high-quality square cost $1, nobody would draw.",
        "A high-quality square costs $0.40, which is wrong.",
        "**How much is a picture here?** $0.08 per image.",
        "Hosting of high-quality squares costs $12 a year.",
    ],
)
def test_sums_that_are_no_price_of_the_vendor_are_not_judged(sentence: str) -> None:
    assert set(verdicts(said(sentence))) <= {"-"}


def test_a_figure_that_is_meant_as_money_keeps_its_own_words() -> None:
    (claim,) = said("A big square is about 21 cents and a medium one about five.")
    assert "quality" not in claim.conditions


def test_two_plans_do_not_lend_each_other_their_meters() -> None:
    found = claims("Harbor Starter is $7/mo; Harbor Pro is $18 per seat.\n", trade=HOSTING)
    assert meters(found) == [None, "seat"]
    assert verdicts(found, HOSTING) == ["fresh", "fresh"]


def test_a_count_behind_a_price_is_no_price() -> None:
    found = said("25 medium landscapes come to $1.03, 25 high ones to $4.13.")
    assert [quantity(claim).amount for claim in found] == [Decimal("1.03"), Decimal("4.13")]
    assert verdicts(found) == ["fresh", "fresh"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gpt-image-2, one 1024x1024 image, low quality", ["stale"]),
        ("A book on gpt-image-2, 1024x1024", ["-"]),
    ],
)
def test_the_price_of_an_offer_in_structured_data_is_of_what_its_name_says(
    name: str, expected: list[str]
) -> None:
    offer = f'{{"@type": "Offer", "name": "{name}", "price": "0.02", "priceCurrency": "USD"}}'
    assert verdicts(claims(f'<script type="application/ld+json">{offer}</script>', html=True)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not true that image output costs $40 per 1M tokens.",
        "Ignore the table above, it gives $40 per 1M image output tokens.",
        "Should image output ever cost $40 per 1M tokens, we will look elsewhere.",
    ],
)
def test_what_is_called_wrong_or_only_supposed_is_not_said(sentence: str) -> None:
    assert verdicts(said(sentence)) == ["-"]
