"""Write a changed file so that a reader sees the old bytes or the new ones, never a part of either."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


class WriteError(Exception):
    """The file was left as it was; the message says why."""


def replace_bytes(path: Path, before: bytes, after: bytes, root: Path) -> None:
    """Replace a file's bytes, if they are still `before`, through a temporary file in the same folder.

    A symbolic link is followed to its file, which must lie under `root`. The mode is kept.
    Raises WriteError.
    """
    target = _inside(path, root)
    try:
        temporary = _temporary_copy(target, after)
        try:
            if target.read_bytes() != before:
                raise WriteError("changed while it was being checked: not written, run again")
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(f"cannot be written: {error.strerror or error}") from error


def _inside(path: Path, root: Path) -> Path:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise WriteError(f"cannot be written: {error}") from error
    if not target.is_relative_to(root.resolve()):
        raise WriteError(f"is a link to {target}, outside of {root}: not written")
    return target


def _temporary_copy(target: Path, data: bytes) -> Path:
    import shutil
    import tempfile

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".freshlint", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


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


def write_whole(path: Path, data: bytes) -> None:
    """Write a whole file or leave the file as it was; a device or pipe is written to. Raises OSError."""
    import tempfile

    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".freshlint", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        temporary.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)  # it can only be read by setting it
    os.umask(mask)
    return mask
