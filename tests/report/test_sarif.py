"""SARIF 2.1.0: valid, placed in UTF-16 units, with fixes and the rules' own help."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint.finding import Applicability, Edit, Fix, Severity
from freshlint.report import Options, RuleHelp
from freshlint.report.model import Message, RunReport
from freshlint.report.sarif import render
from freshlint.source import Span
from report_samples import everything, findings, hostile, page, report, validate

RULES = (
    RuleHelp("availability", "what is public", Severity.ERROR, "Finds it.\n\nMore."),
    RuleHelp("snapshot", "which {ids} there are", Severity.ERROR, "Finds\nids. Use `{x}`, [a](1)."),
)


def run_of(run: RunReport) -> dict[str, Any]:
    log = json.loads(render(run, Options(rules=RULES)))
    validate(log, "sarif-2.1.0.json")
    content: dict[str, Any] = log["runs"][0]
    return content


def region(result: dict[str, Any]) -> tuple[int, ...]:
    return tuple(result["locations"][0]["physicalLocation"]["region"].values())


@pytest.mark.parametrize("run", [report(), everything(), hostile()], ids=["empty", "everything", "hostile"])
def test_it_is_valid(run: RunReport) -> None:
    assert len(run_of(run)["results"]) == len(findings(run))


def test_severities_are_levels() -> None:
    results = run_of(report(page("STALE DUSTY FAINT")))["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]


def test_columns_are_utf_16_units_and_only_lf_ends_a_line() -> None:
    content = run_of(report(page("a\rb\r\n😀図 STALE", related=(Span(0, 1),))))
    assert (content["columnKind"], content["newlineSequences"]) == ("utf16CodeUnits", ["\r\n", "\n"])
    (result,) = content["results"]
    assert region(result) == (2, 5, 2, 10)
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["endColumn"] == 2


def test_a_byte_order_mark_takes_no_column() -> None:
    assert region(run_of(report(page("\ufeffSTALE")))["results"][0]) == (1, 1, 1, 6)


def test_a_fix_is_a_change_with_a_region_for_each_edit() -> None:
    fix = Fix(Applicability.UNSAFE, (Edit(8, 8, " (s)"), Edit(2, 7, "FRESH")))
    (result,) = run_of(report(page("😀 STALE.", fix=fix)))["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert "unsafe" in result["fixes"][0]["description"]["text"]
    assert change["artifactLocation"] == result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert [(*r["deletedRegion"].values(), r["insertedContent"]["text"]) for r in change["replacements"]] == [
        (1, 4, 1, 9, "FRESH"),
        (1, 10, 1, 10, " (s)"),
    ]


def test_advice_is_no_fix_but_stands_in_the_message() -> None:
    (result,) = run_of(report(page("FAINT")))["results"]
    assert "fixes" not in result
    assert "Help: look at it" in result["message"]["text"]


def test_fingerprints_are_those_of_the_findings() -> None:
    run = everything()
    assert [result["partialFingerprints"]["freshlint/v1"] for result in run_of(run)["results"]] == [
        finding.fingerprint for finding in findings(run)
    ]


def test_a_result_points_to_its_rule_which_brings_its_help() -> None:
    content = run_of(report(page("STALE DUSTY")))
    stale, dusty = content["results"]
    rule = content["tool"]["driver"]["rules"][stale["ruleIndex"]]
    assert rule["id"] == stale["ruleId"] == "snapshot"
    assert rule["fullDescription"]["text"] == "Finds ids. Use `{{x}}`, [a] (1)."
    assert "\n" in rule["help"]["text"]
    assert "ruleIndex" not in dusty


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/a b.md", "docs/a%20b.md"),
        ("a:b#c?.md", "a%3Ab%23c%3F.md"),
        ("図/😀.md", "%E5%9B%B3/%F0%9F%98%80.md"),
        ("/tmp/a b.md", "file:///tmp/a%20b.md"),
    ],
)
def test_paths_are_uris(path: str, uri: str) -> None:
    (result,) = run_of(report(page("STALE", path)))["results"]
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == uri
    assert ("uriBaseId" in place) is not path.startswith("/")


def test_a_run_with_errors_is_not_successful_and_says_why() -> None:
    assert run_of(report())["invocations"][0]["executionSuccessful"]
    (invocation,) = run_of(report(errors=(Message("broken", "b.md"),)))["invocations"]
    assert not invocation["executionSuccessful"]
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("error", "broken")
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.md"


def test_no_message_holds_a_placeholder_a_link_or_a_control_character() -> None:
    content = run_of(hostile())
    notes = content["invocations"][0]["toolExecutionNotifications"]
    for message in (item["message"]["text"] for item in (*content["results"], *notes)):
        assert "{{0}}" in message and "](" not in message
        assert all(character.isprintable() for character in message)


def test_replacing_by_the_regions_gives_the_fixed_text() -> None:
    text = "😀 STALE\r\n図図 STALE"
    run = report(page(text))
    lines = text.split("\n")
    for result in reversed(run_of(run)["results"]):
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        line, start, _, end = replacement["deletedRegion"].values()
        units = lines[line - 1].encode("utf-16-le")
        inserted = replacement["insertedContent"]["text"].encode("utf-16-le")
        lines[line - 1] = (units[: 2 * start - 2] + inserted + units[2 * end - 2 :]).decode("utf-16-le")
    assert "\n".join(lines) == text.replace("STALE", "FRESH")


def test_the_command_brings_the_docstrings_of_all_rules(site: Path, freshlint: Callable[..., Any]) -> None:
    (site / "a.md").write_text("fine")
    driver = freshlint("check", "--output-format", "sarif").report["runs"][0]["tool"]["driver"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    assert {"price", "availability", "unused-suppression"} <= rules.keys()
    assert "Facts used: `prices`" in rules["price"]["help"]["text"]
    assert rules["price"]["defaultConfiguration"] == {"level": "error"}


def test_an_invalid_log_would_be_seen() -> None:
    log = json.loads(render(everything(), Options()))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(Exception, match="fatal"):
        validate(log, "sarif-2.1.0.json")
