"""Files are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from freshlint.storage import Disk, Together
from freshlint.write import WriteError, replace_bytes, write_beside, write_whole

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


NOBODY = 65534
root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives files to other users"
)


@contextlib.contextmanager
def as_nobody() -> Iterator[Path]:
    """A folder that anybody may enter, in the life of a user without rights: those of root bind no test."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)


@root
def test_owner_and_group_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    os.chown(file, 1234, 4321)
    file.chmod(0o2755)
    replace_bytes(file, b"old", b"new", tmp_path)
    state = file.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (1234, 4321, 0o2755)


@root
def test_a_file_of_somebody_else_is_not_made_ones_own() -> None:
    with as_nobody() as folder:
        file = folder / "a.md"
        file.write_bytes(b"old")
        os.seteuid(0)
        os.chown(file, 0, 0)
        file.chmod(0o666)
        os.seteuid(NOBODY)
        with pytest.raises(WriteError, match="belongs to another user"):
            replace_bytes(file, b"old", b"new", folder)
        assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("a.md", b"old")]


@root
def test_a_folder_without_the_right_to_write() -> None:
    with as_nobody() as folder:
        (folder / "a.md").write_bytes(b"old")
        os.seteuid(0)
        folder.chmod(0o555)
        os.seteuid(NOBODY)
        with pytest.raises(WriteError, match="cannot be written: Permission denied"):
            replace_bytes(folder / "a.md", b"old", b"new", folder)
        assert [(path.name, path.read_bytes()) for path in folder.iterdir()] == [("a.md", b"old")]


@posix
def test_a_disk_that_takes_no_more(tmp_path: Path) -> None:
    import resource

    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(WriteError, match="cannot be written: File too large"):
            replace_bytes(file, b"old", b"new" * 1000, tmp_path)
        with pytest.raises(OSError, match="File too large"):
            write_whole(file, b"new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.md", b"old")]


@posix
def test_of_a_file_with_two_names_the_other_keeps_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"old")
    os.link(tmp_path / "a.md", tmp_path / "store")
    replace_bytes(tmp_path / "a.md", b"old", b"new", tmp_path)
    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert (tmp_path / "store").read_bytes() == b"old"


def test_the_longest_name_that_a_folder_takes(tmp_path: Path) -> None:
    file = tmp_path / f"{'図' * 84}.md"
    file.write_bytes(b"old")
    replace_bytes(file, b"old", b"new", tmp_path)
    write_whole(file, b"newer")
    assert file.read_bytes() == b"newer"


def test_names_that_differ_in_case_are_as_many_files_as_the_folder_has(tmp_path: Path) -> None:
    for name in ("A.md", "a.md"):
        (tmp_path / name).write_bytes(b"old")
    for name in ("A.md", "a.md"):
        with contextlib.suppress(WriteError):  # where the two are one file, it has changed already
            replace_bytes(tmp_path / name, b"old", b"new", tmp_path)
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"new"}


@posix
def test_what_another_run_wrote_while_this_one_waited_is_seen(tmp_path: Path) -> None:
    """The other run is a child that holds the folder's lock until it is told to write."""
    from fcntl import LOCK_EX, flock

    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    holds, hold = os.pipe()
    child = os.fork()
    if child == 0:
        flock(os.open(tmp_path, os.O_RDONLY), LOCK_EX)
        os.write(hold, b".")
        while len(list(tmp_path.iterdir())) == 1:  # until the other one has its new bytes ready, and waits
            pass
        file.write_bytes(b"theirs")
        os._exit(0)
    os.read(holds, 1)
    with pytest.raises(WriteError, match="changed while it was being checked"):
        replace_bytes(file, b"old", b"new", tmp_path)
    os.waitpid(child, 0)
    assert file.read_bytes() == b"theirs"


@posix
def test_what_a_project_names_is_not_written_through_a_link_out_of_its_folder(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "profile").write_bytes(b"old")
    (inside / "freshlint.lock").symlink_to(tmp_path / "profile")
    with pytest.raises(OSError, match="outside of its folder"):
        write_beside(inside / "freshlint.lock", b"new")
    assert (tmp_path / "profile").read_bytes() == b"old"


def test_a_set_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    together = Together(Disk(tmp_path))
    for file in (first, second):
        file.write_bytes(b"old")
        together.replace(file, b"old", b"new")
    second.write_bytes(b"edited")
    assert together.commit() == [(second, "changed while it was being checked: not written, run again")]
    assert (first.read_bytes(), second.read_bytes()) == (b"old", b"edited")
    second.write_bytes(b"old")
    assert together.commit() == []
    assert (first.read_bytes(), second.read_bytes()) == (b"new", b"new")
