"""What a stale phrase is said of: the entity, or something else that only stands beside its name."""

from __future__ import annotations

import pytest

import shipped
from freshlint.claim import Confidence


def denied(text: str, form: str = "md") -> list[str]:
    """The entities of which a page says that they are not available."""
    said = [
        claim for claim in shipped.claims(text, form) if claim.predicate == "available" and not claim.polarity
    ]
    return [claim.entity for claim in said]


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-2 is not available.",
        "The gpt-image-2 API is not available.",
        "There is no API for gpt-image-2.",
        "OpenAI has no public endpoint for gpt-image-2.",
        "The model gpt-image-2 is not available.",
        "Developers cannot call gpt-image-2.",
        "gpt-image-2 的 API 尚未公开。",
        "gpt-image-2 の API は公開されていません。",
        "No hay una API pública para gpt-image-2.",
        "Für gpt-image-2 gibt es keine öffentliche API.",
    ],
)
def test_it_is_said_of_the_entity(text: str) -> None:
    assert denied(text) == ["gpt-image-2"]


@pytest.mark.parametrize(
    "text",
    [
        "A plugin for gpt-image-2 is not available.",
        "The gpt-image-2 plugin is not available.",
        "Acme offers a plugin for gpt-image-2, which is not available yet.",
        "gpt-image-2-skill is not available.",
        "gpt-image-2 pro is not available.",
        "Layered output is not available with gpt-image-2.",
        "gpt-image-2 is not available in Photoshop.",
        "gpt-image-2 does not support masks.",
        "Veo 4 has no public API, unlike gpt-image-2.",
        "gpt-image-2 的插件尚未公开。",
        "gpt-image-2 のプラグインは公開されていません。",
        "El complemento de gpt-image-2 no está disponible.",
        "Das Plugin für gpt-image-2 ist nicht verfügbar.",
    ],
)
def test_it_is_said_of_something_else(text: str) -> None:
    assert denied(text) == []


def test_a_pronoun_stands_for_what_the_sentence_before_names() -> None:
    (claim,) = shipped.claims("gpt-image-2 has five sizes. It is not available through the API.")
    assert (claim.entity, claim.confidence) == ("gpt-image-2", Confidence.HIGH)


def test_a_heading_names_what_a_paragraph_leaves_out() -> None:
    (claim,) = shipped.claims("# gpt-image-2\n\nThe model is not available.\n")
    assert (claim.entity, claim.confidence) == ("gpt-image-2", Confidence.MEDIUM)


def test_another_product_is_not_what_the_page_is_about() -> None:
    assert denied("# gpt-image-2\n\nThe editor is not available.\n") == []


def test_the_nearest_heading_counts() -> None:
    assert denied("# gpt-image-2\n\n## Veo 4\n\nThere is no public API.\n") == []
    assert denied("# Veo 4\n\n## gpt-image-2\n\nThere is no public API.\n") == ["gpt-image-2"]


def test_a_cell_is_about_its_row_or_its_column() -> None:
    by_row = "| Model | API |\n| --- | --- |\n| gpt-image-2 | no |\n| Veo 4 | no |\n"
    by_column = "| | Veo 4 | gpt-image-2 |\n| --- | --- | --- |\n| API | no | no |\n"
    assert denied(by_row) == denied(by_column) == ["gpt-image-2"]
    html = "<table><tr><th>Model<th>API<tr><td>gpt-image-2<td>no<tr><td>Veo 4<td>no</table>"
    assert denied(html, "html") == ["gpt-image-2"]


def test_an_answer_is_about_its_question() -> None:
    assert denied("### Is gpt-image-2 available?\n\nNo.\n") == ["gpt-image-2"]
    assert denied("# gpt-image-2\n\n### Is Veo 4 available?\n\nNo.\n") == []
