"""Sentences and tables that name an API, an identifier and its place in any order."""

from __future__ import annotations

import re

import pytest

from freshlint.facts.fact import Entity, UsageValue
from freshlint.language.api_names import api_names
from freshlint.language.api_parts import takings
from freshlint.language.mentions import MentionIndex

INDEX = MentionIndex.of([Entity("ink-2", names=("ink-2", "Ink 2")), Entity("talk-5", names=("talk-5",))])
APIS = api_names(
    [
        UsageValue("ink.replies.create", "model", False, ("api.ink.example",), "/v1/replies"),
        UsageValue("ink.images.draw", "model", True, ("api.ink.example",), "/v1/images"),
    ]
)


def said(text: str, language: str = "en") -> list[tuple[str, bool]]:
    """(path, taken) of each claim."""
    code = [found.span() for found in re.finditer("`[^`]*`", text)]
    found = takings(text, INDEX.find(text), APIS, language, code)
    return [(one.use.path, one.polarity) for one in found if one.entity == "ink-2"]


TAKEN = {
    "main model": ("en", "The Replies API runs ink-2 as the main model."),
    "opening name": ("en", "Replies accepts ink-2 as its `model`."),
    "a context in the sentence before": ("en", "Open the Replies API. There, ink-2 works as the `model`."),
    "one for another": ("en", "Wherever `replies.create` names talk-5, write ink-2 instead."),
    "german": ("de", "Die Replies-API schluckt ink-2 als Hauptmodell."),
    "spanish": ("es", "La API Replies funciona con ink-2 como modelo principal."),
    "chinese": ("zh", "ink-2 可以直接当作 /v1/replies 的主模型来跑。"),
    "japanese": ("ja", "Replies の model には ink-2 をそのまま渡せます。"),
}


@pytest.mark.parametrize(("language", "text"), TAKEN.values(), ids=TAKEN)
def test_an_api_is_said_to_take_it(language: str, text: str) -> None:
    assert said(text, language) == [("/v1/replies", True)]


REFUSED = {
    "english": ("en", "The Replies API rejects ink-2 as its `model`."),
    "german": ("de", "Die Replies-API nimmt ink-2 nicht als `model`."),
    "spanish": ("es", "La API Replies no admite ink-2 como `model`."),
}


@pytest.mark.parametrize(("language", "text"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_is_a_claim_of_the_other_polarity(language: str, text: str) -> None:
    assert said(text, language) == [("/v1/replies", False)]


NEITHER = {
    "no field": ("en", "Use ink-2 with the Replies API."),
    "a tool": ("en", "In the Replies API, the tool takes ink-2 as `model`."),
    "another kind of model": (
        "en",
        "In the Replies API, `model` takes a text model and ink-2 works beside it.",
    ),
    "another identifier": ("en", "In the Replies API `model` must be chat-9, which works with ink-2."),
    "a mistake": ("en", "A common mistake: ink-2 works as `model` in the Replies API, they think."),
    "a question": ("en", "Does the Replies API accept ink-2 as `model`?"),
    "a gateway": ("en", "Behind the gateway the Replies API accepts ink-2 as `model`."),
    "refused behind the comma": (
        "en",
        "ink-2 goes in the `model` field of the Replies API, where it is refused.",
    ),
}


@pytest.mark.parametrize(("language", "text"), NEITHER.values(), ids=NEITHER)
def test_what_says_neither_is_no_claim(language: str, text: str) -> None:
    assert said(text, language) == []
