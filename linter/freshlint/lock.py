"""`freshlint.lock`: the day and the facts that a project checks against until somebody moves them.

Facts that come from outside of the project (with a pack, or from a file elsewhere) stand in the lock word for word,
so that a newer pack changes no result. The project's own facts files are kept by its repository: of them the
lock notes what they were.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from freshlint import __version__
from freshlint.config import LOCK
from freshlint.errors import SetupError
from freshlint.facts.digest import digest
from freshlint.packs import PackFacts
from freshlint.paths import shown

VERSION = 1
_HEAD = """\
# Written by `freshlint lock`; commit it. Checks ask for the facts below, as of this day, until it is written again.
"""
# What a TOML string between ''' cannot hold as it is.
_NOT_LITERAL = re.compile(r"'''|[\x00-\x08\x0b-\x1f\x7f]")


class LockedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A facts file. `path` as reports show it, relative to the lock; `text` is None for the project's own."""

    path: str
    digest: str
    text: str | None = None

    @property
    def pack(self) -> str:
        """The pack that brings it, where one does."""
        return pack_of(self.path)


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    version: int
    freshlint: str
    as_of: date
    facts: tuple[LockedFile, ...] = ()


@dataclass(frozen=True)
class Lock:
    """A day and facts, as freshlint of version `written_by` wrote them down."""

    as_of: date
    files: tuple[LockedFile, ...]
    written_by: str = __version__

    def brought(self, packs: Iterable[PackFacts]) -> list[tuple[str, bytes]]:
        """The facts of packs, as (label, bytes): the locked ones, of a pack that is not locked its own."""
        locked = {file.pack for file in self.files}
        found: list[tuple[str, bytes]] = []
        for pack in packs:
            if pack.name in locked:
                found += [(f.path, f.text.encode()) for f in self.files if f.pack == pack.name and f.text]
            else:
                found += pack.facts
        return found

    def text(self, path: str) -> bytes | None:
        """What a facts file outside of the project held; None for one that is not locked."""
        return next((f.text.encode() for f in self.files if f.path == path and f.text is not None), None)

    def remarks(self, packs: Iterable[PackFacts], own: Sequence[tuple[str, bytes]]) -> list[str]:
        """What is not as it was locked: the program, packs, and the project's own facts as (path, bytes)."""
        known = {file.path: file.digest for file in self.files}
        locked = {file.pack for file in self.files}
        said = []
        if self.written_by != __version__:
            said.append(
                f"{LOCK} was written by freshlint {self.written_by}, this is {__version__}: "
                "what rules find may differ"
            )
        said += [
            f"the facts of the pack {pack.name} are not in {LOCK}: run `freshlint lock`"
            for pack in packs
            if pack.facts and pack.name not in locked
        ]
        said += [
            f"{path} is not as {LOCK} has it, and counts as it is now: `freshlint lock --own` notes it"
            for path, data in own
            if known.get(path) != digest(data)
        ]
        return said


def pack_of(label: str) -> str:
    """The pack of a facts file's label ("freshlint_rules/facts/models.yaml"); "" for a file of a project."""
    package, _, rest = label.partition("/")
    return package if package.isidentifier() and rest.startswith("facts/") else ""


def read(file: Path) -> Lock:
    """The lock of a file. Raises SetupError where it is none, one of another version, or changed by hand."""
    name = shown(file)
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"{name}: cannot be read: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{name}: is no lock: {error}: write it again with `freshlint lock`") from error
    if table.get("version") != VERSION:
        raise SetupError(
            f"{name}: is of version {table.get('version')!r}, this freshlint reads {VERSION}: "
            "use the freshlint that wrote it, or write it again with `freshlint lock`"
        )
    try:
        content = msgspec.convert(table, _Content)
    except msgspec.ValidationError as error:
        raise SetupError(f"{name}: is no lock: {error}: write it again with `freshlint lock`") from error
    for entry in content.facts:
        if entry.text is not None and digest(entry.text.encode()) != entry.digest:
            raise SetupError(
                f"{name}: {entry.path} does not have its digest: the lock was changed by hand or in a merge; "
                "write it again with `freshlint lock`"
            )
    return Lock(content.as_of, content.facts, content.freshlint)


def render(lock: Lock) -> str:
    """The file's text: facts as they are written, so that a change of them can be read in a review."""
    parts = [
        f"{_HEAD}version = {VERSION}\nfreshlint = {_string(lock.written_by)}\nas-of = {lock.as_of}\n",
    ]
    for file in lock.files:
        text = "" if file.text is None else f"text = {_text(file.text)}\n"
        parts.append(f"[[facts]]\npath = {_string(file.path)}\ndigest = {_string(file.digest)}\n{text}")
    return "\n".join(parts)


def _string(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007f")


def _text(text: str) -> str:
    if _NOT_LITERAL.search(text) or text.endswith("'"):
        return _string(text)
    return f"'''\n{text}'''"
