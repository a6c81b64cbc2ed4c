"""Which program this is, to the last byte: what one has kept, another must not take for its own."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from freshlint import __version__

_SITE = ("site-packages", "dist-packages")
_OWN = Path(__file__).parent


def program_digest(packs: Iterable[Path]) -> str:
    """Names this program, the packs in these folders, the interpreter and what is installed beside them.

    Files are told by size and time of change: an edited source is another program, without a new version.
    """
    told = hashlib.sha256(f"{__version__}\0{sys.version}\0".encode())
    for folder in (_OWN, *packs):
        for line in sorted(_files(os.fspath(folder))):
            told.update(line.encode("utf-8", "surrogatepass"))
    for path in sys.path:
        if path.endswith(_SITE) and Path(path).is_dir():
            told.update(f"{path}\0{Path(path).stat().st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
    return told.hexdigest()[:32]


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                state = entry.stat()
                yield f"{entry.path}\0{state.st_size}\0{state.st_mtime_ns}\0"
