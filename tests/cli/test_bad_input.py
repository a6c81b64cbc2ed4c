"""Broken input ends in a message that names file, line and the right spelling; nothing is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]

PAGE = "STALE\n"
ROW = "{amount: 1, meter: seat, currency: USD, per: month"
FACTS = """\
freshlint: 1
sources: {page: {title: Page, url: "https://example.com"}}
entities:
  petrel:
    names: [Petrel]
    prices:
"""


@pytest.fixture
def page(site: Path, word_engine: None) -> Path:
    """A page with something to fix, to see that nothing is written."""
    file = site / "page.md"
    file.write_text(PAGE)
    return file


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ("freshlint: 1\nentities: [\n", "facts.yaml:"),
        ("freshlint: 1\nentites: {}\n", "facts.yaml:2:1: "),
        (f"{FACTS}      - {ROW}, verfied: 2026-01-01}}\n", "`verified`"),
        (f"{FACTS}      - {ROW}, since: 2026-02-01, until: 2026-01-01, source: page}}\n", "before `since`"),
        (f"{FACTS}      - {ROW}, since: 2026-02-01}}\n      - {ROW}, since: 2026-03-01}}\n", "twice"),
    ],
    ids=["syntax", "unknown top key", "unknown row key", "until before since", "two at once"],
)
def test_broken_facts(site: Path, page: Path, freshlint: Call, facts: str, message: str) -> None:
    (site / "facts.yaml").write_text(facts)
    outcome = freshlint("check", "--fix", "--facts", "facts.yaml")
    assert outcome.code == 2
    assert "facts.yaml:" in outcome.err
    assert message in outcome.err
    assert page.read_text() == PAGE


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ('ignroe = ["price"]\n', "freshlint.toml:1: unknown key 'ignroe': did you mean 'ignore'?"),
        ("\nfail-on = 'fatal'\n", "freshlint.toml:2: `fail-on`"),
        (
            'select = [\n  "snapshto",\n]\n',
            "freshlint.toml:2: unknown rule 'snapshto' in `select`: did you mean",
        ),
        ('[severity]\nsnapsot = "error"\n', "freshlint.toml:2: unknown rule 'snapsot' in `severity`"),
        ("select = [\n", "freshlint.toml:2"),
        ("\nexclude = ['!']\n", "freshlint.toml:2: `exclude`: '!' is no gitignore pattern"),
        ("packs = ['nowhere']\n", "no pack 'nowhere' is installed"),
        ("facts = ['gone.yaml']\n", "gone.yaml: facts file cannot be read"),
    ],
)
def test_broken_configuration(site: Path, page: Path, freshlint: Call, config: str, message: str) -> None:
    (site / "freshlint.toml").write_text(config)
    outcome = freshlint("check", "--fix")
    assert outcome.code == 2
    assert message in outcome.err
    assert page.read_text() == PAGE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: no such file or folder"),
        (["page.md", "nowhere.md"], "nowhere.md: no such file or folder"),
        (["--select", "snapsho"], "select: unknown rule 'snapsho': did you mean 'snapshot'?"),
        (["--ignore", "snapsho"], "ignore: unknown rule 'snapsho'"),
        (["--facts", "gone.yaml"], "gone.yaml: facts file cannot be read"),
        (["--config", "gone.toml"], "gone.toml: cannot be read"),
        (["--as-of", "22.4.2026"], "does not match the format"),
        (["--fail-on", "fatal"], "'fatal' is not one of"),
        (["--output-format", "xml"], "'xml' is not one of"),
        (["--fixx"], "No such option"),
        (["--diff", "--output-format", "json"], "--diff prints a diff"),
    ],
)
def test_wrong_usage(page: Path, freshlint: Call, arguments: list[str], message: str) -> None:
    outcome = freshlint("check", "--fix", *arguments)
    assert outcome.code == 2
    assert message.casefold() in outcome.err.casefold()
    assert page.read_text() == PAGE


def test_an_unknown_command_is_answered_with_the_nearest(freshlint: Call) -> None:
    outcome = freshlint("chekc")
    assert outcome.code == 2
    assert "did you mean 'check'?" in outcome.err


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"caf\xe9 STALE", "not valid UTF-8"), (b"STALE\0", "binary")],
    ids=["wrong encoding", "binary"],
)
def test_a_file_that_is_no_text_is_an_error_after_the_rest(
    site: Path, page: Path, freshlint: Call, data: bytes, message: str
) -> None:
    (site / "bad.md").write_bytes(data)
    outcome = freshlint("check", "--fix", "--output-format", "json")
    assert outcome.code == 2
    (error,) = outcome.report["summary"]["errors"]
    assert error["path"] == "bad.md"
    assert message in error["message"]
    assert page.read_text() == "FRESH\n"
    assert (site / "bad.md").read_bytes() == data


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything can be read here")
def test_a_file_that_may_not_be_read(page: Path, freshlint: Call) -> None:
    page.chmod(0)
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "page.md: cannot be read" in outcome.out


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", '---\ntitle: "never closed\nnext: [\n---\n\ngpt-image-2 was here.\n'),
        ("a.html", "<p>gpt-image-2 <b>never closed <table><tr><td>1"),
        ("a.html", '<p>gpt-image-2</p><script type="application/ld+json">{"headline": "x"</script>'),
    ],
    ids=["front matter", "tags", "JSON-LD"],
)
def test_what_can_be_recovered_from_changes_no_exit_code(
    site: Path, freshlint: Call, name: str, text: str
) -> None:
    (site / name).write_text(text)
    outcome = freshlint("check", "--as-of", "2026-04-22", "--output-format", "json")
    assert outcome.code == 0
    summary = outcome.report["summary"]
    assert summary["errors"] == []
    assert {warning["path"] for warning in summary["warnings"]} == {name}


@pytest.mark.parametrize("text", ["", "\n", "No name stands here.\n", "\ufeff"])
def test_an_empty_file_and_one_without_an_entity_are_clean(site: Path, freshlint: Call, text: str) -> None:
    (site / "a.md").write_text(text, encoding="utf-8")
    outcome = freshlint("check")
    assert outcome.code == 0
    assert "No entity found" in outcome.out
