"""Pages in files below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from freshlint.audit.page import Content, Page, address_text, failing, read_bounded
from freshlint.audit.part import Part, cut, halves, several
from freshlint.discovery import Found, Ignores
from freshlint.paths import place


class FileEntry(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was listed. `path` is its bytes, for a name need not be text; `error` is why it cannot be read."""

    address: str
    path: bytes
    size: int = 0
    changed: int = 0
    modified: date | None = None
    archive: bool = False
    error: str = ""


class FilesPart(Part, frozen=True):
    """Some files of a folder."""

    files: tuple[FileEntry, ...]

    @property
    def where(self) -> str:
        """The first file, and how many follow."""
        return several(self.files[0].address, self.count)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    @property
    def count(self) -> int:
        """Number of files."""
        return len(self.files)

    def pages(self) -> Iterator[Page]:
        """One page a file."""
        for file in self.files:
            yield Page(file.address, _Loader(file), modified=file.modified, archive=file.archive)

    def split(self) -> Sequence[Part]:
        """Two halves."""
        return [FilesPart(files) for files in halves(self.files)]


@dataclass(frozen=True)
class _Loader:
    file: FileEntry

    def __call__(self) -> Content:
        if self.file.error:
            return failing(self.file.error)()
        path = os.fsdecode(self.file.path)
        if not Path(path).is_file():
            # A pipe or a device would never end.
            return failing("no regular file" if Path(path).exists() else "no longer there")()
        with Path(path).open("rb") as stream:
            return Content(read_bounded(stream))


def file_parts(
    root: Path, found: Found, archive: Ignores, changes: Mapping[str, date] | None = None
) -> Iterator[FilesPart]:
    """The files that were found below `root`, in parts.

    `changes` are the days of their last commits by address; without it, files tell by their own dates.
    """
    for files in cut(_entries(root, found, archive, changes), size=lambda file: file.size):
        yield FilesPart(files)


def _entries(
    root: Path, found: Found, archive: Ignores, changes: Mapping[str, date] | None
) -> Iterable[FileEntry]:
    base = place(root if root.is_dir() else root.parent)
    for path, reason in found.unreadable:
        yield FileEntry(_address(base, path), os.fsencode(path), error=reason)
    for path in found.files:
        full = place(path)
        address, name = _address(base, path), os.fsencode(full)
        try:
            status = full.stat()
        except OSError as error:
            yield FileEntry(address, name, error=f"cannot be read: {error.strerror or error}")
            continue
        modified = changes.get(address) if changes is not None else None
        yield FileEntry(
            address,
            name,
            status.st_size,
            status.st_mtime_ns,
            modified or datetime.fromtimestamp(status.st_mtime, UTC).date(),
            archive.matches(full),
        )


def _address(base: Path, path: Path) -> str:
    full = place(path)
    shown = full.relative_to(base) if full.is_relative_to(base) else full
    return address_text(os.fsencode(shown.as_posix())) or "."
