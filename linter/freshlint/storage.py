"""Where a run reads pages from and writes them to: the disk, or one text that a caller holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from freshlint.write import replace_bytes


class Storage(Protocol):
    """Pages by their paths."""

    def read(self, path: Path) -> bytes:
        """What a page holds. Raises OSError."""

    def replace(self, path: Path, before: bytes, after: bytes) -> None:
        """Put other bytes in place of a page's, if it still holds `before`. Raises WriteError."""


@dataclass(frozen=True)
class Disk:
    """The file system; no file outside of `root` is written through a link."""

    root: Path

    def read(self, path: Path) -> bytes:
        """The bytes of a file."""
        return path.read_bytes()

    def replace(self, path: Path, before: bytes, after: bytes) -> None:
        """Replace a file's bytes at once; for one that was named from elsewhere its folder is the root."""
        inside = path.absolute().is_relative_to(self.root)
        replace_bytes(path, before, after, self.root if inside else path.absolute().parent)


@dataclass
class Held:
    """One page that does not come from the disk, whatever path is asked for."""

    data: bytes

    def read(self, path: Path) -> bytes:
        """What is held."""
        return self.data

    def replace(self, path: Path, before: bytes, after: bytes) -> None:
        """Hold this instead."""
        self.data = after
