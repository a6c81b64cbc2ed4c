"""Write a changed file so that a reader sees the old bytes or the new ones, never a part of either.

New bytes go to a temporary file in the same folder, which then takes the name. What the old file had is kept: mode,
owner, group, access lists. Where it has several names (hard links), only the name that was asked for gets the new
bytes: the others may be another project's or a package cache's, and keep the old ones.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

# Of one length: a long name of a page must not make a longer one that no file system takes.
_PREFIX, _SUFFIX = ".freshlint-", ".tmp"


class WriteError(Exception):
    """The file was left as it was; the message says why."""


def replace_bytes(path: Path, before: bytes, after: bytes, root: Path) -> None:
    """Replace a file's bytes, if they are still `before`.

    A symbolic link is followed to its file, which must lie under `root`. Raises WriteError.
    """
    target = _inside(path, root)
    try:
        with _temporary(target, after) as temporary:
            _take_after(temporary, target)
            with _locked(target.parent):
                if target.read_bytes() != before:
                    raise WriteError("changed while it was being checked: not written, run again")
                temporary.replace(target)
                _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a whole file or leave the file as it was; a device or pipe is written to. Raises OSError.

    For a place that a person named: a symbolic link is followed wherever it leads.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    with _temporary(target, data) as temporary:
        if target.exists():
            _take_after(temporary, target)
        else:
            temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
        _sync_folder(target.parent)


def write_beside(path: Path, data: bytes) -> None:
    """The same for a file whose name a project chose (a lock, a baseline): never through a link out of its folder.

    Raises OSError.
    """
    if not path.resolve().is_relative_to(path.parent.resolve()):
        raise OSError(f"it is a link to {path.resolve()}, outside of its folder")
    write_whole(path, data)


def _inside(path: Path, root: Path) -> Path:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise WriteError(f"cannot be written: {error}") from error
    if not target.is_relative_to(root.resolve()):
        raise WriteError(f"is a link to {target}, outside of {root}: not written")
    return target


@contextlib.contextmanager
def _temporary(target: Path, data: bytes) -> Iterator[Path]:
    """A file beside the target that holds the data on the disk itself; gone at the end, unless it took its name."""
    import tempfile

    handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def _take_after(temporary: Path, target: Path) -> None:
    """Give a file the mode, owner and access lists of another. Raises OSError where the owner cannot be had."""
    import shutil

    kept, new = target.stat(), temporary.stat()
    if hasattr(os, "chown") and (kept.st_uid, kept.st_gid) != (new.st_uid, new.st_gid):
        try:
            os.chown(temporary, kept.st_uid, kept.st_gid)
        except PermissionError as error:
            raise OSError(
                "it belongs to another user or group, whom the new file could not be given"
            ) from error
    shutil.copystat(target, temporary)
    os.utime(temporary)  # it is new, and programs that build sites ask for that


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """No other freshlint replaces a file of this folder meanwhile; the lock ends with the process, whatever ends it.

    Two runs side by side (batches of a hook) could both find a file unchanged and lose the edits of one. Windows, and
    network file systems without locks of folders, go without: there the comparison alone guards.
    """
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the platform can open a folder."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):  # some network file systems refuse to sync a folder
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0o077)  # it can only be read by setting it
    os.umask(mask)
    return mask
