"""GitHub's workflow commands, read back as the runner reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest

from freshlint.report import Options
from freshlint.report.github import render
from freshlint.report.model import Message, RunReport
from freshlint.source import Span
from report_samples import everything, findings, hostile, page, report


class Command(NamedTuple):
    """One workflow command."""

    name: str
    properties: dict[str, str]
    data: str


def unescaped(text: str, codes: tuple[str, ...]) -> str:
    for code in codes:
        text = text.replace(f"%{code}", chr(int(code, 16)))
    return text.replace("%25", "%")


def commands(run: RunReport) -> list[Command]:
    """What the runner takes from the log: lines that begin with `::`."""
    found = []
    for line in render(run, Options()).split("\n"):
        if matched := re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line):
            pairs = (pair.split("=", 1) for pair in matched[2].split(","))
            properties = {key: unescaped(value, ("0D", "0A", "3A", "2C")) for key, value in pairs}
            found.append(Command(matched[1], properties, unescaped(matched[3], ("0D", "0A"))))
    return found


def test_a_finding_is_an_annotation() -> None:
    (command,) = commands(report(page("One\n😀 STALE, 100%")))
    assert command == Command(
        "error",
        {
            "file": "docs/a.md",
            "line": "2",
            "endLine": "2",
            "col": "4",
            "endColumn": "9",
            "title": "freshlint snapshot",
        },
        "says STALE. Source: The source, https://example.com/a, verified 2026-04-22",
    )


def test_severities_are_commands() -> None:
    assert [command.name for command in commands(report(page("STALE DUSTY FAINT")))] == [
        "error",
        "warning",
        "notice",
    ]


def test_columns_are_left_out_where_a_finding_has_several_lines() -> None:
    (command,) = commands(report(page("STALE\nand\n", span=Span(0, 9))))
    assert (command.properties["line"], command.properties["endLine"]) == ("1", "2")
    assert "col" not in command.properties


def test_errors_come_first_and_warnings_name_their_line() -> None:
    error, general, warning, *_ = commands(everything())
    assert (error.name, error.properties["file"]) == ("error", "docs/c.md")
    assert (general.name, general.properties) == ("error", {"title": "freshlint"})
    assert (warning.name, warning.properties["line"]) == ("warning", "2")


@pytest.mark.parametrize("path", ["a,b.md", "a:b.md", "100%25.md", "a::b=c.md", "図.md"])
def test_any_path_survives(path: str) -> None:
    assert commands(report(page("STALE", path)))[0].properties["file"] == path


@pytest.mark.parametrize("message", ["100%", "%0A", "a::b", "a,b=c"])
def test_any_message_survives(message: str) -> None:
    assert commands(report(page("STALE", message=message)))[0].data.startswith(f"{message}. Source")


def test_hostile_text_makes_no_command_of_its_own() -> None:
    run = hostile()
    lines = render(run, Options()).split("\n")
    assert sum(line.startswith("::") for line in lines) == len(findings(run)) + 2
    assert all(character.isprintable() for line in lines for character in line)


def test_the_summary_is_no_command() -> None:
    run = report(errors=(Message("::error::x"),))
    assert [command.data for command in commands(run)] == ["::error::x"]
