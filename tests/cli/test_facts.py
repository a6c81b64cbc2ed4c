"""`freshlint facts show`, `schema` and `check`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from freshlint import check_text
from freshlint.cli.facts import facts
from freshlint.facts.schema import json_schema

HOSTING = str(Path(__file__).parents[2] / "fixtures" / "facts" / "hosting.yaml")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(facts, arguments)


def _write(folder: Path, text: str) -> str:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return path.as_posix()


def test_show_says_the_stage_of_every_entity_on_a_day() -> None:
    lines = _run("show", "--as-of", "2026-09-08").stdout.splitlines()
    assert lines[0] == "as of 2026-09-08"
    assert next(line for line in lines if line.startswith("gpt-image-2 ")).split() == [
        "gpt-image-2",
        "released",
        "newer:",
        "gpt-image-2.5-flare,",
        "gpt-image-2.5-sunburst",
    ]


def test_show_says_everything_of_one_entity_by_any_of_its_names() -> None:
    text = _run("show", "gpt image 1.5", "--as-of", "2026-04-22").stdout
    assert "  released  [since 2025-12-16, verified 2026-10-27, deprecations]\n" in text
    assert "- retired  [since 2026-12-01, verified 2026-10-27, deprecations]\n" in text
    assert (
        "  image output: 32 USD per 1M tokens (default)  [since 2025-12-16, not verified, pricing]\n" in text
    )
    assert text.endswith("(- does not hold on this day)\n")


def test_show_as_json_carries_the_day_the_digests_and_the_rows() -> None:
    report = json.loads(_run("show", "gpt-image-2", "--as-of", "2026-04-22", "--format", "json").stdout)
    assert report["as_of"] == "2026-04-22"
    assert all(file["digest"].startswith("sha256:") for file in report["facts"])
    (entity,) = report["entities"]
    (price,) = [row for row in entity["rows"] if row["identity"] == "gpt-image-2/prices/image output"]
    assert price["value"]["amount"] == "30"
    assert price["holds"]
    assert price["citation"]["verified"] == "2026-04-22"


def test_show_lays_a_file_over_the_ones_that_ship() -> None:
    result = _run("show", "petrel-16", "--facts", HOSTING, "--as-of", "2026-04-22")
    assert result.stdout.startswith("petrel-16 (version, Petrel Project, petrel-db), as of 2026-04-22\n")


def test_show_of_a_name_that_is_not_known_names_the_nearest() -> None:
    result = _run("show", "gpt-imag-2")
    assert result.exit_code == 2
    assert "did you mean `gpt-image-2`?" in result.stderr


def test_show_as_markdown_can_be_quoted() -> None:
    text = _run("show", "gpt-image-2", "--as-of", "2026-04-22", "--format", "markdown").stdout
    source = "[OpenAI API pricing](https://developers.openai.com/api/docs/pricing), verified 2026-04-22"
    assert text.startswith("## gpt-image-2\n\nAs of 2026-04-22:\n\n- status: released, since 2026-04-21 (")
    assert f"\n- image output: 30 USD per 1M tokens ({source})\n" in text
    assert "\n- snapshot: `gpt-image-2-2026-04-21`, since" in text


def test_what_is_shown_as_markdown_is_what_a_check_of_it_finds_right() -> None:
    text = _run("show", "--as-of", "2026-04-22", "--format", "markdown").stdout
    assert text.count("\n## ") > 10
    assert check_text(text, as_of=date(2026, 4, 22), isolated=True).findings == ()


def test_markdown_shows_only_what_holds_on_the_day_and_escapes_it(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "freshlint: 1\nsources: {s: {title: 'A [draft]', url: 'https://example.com'}}\nentities:\n  kite_*x*:\n"
        "    status:\n"
        "      - {value: preview, since: 2026-01-01, until: 2026-01-31, verified: 2026-01-31, source: s}\n"
        "      - {value: released, since: 2026-02-01}\n",
    )
    shown = [
        _run("show", "kite_*x*", "--facts", path, "--as-of", day, "--format", "markdown").stdout
        for day in ("2026-01-15", "2026-02-01", "2025-01-01")
    ]
    assert shown[0].startswith("## kite\\_\\*x\\*\n")
    assert shown[0].endswith(
        "- status: preview, since 2026-01-01, until 2026-01-31 "
        "([A \\[draft\\]](https://example.com), verified 2026-01-31)\n"
    )
    assert shown[1].endswith("- status: released, since 2026-02-01 (not verified)\n")
    assert shown[2].endswith("Nothing is known of this day.\n")


def test_show_knows_the_configured_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "freshlint: 1\nentities:\n  kite:\n    status: [{value: released, since: 2026-01-01}]\n")
    (tmp_path / "freshlint.toml").write_text('facts = ["mine.yaml"]\nshipped-facts = false\n')
    monkeypatch.chdir(tmp_path)
    shown = _run("show", "--as-of", "2026-02-01").stdout
    assert shown.startswith("kite, as of 2026-02-01\n")
    assert "  released  [since 2026-01-01, not verified]" in shown


def test_schema_prints_the_published_schema() -> None:
    assert json.loads(_run("schema").stdout) == json_schema()


def test_check_of_the_shipped_files_has_notices_but_no_warning() -> None:
    result = _run("check", "--as-of", "2026-11-23")
    assert result.exit_code == 0
    assert result.stdout.count("gpt-image-2/prices/image output: was seen 215 days ago (allowed are 45)") == 1
    assert ": 0 warnings, " in result.stderr


def test_check_reports_on_the_files_that_are_given(tmp_path: Path) -> None:
    path = _write(tmp_path, "freshlint: 1\nentities:\n  kite:\n    status: [{value: released}]\n")
    result = _run("check", "--facts", path)
    assert result.exit_code == 1
    assert f"{path}:4:14: warning: kite/status/released: holds on no day" in result.stdout
    assert "gpt-image-2" not in result.stdout


@pytest.mark.parametrize("command", ["show", "check"])
def test_a_broken_file_ends_with_2_and_every_mistake(tmp_path: Path, command: str) -> None:
    path = _write(tmp_path, "freshlint: 1\nentites: {}\nsource: {}\n")
    result = _run(command, "--facts", path)
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "facts cannot be used",
        f"{path}:2:1: unknown key `entites`: did you mean `entities`?",
        f"{path}:3:1: unknown key `source`: did you mean `sources`?",
    ]


@pytest.mark.parametrize("arguments", [["--as-of", "soon"], ["--facts", "nowhere.yaml"]])
def test_wrong_use_ends_with_2(arguments: list[str]) -> None:
    assert _run("check", *arguments).exit_code == 2


PROVEN = """
freshlint: 1
sources: {p: {title: P, url: "https://example.com", official: true}, blog: {title: B, url: "https://example.org"}}
entities:
  kite:
    status: [{value: released, since: 2026-01-05, verified: 2026-02-01, source: p, evidence: Kite is out}]
    usage: [{api: kite.fly, field: model, accepts: true, verified: 2026-02-02, source: SOURCE, hosts: [a.b], path: /v1}]
    prices: [{meter: output, amount: 3, currency: USD, per: image, verified: 2026-02-03, source: p}]
"""


def test_check_can_ask_for_the_four_proofs_of_an_entity(tmp_path: Path) -> None:
    proven = _run("check", "--proof", "--facts", _write(tmp_path, PROVEN.replace("SOURCE", "p")))
    ticks = "✓ model page 2026-02-01  ✓ endpoint example 2026-02-02  ✓ price row 2026-02-03"
    assert f"kite: {ticks}  ✓ official wording 2026-02-01" in proven.stdout
    assert proven.exit_code == 0


def test_what_a_blog_says_proves_nothing(tmp_path: Path) -> None:
    unproven = _run("check", "--proof", "--facts", _write(tmp_path, PROVEN.replace("SOURCE", "blog")))
    assert "✗ endpoint example" in unproven.stdout
    assert unproven.exit_code == 1
