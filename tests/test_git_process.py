"""Git is called so that nothing that a checkout or the environment names runs, and no other repository is meant."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import freshlint as package
from freshlint.git_process import git_environment
from repository import ENVIRONMENT, Repository, new_repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks are shell scripts")
Call = Callable[..., Any]
DAY = ("--isolated", "--as-of", "2026-04-22")
STALE = "Image output of gpt-image-2 costs $40 per 1M tokens.\n"


@pytest.fixture
def hostile(site: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository whose configuration, attributes and hooks, and the environment, name programs that leave a mark."""
    for key, value in ENVIRONMENT.items():
        monkeypatch.setenv(key, value)
    repository = new_repository(site)
    repository.commit(**{"docs/a.md": STALE, ".gitattributes": "*.md diff=evil\n"})
    hooks = site / "hooks"
    hooks.mkdir()
    for name in ("reference-transaction", "post-index-change", "fsmonitor", "pager", "diff"):
        hook = hooks / name
        hook.write_text(f"#!/bin/sh\necho > {site}/RAN-{name}\n")
        hook.chmod(0o755)
    for key, value in {
        "core.hooksPath": str(hooks),
        "core.fsmonitor": str(hooks / "fsmonitor"),
        "core.pager": str(hooks / "pager"),
        "diff.external": str(hooks / "diff"),
        "diff.evil.textconv": str(hooks / "diff"),
        "log.showSignature": "true",
        "gpg.program": str(hooks / "pager"),
    }.items():
        repository.git("config", key, value)
    for mark in site.glob("RAN-*"):
        mark.unlink()
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(hooks / "diff"))
    monkeypatch.setenv("GIT_PAGER", str(hooks / "pager"))
    monkeypatch.setenv("GIT_DIR", str(site / "elsewhere.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(site / "elsewhere.index"))
    return repository


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("check", *DAY, "--since", "HEAD", "docs"), 1),
        (("audit", "docs", *DAY, "--revision", "HEAD", "--jobs", "1"), 1),
        (("audit", "docs", *DAY, "--revision", "HEAD", "--jobs", "1", "--fix", "--branch", "mended"), 1),
    ],
    ids=["since", "audit", "audit --fix"],
)
def test_nothing_that_a_hostile_checkout_names_is_run(
    hostile: Repository, freshlint: Call, command: tuple[str, ...], code: int
) -> None:
    hostile.write("docs/a.md", f"{STALE}\n{STALE}")
    outcome = freshlint(*command)
    assert [mark.name for mark in hostile.top.glob("RAN-*")] == []
    assert outcome.code == code, outcome.err


def test_git_gets_no_secret_and_no_other_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_TOKEN", "GIT_DIR", "GIT_WORK_TREE", "GIT_SSH_COMMAND", "GIT_CONFIG_PARAMETERS"):
        monkeypatch.setenv(name, "x")
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada")
    environment = git_environment({"GIT_INDEX_FILE": "own"})
    left = {"GITHUB_TOKEN", "GIT_DIR", "GIT_WORK_TREE", "GIT_SSH_COMMAND", "GIT_CONFIG_PARAMETERS"}
    assert left.isdisjoint(environment)
    assert (environment["GIT_AUTHOR_NAME"], environment["GIT_INDEX_FILE"]) == ("Ada", "own")
    assert environment["PATH"] == os.environ["PATH"]


def test_git_is_called_in_one_way_only() -> None:
    (root,) = package.__path__
    files = [file for file in Path(root).rglob("*.py") if re.search(r'\[\s*"git"', file.read_text("utf-8"))]
    assert [file.name for file in files] == ["git_process.py"]
