"""A folder that keeps from run to run what can be made again; it may be deleted at any time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

_MOST = 200
_CHECK = 16


class Folder:
    """Files, each with a checksum, written whole or not at all. A folder that cannot be used keeps nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def get(self, name: str) -> bytes | None:
        """What was put there under a name; None where it cannot be read, or its checksum does not fit."""
        try:
            content = (self._path / name).read_bytes()
        except OSError:
            return None
        data = content[_CHECK:]
        return data if content[:_CHECK] == _checksum(data) else None

    def put(self, name: str, data: bytes) -> None:
        """Keep it. A full disk or a folder without the right to write costs time in the next run, nothing else."""
        with contextlib.suppress(OSError):
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".", dir=self._path)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(_checksum(data) + data)
                Path(temporary).replace(self._path / name)
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
            self._forget_the_oldest()

    def _forget_the_oldest(self) -> None:
        with os.scandir(self._path) as entries:
            dated = sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries if entry.is_file())
        for _, path in dated[:-_MOST]:
            Path(path).unlink(missing_ok=True)


def default_folder() -> Path:
    """Where programs of this system keep what can be made again; FRESHLINT_CACHE_DIR overrides."""
    named = os.environ.get("FRESHLINT_CACHE_DIR")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return (
            Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "freshlint" / "Cache"
        )
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "freshlint"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "freshlint"


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:_CHECK]
