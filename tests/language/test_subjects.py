"""Whom a sentence speaks of, and answers that only repeat the verb of their question."""

from __future__ import annotations

from datetime import date

import pytest

import shipped
from freshlint import engine
from freshlint.facts.merge import build_view
from freshlint.packs import load_packs
from freshlint.source import Source


@pytest.fixture(scope="module")
def knowledge() -> engine.Knowledge:
    return engine.Knowledge(build_view(shipped.facts_files(), date(2026, 4, 22)), load_packs(()))


def _denied(knowledge: engine.Knowledge, text: str) -> list[str]:
    """What a page says is not there, or yet to come."""
    settings = engine.Settings(frozenset({"availability", "release-watch"}))
    return [
        finding.text
        for finding in engine.check(engine.read(Source("a.md", text)), knowledge, settings).findings
    ]


@pytest.mark.parametrize("answer", ["It isn't.", "It is not.", "Sadly it isn't."])
def test_the_verb_alone_answers_no(knowledge: engine.Knowledge, answer: str) -> None:
    assert _denied(knowledge, f"## Is gpt-image-2 in the API?\n\n{answer}\n") == [answer]


def test_the_verb_alone_answers_yes(knowledge: engine.Knowledge) -> None:
    assert _denied(knowledge, "## Is gpt-image-2 available in the API?\n\nIt is.\n") == []
    assert _denied(knowledge, "## Is gpt-image-2 unavailable in the API?\n\nIt is.\n") == ["It is."]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GPT Image 2's thinking mode is not available.", id="a thing that the name owns"),
        pytest.param(
            "Midjourney, unlike GPT Image 2, has no official API.", id="a name set against the subject"
        ),
        pytest.param("LiteLLM has not released support for GPT Image 2.", id="somebody else who acts on it"),
        pytest.param(
            "You can't call Imagen 5 Ultra, but gpt-image-2 works.", id="another name with a variant"
        ),
    ],
)
def test_what_is_said_of_something_else_is_not_said_of_the_name(
    knowledge: engine.Knowledge, text: str
) -> None:
    assert _denied(knowledge, text) == []


def test_the_vendor_and_reports_of_others_speak_of_the_name(knowledge: engine.Knowledge) -> None:
    assert _denied(knowledge, "OpenAI has not released GPT Image 2.")
    assert _denied(knowledge, "Two analysts predict a summer launch for GPT Image 2.")


@pytest.mark.parametrize(
    "text",
    [
        "GPT Image 2 is not yet in the API.",
        "There is no gpt-image-2 in the API.",
        "OpenAI has not published a model ID for GPT Image 2.",
        "Keep an eye on the model list for gpt-image-2 to drop.",
    ],
)
def test_what_is_missing_or_watched_for_is_not_there(knowledge: engine.Knowledge, text: str) -> None:
    assert _denied(knowledge, text)
