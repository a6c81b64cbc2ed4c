"""The docs are true: every command that a page shows is run, every file it shows stands there, the site builds.

A block with a title is a file; a `console` block is run line by line, and what follows a command is its output.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "docs" / "site"
PAGES = [page for page in sorted(SITE.rglob("*.md")) if page.parent.name != "reference"]
_BLOCK = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.M | re.S)
_SHIMS = {
    "freshlint": f'#!/bin/sh\nexec "{sys.executable}" -m freshlint "$@"\n',
    # Packages are taken from this repository, without the network, and put aside.
    "pip": (
        f'#!/bin/sh\nshift\nexec "{sys.executable}" -m pip install --quiet --no-index --no-deps '
        '--no-build-isolation --disable-pip-version-check --target "$PACKAGES" "$@"\n'
    ),
}


class Block(NamedTuple):
    """A fenced block: its language, the file that it is, and its text."""

    syntax: str
    title: str
    text: str


def blocks(page: Path) -> list[Block]:
    return [Block(*found) for found in _BLOCK.findall(page.read_text(encoding="utf-8"))]


def commands(text: str) -> list[tuple[str, str]]:
    """Each command of a console block, and the output that is shown for it."""
    parts = re.split(r"^\$ (.*)$\n?", text, flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture
def shell(site: Path) -> dict[str, str]:
    """An environment in which a reader's commands are those of this repository; `site` has its fixtures."""
    bin_folder = site / ".bin"
    bin_folder.mkdir()
    for name, text in _SHIMS.items():
        (bin_folder / name).write_text(text)
        (bin_folder / name).chmod(0o755)
    (site / "fixtures").symlink_to(ROOT / "fixtures")
    packages = site / ".packages"
    return {
        **os.environ,
        "PATH": os.pathsep.join([str(bin_folder), os.environ["PATH"]]),
        "PACKAGES": str(packages),
        "PYTHONPATH": os.pathsep.join([str(packages), *filter(None, sys.path)]),
        "FRESHLINT_CACHE_DIR": str(site / ".cache"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_does_what_the_page_says(page: Path, site: Path, shell: dict[str, str]) -> None:
    for block in blocks(page):
        if block.title:
            (site / block.title).parent.mkdir(parents=True, exist_ok=True)
            (site / block.title).write_text(block.text, encoding="utf-8")
    for block in blocks(page):
        for command, shown in commands(block.text) if block.syntax == "console" else []:
            done = subprocess.run(
                command, shell=True, cwd=site, env=shell, capture_output=True, text=True, check=False
            )
            assert done.returncode in (0, 1), f"{command}\n{done.stderr}"
            if shown:
                assert done.stdout == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_python_block_runs(page: Path, site: Path) -> None:
    for block in blocks(page):
        if block.syntax == "python":
            exec(compile(block.text, str(page), "exec"), {})


def test_every_page_is_in_the_menu() -> None:
    named = (ROOT / "zensical.toml").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if page.relative_to(SITE).as_posix() not in named] == []


@pytest.mark.slow
def test_the_site_builds_with_its_generated_reference(tmp_path: Path) -> None:
    for part in ("docs", "zensical.toml"):
        subprocess.run(["cp", "-r", str(ROOT / part), str(tmp_path)], check=True)
    subprocess.run([sys.executable, "docs/reference.py"], cwd=tmp_path, check=True)
    build = [sys.executable, "-m", "zensical", "build", "--strict"]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    rules = (tmp_path / "docs/build/reference/rules/index.html").read_text(encoding="utf-8")
    assert "api-field" in rules
    commands_page = (tmp_path / "docs/build/reference/commands/index.html").read_text(encoding="utf-8")
    assert "freshlint baseline write" in commands_page
