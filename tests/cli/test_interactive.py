"""`--interactive` asks about each finding, `--add-suppressions` silences all: with a comment that the page can hold."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
DAY = ("--as-of", "2026-04-22")
PRICE = "Image output of gpt-image-2 costs $40 per 1M tokens."
FIXED = "Image output of gpt-image-2 costs $30 per 1M tokens"


@pytest.fixture
def asked(freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `freshlint check --interactive` with these answers."""

    def call(answers: str, *arguments: str) -> Any:
        lines = "".join(f"{answer}\n" for answer in answers.split("|"))
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        return freshlint("check", *DAY, "--interactive", *arguments)

    return call


def test_a_finding_is_shown_with_its_fact_its_source_and_its_fix(site: Path, asked: Call) -> None:
    (site / "a.md").write_text(f"{PRICE}\n")
    outcome = asked("?|n")
    for shown in (
        "a.md:1:35: error[price]",
        "= fact: gpt-image-2/prices/image output",
        "= source: OpenAI API pricing, https://",
        f"- {PRICE}",
        f"+ {FIXED}",
        "Fix [y,n,a,s,q,?]",
        "y: make this fix; n: leave it",
    ):
        assert shown in outcome.out
    assert outcome.code == 1
    assert (site / "a.md").read_text() == f"{PRICE}\n"


@pytest.mark.parametrize(
    ("answers", "fixed"),
    [
        ("y|n|n", [True, False, False]),
        ("n|y|q", [False, True, False]),
        ("n|a", [False, True, True]),
        ("q", [False] * 3),
    ],
)
def test_each_answer_is_about_its_finding(site: Path, asked: Call, answers: str, fixed: list[bool]) -> None:
    for name in "abc":
        (site / f"{name}.md").write_text(f"{PRICE}\n")
    outcome = asked(answers)
    assert [FIXED in (site / f"{name}.md").read_text() for name in "abc"] == fixed
    assert outcome.code == (0 if all(fixed) else 1)


def test_an_unsafe_fix_is_offered_and_named_as_one(site: Path, asked: Call) -> None:
    (site / "a.md").write_text("There is no public API for gpt-image-2 yet.\n")
    assert "This fix rewrites prose or code: read it." in asked("y").out
    assert "no public API" not in (site / "a.md").read_text()


def test_one_is_silenced_with_a_reason(site: Path, asked: Call) -> None:
    (site / "a.md").write_text(f"{PRICE}\n")
    outcome = asked("s|--> no|our own rate")
    assert (
        site / "a.md"
    ).read_text() == f"<!-- freshlint-disable-next-line price: our own rate -->\n{PRICE}\n"
    assert "Silenced 1 finding, none left" in outcome.out
    assert outcome.code == 0


def test_without_an_answer_nothing_is_written(site: Path, asked: Call) -> None:
    (site / "a.md").write_text(f"{PRICE}\n")
    assert asked("").code == 130
    assert (site / "a.md").read_text() == f"{PRICE}\n"


PAGES = {
    "paragraph.md": f"# Notes\r\n\r\n{PRICE}\r\nMore.\r\n",
    "list.md": f"1. one\n2. {PRICE}\n3. three\n\n> - {PRICE}\n",
    "heading.md": f"## {PRICE}\n\nfine\n",
    "table.md": "| model | image output |\n| --- | --- |\n| gpt-image-2 | $40 per 1M tokens |\n",
    "front.md": f'---\ntitle: x\ndescription: "{PRICE}"\n---\n\nfine\n',
    "two.md": f"{PRICE} There is no public API for gpt-image-2 yet.\n",
    "page.mdx": f"<Note>\n  {PRICE}\n</Note>\n\n{PRICE}\n",
    "page.html": f"<ul>\n  <li>{PRICE}</li>\n</ul>\n<p>{PRICE}</p>\n",
    "code.md": 'So:\n\n```python\nclient.responses.create(model="gpt-image-2", input="x")\n```\n',
}


@pytest.mark.parametrize("name", PAGES)
def test_every_finding_is_silenced_and_the_page_reads_as_before(
    site: Path, freshlint: Call, name: str
) -> None:
    page = site / name
    page.write_bytes(PAGES[name].encode())
    assert freshlint("check", *DAY).code == 1
    outcome = freshlint("check", *DAY, "--add-suppressions", "known since May")
    assert (outcome.code, outcome.err) == (0, "")
    assert freshlint("check", *DAY, "--fail-on", "notice").code == 0
    text = page.read_bytes().decode()
    assert "known since May" in text
    left = [line for line in text.splitlines() if "freshlint-disable-next-line" not in line]
    shown = "\n".join(
        line.partition(" <!-- freshlint-disable-line")[0].partition(" {/* fresh")[0] for line in left
    )
    assert shown == "\n".join(PAGES[name].splitlines())


def test_what_has_no_place_for_a_comment_is_told_and_left(site: Path, freshlint: Call) -> None:
    (site / "a.html").write_text(f'<script type="application/ld+json">{{"description": "{PRICE}"}}</script>')
    before = (site / "a.html").read_text()
    outcome = freshlint("check", *DAY, "--add-suppressions", "known")
    if (site / "a.html").read_text() == before:
        assert outcome.code == 1
        assert "no comment can stand here" in outcome.out
    else:
        assert outcome.code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--interactive", "--fix"], "go alone"),
        (["--interactive", "--output-format", "json"], "go alone"),
        (["--interactive", "--add-suppressions", "x"], "go alone"),
        (["--add-suppressions", "a --> b"], "the reason must be one line of words"),
        (["--add-suppressions", " "], "the reason must be one line of words"),
    ],
)
def test_what_does_not_go_together(site: Path, freshlint: Call, arguments: list[str], message: str) -> None:
    outcome = freshlint("check", *arguments)
    assert outcome.code == 2
    assert message in outcome.err
