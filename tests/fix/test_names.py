"""Fixes call a thing what the article calls it."""

from __future__ import annotations

import pytest

from freshlint.document.markdown import read_markdown
from freshlint.fix.names import alike, as_written
from freshlint.source import Source


def spelled(text: str, name: str = "brush-2", block: int = -1) -> str:
    document = read_markdown(Source("a.md", text))
    return as_written((name,), document.blocks[block], document)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No Brush 2 yet.", "Brush 2"),
        ("No BRUSH-2 yet.", "BRUSH-2"),
        ("No Brush&nbsp;2 yet.", "Brush 2"),
        ("No Brush\n2 yet.", "Brush 2"),
        ("No `brush-2` yet.", "`brush-2`"),
        ("还没有Brush 2的消息。", "Brush 2"),
        ("No Brush 2.", "Brush 2"),
    ],
)
def test_the_sentence_tells(text: str, name: str) -> None:
    assert spelled(text) == name


@pytest.mark.parametrize(
    "text", ["Brush 2.5", "brush-2-mini", "Airbrush 2", "brush-2_x", "Brush 20", "x-brush-2"]
)
def test_a_longer_name_is_another_name(text: str) -> None:
    assert spelled(text) == ""


def test_else_the_heading_the_title_and_the_rest_of_the_page_tell() -> None:
    assert spelled("# BRUSH 2\n\n## Brush 2\n\nNot yet.") == "Brush 2"
    assert spelled("# Brush_2\n\n## Dates\n\nNot yet.") == "Brush_2"
    assert spelled("# Dates\n\nNot yet.\n\nBrush 2 is a model.", block=1) == "Brush 2"
    assert spelled("# Dates\n\nNot yet.") == ""


def test_of_several_names_the_one_that_is_read_first_tells() -> None:
    document = read_markdown(Source("a.md", "Acme Brush 2 (`brush-2`) is not out."))
    assert as_written(("brush-2", "Acme Brush 2"), document.blocks[0], document) == "Acme Brush 2"


def test_a_name_that_the_page_lacks_is_in_the_style_of_the_other() -> None:
    assert alike("Acme Brush 2", ("brush-3", "Brush 3", "Acme Brush 3")) == "Acme Brush 3"
    assert alike("Acme Brush 2", ("brush-3", "Quill 3.5")) == ""
