"""Which files a run looks at: named ones, and what folders hold of known formats and nobody ignores."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from freshlint.errors import SetupError
from freshlint.paths import place

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".html", ".htm"})
NAMES = frozenset({"llms.txt", "llms-full.txt"})
SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache"}
    | {".ruff_cache", ".tox", ".nox"}
)


class MissingPathError(SetupError):
    """A path that was named does not exist."""


class PatternError(ValueError):
    """A pattern that gitignore syntax does not have."""


@dataclass(frozen=True)
class Ignores:
    """Patterns in gitignore syntax, relative to a folder; the last pattern that matches decides.

    Raises PatternError.
    """

    base: Path
    patterns: tuple[str, ...]

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            if not _is_pattern(pattern):
                raise PatternError(f"{pattern!r} is no gitignore pattern")

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        return _parsed(self.patterns)

    def decides(self, path: Path, folder: bool = False) -> bool | None:
        """True: ignored. False: taken back by `!`. None: no pattern speaks of it."""
        if not self.patterns:
            return None
        try:
            relative = path.relative_to(self.base).as_posix()
        except ValueError:
            return None
        return self._spec.check_file(f"{relative}/" if folder else relative).include

    def matches(self, path: Path) -> bool:
        """Whether the path, or a folder that holds it, matches."""
        return self.decides(path) is True


@dataclass(frozen=True)
class Found:
    """Files in a fixed order; named paths left out, and folders that cannot be read, with the reason."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[Path, str], ...] = ()
    unreadable: tuple[tuple[Path, str], ...] = ()


def known_format(path: PurePath) -> bool:
    """Whether freshlint reads files of this name."""
    return path.suffix.lower() in SUFFIXES or path.name.lower() in NAMES


def discover(paths: Sequence[Path], exclude: Ignores) -> Found:
    """The files of known format under the paths, each once; in an order that is not that of the paths.

    Folders leave out what `.gitignore` files and `exclude` ignore and follow no links; a named file is
    always taken. Raises MissingPathError.
    """
    files: dict[Path, None] = {}
    left_out: list[tuple[Path, str]] = []
    unreadable: list[tuple[Path, str]] = []
    for path in sorted(paths, key=lambda path: (place(path), path.is_absolute(), path)):
        if path.is_dir():
            files.update(dict.fromkeys(_walk(path, exclude, unreadable)))
        elif not path.exists():
            raise MissingPathError(f"{path}: no such file or folder")
        elif known_format(path):
            files[path] = None
        else:
            left_out.append((path, f"left out, not a format that freshlint reads ({_formats()})"))
    return Found(tuple(_unique(files)), tuple(left_out), tuple(unreadable))


def _formats() -> str:
    return ", ".join([*sorted(SUFFIXES), *sorted(NAMES)])


def _unique(files: Iterable[Path]) -> Iterator[Path]:
    """`docs/a.md` and `/site/docs/a.md` may be one file; the first way to name it stays."""
    seen = set()
    for path in files:
        key = os.path.normcase(place(path))
        if key not in seen:
            seen.add(key)
            yield path


def _walk(root: Path, exclude: Ignores, unreadable: list[tuple[Path, str]]) -> Iterator[Path]:
    top = place(root)
    stack = [(root, top, (exclude, *_above(top)))]
    while stack:
        named, folder, ignores = stack.pop()
        ignores = (*ignores, *_ignore_file(folder / ".gitignore", folder))
        folders = []
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            unreadable.append((named, f"folder cannot be read: {error.strerror or error}"))
            continue
        for entry in listed:
            inside = folder / entry.name
            if entry.is_symlink():
                continue
            if entry.is_dir():
                if entry.name not in SKIPPED_FOLDERS and not _ignored(inside, ignores, folder=True):
                    folders.append((named / entry.name, inside, ignores))
            elif known_format(inside) and not _ignored(inside, ignores):
                yield named / entry.name
        stack.extend(reversed(folders))


def _ignored(path: Path, ignores: tuple[Ignores, ...], folder: bool = False) -> bool:
    """The configured excludes come first; then the `.gitignore` nearest to the path that speaks of it."""
    exclude, *git = ignores
    if exclude.decides(path, folder):
        return True
    for ignore in reversed(git):
        decision = ignore.decides(path, folder)
        if decision is not None:
            return decision
    return False


def _above(top: Path) -> tuple[Ignores, ...]:
    """The ignore files above `top`, outermost first: up to its repository, else to the working directory."""
    found: list[Ignores] = []
    for folder in (top, *top.parents):
        if folder != top:
            found[:0] = _ignore_file(folder / ".gitignore", folder)
        if (folder / ".git").exists():
            return (*_ignore_file(folder / ".git" / "info" / "exclude", folder), *found)
    here = Path.cwd()
    return tuple(ignore for ignore in found if ignore.base.is_relative_to(here))


def _ignore_file(file: Path, base: Path) -> Iterator[Ignores]:
    if file.is_file():
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        yield Ignores(base, tuple(line for line in lines if line.strip() and _is_pattern(line)))


def _is_pattern(line: str) -> bool:
    try:
        _parsed([line])
    except (ValueError, re.error):
        return False
    return True


def _parsed(lines: Sequence[str]) -> GitIgnoreSpec:
    # Imported where a pattern exists: it costs as much as the rest of start-up.
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)
