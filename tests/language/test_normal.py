"""Look-alike characters become one spelling, and every offset stays what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.language.normal import fold, fold_name, is_unspaced


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＧＰＴ－２", "gpt-2"),
        ("It’s NOT", "it's not"),
        ("non‑breaking", "non-breaking"),
        ("soft\u00adhyphen", "soft-hyphen"),
        ("no\u00a0break", "no break"),
        ("wide\u3000space", "wide space"),
        ("one–two", "one-two"),
        ("but — then", "but — then"),
    ],
)
def test_what_looks_alike_is_folded_alike(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    "written", ["GPT Image 2", "gpt_image_2", "GPT‑Image‑2", "GPT·Image・2", "ＧＰＴ Image 2"]
)
def test_a_name_is_the_same_with_any_separator(written: str) -> None:
    assert fold_name(written) == "gpt-image-2"


@pytest.mark.parametrize("letter", ["İ", "ß", "ﬁ", "㎏", "é"])
def test_a_letter_that_folds_to_several_keeps_its_length(letter: str) -> None:
    assert len(fold(letter)) == 1
    assert len(fold_name(letter)) == 1


@given(st.text())
def test_a_folded_text_has_the_length_of_the_text(text: str) -> None:
    assert len(fold(text)) == len(text) == len(fold_name(text))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("char", "unspaced"), [("漢", True), ("か", True), ("カ", True), ("a", False), ("한", False)]
)
def test_scripts_without_spaces_are_known(char: str, unspaced: bool) -> None:
    assert is_unspaced(char) is unspaced
