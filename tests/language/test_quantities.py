"""Sums of money as people write them: amount, currency, what for and how many, in five languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freshlint.language.amounts import QuantityHit
from freshlint.language.lexicon import Lexicon, compile_lexicon
from freshlint.language.numbers import parse_digits
from freshlint.language.quantities import find_measures, find_quantities, read_money

UNITS = {
    "en": {
        "unit:token": ["token", "tokens"],
        "unit:image": ["image", "images", "picture"],
        "unit:month": ["month", "monthly"],
        "unit:seat/month": ["seat per month", "seat/month"],
        "meter:image output": ["image output", "image output tokens"],
        "condition:size=small": ["small", "640x480"],
    },
    "zh": {"unit:token": ["token"], "unit:image": ["张"], "unit:month": ["月", "每月"]},
    "ja": {"unit:token": ["トークン"], "unit:image": ["枚"]},
    "es": {"unit:token": ["token", "tokens"], "unit:image": ["imagen", "imágenes"], "unit:month": ["mes"]},
    "de": {"unit:token": ["Token"], "unit:image": ["Bild", "Bilder"], "unit:month": ["Monat", "monatlich"]},
}


def lexicon(language: str = "en") -> Lexicon:
    return compile_lexicon({"language": language}, UNITS[language])


def only(text: str, language: str = "en") -> QuantityHit:
    (hit,) = find_quantities(text, lexicon(language))
    return hit


AMOUNTS = [
    ("en", "It is $32.", "$32", "32", "USD", "32", 0),
    ("en", "It is US$ 0.053 now", "US$ 0.053", "0.053", "USD", "0.053", 3),
    ("en", "It is 40 USD", "40 USD", "40", "USD", "40", 0),
    ("en", "exactly $1,250.50 USD", "$1,250.50 USD", "1250.50", "USD", "1,250.50", 2),
    ("en", "three cents", "three cents", "0.03", "USD", "three", 0),
    ("en", "only 3 euro cents", "3 euro cents", "0.03", "EUR", "3", 0),
    ("en", "two hundred fifty dollars", "two hundred fifty dollars", "250", "USD", "two hundred fifty", 0),
    ("en", "half a cent", "half a cent", "0.005", "USD", "half a", 1),
    ("en", "for £9.99", "£9.99", "9.99", "GBP", "9.99", 2),
    ("en", "raised $2M", "$2M", "2000000", "USD", "2", 0),
    ("en", "in 2026 $30", "$30", "30", "USD", "30", 0),
    ("zh", "价格是 40 美元。", "40 美元", "40", "USD", "40", 0),
    ("zh", "六美元", "六美元", "6", "USD", "六", 0),
    ("zh", "只要 0.6 美分", "0.6 美分", "0.006", "USD", "0.6", 1),
    ("zh", "0.06 元人民币", "0.06 元人民币", "0.06", "CNY", "0.06", 2),
    ("ja", "30 ドルです", "30 ドル", "30", "USD", "30", 0),
    ("ja", "３セント", "３セント", "0.03", "USD", "３", 0),
    ("ja", "1,200円", "1,200円", "1200", "JPY", "1,200", 0),
    ("es", "cuesta 0,165 dólares", "0,165 dólares", "0.165", "USD", "0,165", 3),
    ("es", "treinta y cinco euros", "treinta y cinco euros", "35", "EUR", "treinta y cinco", 0),
    ("de", "kostet 1.250,50 €", "1.250,50 €", "1250.50", "EUR", "1.250,50", 2),
    ("de", "fünfundzwanzig Dollar", "fünfundzwanzig Dollar", "25", "USD", "fünfundzwanzig", 0),
    ("de", "für 40 $", "40 $", "40", "USD", "40", 0),
]


@pytest.mark.parametrize(("language", "text", "span", "amount", "currency", "digits", "places"), AMOUNTS)
def test_an_amount_has_its_currency_digits_and_places(
    language: str, text: str, span: str, amount: str, currency: str, digits: str, places: int
) -> None:
    hit = only(text, language)
    assert text[hit.start : hit.end] == span
    assert (hit.amount, hit.currency, hit.places) == (Decimal(amount), currency, places)
    assert text[hit.digits_start : hit.digits_end] == digits


PER = [
    ("en", "$30 per million tokens", "$30 per million tokens", "token", 1_000_000),
    ("en", "$30/1M tokens", "$30/1M tokens", "token", 1_000_000),
    ("en", "$30 / M tokens", "$30 / M tokens", "token", 1_000_000),
    ("en", "$0.03 per 1K image output tokens", "$0.03 per 1K image output tokens", "token", 1000),
    ("en", "$6 per 1,000 images", "$6 per 1,000 images", "image", 1000),
    ("en", "five cents a picture", "five cents a picture", "image", 1),
    ("en", "$1 per 640x480 image", "$1 per 640x480 image", "image", 1),
    ("en", "$18 per seat per month", "$18 per seat per month", "seat/month", 1),
    ("en", "$7 monthly", "$7 monthly", "month", 1),
    ("en", "$30 (per 1M tokens)", "$30", "token", 1_000_000),
    ("zh", "每百万 token 40 美元", "每百万 token 40 美元", "token", 1_000_000),
    ("zh", "0.05 美元/张", "0.05 美元/张", "image", 1),
    ("ja", "100 万トークンあたり 10 ドル", "100 万トークンあたり 10 ドル", "token", 1_000_000),
    ("ja", "1枚5円", "1枚5円", "image", 1),
    ("es", "40 $ por millón de tokens", "40 $ por millón de tokens", "token", 1_000_000),
    ("es", "12 € al mes", "12 € al mes", "month", 1),
    ("de", "40 $ je 1 Mio. Token", "40 $ je 1 Mio. Token", "token", 1_000_000),
    ("de", "5 Cent pro Bild", "5 Cent pro Bild", "image", 1),
]


@pytest.mark.parametrize(("language", "text", "whole", "unit", "number"), PER)
def test_what_an_amount_is_for_stands_beside_it(
    language: str, text: str, whole: str, unit: str, number: int
) -> None:
    hit = only(text, language)
    assert hit.measure is not None
    assert (hit.measure.unit, hit.measure.number) == (unit, number)
    assert text[slice(*hit.whole)] == whole


@pytest.mark.parametrize(
    ("language", "text", "approximate", "at_least"),
    [
        ("en", "about $0.2", True, False),
        ("en", "~$0.2", True, False),
        ("en", "from $0.006", False, True),
        ("en", "starting at about $5", True, True),
        ("zh", "约 0.2 美元", True, False),
        ("zh", "0.2 美元起", False, True),
        ("ja", "約 20 セント", True, False),
        ("ja", "5 ドルから", False, True),
        ("es", "desde 0,006 dólares", False, True),
        ("es", "unos 20 centavos", True, False),
        ("de", "ab 0,006 $", False, True),
        ("de", "rund 20 Cent", True, False),
    ],
)
def test_about_and_from(language: str, text: str, approximate: bool, at_least: bool) -> None:
    hit = only(text, language)
    assert (hit.approximate, hit.at_least) == (approximate, at_least)


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "$0.005–$0.211", "0.005", "0.211"),
        ("en", "0.005 to 0.211 dollars", "0.005", "0.211"),
        ("en", "between $5 and $7", "5", "7"),
        ("zh", "0.005 至 0.211 美元", "0.005", "0.211"),
        ("ja", "$0.005〜$0.211", "0.005", "0.211"),
        ("es", "de 5 a 7 dólares", "5", "7"),
        ("de", "zwischen 5 und 7 Dollar", "5", "7"),
    ],
)
def test_a_range_is_two_amounts_of_which_the_first_is_the_least(
    language: str, text: str, low: str, high: str
) -> None:
    first, second = find_quantities(text, lexicon(language))
    assert (first.amount, second.amount) == (Decimal(low), Decimal(high))
    assert first.currency == second.currency == "USD"
    assert first.at_least and not second.at_least
    assert second.link == "range"


def test_numbers_in_a_list_share_the_currency_and_what_they_are_for() -> None:
    hits = find_quantities("$0.1/0.2/$0.3 per image", lexicon())
    assert [hit.amount for hit in hits] == [Decimal("0.1"), Decimal("0.2"), Decimal("0.3")]
    assert {hit.currency for hit in hits} == {"USD"}
    assert {hit.measure and hit.measure.unit for hit in hits} == {"image"}


def test_a_cent_without_a_currency_leaves_it_open() -> None:
    hit = only("3 Cent", "de")
    assert (hit.amount, hit.currency) == (Decimal("0.03"), "XXX")


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-2 at 1024x1024",
        "80% off",
        "in 2026",
        "version 1.2.3",
        "12 percent",
        "per cent",
        "$ signs",
        "30 days",
    ],
)
def test_other_numbers_are_no_money(text: str) -> None:
    assert find_quantities(text, lexicon()) == []


def test_the_sign_of_the_next_amount_is_not_taken_for_this_one() -> None:
    text = "$40 $30"
    assert [text[hit.start : hit.end] for hit in find_quantities(text, lexicon())] == ["$40", "$30"]


def test_things_bought_together_are_no_rate() -> None:
    (measure,) = find_measures("1,000 images cost six dollars", lexicon())
    assert (measure.unit, measure.number, measure.rate) == ("image", 1000, False)


def test_a_text_of_numbers_alone_holds_amounts_without_currency() -> None:
    assert [hit.amount for hit in read_money("0.006 / 0.053*", lexicon(), bare=True).hits] == [
        Decimal("0.006"),
        Decimal("0.053"),
    ]
    assert read_money("3 sizes", lexicon(), bare=True).hits == []
    assert [hit.amount for hit in read_money("free", lexicon(), bare=True).hits] == [0]


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1,000", ".", "1000"),
        ("0,165", ".", "0.165"),
        ("1.000", ",", "1000"),
        ("0.165", ",", "0.165"),
        ("30.50", ",", "30.50"),
        ("1.000,5", ",", "1000.5"),
        ("1 000", ",", "1000"),
        ("1.2.3", ".", None),
    ],
)
def test_marks_are_read_by_language_and_place(text: str, mark: str, value: str | None) -> None:
    numeral = parse_digits(text, mark)
    assert (numeral.value if numeral else None) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("zh", "两毛一美元", "0.21"),
        ("zh", "三毛钱美金", "0.3"),
        ("en", "sixteen and a half cents", "0.165"),
        ("de", "ein halber US-Cent", "0.005"),
    ],
)
def test_spoken_amounts_have_tenths_and_halves(language: str, text: str, amount: str) -> None:
    assert only(text, language).amount == Decimal(amount)
