"""Terms of a lexicon: how they are written in data, and where a text has them."""

from __future__ import annotations

import pytest

from freshlint.language.data import Lexicons, grammar_files
from freshlint.language.lexicon import compile_lexicon
from freshlint.language.normal import fold
from freshlint.language.terms import expand
from freshlint.packs import SHIPPED, load_pack

WORDS = {
    "ship": ["ship{,s,ped}"],
    "negation": ["not", "doesn't"],
    "thing": ["*modell", "model id"],
    "anaphor": ["the model"],
    "determiner": ["the"],
    "late": ["未", "未定"],
}
LEXICON = compile_lexicon({"language": "xx", "alike": "發发"}, WORDS)


def concepts(text: str) -> list[tuple[str, ...]]:
    """What each term of a text does, in order."""
    return [tuple(sorted(term.concepts)) for term in LEXICON.find(fold(text))]


def test_braces_write_several_forms_at_once() -> None:
    assert list(expand("{go,come} {,back} now")) == ["go  now", "go back now", "come  now", "come back now"]


@pytest.mark.parametrize("text", ["ship", "SHIPPED", "it ships."])
def test_every_form_is_found_whatever_its_case(text: str) -> None:
    assert concepts(text) == [("ship",)]


@pytest.mark.parametrize("text", ["shipping", "worship", "ship_it", "shop"])
def test_a_term_is_a_whole_word(text: str) -> None:
    assert concepts(text) == []


def test_an_apostrophe_is_one_however_it_is_typed() -> None:
    assert concepts("doesn’t") == [("negation",)]


def test_a_star_leaves_that_end_of_a_word_open() -> None:
    text = fold("Das Bildmodell malt")
    (term,) = LEXICON.find(text)
    assert text[term.start : term.end] == "bildmodell"


def test_of_two_terms_the_longer_one_is_meant() -> None:
    assert concepts("发布日期未定") == [("late",)]
    text = fold("未定")
    assert [(term.start, term.end) for term in LEXICON.find(text)] == [(0, 2)]


def test_a_term_gives_way_to_one_that_starts_in_it_and_reaches_further() -> None:
    assert concepts("the model") == [("anaphor",)]
    assert concepts("the model id") == [("determiner",), ("thing",)]


def test_letters_that_are_alike_are_read_alike() -> None:
    lexicon = compile_lexicon({"language": "xx", "alike": "發发"}, {"out": ["发布"]})
    assert len(lexicon.find("發布")) == len(lexicon.find("发布")) == 1


def test_a_term_may_do_several_things() -> None:
    lexicon = compile_lexicon({"language": "xx", "concepts": {"future": ["soon"]}}, {"hope": ["soon"]})
    assert lexicon.find("soon")[0].concepts == {"future", "hope"}
    assert lexicon.concepts == {"future", "hope"}


@pytest.fixture(scope="module")
def shipped_words() -> Lexicons:
    """The lexicons of every language that ships, without the words of facts."""

    wording = load_pack(SHIPPED).wording
    return Lexicons({language: (data,) for language, data in wording.items()})


def test_every_language_with_wordings_has_a_grammar(shipped_words: Lexicons) -> None:
    assert set(load_pack(SHIPPED).wording) <= set(grammar_files())
    assert "en" in shipped_words.languages


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The model is not on the list of the company."),
        ("zh", "这个模型还没有公开。"),
        ("ja", "このモデルはまだ公開されていません。"),
        ("es", "El modelo no está en la lista de la empresa."),
        ("de", "Das Modell ist nicht auf der Liste der Firma."),
    ],
)
def test_the_language_of_a_text_is_told_by_its_script_and_small_words(
    shipped_words: Lexicons, language: str, text: str
) -> None:
    assert shipped_words.detect(text) == language


def test_a_declared_language_decides_between_languages_of_one_script(shipped_words: Lexicons) -> None:
    assert shipped_words.detect("Ink 2", "de-AT") == "de"
    assert shipped_words.detect("这个模型还没有公开。", "en") == "zh"


def test_a_language_without_words_is_read_as_english(shipped_words: Lexicons) -> None:
    assert shipped_words.detect("Mallia ei ole julkaistu.", "fi") == "en"
    assert shipped_words.lexicon("fi").language == "en"
