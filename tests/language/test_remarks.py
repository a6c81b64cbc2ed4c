"""What code blocks say in words."""

from __future__ import annotations

import pytest

import shipped
from freshlint.document.markdown import read_markdown
from freshlint.language.remarks import COMMENT, LINE, remarks
from freshlint.source import Source


def read(code: str, syntax: str) -> list[tuple[str, str, str]]:
    """(text, what its first and last character stand at in the source, what it is)"""
    source = Source("page", f"# Notes\n\n> ```{syntax}\n> " + code.replace("\n", "\n> ") + "\n> ```\n")
    (block,) = [block for block in read_markdown(source).blocks if block.syntax == syntax and block.lead]
    return [
        (one.text, source.text[slice(*one.inline.span(0, len(one.text)))], one.container[-1])
        for one in remarks(block)
    ]


def test_a_comment_is_text_without_its_marks() -> None:
    assert read("x = 1  # the price of one", "python") == [("the price of one",) * 2 + (COMMENT,)]
    assert read("f(); /* the price of one */", "js") == [("the price of one",) * 2 + (COMMENT,)]


def test_comments_on_lines_one_under_the_other_are_one_text() -> None:
    (said,) = read("// not in the\n// API yet\nf();", "js")
    assert said == ("not in the API yet", "not in the\n> // API yet", COMMENT)
    assert [text for text, *_ in read("a = 1  # first\n# second\n\n# third", "python")] == [
        "first",
        "second",
        "third",
    ]


def test_plain_text_is_read_line_by_line() -> None:
    assert [text for text, *_ in read("output  $30\ninput  $8", "text")] == ["output  $30", "input  $8"]
    assert read("output  $30", "text")[0][2] == LINE


def test_code_of_a_language_that_nobody_knows_says_nothing() -> None:
    assert read("# output $30", "klingon") == []


@pytest.mark.parametrize(
    ("syntax", "code", "found"),
    [
        ("python", "# gpt-image-2 has no public API yet\nx = 1", "gpt-image-2 has no public API yet"),
        ("python", "rate = 30  # gpt-image-2: $40 per 1M image output tokens", "$40 per 1M"),
        ("text", "gpt-image-2 image output: $40.00 / 1M tokens", "$40.00 / 1M"),
    ],
)
def test_what_a_comment_says_is_judged(syntax: str, code: str, found: str) -> None:
    findings = shipped.findings(f"# Notes\n\n```{syntax}\n{code}\n```\n", "md")
    assert [found in finding.text for finding in findings] == [True]


def test_a_program_that_is_shown_to_fail_is_no_claim() -> None:
    said = "Error: the model gpt-image-2 is not available in the API"
    assert shipped.findings(f"# Notes\n\n```text\n{said}\n```\n", "md") == ()
