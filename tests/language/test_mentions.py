"""Where a text names an entity, and where it only seems to."""

from __future__ import annotations

import pytest

from freshlint.facts.fact import Entity
from freshlint.language.mentions import MentionIndex

INDEX = MentionIndex.of(
    [
        Entity("ink-2", names=("ink-2", "Ink 2")),
        Entity("ink-2-mini", names=("Ink 2 mini",)),
        Entity("brush-3", names=("Brush 3",)),
        Entity("brush-4", names=("Brush 4",)),
    ]
)


def named(text: str) -> list[str]:
    """The entities named, in order."""
    return [mention.entity for mention in INDEX.find(text)]


@pytest.mark.parametrize(
    "text", ["ink-2", "INK 2", "Ink‑2", "ink_2", "Ink\u00a02", "ｉｎｋ－２", "(ink-2)", "ink-2,"]
)
def test_case_width_and_separators_do_not_matter(text: str) -> None:
    assert named(text) == ["ink-2"]


def test_a_mention_stands_where_its_text_stands() -> None:
    text = "Try Ink 2 or Brush 3."
    assert [text[m.start : m.end] for m in INDEX.find(text)] == ["Ink 2", "Brush 3"]


def test_the_longest_name_wins() -> None:
    assert named("ink-2-mini") == ["ink-2-mini"]


@pytest.mark.parametrize(
    "text",
    [
        "pink-2",
        "ink-25",
        "ink-2.5",
        "ink-2b",
        "drink-2",
        "https://ink-2.example/a",
        "https://example.com/ink-2",
        "docs/models/ink-2",
        "acme.ink-2",
    ],
)
def test_a_name_inside_a_longer_word_address_or_version_is_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize("text", ["新的ink-2已发布", "ink-2は使えます"])
def test_scripts_without_spaces_may_touch_a_name(text: str) -> None:
    assert named(text) == ["ink-2"]


def test_a_day_behind_the_id_makes_it_a_snapshot() -> None:
    (mention,) = INDEX.find("Pin ink-2-2026-04-21.")
    assert mention.snapshot
    assert mention.text == "ink-2-2026-04-21"


@pytest.mark.parametrize(
    ("text", "tail"),
    [("ink-2-skill", "-skill"), ("ink-2@latest", "@latest"), ("ink-2 skill", ""), ("ink-2.", "")],
)
def test_what_is_tied_to_a_name_is_its_tail(text: str, tail: str) -> None:
    (mention,) = INDEX.find(text)
    assert mention.tail == tail
    assert mention.text == "ink-2"


@pytest.mark.parametrize(
    "text", ["Brush 3 and 4", "Brush 3/4", "Brush 3, 4", "Brush 3 und 4", "Brush 3 和 4"]
)
def test_a_version_may_lean_on_the_name_before_it(text: str) -> None:
    assert named(text) == ["brush-3", "brush-4"]


@pytest.mark.parametrize("text", ["Brush 3 and 40", "Brush 3 costs 4", "Brush 3 and 4.5"])
def test_a_number_that_is_no_version_leans_on_nothing(text: str) -> None:
    assert named(text) == ["brush-3"]


@pytest.mark.parametrize("text", ["ink-\u200b2", "In\u00adk\u2060 2", "\ufeffink-2"])
def test_characters_without_width_hide_no_name(text: str) -> None:
    said = f"So {text} has no API."
    (mention,) = INDEX.find(said)
    assert said[mention.start : mention.end] == text.removeprefix("\ufeff")
