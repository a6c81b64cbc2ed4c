"""Texts cut into sentences and clauses, and clauses into tokens."""

from __future__ import annotations

import pytest

from freshlint.facts.fact import Entity
from freshlint.language.clauses import clauses
from freshlint.language.lexicon import compile_lexicon
from freshlint.language.mentions import MentionIndex
from freshlint.language.sentences import quoted_ranges, sentences
from freshlint.language.tokens import tokens

INDEX = MentionIndex.of([Entity("ink-2", names=("ink-2", "Ink 2", "Ink 2.5"))])
ENGLISH = compile_lexicon(
    {
        "language": "en",
        "abbreviations": ["e.g."],
        "concepts": {
            "auxiliary": ["is", "are"],
            "negation": ["not"],
            "clause": ["because", "but"],
            "temporal": ["once"],
            "verb": ["draws", "test", "ships"],
            "question-end": ["吗"],
            "determiner": ["the"],
        },
    }
)
GERMAN = compile_lexicon(
    {"language": "de", "ordinal_dot": "true", "capital_nouns": "true", "concepts": {"auxiliary": ["ist"]}}
)


def cut(text: str) -> list[str]:
    """The sentences of an English text."""
    return [text[s.start : s.end] for s in sentences(text, ENGLISH, INDEX.find(text))]


def parts(text: str) -> list[str]:
    """The clauses of an English text."""
    return [text[c.start : c.end] for c in clauses(text, ENGLISH, INDEX.find(text))]


def test_sentences_end_at_their_marks() -> None:
    assert cut("It is out. Is it? Yes! 它出来了。好的。") == [
        "It is out.",
        "Is it?",
        "Yes!",
        "它出来了。",
        "好的。",
    ]


@pytest.mark.parametrize(
    "text", ["Ask, e.g. The Times.", "Version 2.5 is out.", "Ink 2.5 is out", "Go to a.b now."]
)
def test_a_dot_in_a_number_name_or_abbreviation_ends_nothing(text: str) -> None:
    assert cut(text) == [text]


def test_an_ordinal_dot_ends_no_sentence_where_the_language_has_them() -> None:
    text = "Am 21. April ist es da. Gut."
    assert [text[s.start : s.end] for s in sentences(text, GERMAN)] == ["Am 21. April ist es da.", "Gut."]


def test_a_question_knows_that_it_asks() -> None:
    asked = [s.question for s in sentences("Is it out? It is.", ENGLISH)]
    assert asked == [True, False]
    assert clauses("ink-2 is 吗", ENGLISH, [])[0].sentence.question


def test_two_predicates_make_two_clauses() -> None:
    assert parts("ink-2 is fast, but it is not cheap.") == ["ink-2 is fast", "it is not cheap"]


def test_a_clause_knows_the_word_that_ties_it_to_the_one_before() -> None:
    first, second = clauses("ink-2 is fast because it is small", ENGLISH, INDEX.find("ink-2"))
    assert first.opener is None
    assert second.opener is not None
    assert second.opener.text == "because"
    assert second.has("clause")


@pytest.mark.parametrize("text", ["ink-2, brush and pen are fast", "the fast, small ink-2 draws"])
def test_a_comma_in_a_list_parts_nothing(text: str) -> None:
    assert parts(text) == [text]


def test_what_stands_in_brackets_or_behind_a_colon_is_apart() -> None:
    assert parts("ink-2 (the new one) draws") == ["ink-2", "the new one", "draws"]
    assert parts("Status: not") == ["Status", "not"]


def test_names_go_before_words_and_words_before_what_nobody_knows() -> None:
    text = "the Ink 2 gizmo is 3"
    kinds = [
        "name" if t.mention else "unknown" if t.unknown else sorted(t.concepts)[0]
        for t in tokens(text, ENGLISH, INDEX.find(text))
    ]
    assert kinds == ["determiner", "name", "unknown", "auxiliary", "number"]


def test_a_small_letter_makes_no_noun_where_nouns_have_capitals() -> None:
    one, other = tokens("malend Gerät", GERMAN, [])
    assert not one.unknown
    assert other.unknown


def test_tokens_stand_where_their_text_stands() -> None:
    text = "Once  the ink-2 draws — wow"
    assert [text[t.start : t.end].lower() for t in tokens(text, ENGLISH, INDEX.find(text))] == [
        "once",
        "the",
        "ink-2",
        "draws",
        "—",
        "wow",
    ]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said "not out" today', ['"not out"']),
        ("„nicht da“ und «no está»", ["„nicht da“", "«no está»"]),
        ("「未公開」です", ["「未公開」"]),
        ('12" screens and 15" screens', []),
        ('an "open quote', []),
    ],
)
def test_what_stands_between_quotation_marks(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_ranges(text)] == quoted
