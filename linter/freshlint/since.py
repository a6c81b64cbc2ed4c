"""`--since REV`: the pages that changed since a revision, their new lines, and what they held before."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from freshlint.discovery import NAMES, SUFFIXES, Found
from freshlint.git import Changes, changes_since
from freshlint.selection import changed_spans
from freshlint.source import Source, Span


class Before(NamedTuple):
    """A page as it was: its place then, and its bytes."""

    path: Path
    data: bytes


@dataclass(frozen=True)
class Since:
    """A revision, and what changed since HEAD parted from it."""

    revision: str
    changes: Changes

    @classmethod
    def of(cls, revision: str, judges: Iterable[Path]) -> Since:
        """Compare with a revision; `judges` are files beside pages that matter. Raises GitError."""
        return cls(revision, changes_since(revision, sorted(SUFFIXES), sorted(NAMES), judges))

    def files(self, found: Found) -> Found:
        """Of the files found, those that changed, and those that git does not know."""
        return replace(found, files=tuple(path for path in found.files if self._changed(path)))

    def spans(self, path: Path, source: Source) -> tuple[Span, ...] | None:
        """The new lines of a page, as places in its text; None where the whole page is new."""
        change = self.changes.of(path)
        return None if change is None else changed_spans(source, change.lines)

    def before(self, path: Path, data: bytes) -> Before | None:
        """A page of these bytes as it was before its change; None for a new one."""
        change = self.changes.of(path)
        if change is None or not change.old_path:
            return None
        old = self.changes.before(change)
        return Before(self.changes.top / os.fspath(change.old_path), data if old is None else old)

    def _changed(self, path: Path) -> bool:
        return self.changes.of(path) is None or self.changes.touch(path)
