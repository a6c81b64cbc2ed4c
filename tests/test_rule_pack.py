"""A pack by a stranger (fixtures/rule-pack): built and installed like any package, named, and at work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PACK = Path(__file__).parents[1] / "fixtures" / "rule-pack"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the pack is installed in: a wheel is built from its source, with nothing from outside."""
    folder = tmp_path_factory.mktemp("site-packages")
    options = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder), str(PACK)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture
def run(installed: Path, site: Path) -> Run:
    """Calls freshlint in `site`, with the pack installed and named in the configuration."""
    (site / "freshlint.toml").write_text('packs = ["kestrel"]\nas-of = 2026-03-15\n')

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(installed), *filter(None, sys.path)])
        command = [sys.executable, "-m", "freshlint", *arguments]
        env = {**os.environ, "PYTHONPATH": path}
        return subprocess.run(command, capture_output=True, text=True, cwd=site, env=env, check=False)

    return call


def test_its_rule_judges_by_its_own_words_and_facts(run: Run, site: Path) -> None:
    (site / "a.md").write_text(
        "# Maps\n\nKestrel Hobby is free of charge. Kestrel Viewer is free of charge.\n"
    )
    (finding,) = json.loads(run("check", "--output-format", "json").stdout)["findings"]
    assert (finding["rule"], finding["text"]) == ("free-of-charge", "Kestrel Hobby is free of charge.")
    assert finding["expected"] == "4 USD per month"
    assert finding["citation"]["title"] == "Kestrel Maps: plans"


def test_its_fix_is_worded_by_it_and_cited_as_everywhere(run: Run, site: Path) -> None:
    (site / "a.md").write_text("Kestrel Hobby is free of charge.\n")
    assert run("check", "--fix", "--unsafe-fixes").returncode == 0
    assert (site / "a.md").read_text() == (
        "Kestrel Hobby costs 4 USD per month since February 1, 2026 "
        "([Kestrel Maps: plans](https://kestrel.example.com/plans), verified 2026-03-02).\n"
    )


def test_the_rules_that_ship_go_on_and_word_their_fixes(run: Run, site: Path) -> None:
    (site / "a.md").write_text("Kestrel Hobby is not available yet.\n")
    run("check", "--fix", "--unsafe-fixes")
    assert (
        (site / "a.md").read_text().startswith("Kestrel Hobby has been publicly available since May 1, 2021")
    )


def test_its_cases_are_as_they_say(run: Run) -> None:
    done = run("rules", "test", "free-of-charge")
    assert (done.returncode, done.stdout) == (0, "free-of-charge: 11 cases, all as they say\n")


def test_it_is_listed_explained_and_suppressed_like_any_rule(run: Run, site: Path) -> None:
    assert "free-of-charge      error    calls a plan free" in run("rules", "list").stdout
    assert "Kestrel Hobby has a free trial" in run("rules", "explain", "free-of-charge").stdout
    comment = "<!-- freshlint-disable-next-line free-of-charge: an offer of ours -->"
    (site / "a.md").write_text(f"{comment}\nKestrel Hobby is free of charge.\n")
    assert run("check", "--fail-on", "notice").returncode == 0


def test_its_facts_are_shown(run: Run) -> None:
    assert "base fee: 4 USD per month" in run("facts", "show", "Kestrel Hobby").stdout


def test_a_pack_that_is_not_named_is_not_there(run: Run, site: Path) -> None:
    (site / "freshlint.toml").write_text("")
    (site / "a.md").write_text("Kestrel Hobby is free of charge.\n")
    assert run("check").returncode == 0
    (site / "freshlint.toml").write_text('packs = ["kestrell"]\n')
    done = run("check")
    assert done.returncode == 2
    assert "no pack 'kestrell' is installed (installed packs: kestrel)" in done.stderr
