"""Where a run reads pages from and writes them to: the disk, or one text that a caller holds."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from freshlint.write import WriteError, replace_bytes


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


@dataclass
class Together:
    """Replacements of another storage, made when all of them are known: all, or none."""

    storage: Storage
    _waiting: dict[str, tuple[Path, bytes, bytes]] = field(default_factory=dict)

    def read(self, path: Path) -> bytes:
        """What the page holds now."""
        return self.storage.read(path)

    def replace(self, path: Path, before: bytes, after: bytes) -> None:
        """Note it; a page that is reached by two names is replaced once."""
        self._waiting.setdefault(os.path.realpath(path), (path, before, after))

    def commit(self) -> list[tuple[Path, str]]:
        """Make all of them; the pages that could not be written, and why: then every other has its old bytes again.

        What somebody else has written since into a page that was replaced stays there, and the page is named.
        """
        made: list[tuple[Path, bytes, bytes]] = []
        try:
            for change in self._waiting.values():
                try:
                    self.storage.replace(*change)
                except WriteError as error:
                    return [(change[0], str(error)), *self._undo(made)]
                made.append(change)
        except BaseException:
            self._undo(made)
            raise
        return []

    def _undo(self, made: list[tuple[Path, bytes, bytes]]) -> list[tuple[Path, str]]:
        troubles = []
        for path, before, after in reversed(made):
            try:
                self.storage.replace(path, after, before)
            except WriteError as error:
                troubles.append((path, f"keeps its fixes, its old text could not be put back: {error}"))
        return troubles
