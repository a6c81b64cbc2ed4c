"""What `git diff --unified=0 --full-index` says: of each file, the lines that are new, and what it was before."""

from __future__ import annotations

import collections
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_INDEX = re.compile(rb"index ([0-9a-f]+)\.\.[0-9a-f]+")
_ABSENT = b"/dev/null"


class PatchError(ValueError):
    """The text is no patch as git writes it."""


@dataclass(frozen=True)
class FileChange:
    """One file of a patch; paths are relative to the repository's top folder.

    path      where it is now; "" where it was deleted
    old_path  where it was; "" where it is new
    old_blob  the object id of what it held; "" where only its name changed
    lines     (first, last) of each run of new lines, from 1; lines end with LF, as git counts them
    """

    path: str = ""
    old_path: str = ""
    old_blob: str = ""
    lines: tuple[tuple[int, int], ...] = ()


def parse_patch(data: bytes) -> list[FileChange]:
    """The files of a patch whose paths have the prefixes a/ and b/. Raises PatchError."""
    lines = iter(data.split(b"\n"))
    files: list[FileChange] = []
    for line in lines:
        if line.startswith(b"diff --git "):
            files.append(FileChange())
        elif hunk := _HUNK.match(line):
            if not files:
                raise PatchError("a hunk without a file")
            files[-1] = replace(files[-1], lines=(*files[-1].lines, *_new_lines(hunk)))
            collections.deque(_hunk_lines(lines, hunk), maxlen=0)
        elif files:
            files[-1] = _with_header(files[-1], line)
    return files


def new_lines(data: bytes) -> dict[str, dict[int, bytes]]:
    """The lines that a patch shows of each file as it is now: path -> number -> bytes without LF. Raises PatchError."""
    found: dict[str, dict[int, bytes]] = {}
    lines = iter(data.split(b"\n"))
    file = FileChange()
    for line in lines:
        if line.startswith(b"diff --git "):
            file = FileChange()
        elif hunk := _HUNK.match(line):
            shown = found.setdefault(file.path, {})
            number = int(hunk[2])
            for text in _hunk_lines(lines, hunk):
                if not text.startswith(b"-"):
                    shown[number] = text[1:]
                    number += 1
        else:
            file = _with_header(file, line)
    found.pop("", None)
    return found


def _new_lines(hunk: re.Match[bytes]) -> Iterator[tuple[int, int]]:
    first, count = int(hunk[2]), int(hunk[3] or 1)
    if count:
        yield first, first + count - 1


def _hunk_lines(lines: Iterator[bytes], hunk: re.Match[bytes]) -> Iterator[bytes]:
    """The hunk's lines with their signs; their texts may look like anything. Raises PatchError."""
    old, new = int(hunk[1] or 1), int(hunk[3] or 1)
    while old or new:
        line = next(lines, b"")
        sign = line[:1]
        if sign == b"\\":  # "\ No newline at end of file"
            continue
        if sign not in (b"-", b"+", b" ") or (not old and sign != b"+") or (not new and sign != b"-"):
            raise PatchError("a hunk ends too early")
        old -= sign != b"+"
        new -= sign != b"-"
        yield line


def _with_header(file: FileChange, line: bytes) -> FileChange:
    keyword, _, rest = line.partition(b" ")
    if keyword == b"---":
        return replace(file, old_path=_path(rest, b"a/"))
    if keyword == b"+++":
        return replace(file, path=_path(rest, b"b/"))
    if line.startswith(b"rename from "):
        return replace(file, old_path=_path(line.removeprefix(b"rename from "), b""))
    if line.startswith(b"rename to "):
        return replace(file, path=_path(line.removeprefix(b"rename to "), b""))
    if found := _INDEX.match(line):
        blob = found[1].decode()
        return replace(file, old_blob="" if not blob.strip("0") else blob)
    return file


def _path(written: bytes, prefix: bytes) -> str:
    """A path as a header gives it: quoted where it holds unusual characters, a tab behind where it has a space."""
    name = written.removesuffix(b"\t")
    if name.startswith(b'"') and name.endswith(b'"'):
        try:
            name = name[1:-1].decode("unicode_escape").encode("latin-1")
        except UnicodeError as error:
            raise PatchError(f"a path that is badly quoted: {written!r}") from error
    if name == _ABSENT:
        return ""
    if not name.startswith(prefix):
        raise PatchError(f"a path without {prefix.decode()}: {written!r}")
    return os.fsdecode(name[len(prefix) :])
