"""Reports of pages that have not changed since they were made, so that they need not be made again.

A page is known by its size, times and number on the disk, or, where these do not tell, by its bytes. A file that
changed about when it was last looked at may have changed once more without a sign of it (git calls it racily
clean): its bytes are compared.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import msgspec

from freshlint.keep import Keep
from freshlint.record import PageRecord

_PAGES = "pages"
# The coarsest clock of a file system in use ticks every two seconds.
_TICK = 2_000_000_000


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What the disk says of a file."""

    size: int
    modified: int
    changed: int
    number: int


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    stamp: Stamp
    looked_at: int
    digest: bytes
    record: PageRecord


class Remembered:
    """The reports of one way to judge pages. `keep` must forget them when anything changes but the pages."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._now = time.time_ns()
        self._entries: dict[str, _Entry] = {}
        self._moved = False
        data = keep.get(_PAGES)
        if data:
            try:
                self._entries = msgspec.msgpack.decode(data, type=dict[str, _Entry])
            except msgspec.MsgspecError:
                self._moved = True

    def by_stamp(self, path: Path, stamp: Stamp) -> PageRecord | None:
        """The record of a file that surely is as it was."""
        entry = self._entries.get(os.fspath(path))
        if entry is None:
            return None
        surely = max(entry.stamp.modified, entry.stamp.changed) + _TICK < entry.looked_at
        return entry.record if surely and stamp == entry.stamp else None

    def by_bytes(self, path: Path, data: bytes) -> PageRecord | None:
        """The record of a file whose bytes are as they were."""
        entry = self._entries.get(os.fspath(path))
        return entry.record if entry is not None and entry.digest == digest_of(data) else None

    def knows(self, path: Path) -> bool:
        """Whether the file was there before, perhaps with other bytes."""
        return os.fspath(path) in self._entries

    def note(self, path: Path, stamp: Stamp, digest: bytes, record: PageRecord) -> None:
        """Remember the record of a file that had this stamp before it was read; not one that lacks a rule's word."""
        if record.failures:
            return
        self._entries[os.fspath(path)] = _Entry(stamp, self._now, digest, record)
        self._moved = True

    def save(self) -> None:
        """Keep what was noted."""
        if self._moved:
            self._keep.put(_PAGES, msgspec.msgpack.encode(self._entries))


def stamp_of(path: Path) -> Stamp | None:
    """What the disk says of a file; None where it says nothing."""
    try:
        state = os.stat(path)  # noqa: PTH116 (asked once for every file of a run)
    except OSError:
        return None
    return Stamp(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def digest_of(data: bytes) -> bytes:
    """Names the bytes of a file."""
    return hashlib.sha256(data).digest()[:16]
