"""Names as people write them, and those that must not be looked for."""

from __future__ import annotations

import pytest

from freshlint.language.normal import fold_name
from freshlint.supply.importing.names import aliases, collisions, is_identifier, refusal


def folded(entity: str, *said: str, swaps: bool = False) -> set[str]:
    return {fold_name(name) for name in aliases(entity, said, swaps=swaps)}


def test_forms_that_folding_does_not_cover() -> None:
    assert folded("gpt-4o-mini") == {"gpt4o-mini"}
    assert folded("claude-3-5-sonnet", swaps=True) == {
        "claude-3.5-sonnet",
        "claude3-5-sonnet",
        "claude3.5-sonnet",
        "claude-sonnet-3.5",
    }
    # Where the vendor does not swap, the swapped name is another model's: gpt-image-5 is not gpt-5-image.
    assert "gpt-image-5" not in folded("gpt-5-image")


def test_a_name_that_a_source_gives_must_have_the_identifiers_own_words() -> None:
    assert "claude-sonnet-3.5" in folded("claude-3-5-sonnet", "Claude Sonnet 3.5")
    assert folded("gpt-4-32k", "gpt 4") == {"gpt4-32k"}
    assert folded("deepseek-v3", "DeepSeek R1") == set()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("o3", "too short"),
        ("Gemini", "one word"),
        ("deepseek-chat", "without a number"),
        ("mistral-large", "without a number"),
        ("voyage-3", "ordinary words"),
        ("Nova Pro 1", "ordinary words"),
        ("whisper-1", "ordinary words"),
        ("gpt-4o", None),
        ("text-embedding-3-small", None),
        ("claude-opus-4-1", None),
        ("node.js-22", None),
    ],
)
def test_what_is_too_short_or_ordinary_is_refused(name: str, why: str | None) -> None:
    found = refusal(name)
    assert found is None if why is None else found is not None and why in found


def test_refused_names_may_still_be_identifiers() -> None:
    assert [
        name for name in ("deepseek-chat", "voyage-3", "search", "o3", "Command R") if is_identifier(name)
    ] == [
        "deepseek-chat",
        "voyage-3",
    ]


def test_names_of_several_entities_are_found() -> None:
    found = collisions({"kite-2": ["Kite Two"], "kite-two": ["Kite 2"], "owl-1": []})
    assert found == {"kite-2": ["kite-2", "kite-two"], "kite-two": ["kite-2", "kite-two"]}
