"""What is kept from run to run: used where it is whole, made again where it is not, never in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint.cache import Folder, default_folder
from freshlint.grounds import Grounds
from freshlint.keep import Named, made_once
from freshlint.packs import pack_facts

Call = Callable[..., Any]
STALE = "gpt-image-2 is not available in the API. It costs $40 per 1M image output tokens.\n"
# What a page that names nothing has no need of.
UNUSED = {
    "yaml",
    "markdown_it",
    "bs4",
    "ast_grep_py",
    "freshlint.engine",
    "freshlint.rule",
    "freshlint_rules.price",
}


def test_bytes_come_back(tmp_path: Path) -> None:
    keep = Folder(tmp_path / "a" / "b")
    assert keep.get("x") is None
    keep.put("x", b"\0\1")
    assert keep.get("x") == b"\0\1"


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda data: b""])
def test_what_is_damaged_is_not_there(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    keep = Folder(tmp_path)
    keep.put("x", b"content")
    file = tmp_path / "x"
    file.write_bytes(damage(file.read_bytes()))
    assert keep.get("x") is None


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep = Folder(tmp_path / "file")
    keep.put("x", b"content")
    assert keep.get("x") is None


def test_the_folder_does_not_grow_without_end(tmp_path: Path) -> None:
    keep = Folder(tmp_path)
    for number in range(230):
        keep.put(str(number), b"")
        os.utime(tmp_path / str(number), (number, number))
    assert len(list(tmp_path.iterdir())) <= 201
    assert keep.get("229") == b""


def test_data_of_another_type_is_made_again(tmp_path: Path) -> None:
    keep = Folder(tmp_path)
    keep.put("x", b"\xc1")
    assert made_once(keep, "x", list[int], lambda: [1]) == [1]
    assert made_once(keep, "x", list[int], lambda: [2]) == [1]


def test_names_are_apart_by_what_they_were_made_of(tmp_path: Path) -> None:
    keep = Folder(tmp_path)
    Named(keep, "one").put("x", b"1")
    assert Named(keep, "two").get("x") is None


def test_the_user_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FRESHLINT_CACHE_DIR", str(tmp_path))
    assert default_folder() == tmp_path
    monkeypatch.delenv("FRESHLINT_CACHE_DIR")
    assert "freshlint" in default_folder().parts


def test_other_facts_have_another_outline(tmp_path: Path) -> None:
    shipped = tuple(pack_facts())
    whole, part = Grounds(shipped, keep=Folder(tmp_path)), Grounds(shipped[:1], keep=Folder(tmp_path))
    assert whole.outline.entities > part.outline.entities
    again = Grounds(shipped, keep=Folder(tmp_path))
    assert again.outline == whole.outline
    assert again.book == Grounds(shipped).book


def test_kept_and_made_anew_find_the_same(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text(STALE)
    (site / "b.md").write_text("gpt-image-2 ist in der API noch nicht verfügbar.\n")
    reports = [
        freshlint("check", "--output-format", "json", "--as-of", "2026-04-22", *cache).report
        for cache in (["--no-cache"], ["--cache-dir", "kept"], ["--cache-dir", "kept"])
    ]
    assert reports[0]["summary"]["findings"] == 3
    assert reports[0] == reports[1] == reports[2]
    for file in (site / "kept").iterdir():
        file.write_bytes(os.urandom(100))
    damaged = freshlint("check", "--output-format", "json", "--as-of", "2026-04-22", "--cache-dir", "kept")
    assert damaged.report == reports[0]


def test_a_page_that_names_nothing_costs_no_import(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("A page on cats.\n")
    arguments = ["check", "--isolated", "--cache-dir", "kept", "--output-format", "json", "a.md"]
    code = (
        f"import sys; from freshlint.cli.main import main; sys.argv = ['freshlint', *{arguments}]\n"
        "try: main()\nexcept SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        for _ in range(2)
    ]
    assert json.loads(runs[0].stdout) == json.loads(runs[1].stdout)
    assert "yaml" in runs[0].stderr.split()
    assert not UNUSED & set(runs[1].stderr.split())
