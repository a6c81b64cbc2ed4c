"""`freshlint check --since REV`: what a change brought is reported, what was there before is not; through real git."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from repository import Repository, new_repository

Call = Callable[..., Any]
OLD = "# Notes\n\nSTALE here.\n\nfine\n"


@pytest.fixture
def repository(site: Path) -> Repository:
    """Two pages with an old finding each, on main; a branch `work` stands on it."""
    made = new_repository(site)
    made.write("docs/b.md", OLD)
    made.commit(**{"docs/a.md": OLD})
    made.git("switch", "--quiet", "--create", "work")
    return made


@pytest.fixture
def since(freshlint: Call, word_engine: None) -> Callable[..., list[str]]:
    """The places of what is reported since main, as path:line."""

    def call(*arguments: str) -> list[str]:
        report = freshlint("check", "--since", "main", "--output-format", "json", *arguments).report
        assert report["summary"]["errors"] == []
        return [f"{found['path']}:{found['start']['line']}" for found in report["findings"]]

    return call


def test_only_changed_lines_are_reported(repository: Repository, since: Call) -> None:
    repository.commit(**{"docs/a.md": f"{OLD}\nSTALE again.\n"})
    assert since() == ["docs/a.md:7"]
    assert since("docs/b.md") == []


def test_a_changed_line_with_an_old_finding_is_reported(repository: Repository, since: Call) -> None:
    repository.commit(**{"docs/a.md": OLD.replace("STALE here.", "STALE there.")})
    assert since() == ["docs/a.md:3"]


def test_what_is_not_committed_counts(repository: Repository, since: Call) -> None:
    repository.write("docs/a.md", f"STALE\n{OLD}")
    repository.write("docs/new.md", OLD)
    assert since() == ["docs/a.md:1", "docs/new.md:3"]


def test_what_main_did_meanwhile_is_not_ours(repository: Repository, since: Call) -> None:
    repository.git("switch", "--quiet", "main")
    repository.commit(**{"docs/b.md": "fine\n"})
    repository.git("switch", "--quiet", "work")
    assert since() == []


def test_a_renamed_page_is_not_new_a_copied_one_is(repository: Repository, since: Call) -> None:
    repository.git("mv", "docs/a.md", "docs/moved here.md")
    assert since() == []
    repository.commit(**{"docs/moved here.md": f"{OLD}DUSTY"})
    assert since() == ["docs/moved here.md:6"]
    repository.commit(**{"docs/copy.md": OLD.replace("fine", "a copy of the other one")})
    assert since() == ["docs/copy.md:3", "docs/moved here.md:6"]


def test_a_deleted_page_is_no_error(repository: Repository, since: Call, freshlint: Call) -> None:
    repository.git("rm", "--quiet", "docs/a.md")
    repository.commit()
    assert since() == []
    assert "No page has changed since main." in freshlint("check", "--since", "main").out


@pytest.mark.parametrize("name", ['we"ird\tname.md', "naïve 図.md", "+++ b.md", "-x.md"])
def test_unusual_names(repository: Repository, since: Call, name: str) -> None:
    repository.commit(**{name: "fine\n"})
    repository.git("branch", "--force", "main")
    repository.write(name, "fine\nSTALE\n")
    assert since() == [f"{name}:2"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.relative", "true"),
        ("diff.external", "false"),
        ("diff.interHunkContext", "9"),
        ("diff.context", "9"),
        ("color.ui", "always"),
        ("core.quotePath", "false"),
        ("diff.renames", "false"),
    ],
)
def test_the_users_git_settings_change_nothing(
    repository: Repository, since: Call, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    repository.git("mv", "docs/a.md", "docs/ä.md")
    repository.write("docs/ä.md", f"STALE new\n{OLD}\nDUSTY\n")
    repository.git("config", setting, value)
    repository.git("add", ".")
    monkeypatch.chdir(repository.top / "docs")
    assert since() == ["ä.md:1", "ä.md:8"]


def test_attributes_hide_nothing_and_run_nothing(repository: Repository, since: Call, site: Path) -> None:
    repository.git("config", "diff.evil.textconv", f"touch {site}/ran; cat")
    repository.git("config", "diff.evil.command", f"touch {site}/ran")
    repository.commit(**{".gitattributes": "docs/a.md diff=evil\ndocs/b.md binary\n"})
    repository.write("docs/a.md", f"{OLD}STALE\n")
    repository.write("docs/b.md", f"{OLD}STALE\n")
    assert since() == ["docs/a.md:6", "docs/b.md:6"]
    assert not (site / "ran").exists()


def test_a_page_that_git_ignores_is_checked_whole_where_it_is_named(
    repository: Repository, since: Call
) -> None:
    repository.commit(**{".gitignore": "out.md\n"})
    repository.write("out.md", OLD)
    assert since("out.md") == ["out.md:3"]


def test_a_last_line_without_its_end(repository: Repository, since: Call) -> None:
    repository.commit(**{"docs/a.md": "fine\nSTALE"})
    repository.git("branch", "--force", "main")
    repository.write("docs/a.md", "fine\nSTALE ")
    assert since() == ["docs/a.md:2"]


def test_lines_that_only_a_carriage_return_ends_are_one_to_git(repository: Repository, since: Call) -> None:
    repository.write("docs/a.md", "one\rtwo\nfine\nSTALE")
    assert since() == ["docs/a.md:4"]


def test_utf16_is_checked_whole(repository: Repository, since: Call) -> None:
    page = repository.top / "docs/a.md"
    page.write_bytes("STALE\nfine\n".encode("utf-16"))
    repository.commit()
    repository.git("branch", "--force", "main")
    page.write_bytes("STALE\nbetter\n".encode("utf-16"))
    assert since() == ["docs/a.md:1"]


@pytest.mark.parametrize(
    ("path", "text"),
    [("freshlint.toml", "fail-on = 'error'\n"), ("facts.yaml", "freshlint: 1\n# seen again\n")],
)
def test_where_what_judges_pages_changed_everything_is_checked(
    repository: Repository, freshlint: Call, word_engine: None, path: str, text: str
) -> None:
    repository.write("freshlint.toml", 'facts = ["facts.yaml"]\n')
    repository.commit(**{"facts.yaml": "freshlint: 1\n"})
    repository.git("branch", "--force", "main")
    repository.write(path, text + ('facts = ["facts.yaml"]\n' if path.endswith("toml") else ""))
    outcome = freshlint("check", "--since", "main")
    assert f"{path} changed since main: everything is checked" in outcome.out
    assert "docs/a.md:3" in outcome.out and "docs/b.md:3" in outcome.out


def test_of_pyproject_only_our_table_counts(repository: Repository, since: Call) -> None:
    repository.commit(**{"pyproject.toml": "[tool.freshlint]\nfail-on = 'error'\n"})
    repository.git("branch", "--force", "main")
    repository.write("pyproject.toml", "[project]\nname='x'\n[tool.freshlint]\nfail-on = 'error'\n")
    assert since() == []
    repository.write("pyproject.toml", "[tool.freshlint]\nfail-on = 'notice'\n")
    assert since() == ["docs/a.md:3", "docs/b.md:3"]


def test_fixes_touch_what_changed_and_nothing_else(
    repository: Repository, freshlint: Call, word_engine: None
) -> None:
    page = repository.write("docs/a.md", f"STALE STALE\n{OLD}\nSTALE\n")
    outcome = freshlint("check", "--since", "main", "--fix")
    assert page.read_text() == f"FRESH FRESH\n{OLD}\nFRESH\n"
    assert outcome.code == 0
    assert "Fixed 3 findings, none left" in outcome.out
    assert "1 older not shown" in outcome.out


def test_what_a_change_elsewhere_makes_stale_is_reported(repository: Repository, freshlint: Call) -> None:
    table = "| model | image output |\n| --- | --- |\n| {name} | $40 per 1M tokens |\n"
    repository.commit(**{"t.md": table.format(name="gpt-image-1")})
    repository.git("branch", "--force", "main")
    facts = ["--as-of", "2026-04-22", "--output-format", "json", "t.md"]
    assert freshlint("check", "--since", "main", *facts).report["findings"] == []
    text = f"gpt-image-2 is meant below.\n\n{table}"
    repository.write("t.md", text.format(name="gpt-image-2"))
    found = freshlint("check", "--since", "main", *facts).report["findings"]
    assert [(each["rule"], each["start"]["line"]) for each in found] == [("price", 5)]


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("gone", "git knows no commit 'gone'"),
        ("--output=x", "is no revision: it starts with a dash"),
        ("", "the revision is empty"),
        ("main..work", "is a range; name where it starts: --since main"),
        ("HEAD:docs/a.md", "git knows no commit"),
        ("0000000000000000000000000000000000000000", "git knows no commit"),
    ],
)
def test_a_revision_that_is_none(
    repository: Repository, freshlint: Call, revision: str, message: str
) -> None:
    outcome = freshlint("check", f"--since={revision}")
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert not (repository.top / "x").exists()


def test_outside_of_a_repository(site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    outcome = freshlint("check", "--since", "main")
    assert outcome.code == 2
    assert "not a git repository" in outcome.err


def test_without_git(repository: Repository, freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    outcome = freshlint("check", "--since", "main")
    assert outcome.code == 2
    assert "git cannot be run" in outcome.err


def test_a_shallow_clone_is_told(
    repository: Repository, freshlint: Call, tmp_path_factory: pytest.TempPathFactory, monkeypatch: Any
) -> None:
    first = repository.git("rev-parse", "HEAD").strip()
    repository.commit(**{"docs/a.md": f"{OLD}STALE\n"})
    clone = tmp_path_factory.mktemp("clone")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.top}", str(clone))
    monkeypatch.chdir(clone)
    outcome = freshlint("check", "--since", first)
    assert outcome.code == 2
    assert "this clone is shallow" in outcome.err and "fetch-depth: 0" in outcome.err


def test_histories_that_never_met(repository: Repository, freshlint: Call) -> None:
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.commit(**{"a.md": "fine\n"})
    outcome = freshlint("check", "--since", "main")
    assert outcome.code == 2
    assert "HEAD shares no history with 'main'" in outcome.err
