"""Bulk fixes: a branch with a commit a section, or a folder of patches; the source stays as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit.auditing import STALE
from freshlint.audit.mend import Mended
from freshlint.audit.patches import write_patches
from freshlint.source import Source

Call = Callable[..., Any]
OPTIONS = ("--isolated", "--as-of", "2026-04-22", "--jobs", "1", "--fix")


def git(site: Path, *arguments: str) -> str:
    """What git says."""
    who = ["-c", "user.name=n", "-c", "user.email=e@example.com"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=site, capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def repository(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two sections, one page that is fine, and one whose change is not committed."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "n")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "e@example.com")
    git(site, "init", "-q", "-b", "main")
    for name, text in {
        "docs/a.md": STALE,
        "docs/b.md": STALE * 2,
        "blog/c.md": STALE,
        "blog/fine.md": "fine\n",
    }.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_bytes(text.replace("\n", "\r\n").encode())
    (site / "content/docs/b.md").chmod(0o755)
    git(site, "add", "-A")
    git(site, "commit", "-qm", "first")
    (site / "content/blog/fine.md").write_text("mine, not committed\n")
    return site


def test_a_branch_has_a_commit_for_each_section(repository: Path, freshlint: Call) -> None:
    outcome = freshlint("audit", "content", *OPTIONS, "--branch", "fresh")
    assert outcome.code == 1
    assert "docs: 3 fixed on 2 pages" in outcome.out and "Wrote branch fresh." in outcome.out
    assert git(repository, "log", "--format=%s", "main..fresh").splitlines() == [
        "docs: correct 3 stale claims",
        "blog: correct 1 stale claim",
    ]
    changed = git(repository, "diff", "--name-only", "main", "fresh").split()
    assert changed == ["content/blog/c.md", "content/docs/a.md", "content/docs/b.md"]
    assert "$30 per 1M tokens" in git(repository, "show", "fresh:content/docs/a.md")
    assert git(repository, "ls-tree", "fresh", "content/docs/b.md").startswith("100755")
    # Neither the branch that is checked out nor what is not committed is touched.
    assert git(repository, "branch", "--show-current").strip() == "main"
    assert git(repository, "status", "--porcelain", "content").strip() == "M content/blog/fine.md"
    outcome = freshlint("audit", "content", *OPTIONS, "--branch", "fresh")
    assert (outcome.code, "there is a branch fresh already" in outcome.err) == (2, True)
    # What is fixed is clean.
    assert freshlint("audit", "content", "--revision", "fresh", *OPTIONS[:-1]).code == 0


def test_patches_apply(repository: Path, freshlint: Call) -> None:
    freshlint("audit", "content", *OPTIONS, "--patches", "out")
    patches = sorted((repository / "out").rglob("*.patch"))
    assert [each.parent.name for each in patches] == ["blog", "docs", "docs"]
    for patch in patches:
        git(repository, "apply", "--directory=content", "--whitespace=nowarn", str(patch))
    assert freshlint("audit", "content", *OPTIONS[:-1]).code == 0


def test_a_source_that_cannot_be_written_to_gives_patches(site: Path, freshlint: Call) -> None:
    page = {"url": "https://x.org/docs/a?b=../../c", "markdown": STALE}
    (site / "p.jsonl").write_text(json.dumps(page) + "\n")
    freshlint("audit", "p.jsonl", *OPTIONS, "--patches", "out")
    (patch,) = (site / "out").rglob("*.patch")
    assert patch.resolve().is_relative_to(site / "out")
    assert "+On gpt-image-2, image output costs $30" in patch.read_text()
    outcome = freshlint("audit", "p.jsonl", *OPTIONS, "--branch", "x")
    assert (outcome.code, "take --patches" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--fix"], "--fix needs --branch"),
        (["--branch", "x"], "--branch is for --fix"),
        (["--fix", "--branch", "x", "--patches", "y"], "--fix needs"),
    ],
)
def test_it_must_be_said_where_fixes_go(
    repository: Path, freshlint: Call, options: list[str], message: str
) -> None:
    outcome = freshlint("audit", "content", "--isolated", *options)
    assert (outcome.code, message in outcome.err) == (2, True)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_patch_that_the_disk_does_not_take_leaves_the_old_one(tmp_path: Path) -> None:
    import resource

    def mended(text: str) -> Mended:
        return Mended("docs/a.md", Source("docs/a.md", "old\n"), Source("docs/a.md", text), 1)

    write_patches(tmp_path, [mended("new\n")])
    (patch,) = tmp_path.rglob("*.patch")
    before = patch.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_patches(tmp_path, [mended("newer\n" * 1000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [(each, each.read_bytes()) for each in patch.parent.iterdir()] == [(patch, before)]
