"""Terms in two halves, and what may stand between them."""

from __future__ import annotations

import pytest

from freshlint.language.lexicon import compile_lexicon
from freshlint.language.normal import fold

LEXICON = compile_lexicon(
    {"language": "xx"},
    {"deny": ["leave{,s} ... out", "keep{,s} ... to itself"], "out": ["out"], "verb": ["leave{,s}", "keeps"]},
)


def concepts(text: str) -> list[tuple[str, set[str]]]:
    """The terms of a text, with what they do."""
    folded = fold(text)
    return [(folded[term.start : term.end], set(term.concepts)) for term in LEXICON.find(folded)]


def test_both_halves_are_one_term_and_the_second_means_nothing_by_itself() -> None:
    assert concepts("Acme leaves ink-2 out.") == [("leaves", {"deny"}), ("out", {"adverb"})]


@pytest.mark.parametrize(
    "text",
    [
        "It leaves out ink-2.",
        "Acme leaves. Ink-2 is out.",
        "Acme leaves it at that; ink-2 is out.",
        f"Acme leaves {'ink-2, ' * 12} out.",
    ],
)
def test_halves_without_a_word_between_or_far_apart_are_words_of_their_own(text: str) -> None:
    assert [names for _, names in concepts(text)] == [{"verb"}, {"out"}]


def test_the_nearest_second_half_closes_a_term() -> None:
    assert [word for word, _ in concepts("keeps X to itself, and leaves Y out")] == [
        "keeps",
        "to itself",
        "leaves",
        "out",
    ]
