"""The published hooks, run by the real pre-commit on a scratch repository.

The hooks are those of .pre-commit-hooks.yaml, but run the freshlint of this environment instead of installing one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.slow
HOOKS = Path(__file__).parents[2] / ".pre-commit-hooks.yaml"

STALE = "There is no public API for gpt-image-2 yet.\n"
PRICE = "Image output of gpt-image-2 costs $40 per 1M tokens.\n"
FRESH = "gpt-image-2 is available in the API.\n"
FACTS = """\
freshlint: 1
sources: {page: {title: Petrel releases, url: "https://example.com/petrel"}}
entities:
  petrel-16:
    names: [Petrel DB 16]
    status: [{value: released, since: 2026-03-01, verified: 2026-04-01, source: page}]
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with the hooks in its configuration and one clean page."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / ".cache"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    for name, value in (("GIT_AUTHOR", "a"), ("GIT_COMMITTER", "a")):
        monkeypatch.setenv(f"{name}_NAME", value)
        monkeypatch.setenv(f"{name}_EMAIL", "a@example.com")
    for variable in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(variable, raising=False)
    hooks = [
        {
            **hook,
            "language": "system",
            "entry": hook["entry"].replace("freshlint", f"{sys.executable} -m freshlint", 1),
        }
        for hook in yaml.safe_load(HOOKS.read_text())
    ]
    (tmp_path / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})
    )
    (tmp_path / "freshlint.toml").write_text(
        'as-of = 2026-04-22\npaths = ["docs"]\nfacts = ["facts/petrel.yaml"]\n'
    )
    (tmp_path / ".gitignore").write_text(".cache/\n")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/petrel.yaml").write_text(FACTS)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/old.md").write_text("Petrel DB 16 is not released yet.\n")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return tmp_path


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def pre_commit(hook: str) -> subprocess.CompletedProcess[str]:
    """Run one hook on what is staged."""
    git("add", ".")
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", hook], capture_output=True, text=True, check=False
    )


def test_the_hooks_are_those_that_are_promised() -> None:
    assert [hook["id"] for hook in yaml.safe_load(HOOKS.read_text())] == ["freshlint", "freshlint-fix"]
    assert all(hook["require_serial"] for hook in yaml.safe_load(HOOKS.read_text()))


def test_a_stale_page_stops_the_commit_and_a_clean_one_does_not(repository: Path) -> None:
    (repository / "docs/new.md").write_text(FRESH)
    assert pre_commit("freshlint").returncode == 0
    (repository / "docs/new.md").write_text(STALE)
    done = pre_commit("freshlint")
    assert done.returncode == 1
    assert "docs/new.md:1:" in done.stdout
    assert "docs/old.md" not in done.stdout


def test_a_changed_facts_file_checks_everything(repository: Path) -> None:
    (repository / "facts/petrel.yaml").write_text(FACTS + "# seen again\n")
    done = pre_commit("freshlint")
    assert done.returncode == 1
    assert "docs/old.md:1:" in done.stdout


def test_other_files_are_none_of_its_business(repository: Path) -> None:
    (repository / "values.yaml").write_text("key: value\n")
    (repository / "main.py").write_text(f"# {STALE}")
    assert pre_commit("freshlint").returncode == 0


def test_the_fixing_hook_writes_what_is_safe(repository: Path) -> None:
    page = repository / "docs/new.md"
    page.write_text(PRICE)
    done = pre_commit("freshlint-fix")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert "$30 per 1M tokens" in page.read_text()
    assert pre_commit("freshlint-fix").returncode == 0
