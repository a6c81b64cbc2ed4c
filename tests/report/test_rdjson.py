"""Reviewdog's format: valid, placed in bytes, and its suggestions do what `--fix` does."""

from __future__ import annotations

import difflib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint.finding import Applicability, Edit, Fix
from freshlint.report import Options
from freshlint.report.model import RunReport
from freshlint.report.rdjson import render
from freshlint.source import Source
from report_samples import everything, findings, hostile, page, report, validate

Call = Callable[..., Any]
Diagnostics = list[dict[str, Any]]


def diagnostics(run: RunReport, **options: Any) -> Diagnostics:
    result = json.loads(render(run, Options(**options)))
    validate(result, "rdjson.json")
    shown: Diagnostics = result["diagnostics"]
    return shown


def applied(data: bytes, shown: Diagnostics) -> bytes:
    """The bytes of one file with every suggestion taken."""
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    spans = []
    for diagnostic in shown:
        for suggestion in diagnostic.get("suggestions", ()):
            ends = (suggestion["range"][end] for end in ("start", "end"))
            start, end = (starts[place["line"] - 1] + place["column"] - 1 for place in ends)
            spans.append((start, end, suggestion["text"].encode()))
    for start, end, text in sorted(spans, reverse=True):
        data = data[:start] + text + data[end:]
    return data


def patch(path: str, old: bytes, new: bytes) -> bytes:
    before, after = (
        [line + b"\n" for line in data.split(b"\n")[:-1]]
        + ([data.split(b"\n")[-1]] if data[-1:] != b"\n" else [])
        for data in (old, new)
    )
    lines = difflib.diff_bytes(
        difflib.unified_diff, before, after, f"a/{path}".encode(), f"b/{path}".encode(), lineterm=b"\n"
    )
    return b"".join(
        line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines
    )


@pytest.mark.parametrize("run", [report(), everything(), hostile()], ids=["empty", "everything", "hostile"])
def test_it_is_valid(run: RunReport) -> None:
    placed = sum(bool(warning.path) for warning in run.warnings)
    assert len(diagnostics(run)) == len(findings(run)) + len(run.errors) + placed


def test_columns_are_bytes_and_the_byte_order_mark_counts() -> None:
    first, second = diagnostics(report(page("\ufeff😀図 STALE\n😀図 STALE")))
    assert first["location"]["range"] == {
        "start": {"line": 1, "column": 12},
        "end": {"line": 1, "column": 17},
    }
    assert second["location"]["range"] == {
        "start": {"line": 2, "column": 9},
        "end": {"line": 2, "column": 14},
    }


def test_fixes_on_one_line_are_one_suggestion_shown_once() -> None:
    first, second, other = diagnostics(report(page("STALE x STALE\nSTALE")))
    assert [suggestion["text"] for suggestion in first["suggestions"]] == ["FRESH x FRESH"]
    assert "suggestions" not in second and second["message"].endswith("(mended by the suggestion for line 1)")
    assert other["suggestions"][0]["text"] == "FRESH"


def test_a_fix_with_several_edits_is_taken_whole() -> None:
    fix = Fix(Applicability.SAFE, (Edit(0, 5, "FRESH"), Edit(9, 9, "[^1]"), Edit(11, 11, "\n[^1]: s")))
    (shown,) = diagnostics(report(page("STALE one\nx", fix=fix)))
    assert [suggestion["text"] for suggestion in shown["suggestions"]] == ["FRESH one[^1]\nx\n[^1]: s"]


def test_what_needs_a_reader_is_suggested_only_when_asked() -> None:
    run = report(page("ROTTEN"))
    assert "suggestions" not in diagnostics(run)[0]
    assert diagnostics(run, unsafe_fixes=True)[0]["suggestions"][0]["text"] == "MENDED"


def test_nothing_is_suggested_where_bytes_are_not_utf_8() -> None:
    plain = page("é STALE")
    other = RunReport(
        report().as_of, (), (type(plain)(Source("a.html", plain.source.text, "latin-1"), plain.findings),)
    )
    assert "suggestions" not in diagnostics(other)[0]


def test_messages_hold_no_control_character() -> None:
    for diagnostic in diagnostics(hostile()):
        assert all(character.isprintable() for character in diagnostic["message"])


@pytest.mark.usefixtures("word_engine")
@pytest.mark.parametrize("options", [[], ["--unsafe-fixes"]], ids=["safe", "unsafe"])
@pytest.mark.parametrize(
    "text",
    [
        "STALE\n",
        "😀 STALE 図 ROTTEN STALE\r\n\r\nSTALE DUSTY",
        "\ufeff図 STALE\nROTTEN\nROTTEN STALE\n",
        "a\rb STALE\u2028STALE\n\n\nx",
    ],
    ids=["plain", "wide, CRLF", "byte order mark", "odd line ends"],
)
def test_a_patch_made_of_the_suggestions_gives_the_bytes_that_fix_writes(
    site: Path, freshlint: Call, text: str, options: list[str]
) -> None:
    file = site / "a.md"
    old = text.encode()
    file.write_bytes(old)
    shown = freshlint("check", "--output-format", "rdjson", *options).report["diagnostics"]
    changes = patch("a.md", old, applied(old, shown))
    freshlint("check", "--fix", *options)
    fixed = file.read_bytes()
    assert fixed != old
    file.write_bytes(old)
    subprocess.run(["git", "init", "-q"], cwd=site, check=True)
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], cwd=site, input=changes, check=True)
    assert file.read_bytes() == fixed


ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles"


@pytest.mark.parametrize("options", [[], ["--unsafe-fixes"]], ids=["safe", "unsafe"])
def test_so_it_does_on_the_demo_site(site: Path, freshlint: Call, options: list[str]) -> None:
    pages = [path for path in ARTICLES.rglob("*") if path.suffix in (".md", ".mdx", ".html")]
    for path in pages:
        copy = site / path.relative_to(ARTICLES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    command = ["check", "--isolated", "--as-of", "2026-04-22", *options]
    shown: Diagnostics = freshlint(*command, "--output-format", "rdjson").report["diagnostics"]
    freshlint(*command, "--fix")
    for path in pages:
        name = path.relative_to(ARTICLES).as_posix()
        mine = [diagnostic for diagnostic in shown if diagnostic["location"]["path"] == name]
        assert applied(path.read_bytes(), mine) == (site / name).read_bytes(), name
