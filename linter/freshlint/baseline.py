"""Findings that a project has accepted for now: `freshlint-baseline.json`, written by `freshlint baseline`.

An entry is a path, a finding without its place, which of several alike it is, and the value that its fact had:
it survives moved lines, and a changed fact value reopens it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from freshlint.errors import SetupError
from freshlint.finding import Finding, Likeness
from freshlint.paths import place, shown

VERSION = 1


class Entry(msgspec.Struct, frozen=True, order=True, forbid_unknown_fields=True):
    """One accepted finding. `path` is relative to the file's folder, `value` what the fact said then."""

    path: str
    rule: str
    entity: str
    fact: str
    text: str
    occurrence: int
    value: str

    @property
    def key(self) -> tuple[Likeness, int]:
        """What a finding must be to be this one."""
        return Likeness(self.rule, self.entity, self.fact, self.text), self.occurrence


class _Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    findings: tuple[Entry, ...]


@dataclass(frozen=True)
class Baseline:
    """The accepted findings of a project; `folder` is what their paths are relative to."""

    folder: Path
    entries: frozenset[Entry] = frozenset()

    def of(self, path: Path) -> Mapping[tuple[Likeness, int], str]:
        """What is accepted on a page, with the value that the fact had."""
        return self._by_path.get(self.name(path), {})

    def name(self, path: Path) -> str:
        """A page's path as entries write it."""
        full, folder = place(path), place(self.folder)
        return (full.relative_to(folder) if full.is_relative_to(folder) else full).as_posix()

    def entry(self, path: Path, finding: Finding) -> Entry:
        """The entry that accepts a finding of a page."""
        return Entry(self.name(path), *finding.likeness, finding.occurrence, finding.expected)

    @cached_property
    def _by_path(self) -> dict[str, dict[tuple[Likeness, int], str]]:
        found: dict[str, dict[tuple[Likeness, int], str]] = {}
        for entry in self.entries:
            found.setdefault(entry.path, {})[entry.key] = entry.value
        return found


def read(file: Path) -> Baseline:
    """The baseline of a file. Raises SetupError where it is none, or one of another version."""
    try:
        data = file.read_bytes()
        version = msgspec.json.decode(data, type=dict[str, object]).get("version")
    except OSError as error:
        raise SetupError(f"{shown(file)}: cannot be read: {error.strerror or error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{shown(file)}: is no baseline: {error}") from error
    if version != VERSION:
        raise SetupError(
            f"{shown(file)}: is of version {version!r}, this freshlint reads {VERSION}: "
            "use the freshlint that wrote it, or write it again with `freshlint baseline write`"
        )
    try:
        content = msgspec.json.decode(data, type=_Content)
    except msgspec.DecodeError as error:
        raise SetupError(f"{shown(file)}: is no baseline: {error}") from error
    return Baseline(file.parent, frozenset(content.findings))


def render(entries: Iterable[Entry]) -> str:
    """The file's text, an entry a line, so that branches that touch different pages merge."""
    rows = [json.dumps(msgspec.structs.asdict(entry), ensure_ascii=False) for entry in sorted(set(entries))]
    body = ",\n".join(f"  {row}" for row in rows)
    return f'{{"version": {VERSION}, "findings": [\n{body}\n]}}\n' if rows else _EMPTY


_EMPTY = f'{{"version": {VERSION}, "findings": []}}\n'
