"""The screen: a file in which a reader sees a name is never passed over."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.engine import read
from freshlint.facts.fact import Entity
from freshlint.language.mentions import MentionIndex
from freshlint.screen import Screen
from freshlint.source import Source

NAMES = ["gpt-image-2", "GPT Image 2", "DALL·E 3", "Petrel DB 16", "通义万相 2.1"]
SCREEN = Screen.of(NAMES)
INDEX = MentionIndex.of(Entity(str(number), names=(name,)) for number, name in enumerate(NAMES, 100))


@pytest.mark.parametrize(
    "text",
    [
        "Is gpt-image-2 out?",
        "GPT-IMAGE-2",
        "GPT\u2011Image\u00a02",
        "gpt\nimage\n2",
        "> the model gpt-image-\n> 2",
        "**GPT** _Image_ 2",
        "g**p**t-image-2",
        "GPT Im<b>age</b> 2",
        'GPT Im<b title="a > b">age</b> 2',
        "GPT Im<!-- > -->age 2",
        "gpt-im{/* > */}age-2",
        "[gpt-im](https://example.com/a_(b))age-2",
        "gpt-im[^1]age-2",
        "gpt&#45;image&#x2d;2",
        "g&amp;#112;t-image-2",
        "GPT Im&shy;age 2",
        "gpt im\u00adage 2",
        "\uff27\uff30\uff34 Image ２",
        '{"name": "\\u0067pt-image-2"}',
        '"gpt-im\\x61ge-2"',
        "gpt\\-image\\-2",
        "DALL\u00b7E\u00a03",
        "通义\n万相 2.1",
        "<b>通义</b>万相 2.1",
        "DALL-E 3 and 2",
        # What looks like markup is text here.
        "`<!--` then **GPT** [Image](https://example.com) 2 `-->`",
        "a <b GPT Im<i>age</i> 2 c> d",
        "[^gpt-im<b>age</b>-2]",
        '<img alt="GPT&nbsp;Im&#97;ge 2">',
        "<!-- <!-- GPT&nbsp;Image 2 --> -->",
    ],
)
def test_a_name_is_seen_however_it_is_written(text: str) -> None:
    assert SCREEN.may_name(text)


@pytest.mark.parametrize("text", ["", "A page on cats.", "GPT image", "petrel and db, no number"])
def test_a_page_without_a_name_is_passed_over(text: str) -> None:
    assert not SCREEN.may_name(text)


BRIEF = Screen.of(["o1", "R1", "GPT-4", "ＧＰＴ-5"])


@pytest.mark.parametrize(
    "text",
    [
        "Use o1.",
        "使用o1模型",
        "**o**1",
        "`o 1`",
        "gpt&#45;4",
        "\u24c61 is R\u2081",
        "DeepSeek-R1:",
        "<b>GPT</b>-4",
        "gpt 5",
    ],
)
def test_a_short_name_is_seen_by_itself(text: str) -> None:
    assert BRIEF.may_name(text)


@pytest.mark.parametrize(
    "text", ["up to 1 or 2", "pro1", "r10", "chatgpt 4", "o12", "no-1", "<p>to</p><p>1</p>"]
)
def test_a_short_name_in_other_words_is_none(text: str) -> None:
    assert not BRIEF.may_name(text)


@pytest.mark.parametrize(
    "text", ["gpt image models, version 2", "an image, 2 of gpt", "dall e. 3", "通义 2.1"]
)
def test_the_parts_of_a_name_apart_are_no_name(text: str) -> None:
    assert SCREEN.may_name(text) == (text == "dall e. 3")


def test_a_name_without_letters_and_digits_lets_everything_through() -> None:
    assert Screen.of(["???"]).may_name("")


def test_without_names_there_is_nothing_to_see() -> None:
    assert not Screen.of([]).may_name("gpt-image-2")


_GLUE = st.sampled_from(
    [" ", "-", "\n", "\u00a0", "\u2011", "_", "**", "-\n", " <br> ", "&nbsp;", "&shy;", ""]
)
_WRAP = st.sampled_from(
    [
        *(("", ""), ("**", "**"), ("<b>", "</b>"), ("`", "`"), ("[", "](https://example.com)")),
        *(("<i class='x'>", "</i>"), ("<!-- a > b -->", ""), ("<span title='>'>", "</span>"), ("", "\u200b")),
    ]
)


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A name with markup in its words, entities for its letters and glue between its parts."""
    shown = []
    for part in ["gpt", "image", "2"]:
        cut = draw(st.integers(0, len(part)))
        opening, closing = draw(_WRAP)
        inner = "".join(
            draw(st.sampled_from([c, c.upper(), f"&#{ord(c)};", f"&#x{ord(c):x};"])) for c in part[cut:]
        )
        shown.append(html.escape(part[:cut]) + opening + inner + closing)
    return draw(_GLUE).join(shown)


@given(before=st.text(max_size=30), name=disguised(), after=st.text(max_size=30))
def test_no_disguise_hides_a_name(before: str, name: str, after: str) -> None:
    assert SCREEN.may_name(f"{before}\n\n{name}\n\n{after}")


_WORDS = st.sampled_from(
    ["gpt", "image", "2", "GPT-Image", "-", "*", "**", "`", "<b>", "</b>", "[", "](u)", "\n", "\n\n"]
)


@given(pieces=st.lists(_WORDS | st.text(max_size=4), max_size=14), suffix=st.sampled_from([".md", ".html"]))
def test_what_is_screened_out_shows_no_name_in_any_block(pieces: list[str], suffix: str) -> None:
    text = "".join(pieces).replace("\0", "")
    if SCREEN.may_name(text):
        return
    for block in read(Source(f"a{suffix}", text)).blocks:
        assert not INDEX.find(block.text)
