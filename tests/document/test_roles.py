"""What each block of a page is to its readers."""

from __future__ import annotations

import pytest

from freshlint.document.markdown import read_markdown
from freshlint.document.model import Block, Form, Inline, Kind, Label, LabelKind, Role, Run
from freshlint.document.roles import assign_roles
from freshlint.source import Source, Span


def roles(text: str) -> dict[str, Role]:
    return {block.text: block.role for block in read_markdown(Source("page.md", text)).blocks}


def block(
    text: str, kind: Kind = Kind.ATTRIBUTE, form: Form = Form.HTML_ATTRIBUTE, **fields: object
) -> Block:
    run = Run(0, len(text), 0, len(text))
    return Block(kind, form, Span(0, len(text)), lambda: Inline(text, (run,)), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("title", Role.TITLE),
        ("og:title", Role.TITLE),
        ("twitter:title", Role.TITLE),
        ("meta:description", Role.DESCRIPTION),
        ("og:description", Role.DESCRIPTION),
        ("seo.meta_description", Role.DESCRIPTION),
        ("metadata.title", Role.TITLE),
        ("excerpt", Role.EXCERPT),
        ("summary", Role.EXCERPT),
        ("tldr", Role.ANSWER),
        ("author.title", Role.BODY),
        ("img.alt", Role.BODY),
    ],
)
def test_metadata_is_known_by_its_key(key: str, role: Role) -> None:
    attribute = block("words", key=key)
    assign_roles([attribute])
    assert attribute.role is role


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("headline", Role.TITLE),
        ("@graph[0].headline", Role.TITLE),
        ("@graph[1].description", Role.DESCRIPTION),
        ("mainEntity[0].acceptedAnswer.text", Role.FAQ),
        ("mainEntity[0].name", Role.FAQ),
        ("author.name", Role.BODY),
    ],
)
def test_structured_data_is_known_by_its_path(key: str, role: Role) -> None:
    value = block("words", Kind.STRUCTURED_DATA, Form.SCRIPT_JSON, key=key)
    assign_roles([value])
    assert value.role is role


def test_the_first_heading_of_level_one_is_the_title() -> None:
    assert roles("## Before\n\n# Page\n\n# Other\n")["Page"] is Role.TITLE
    assert roles("## Before\n\n# Page\n\n# Other\n")["Other"] is not Role.TITLE


def test_the_first_screen_ends_at_the_second_section() -> None:
    found = roles("# Page\n\nlead\n\n## One\n\none\n\n```\ncode\n```\n\n## Two\n\ntwo\n")
    assert [found[text] for text in ("lead", "One", "one", "code", "Two", "two")] == [
        *(Role.FIRST_SCREEN, Role.FIRST_SCREEN, Role.FIRST_SCREEN),
        *(Role.CODE, Role.BODY, Role.BODY),
    ]


def test_the_first_screen_ends_after_some_hundred_words() -> None:
    found = roles("# Page\n\n" + "many words " * 120 + "\n\nlast")
    assert found["last"] is Role.BODY


@pytest.mark.parametrize(
    "text",
    [
        "# P\n\n## TL;DR\n\nanswer",
        "# P\n\n## The short answer\n\nanswer",
        "# P\n\n:::tldr\nanswer\n:::",
        "# P\n\n<div class='quick-answer'>\n\nanswer\n\n</div>",
        "# P\n\n## Kurz gesagt\n\nanswer",
    ],
)
def test_an_answer_is_known_by_its_box_or_heading(text: str) -> None:
    assert roles(text)["answer"] is Role.ANSWER


def test_an_answer_may_say_of_itself_that_it_is_short() -> None:
    assert roles("# P\n\n**Short answer:** no.\n\nIn shorts we trust.") == {
        "P": Role.TITLE,
        "Short answer: no.": Role.ANSWER,
        "In shorts we trust.": Role.FIRST_SCREEN,
    }


def test_questions_and_answers_are_an_faq() -> None:
    assert roles("# P\n\n## Is it out?\n\nNo.\n\n## Notes\n\nplain") == {
        "P": Role.TITLE,
        "Is it out?": Role.FAQ,
        "No.": Role.FAQ,
        "Notes": Role.BODY,
        "plain": Role.BODY,
    }


def test_a_title_that_asks_makes_no_faq_of_its_article() -> None:
    assert roles("# Is it out?\n\nIt is not.")["It is not."] is Role.FIRST_SCREEN


def test_a_title_is_a_title_before_it_is_a_question() -> None:
    question = block("Is it out?", Kind.FRONT_MATTER, Form.YAML_PLAIN, key="title")
    answer = block("No", key="x.y", labels=(Label(LabelKind.QUESTION, question),))
    assign_roles([question, answer])
    assert (question.role, answer.role) == (Role.TITLE, Role.FAQ)


FILLER = "# PressPaint changelog\n\n" + "word " * 300 + "\n\n## Setup\n\nnow\n\n"


@pytest.mark.parametrize(
    "heading",
    [
        "2.1.0 - 2026-04-22",
        "[1.2.0]",
        "v1.2",
        "April 22, 2026",
        "22. April 2026",
        "2026年4月22日",
        "Version 3.2",
    ],
)
def test_dated_and_versioned_sections_are_changelog_entries(heading: str) -> None:
    found = roles(f"{FILLER}## {heading}\n\n### Added\n\n- entry\n")
    assert (found["entry"], found["Added"]) == (Role.CHANGELOG, Role.CHANGELOG)
    assert found["now"] is Role.BODY


@pytest.mark.parametrize(
    "heading",
    ["1. One call per page", "2.1 Setup", "GPT Image 1.5", "April 2026 prices", "What's new in gpt-image-2"],
)
def test_numbered_sections_are_none(heading: str) -> None:
    assert roles(f"{'word ' * 300}\n\n## {heading}\n\nentry\n")["entry"] is Role.BODY


@pytest.mark.parametrize(
    "heading", ["Changelog", "Release notes", "What’s new", "更新日志", "Versionshinweise"]
)
def test_a_section_may_be_called_a_changelog(heading: str) -> None:
    assert roles(f"# Page\n\n{'word ' * 300}\n\n## {heading}\n\nentry\n")["entry"] is Role.CHANGELOG
