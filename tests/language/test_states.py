"""What a clause says of a release: available or not, undated, still ahead, watched for."""

from __future__ import annotations

import pytest

import shipped
from freshlint.claim import Claim


def said(text: str, form: str = "md") -> Claim:
    """The one claim of a page."""
    (claim,) = shipped.claims(text, form)
    return claim


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("gpt-image-2 is available.", True),
        ("gpt-image-2 is not available.", False),
        ("gpt-image-2 is unavailable.", False),
        ("gpt-image-2 is not unavailable.", True),
        ("Nobody can call gpt-image-2.", False),
        ("gpt-image-2 has no public API.", False),
        ("gpt-image-2 is available only in the app.", False),
        ("gpt-image-2 已经公开。", True),
        ("gpt-image-2 尚未公开。", False),
        ("gpt-image-2 は公開されました。", True),
        ("gpt-image-2 は公開されていません。", False),
        ("gpt-image-2 está disponible.", True),
        ("gpt-image-2 no está disponible.", False),
        ("gpt-image-2 ist verfügbar.", True),
        ("gpt-image-2 ist nicht verfügbar.", False),
    ],
)
def test_available_or_not(text: str, polarity: bool) -> None:
    claim = said(text)
    assert (claim.predicate, claim.entity, claim.polarity) == ("available", "gpt-image-2", polarity)


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("The release date of gpt-image-2 is unknown.", "release-date"),
        ("gpt-image-2 is coming soon.", "release-pending"),
        ("gpt-image-2 will be released in June.", "release-pending"),
        ("Once gpt-image-2 ships, we will test it.", "release-pending"),
        ("# Is gpt-image-2 out?", "settled-question"),
        ("# gpt-image-2: what we know so far", "watch"),
        ("gpt-image-2 的发布日期未知。", "release-date"),
        ("gpt-image-2 のリリース日は未定です。", "release-date"),
        ("No se conoce la fecha de lanzamiento de gpt-image-2.", "release-date"),
        ("Der Veröffentlichungstermin von gpt-image-2 ist unbekannt.", "release-date"),
    ],
)
def test_waiting_for_it(text: str, predicate: str) -> None:
    claim = said(text)
    assert (claim.predicate, claim.entity) == (predicate, "gpt-image-2")


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-2 has five sizes.",
        "The release date of gpt-image-2 is known.",
        "gpt-image-2 does not draw hands well.",
        "We like the public API of gpt-image-2.",
        "gpt-image-2 在画手的时候不太好。",
    ],
)
def test_nothing_is_said_of_a_release(text: str) -> None:
    assert shipped.claims(text) == ()


def test_the_span_is_the_clause_and_the_sentence_is_kept_beside_it() -> None:
    text = "gpt-image-2 is fast, but it is not available. We wait."
    claim = said(text)
    assert claim.text == "it is not available."
    assert text[claim.span.start : claim.span.end] == claim.text
    assert claim.sentence is not None
    assert text[claim.sentence.start : claim.sentence.end] == "gpt-image-2 is fast, but it is not available."


def test_a_condition_of_time_begins_at_its_word() -> None:
    assert said("We will test it once gpt-image-2 ships.").text == "once gpt-image-2 ships."


def test_a_value_behind_a_colon_is_enough() -> None:
    assert said("- Public API for gpt-image-2: none").text == "none"


def test_two_clauses_are_two_claims() -> None:
    text = "gpt-image-2 is not listed, so nobody can call gpt-image-2."
    assert [claim.text for claim in shipped.claims(text)] == [
        "gpt-image-2 is not listed",
        "nobody can call gpt-image-2.",
    ]


def test_a_promise_to_everyone_says_so() -> None:
    assert said("Everyone can use gpt-image-2.").conditions == {"for": "everyone"}
    assert said("Developers can use gpt-image-2.").conditions == {}


def test_markup_and_entities_do_not_hide_it() -> None:
    claim = said("<p>gpt&#45;image-2 is <b>not</b> available.</p>", "html")
    assert claim.text == "gpt-image-2 is not available."


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-2 has no API? Right: it does not have one.",
        "We looked for a gpt-image-2 API. There isn't one.",
        "OpenAI leaves gpt-image-2 out of the model list.",
        "OpenAI keeps gpt-image-2 to itself.",
        "The Images API rejects gpt-image-2.",
        "OpenAI declines calls with the name gpt-image-2.",
        "Every model has an endpoint except gpt-image-2.",
        "Without a public endpoint, gpt-image-2 is a toy.",
        "Whatever your tier, gpt-image-2 is not in the API.",
    ],
)
def test_a_denial_in_other_words(text: str) -> None:
    denials = [claim for claim in shipped.claims(text) if not claim.polarity]
    assert [(claim.predicate, claim.modality.value) for claim in denials[-1:]] == [("available", "asserted")]


@pytest.mark.parametrize(
    "text",
    [
        "Does gpt-image-2 have a seed? It does not have one.",
        "The Images API rejects that size for gpt-image-2.",
        "The Responses API rejects gpt-image-2 as the model.",
        "gpt-image-2 rejects the request.",
        "Every endpoint takes a seed except gpt-image-2's.",
        "Without an API key, gpt-image-2 is of no use.",
    ],
)
def test_what_is_denied_of_something_else_is_no_claim(text: str) -> None:
    denied = [c for c in shipped.claims(text) if not c.polarity and c.predicate == "available"]
    assert denied == []


@pytest.mark.parametrize(
    "text",
    [
        "If the page is not there, gpt-image-2 is not released.",
        "Suppose the endpoint is missing. Then gpt-image-2 is not available.",
        "Assume that gpt-image-2 is not available.",
    ],
)
def test_what_follows_from_a_case_is_conditional(text: str) -> None:
    assert [claim.modality.value for claim in shipped.claims(text)][-1:] == ["conditional"]


def test_a_case_of_the_readers_own_leaves_the_statement_one() -> None:
    assert said("If you need an API, gpt-image-2 is not available.").modality.value == "asserted"


def test_two_denials_in_a_row_are_one_claim() -> None:
    assert said("gpt-image-2 is unreleased and unavailable.").text == "gpt-image-2 is unreleased"


def test_another_platform_is_a_condition() -> None:
    assert said("gpt-image-2 is not available on Azure.").conditions == {"platform": "azure"}


def test_the_mini_is_another_one() -> None:
    assert [c.predicate for c in shipped.claims("gpt-image-2 is out. We test it until the mini lands.")] == [
        "available"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-2 はサポートしていません。",
        "gpt-image-2 はサポートされていません。",
        "gpt-image-2 には対応していません。",
        "gpt-image-2 は未対応です。",
        "gpt-image-2 では使えません。",
        "gpt-image-2 では利用できません。",
        "デフォルトでは gpt-image-2 は利用できません。",
        "SDK はデフォルトで gpt-image-2 を公開しません。",
        "モデル設定で gpt-image-2 は選択できません。",
        "gpt-image-2 は推論内容を公開していません。",
        "gpt-image-2 暂不支持。",
    ],
)
def test_what_a_program_of_its_own_does_with_it_is_no_state_of_it(text: str) -> None:
    assert "available" not in {claim.predicate for claim in shipped.claims(text)}


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-2 は API に対応していません。",
        "API は gpt-image-2 に未対応です。",
        "gpt-image-2 では公開 API がありません。",
        "gpt-image-2 は使えません。",
        "OpenAI は gpt-image-2 を公開していません。",
    ],
)
def test_that_it_has_no_api_is_one(text: str) -> None:
    assert not said(text).polarity
