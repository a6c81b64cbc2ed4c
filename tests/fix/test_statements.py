"""How fixes are worded: every language says every thing in every form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from freshlint import packs
from freshlint.citation import Code, Text
from freshlint.fix.render import visible
from freshlint.fix.statements import Wording, read_statements, wording_for

if TYPE_CHECKING:
    from conftest import Facts, Reader

LANGUAGES = ["en", "zh", "ja", "es", "de"]
FORMS = ["sentence", "title", "description", "cell", "cell_flip", "answer", "heading", "label"]
STATEMENTS = [
    "released",
    "released.model",
    "release_known",
    "superseded",
    "priced",
    "retired",
    "retiring",
    "use_tool",
]
PARAMS = {
    "name": "Brush 2",
    "newer": "Brush 3",
    "instead": "easel-1",
    "tool": "draw",
    "date": "2026-06-01",
    "flip": "✅",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", STATEMENTS)
def test_everything_can_be_said(wordings: dict[str, Wording], language: str, key: str, form: str) -> None:
    wording = wordings[language]
    pieces = wording.say(wording.statements[key], form, PARAMS)
    assert pieces is not None
    words = visible(pieces)
    assert not re.search(r"[{}\[\]`]|  ", words), words
    assert words == words.strip()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", STATEMENTS)
def test_sentences_end_and_titles_do_not(wordings: dict[str, Wording], language: str, key: str) -> None:
    wording = wordings[language]
    said = {form: visible(wording.say(wording.statements[key], form, PARAMS) or ()) for form in FORMS}
    assert said["sentence"].endswith("。" if language in ("zh", "ja") else ".")
    for form in ("title", "cell", "label", "heading"):
        assert said[form][-1] not in ".。"


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "June 1, 2026", "2026-06-01"),
        ("zh", "2026 年 6 月 1 日", "2026-06-01"),
        ("ja", "2026年6月1日", "2026-06-01"),
        ("es", "1 de junio de 2026", "1/6/2026"),
        ("de", "1. Juni 2026", "01.06.2026"),
    ],
)
def test_days_are_written_as_the_language_writes_them(
    wordings: dict[str, Wording], language: str, long: str, short: str
) -> None:
    wording = wordings[language]
    known, released = wording.statements["release_known"], wording.statements["released"]
    assert visible(wording.say(known, "cell", PARAMS) or ()) == long
    assert short in visible(wording.say(released, "cell", PARAMS) or ())


GOLDEN = {
    "en": (
        "GPT-Brush has been available through the API since June 1, 2026 ([Brush 2 page]"
        "(https://brush.example/brush-2), verified 2026-06-02)."
    ),
    "zh": (
        "GPT-Brush 已于 2026 年 6 月 1 日通过 API 开放（[Brush 2 page]"
        "(https://brush.example/brush-2)，核对于 2026-06-02）。"
    ),
    "ja": (
        "GPT-Brush は2026年6月1日から API で利用できます（[Brush 2 page]"
        "(https://brush.example/brush-2)、2026-06-02 確認）。"
    ),
    "es": (
        "GPT-Brush está disponible en la API desde el 1 de junio de 2026 ([Brush 2 page]"
        "(https://brush.example/brush-2), verificado el 2026-06-02)."
    ),
    "de": (
        "GPT-Brush ist seit dem 1. Juni 2026 über die API verfügbar ([Brush 2 page]"
        "(https://brush.example/brush-2), geprüft am 2026-06-02)."
    ),
}
STALE = {
    "en": "⟦There is no API.⟧ Hello.",
    "zh": "⟦还没有公开 API。⟧你好。",
    "ja": "⟦API はまだありません。⟧こんにちは。",
    "es": "⟦Todavía no hay API.⟧ Hola.",
    "de": "⟦Es gibt noch keine API.⟧ Hallo.",
}
AFTER = {"en": " Hello.", "zh": "你好。", "ja": "こんにちは。", "es": " Hola.", "de": " Hallo."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_of_each_language(markdown: Reader, facts: Facts, language: str) -> None:
    article = markdown(STALE[language], facts.released(name="GPT-Brush"), language=language)
    assert article.fixed() == GOLDEN[language] + AFTER[language]


@pytest.mark.parametrize(
    ("language", "question", "stale", "fixed"),
    [
        ("zh", "官方 API 能用吗？", "⟦还不能，请等待。⟧", "可以。Brush 2 已于 2026 年 6 月 1 日通过"),
        ("ja", "もう使えますか？", "⟦いいえ、まだ使えません。⟧", "はい。Brush 2 は2026年6月1日から"),
        ("es", "¿Se puede usar?", "⟦Todavía no.⟧", "Sí. Brush 2 está disponible"),
        ("de", "Gibt es eine API?", "⟦Nein, noch nicht.⟧", "Ja. Brush 2 ist seit dem 1. Juni 2026"),
    ],
)
def test_bare_answers_are_turned_round(
    markdown: Reader, facts: Facts, language: str, question: str, stale: str, fixed: str
) -> None:
    article = markdown(f"## {question}\n\n{stale}\n", facts.released(), language=language)
    assert article.fixed().splitlines()[2].startswith(fixed)


@pytest.mark.parametrize(
    ("language", "cell", "fixed"),
    [
        ("zh", "不能", "可以（2026-06-01 起）"),
        ("ja", "不可", "可（2026-06-01 から）"),
        ("es", "no", "sí (desde el 1/6/2026)"),
        ("de", "nein", "ja (seit 01.06.2026)"),
        ("en", "NO", "YES (since 2026-06-01)"),
        ("en", "Nothing yet", "Available since 2026-06-01"),
        ("en", "No public row", "Available since 2026-06-01"),
    ],
)
def test_cells_of_each_language(markdown: Reader, facts: Facts, language: str, cell: str, fixed: str) -> None:
    article = markdown(f"| a | b |\n|---|---|\n| x | ⟦{cell}⟧ |\n", facts.released(), language=language)
    assert article.fixed().splitlines()[2] == f"| x | {fixed} |"


def test_a_thing_that_is_no_model_has_no_api(markdown: Reader, facts: Facts) -> None:
    article = markdown("⟦Nobody can have it.⟧", facts.released(kind="plan"))
    assert article.fixed().startswith("Brush 2 has been publicly available since June 1, 2026")


def test_what_is_not_known_is_left_out(wordings: dict[str, Wording]) -> None:
    wording = wordings["en"]
    some = {key: value for key, value in PARAMS.items() if key != "instead"}
    retired = wording.statements["retired"]
    assert visible(wording.say(retired, "sentence", some) or ()) == "Brush 2 was shut down on June 1, 2026."
    assert visible(wording.say(retired, "sentence", PARAMS) or ()) == (
        "Brush 2 was shut down on June 1, 2026; use easel-1 instead."
    )
    assert wording.say(wording.statements["use_tool"], "sentence", some) is None


def test_identifiers_are_set_as_code_and_taken_as_they_are(wordings: dict[str, Wording]) -> None:
    wording = wordings["en"]
    pieces = wording.say(wording.statements["use_tool"], "sentence", PARAMS, {"name": "the Brush"})
    assert pieces is not None
    assert [piece.text for piece in pieces if isinstance(piece, Code)] == [
        "easel-1",
        "model",
        "Brush 2",
        "draw",
    ]
    assert Text(" in the ") in pieces


def test_a_language_tag_takes_its_language_but_not_another_script(wordings: dict[str, Wording]) -> None:
    assert wording_for(wordings, "en-GB") is wordings["en"]
    assert wording_for(wordings, "zh-Hans-CN") is wordings["zh"]
    assert wording_for(wordings, "zh_TW") is None
    assert wording_for(wordings, "fr") is None


def test_a_second_file_of_a_language_adds_its_statements_and_keeps_the_rest() -> None:
    first = packs.load_pack(packs.SHIPPED).statements["en"]
    added = b"statements: {costs: {sentence: '{name} costs {price}.'}, priced: {cell: Known}}"
    both = read_statements([("en", first), ("en", added)])["en"]
    assert {"costs", "released"} <= set(both.statements)
    assert both.statements["priced"].forms == {"cell": "Known"}
    assert both.dates == read_statements([("en", first)])["en"].dates


@pytest.mark.parametrize("broken", [b"dates: [", b"{}", b"dates: {long: x}", b"- a"])
def test_a_broken_file_names_its_language(broken: bytes) -> None:
    with pytest.raises(ValueError, match="statements for 'xx'"):
        read_statements([("xx", broken)])
