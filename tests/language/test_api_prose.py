"""Sentences that put an identifier into an API's field, and those that only seem to."""

from __future__ import annotations

import pytest

from freshlint.claim import Modality
from freshlint.facts.fact import Entity, UsageValue
from freshlint.language.api_names import api_names
from freshlint.language.api_prose import prose_api_uses
from freshlint.language.mentions import MentionIndex

INDEX = MentionIndex.of([Entity("ink-2", names=("ink-2", "Ink 2")), Entity("talk-5", names=("talk-5",))])
APIS = api_names(
    [
        UsageValue("ink.replies.create", "model", False, ("api.ink.example",), "/v1/replies"),
        UsageValue("ink.replies.create", "tools[].model", True, ("api.ink.example",), "/v1/replies"),
        UsageValue("ink.images.draw", "model", True, ("api.ink.example",), "/v1/images"),
    ]
)


def said(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """(words, field, path) of each instruction."""
    uses = prose_api_uses(text, INDEX.find(text), APIS, language)
    assert all(one.modality is Modality.INSTRUCTION for one in uses)
    ours = [one for one in uses if one.use.identifier.startswith("ink-2")]
    return [(text[one.start : one.end], one.use.field, one.use.path) for one in ours]


INSTRUCTIONS = {
    "set to": ("en", "In a Replies call, set model to ink-2 and send it.", "set model to ink-2"),
    "put in field": (
        "en",
        "Put ink-2 in the model field of the Replies API.",
        "Put ink-2 in the model field",
    ),
    "property": (
        "en",
        "Start a Replies thread and pass ink-2 in the top-level model property.",
        "pass ink-2 in the top-level model property",
    ),
    "as model": ("en", "Call POST https://api.ink.example/v1/replies with ink-2 as model.", None),
    "by name": ("en", "Use Ink 2 as the model in the Replies API.", "Use Ink 2 as the model"),
    "by call": (
        "en",
        "With replies.create, pass ink-2 as the model parameter.",
        "pass ink-2 as the model parameter",
    ),
    "api before": ("en", "Open the Replies API. Then set model to ink-2.", "set model to ink-2"),
    "api between": ("en", "Enter ink-2 as the Replies model.", "Enter ink-2 as the Replies model"),
    "wrapped": ("en", "Set the model parameter\nto ink-2 in your Replies requests.", None),
    "snapshot": ("en", "Set model to ink-2-2026-04-21 in the Replies API.", "Set model to ink-2-2026-04-21"),
    "chinese": ("zh", "调用 Replies 接口时，把 ink-2 填入 model 字段。", None),
    "chinese field first": ("zh", "在 Replies 接口的 model 字段填 ink-2 即可。", None),
    "japanese": ("ja", "Replies API の model に ink-2 を指定します。", None),
    "spanish": ("es", "Pon ink-2 en el campo model de la API Replies.", None),
    "german": ("de", "Setze in der Replies-Anfrage model auf ink-2.", None),
    "german field": ("de", "Trage ink-2 in das Feld model der Replies-API ein.", None),
}


@pytest.mark.parametrize(("language", "text", "words"), INSTRUCTIONS.values(), ids=INSTRUCTIONS)
def test_an_instruction_is_a_use(language: str, text: str, words: str | None) -> None:
    (use,) = said(text, language)
    assert use[1:] == ("model", "/v1/replies")
    if words is not None:
        assert use[0] == words


OTHERS = {
    "warning": ("en", "Do not put ink-2 in the model field of the Replies API."),
    "never": ("en", "Never set model to ink-2 in a Replies call."),
    "refusal": ("en", "The Replies API rejects ink-2 in its model field."),
    "refused later": ("en", "If ink-2 sits in the model field of a Replies call, it is refused."),
    "instead": ("en", "In Replies, set model to talk-5 instead of ink-2."),
    "another entity": ("en", "In the Replies API set model to talk-5 and ask for ink-2 later."),
    "tool": ("en", "In Replies, set the tool's model to ink-2."),
    "via": ("en", "Use ink-2 via the Replies API."),
    "apposition": ("en", "Use the model ink-2 with the Replies API."),
    "question": ("en", "Can I set model to ink-2 in the Replies API?"),
    "no api": ("en", "Set model to ink-2."),
    "an ordinary word": ("en", "Replies look better when the model is good: set model to ink-2."),
    "a longer name": ("en", "In a Replies call, set model to ink-2-mini."),
    "description": ("en", "The Replies answer names the model talk-5 and the picture came from ink-2."),
    "gateway": ("en", "Our gateway takes ink-2: set model to ink-2 in its Replies API."),
    "chinese warning": ("zh", "不要把 ink-2 填入 Replies 接口的 model 字段。"),
    "chinese refusal": ("zh", "Replies 接口的 model 字段不接受 ink-2。"),
    "japanese warning": ("ja", "Replies API の model に ink-2 を指定しないでください。"),
    "spanish warning": ("es", "No pongas ink-2 en el campo model de la API Replies."),
    "spanish refusal": ("es", "La API Replies rechaza ink-2 como model."),
    "german warning": ("de", "Trage ink-2 nicht in das Feld model der Replies-API ein."),
}


@pytest.mark.parametrize(("language", "text"), OTHERS.values(), ids=OTHERS)
def test_other_sentences_are_none(language: str, text: str) -> None:
    assert said(text, language) == []


def test_a_use_of_another_api_names_that_one() -> None:
    assert said("Set model to ink-2 in the Images API.") == [("Set model to ink-2", "model", "/v1/images")]


def test_another_host_is_kept() -> None:
    text = "Call POST https://hub.example/v1/replies with ink-2 as model."
    (use,) = prose_api_uses(text, INDEX.find(text), APIS, "en")
    assert use.use.host == "hub.example"
