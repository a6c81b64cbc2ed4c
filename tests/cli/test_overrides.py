"""`[[overrides]]`: other severities for some pages and places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
PAGE = "# gpt-image-2 is not released yet\n\nImage output of gpt-image-2 costs $40 per 1M tokens.\n"


@pytest.mark.parametrize(
    ("overrides", "severities"),
    [
        ("", ["error", "error"]),
        ('{paths = ["blog/"], severity = {price = "notice"}}', ["error", "notice"]),
        ('{paths = ["docs/"], severity = {price = "notice"}}', ["error", "error"]),
        (
            '{roles = ["title"], severity = {availability = "warning", price = "notice"}}',
            ["warning", "error"],
        ),
        ('{severity = {price = "notice"}}, {severity = {price = "warning"}}', ["error", "warning"]),
    ],
)
def test_the_last_that_applies_to_page_and_place_wins(
    site: Path, freshlint: Call, overrides: str, severities: list[str]
) -> None:
    (site / "blog").mkdir()
    (site / "blog/a.md").write_text(PAGE)
    (site / "freshlint.toml").write_text(f"overrides = [{overrides}]\n")
    report = freshlint("check", "--as-of", "2026-04-22", "--output-format", "json").report
    assert [found["severity"] for found in report["findings"]] == severities


def test_a_notice_does_not_fail_the_run_and_is_explained_as_one(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text(PAGE)
    (site / "freshlint.toml").write_text(
        'as-of = 2026-04-22\n[[overrides]]\nseverity = {price = "notice", availability = "notice"}\n'
    )
    assert freshlint("check").code == 0
    assert "notice[price]" in freshlint("explain", "a.md:3").out


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('severity = {prize = "error"}', "unknown rule 'prize' in `overrides`: did you mean 'price'?"),
        ('paths = ["!"]\nseverity = {price = "error"}', "'!' is no gitignore pattern"),
        ('roles = ["titel"]\nseverity = {price = "error"}', "`overrides`"),
    ],
)
def test_a_mistake_is_named(site: Path, freshlint: Call, table: str, message: str) -> None:
    (site / "freshlint.toml").write_text(f"[[overrides]]\n{table}\n")
    outcome = freshlint("check")
    assert outcome.code == 2
    assert message in outcome.err
