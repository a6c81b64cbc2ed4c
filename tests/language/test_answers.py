"""Short answers: a yes, a no or a value says what its question, label or column asks."""

from __future__ import annotations

import pytest

import shipped
from freshlint.claim import MEANT, Claim


def answered(text: str, form: str = "md") -> Claim:
    """The one claim of a page that is meant; questions are none."""
    (claim,) = [claim for claim in shipped.claims(text, form) if claim.modality in MEANT]
    return claim


@pytest.mark.parametrize(
    ("answer", "polarity"),
    [
        ("No.", False),
        ("Yes.", True),
        ("Not yet.", False),
        ("No. Only the app has it.", False),
        ("Yes, since April 21, 2026.", True),
    ],
)
def test_an_answer_under_its_question(answer: str, polarity: bool) -> None:
    claim = answered(f"### Is gpt-image-2 available in the API?\n\n{answer}\n")
    assert (claim.predicate, claim.entity, claim.polarity) == ("available", "gpt-image-2", polarity)


def test_a_yes_or_no_is_one_claim_with_the_sentence_behind_it() -> None:
    assert (
        answered("### Is gpt-image-2 available?\n\nNo. Only the app has it.\n").text
        == "No. Only the app has it."
    )


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Is gpt-image-2 available? No.", "md"),
        ("<dl><dt>Is gpt-image-2 available?</dt><dd>No.</dd></dl>", "html"),
        ("<details><summary>Is gpt-image-2 available?</summary><p>No.</p></details>", "html"),
        ("<h3>Is gpt-image-2 available?</h3><p>No.</p>", "html"),
    ],
)
def test_a_question_may_stand_in_the_same_line_or_in_html(text: str, form: str) -> None:
    claim = answered(text, form)
    assert (claim.text, claim.polarity) == ("No.", False)


def test_an_answer_to_when_is_about_the_day() -> None:
    claim = answered("### When will gpt-image-2 be released?\n\nNobody knows.\n")
    assert (claim.predicate, claim.polarity) == ("release-date", False)


@pytest.mark.parametrize(
    ("column", "value", "predicate"),
    [
        ("API", "no", "available"),
        ("Public API", "Not yet", "available"),
        ("API row", "missing", "available"),
        ("Release date", "TBA", "release-date"),
        ("Release date", "unknown", "release-date"),
    ],
)
def test_a_cell_says_what_its_column_asks(column: str, value: str, predicate: str) -> None:
    claim = answered(f"| Model | {column} |\n| --- | --- |\n| gpt-image-2 | {value} |\n")
    assert (claim.predicate, claim.text, claim.polarity) == (predicate, value, False)


@pytest.mark.parametrize("column", ["Masks", "Transparent background", "Free plan"])
def test_a_no_under_another_column_is_about_something_else(column: str) -> None:
    assert shipped.claims(f"| Model | {column} |\n| --- | --- |\n| gpt-image-2 | no |\n") == ()


def test_a_no_to_another_question_is_about_something_else() -> None:
    assert shipped.claims("### Does gpt-image-2 draw hands well?\n\nNo.\n") == ()
