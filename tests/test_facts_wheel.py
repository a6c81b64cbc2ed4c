"""The data package freshlint-facts: built from this tree, it takes the place of the facts that ship."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from freshlint.packs import pack_facts

pytestmark = pytest.mark.slow
WHEEL = Path(__file__).parents[1] / "rules" / "facts-wheel"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that it is installed in, built with nothing from outside."""
    folder = tmp_path_factory.mktemp("site-packages")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), str(WHEEL)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def run(folder: Path, *arguments: str) -> str:
    path = os.pathsep.join([str(folder), *filter(None, sys.path)])
    command = [sys.executable, "-m", "freshlint", *arguments]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    return done.stdout


def test_it_holds_the_very_facts_of_this_tree(installed: Path) -> None:
    facts = installed / "freshlint_facts" / "facts"
    held = {path.relative_to(facts).as_posix(): path.read_bytes() for path in facts.rglob("*.yaml")}
    assert held == {label.removeprefix("freshlint_rules/facts/"): data for label, data in pack_facts()}
    assert "MIT" in (installed / "freshlint_facts" / "REPORT.md").read_text()


def test_newer_facts_count_without_a_newer_program(installed: Path) -> None:
    file = installed / "freshlint_facts" / "facts" / "openai-images.yaml"
    before = file.read_text()
    file.write_text(before.replace("amount: 30\n", "amount: 29\n"))
    try:
        shown = run(installed, "facts", "show", "gpt-image-2", "--as-of", "2026-04-22")
    finally:
        file.write_text(before)
    assert "image output: 29 USD per 1M tokens" in shown
