"""Which files a run looks at."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from freshlint.discovery import Found, Ignores, MissingPathError, PatternError, discover


def tree(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text")


def found(root: Path, *paths: str, exclude: tuple[str, ...] = ()) -> list[str]:
    result = discover([Path(path) for path in paths or (".",)], Ignores(root, exclude))
    return [path.as_posix() for path in result.files]


def test_known_formats_in_a_fixed_order(site: Path) -> None:
    tree(site, "b.md", "a.HTML", "z/c.mdx", "y/d.markdown", "y/e.htm", "llms.txt", "notes.txt", "x.py")
    assert found(site) == ["a.HTML", "b.md", "llms.txt", "y/d.markdown", "y/e.htm", "z/c.mdx"]


def test_the_order_in_which_paths_are_named_does_not_matter(site: Path) -> None:
    tree(site, "b.md", "a.md", "docs/c.md", "docs/d.md")
    named = ["docs/d.md", "b.md", "docs", "a.md", str(site / "a.md")]
    files = ["a.md", "b.md", "docs/c.md", "docs/d.md"]
    assert found(site, *named) == found(site, *reversed(named)) == files


def test_gitignore_files_hold_for_their_folder_and_the_nearest_wins(site: Path) -> None:
    tree(site, "a.md", "build/b.md", "docs/draft.md", "docs/kept/draft.md", "docs/c.md")
    (site / ".gitignore").write_text("build/\ndraft.md\n")
    (site / "docs/kept/.gitignore").write_text("!draft.md\n")
    assert found(site) == ["a.md", "docs/c.md", "docs/kept/draft.md"]


def test_gitignore_files_above_hold_up_to_the_repository(site: Path) -> None:
    tree(site, ".gitignore", "repo/docs/a.md", "repo/docs/b.md", "repo/docs/c.md")
    (site / ".gitignore").write_text("a.md\n")
    (site / "repo/.gitignore").write_text("docs/b.md\n")
    (site / "repo/.git/info").mkdir(parents=True)
    (site / "repo/.git/info/exclude").write_text("/docs/c.md\n")
    assert found(site, "repo/docs") == ["repo/docs/a.md"]


def test_a_line_that_is_no_pattern_is_passed_over(site: Path) -> None:
    tree(site, "a.md", "b.md")
    (site / ".gitignore").write_text("!\n[z-a]\nb.md\n")
    assert found(site) == ["a.md"]


def test_excludes_are_patterns_too_and_win(site: Path) -> None:
    tree(site, "a.md", "docs/a.md", "docs/b.md")
    (site / ".gitignore").write_text("!docs/b.md\n")
    assert found(site, exclude=("/a.md", "docs/b.*")) == ["docs/a.md"]


def test_an_exclude_that_is_no_pattern_is_refused(site: Path) -> None:
    with pytest.raises(PatternError, match=r"'!' is no gitignore pattern"):
        Ignores(site, ("!",))


def test_folders_of_tools_are_left_out(site: Path) -> None:
    tree(site, "node_modules/x/README.md", ".venv/a.md", ".git/b.md", "docs/.hidden/c.md")
    assert found(site) == ["docs/.hidden/c.md"]


def test_a_named_file_is_taken_though_it_is_ignored(site: Path) -> None:
    tree(site, "a.md", "b.md")
    (site / ".gitignore").write_text("*.md\n")
    assert found(site, "b.md", exclude=("b.md",)) == ["b.md"]


def test_a_file_is_checked_once_however_it_is_named(site: Path) -> None:
    tree(site, "docs/a.md")
    assert found(site, "docs", "docs/a.md", "docs/../docs/a.md", str(site / "docs")) == ["docs/a.md"]


def test_another_format_is_left_out_with_a_reason(site: Path) -> None:
    tree(site, "a.docx")
    result = discover([Path("a.docx")], Ignores(site, ()))
    assert result.files == ()
    assert "not a format" in result.left_out[0][1]


def test_a_missing_path_is_refused(site: Path) -> None:
    with pytest.raises(MissingPathError, match="nowhere: no such file or folder"):
        discover([Path("nowhere")], Ignores(site, ()))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_are_not_followed_so_that_there_are_no_loops(site: Path) -> None:
    tree(site, "docs/a.md")
    (site / "docs/loop").symlink_to(site)
    (site / "docs/b.md").symlink_to(site / "docs/a.md")
    assert found(site) == ["docs/a.md"]
    assert found(site, "docs/b.md") == ["docs/b.md"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="everything can be read here")
def test_a_folder_that_cannot_be_read_is_named(site: Path) -> None:
    tree(site, "docs/a.md", "z.md")
    (site / "docs").chmod(0)
    try:
        result = discover([Path()], Ignores(site, ()))
    finally:
        (site / "docs").chmod(0o755)
    assert result == Found((Path("z.md"),), (), ((Path("docs"), "folder cannot be read: Permission denied"),))
