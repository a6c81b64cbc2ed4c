"""What pages say that a field of an API takes, in lists, tables and answers."""

from __future__ import annotations

import pytest

import shipped


@pytest.mark.parametrize(
    "page",
    [
        "| Endpoint | Field | Value |\n|--|--|--|\n| /v1/responses | model | gpt-image-2 |",
        "| | Responses API |\n|--|--|\n| model | gpt-image-2 |",
        "Parameters of `POST /v1/responses`:\n\n- `model`: `gpt-image-2`\n- `input`: your prompt",
        "### Which model do I pass to the Responses API?\n\n`gpt-image-2`.",
        "### 调用 Responses API 生成图片时，model 填什么？\n\n直接填 gpt-image-2 即可。",
        "Für Bilder im Gespräch: bei `responses.create` das Modell gpt-image-2 angeben.",
    ],
)
def test_values_answers_and_lists_say_what_a_field_takes(page: str) -> None:
    assert [finding.rule for finding in shipped.findings(page)] == ["api-field"]


@pytest.mark.parametrize(
    "page",
    [
        "- Responses API: put gpt-5.4 into `model`.\n- Image API: put `gpt-image-2` into `model`.",
        "The Responses API drives chats.\n\nChat Completions API: put `gpt-image-2` into `model`.",
        "Don't put gpt-image-2 into the `model` field of a Responses call; the API refuses it.",
        "| | Image API |\n|--|--|\n| model | gpt-image-2 |",
        "### Which model drives the Responses API?\n\ngpt-5.4; the tool's options name gpt-image-2.",
    ],
)
def test_another_api_and_a_warning_are_none(page: str) -> None:
    assert shipped.findings(page) == ()
