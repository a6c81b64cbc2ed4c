"""The text report, as people see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from freshlint.report import Options
from freshlint.report.model import FactsFile, Message, PageReport, RunReport
from freshlint.report.text import render
from freshlint.source import Source
from word_engine import word_findings

FACTS = (FactsFile("facts.yaml", "sha256:1"),)


def report_on(text: str, path: str = "docs/a.md", **changes: object) -> RunReport:
    source = Source(path, text)
    page = PageReport(source, word_findings(source))
    report = RunReport(date(2026, 4, 22), FACTS, (page,), entities=3, files=1)
    return replace(report, **changes)


def shown(text: str, **changes: object) -> str:
    return render(report_on(text, **changes), Options())


def test_a_finding_with_its_fact_source_and_fix() -> None:
    assert shown("One.\n\nThis is STALE, they say.\n") == dedent("""\
        docs/a.md:3:9: error[snapshot] says STALE
          |
        3 | This is STALE, they say.
          |         ^^^^^
          = fact: thing/status/released: FRESH
          = source: The source, https://example.com/a (verified 2026-04-22)
          = fix: safe
            - This is STALE, they say.
            + This is FRESH, they say.

        1 finding in 1 file, as of 2026-04-22: 1 error.
        --fix mends 1; --diff shows it first.
        """)


def test_the_gutter_grows_with_the_line_number() -> None:
    lines = shown("\n" * 99 + "STALE").splitlines()
    assert lines[1:4] == ["    |", "100 | STALE", "    | ^^^^^"]


def test_advice_stands_where_there_is_nothing_to_write() -> None:
    assert "= help: look at it" in shown("FAINT")


def test_wide_characters_and_tabs_keep_the_carets_in_place() -> None:
    lines = shown("\t图像输出 STALE 元").splitlines()
    assert lines[2] == "1 |     图像输出 STALE 元"
    assert lines[3] == "  |              ^^^^^"


def test_what_would_move_the_cursor_or_hide_words_is_escaped() -> None:
    output = shown("\x1b[2J\u202eSTALE\u200b\x07")
    assert "\x1b" not in output and "\u202e" not in output and "\x07" not in output
    assert "\\x1b[2J\\u202eSTALE\\u200b\\x07" in output
    assert "  | " + " " * len(r"\x1b[2J\u202e") + "^^^^^\n" in output


def test_a_path_cannot_do_it_either() -> None:
    report = report_on("fine", path="a.md", errors=(Message("broken", "\x1b]0;x.md"),))
    assert "error: \\x1b]0;x.md: broken" in render(report, Options())


def test_a_long_line_is_cut_around_the_claim() -> None:
    lines = shown("word " * 100 + "STALE" + " word" * 100).splitlines()
    assert all(len(line) < 130 for line in lines)
    at = lines[3].index("^")
    assert lines[2][at : at + 5] == "STALE"
    assert lines[-5].startswith("    - …") and "FRESH" in lines[-4]


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("fine", "No stale claim found in 1 file, as of 2026-04-22."),
        ("STALE DUSTY DUSTY FAINT", "4 findings in 1 file, as of 2026-04-22: 1 error, 2 warnings, 1 notice."),
    ],
)
def test_the_summary_counts(text: str, closing: str) -> None:
    assert closing in shown(text).splitlines()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("STALE", "--fix mends 1; --diff shows it first."),
        ("ROTTEN", "--fix --unsafe-fixes mends 1 (read what it wrote); --diff shows it first."),
        (
            "STALE ROTTEN",
            "--fix mends 1, --fix --unsafe-fixes 1 more (read what it wrote); --diff shows it first.",
        ),
    ],
)
def test_the_summary_says_what_to_do_next(text: str, advice: str) -> None:
    assert shown(text).splitlines()[-1] == advice


def test_the_summary_of_what_was_fixed() -> None:
    report = report_on("DUSTY")
    fixed = replace(report, pages=(replace(report.pages[0], fixed=2),))
    assert "Would fix 2 findings, 1 left in 1 file" in render(fixed, Options())
    assert "Fixed 2 findings, 1 left in 1 file" in render(replace(fixed, applied=True), Options())


def test_errors_and_warnings_come_with_their_place() -> None:
    output = shown(
        "fine",
        errors=(Message("not valid UTF-8", "b.md"),),
        warnings=(Message("<b> is not closed", "c.html", 3, 7),),
    )
    assert "error: b.md: not valid UTF-8" in output
    assert "warning: c.html:3:7: <b> is not closed" in output
    assert "1 file could not be checked" in output


def test_no_file_and_no_entity_are_told_apart() -> None:
    assert "No file to check" in shown("", pages=(), files=0)
    screened = PageReport(Source("a.md", ""), screened=True)
    hint = shown("", pages=(screened,))
    assert "no file names one of the 3 entities that the facts know (from 1 facts file)" in hint


def test_color_paints_words_and_changes_none() -> None:
    import re

    report = report_on("STALE ROTTEN DUSTY FAINT", warnings=(Message("x"),), errors=(Message("y", "b.md"),))
    colored = render(report, Options(color=True))
    assert "\033[31;1merror[snapshot]\033[0m" in colored
    assert re.sub(r"\033\[[\d;]*m", "", colored) == render(report, Options())
