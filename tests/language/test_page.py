"""What the blocks of a page share: its language, its subject, the dated entries that they stand in."""

from __future__ import annotations

from datetime import date

import pytest

import shipped
from freshlint import engine
from freshlint.document.model import Block
from freshlint.language.page import Entry, Page
from freshlint.source import Source


def page(text: str, form: str = "md") -> Page:
    """A page over the facts that ship."""
    known = shipped.knowledge()
    return Page(engine.read(Source(f"page.{form}", text)), known.index, known.lexicons)


def block(read: Page, start: str) -> Block:
    """The block whose text begins so."""
    return next(block for block in read.document.blocks if block.text.startswith(start))


def subject(text: str, form: str = "md") -> str | None:
    """The entity that a page is about."""
    found = page(text, form).subject
    return found.entity if found else None


def test_a_page_is_about_what_its_title_names() -> None:
    assert subject("---\ntitle: About gpt-image-2\n---\n\ngpt-image-1.5 and gpt-image-1.5\n") == "gpt-image-2"
    assert subject("# About gpt-image-2\n\ngpt-image-1.5 and gpt-image-1.5\n") == "gpt-image-2"
    assert subject("<title>About gpt-image-2</title><p>gpt-image-1.5</p>", "html") == "gpt-image-2"


def test_a_title_that_names_two_leaves_it_to_the_text() -> None:
    text = "# gpt-image-1.5 or gpt-image-2\n\ngpt-image-2\n\ngpt-image-2\n\ngpt-image-2\n"
    assert subject(text) == "gpt-image-2"


def test_a_page_that_names_two_alike_is_about_neither() -> None:
    assert subject("gpt-image-2\n\ngpt-image-1.5\n") is None


def test_a_plugin_named_after_an_entity_is_not_what_the_page_is_about() -> None:
    assert subject("# The gpt-image-2-skill\n\nIt draws.\n") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The model is not on the list of the company.", "en"),
        ("Das Modell ist nicht auf der Liste der Firma.", "de"),
        ("El modelo no está en la lista de la empresa.", "es"),
        ("这个模型还没有公开。", "zh"),
        ("このモデルはまだ公開されていません。", "ja"),
    ],
)
def test_a_page_is_in_the_language_of_its_text(text: str, language: str) -> None:
    assert page(text).language == language


def test_a_quoted_paragraph_may_be_in_another_language() -> None:
    read = page(
        "# 图像模型\n\n这个模型还没有公开，请等待。\n\nThe company says that the model is not on its list.\n"
    )
    assert read.language == "zh"
    assert read.language_of(block(read, "The company")) == "en"


@pytest.mark.parametrize(
    ("heading", "entry"),
    [
        ("## 2026-03-10", Entry(date(2026, 3, 10))),
        ("## March 10, 2026", Entry(date(2026, 3, 10))),
        ("## 1.4.0 (2026-03-10)", Entry(date(2026, 3, 10))),
        ("## v1.4.0", Entry(None)),
        ("## Prices", None),
        ("## As of March 10, 2026", None),
        ("## Checked on 2026-03-10", None),
    ],
)
def test_a_dated_heading_makes_an_entry_and_a_check_stamp_does_not(heading: str, entry: Entry | None) -> None:
    read = page(f"# Changelog\n\n{heading}\n\nThe model is fast.\n")
    assert read.entry(block(read, "The model")) == entry


def test_front_matter_dates_nothing() -> None:
    read = page("---\ndate: 2026-03-10\n---\n\nThe model is fast.\n")
    assert read.entry(block(read, "The model")) is None


def test_a_place_is_about_what_stands_nearest() -> None:
    text = "# gpt-image-2\n\nIt draws.\n\n## gpt-image-1.5\n\nIt draws too.\n\nAnd dall-e-3? It does not.\n"
    read = page(text)
    about = {}
    for start in ("It draws.", "It draws too.", "And dall-e-3"):
        one = block(read, start)
        found = read.subject_at(one, len(one.text))
        about[start] = found.entity if found else None
    assert about == {"It draws.": "gpt-image-2", "It draws too.": "gpt-image-1.5", "And dall-e-3": "dall-e-3"}


def test_a_cell_is_about_what_its_row_names() -> None:
    read = page("| Model | Price |\n| --- | --- |\n| gpt-image-1.5 | low |\n| gpt-image-2 | high |\n")
    found = read.subject_at(block(read, "high"), 0)
    assert found is not None
    assert found.entity == "gpt-image-2"
