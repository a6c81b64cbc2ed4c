"""Files are replaced whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from freshlint.write import WriteError, replace_bytes

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX")


def test_new_bytes_stand_in_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    replace_bytes(file, b"old", b"new", tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"new")]


@posix
def test_the_mode_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(0o640)
    replace_bytes(file, b"old", b"new", tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_file_that_changed_in_the_meantime_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"edited")
    with pytest.raises(WriteError, match="changed while it was being checked"):
        replace_bytes(file, b"old", b"new", tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"edited")]


def test_a_file_that_vanished_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        replace_bytes(tmp_path / "a.md", b"old", b"new", tmp_path)
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_link_inside_the_root_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    (tmp_path / "link.md").symlink_to("a.md")
    replace_bytes(tmp_path / "link.md", b"old", b"new", tmp_path)
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "a.md").read_bytes() == b"new"


@posix
def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "outside.md").write_bytes(b"old")
    (root / "link.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(WriteError, match="outside of"):
        replace_bytes(root / "link.md", b"old", b"new", root)
    assert (tmp_path / "outside.md").read_bytes() == b"old"


@posix
def test_a_failed_rename_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(WriteError, match="No space left on device"):
        replace_bytes(file, b"old", b"new", tmp_path)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"old")]
