"""What the README shows is what the program does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from freshlint.config import Config

Call = Callable[..., Any]
README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def blocks(syntax: str) -> list[str]:
    return re.findall(rf"^```{syntax}\n(.*?)^```$", README, re.M | re.S)


def test_the_sample_finding_is_real_output(site: Path, freshlint: Call) -> None:
    command, _, shown = blocks("console")[0].partition("\n")
    page = re.search(r"^\d+ \| (.*)$", shown, re.M)
    assert page is not None
    (site / "docs").mkdir()
    (site / "docs/pricing.md").write_text(f"# What images cost\n\n{page[1]}\n")
    assert freshlint(*command.removeprefix("$ freshlint ").split()).out == shown


def test_your_own_fact_is_eight_lines_and_works(site: Path, freshlint: Call) -> None:
    facts = blocks("yaml")[-1]
    assert len(facts.splitlines()) == 8
    (site / "facts.yaml").write_text(facts)
    (site / "a.md").write_text("Petrel DB 16 is not released yet.\n")
    outcome = freshlint("check", "--facts", "facts.yaml", "--as-of", "2026-04-22")
    assert outcome.code == 1
    assert "error[availability]" in outcome.out


def test_the_suppression_silences(site: Path, freshlint: Call) -> None:
    comment, _, claim = blocks("md")[0].partition("\n")
    (site / "a.md").write_text(claim)
    assert freshlint("check", "--as-of", "2026-04-22").code == 1
    (site / "a.md").write_text(f"{comment}\n{claim}")
    assert freshlint("check", "--as-of", "2026-04-22", "--fail-on", "notice").code == 0


def test_the_configuration_is_one() -> None:
    assert msgspec.convert(tomllib.loads(blocks("toml")[0]), Config).archive == ("blog/2024/",)


@pytest.mark.parametrize(
    "command", [line for block in blocks("console") for line in block.splitlines() if line[:2] == "$ "]
)
def test_every_command_shown_exists(site: Path, freshlint: Call, command: str) -> None:
    (site / "docs").mkdir()
    (site / "docs/a.md").write_text("fine\n")
    arguments = command.split("#")[0].removeprefix("$ freshlint ").split()
    assert freshlint(*arguments).code == 0
