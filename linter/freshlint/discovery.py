"""Which files a run looks at: named ones, and what folders hold of known formats and nobody ignores."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pathspec import GitIgnoreSpec

SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".html", ".htm"})
NAMES = frozenset({"llms.txt", "llms-full.txt"})
SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache"}
    | {".ruff_cache", ".tox", ".nox"}
)


class MissingPathError(Exception):
    """A path that was named does not exist."""


@dataclass(frozen=True)
class Ignores:
    """Patterns in gitignore syntax, relative to a folder; the last pattern that matches decides."""

    base: Path
    patterns: tuple[str, ...]
    spec: GitIgnoreSpec = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "spec", GitIgnoreSpec.from_lines(self.patterns))

    def decides(self, path: Path, folder: bool = False) -> bool | None:
        """True: ignored. False: taken back by `!`. None: no pattern speaks of it."""
        try:
            relative = path.relative_to(self.base).as_posix()
        except ValueError:
            return None
        return self.spec.check_file(f"{relative}/" if folder else relative).include

    def matches(self, path: Path) -> bool:
        """Whether the path, or a folder that holds it, matches."""
        return self.decides(path) is True


@dataclass(frozen=True)
class Found:
    """Files in a fixed order, and named paths that were left out, each with the reason."""

    files: tuple[Path, ...]
    left_out: tuple[str, ...] = ()


def known_format(path: Path) -> bool:
    """Whether freshlint reads files of this name."""
    return path.suffix.lower() in SUFFIXES or path.name.lower() in NAMES


def discover(paths: Sequence[Path], exclude: Ignores) -> Found:
    """The files of known format under the paths, sorted within each folder, each file once.

    Folders leave out what `.gitignore` files and `exclude` ignore and follow no links; a named file is
    always taken. Raises MissingPathError.
    """
    files: dict[Path, None] = {}
    left_out = []
    for path in paths:
        if path.is_dir():
            files.update(dict.fromkeys(_walk(path, exclude)))
        elif not path.exists():
            raise MissingPathError(f"{path}: no such file or folder")
        elif known_format(path):
            files[path] = None
        else:
            left_out.append(f"{path.as_posix()}: left out, not a format that freshlint reads ({_formats()})")
    return Found(tuple(_unique(files)), tuple(left_out))


def _formats() -> str:
    return ", ".join([*sorted(SUFFIXES), *sorted(NAMES)])


def _unique(files: Iterable[Path]) -> Iterator[Path]:
    """`docs/a.md` and `/site/docs/a.md` may be one file; the first way to name it stays."""
    seen = set()
    for path in files:
        place = os.path.normcase(os.path.normpath(path.absolute()))
        if place not in seen:
            seen.add(place)
            yield path


def _walk(root: Path, exclude: Ignores) -> Iterator[Path]:
    top = Path(os.path.normpath(root.absolute()))
    stack: list[tuple[Path, Path, tuple[Ignores, ...]]] = [(root, top, (exclude, *_above(top)))]
    while stack:
        shown, place, ignores = stack.pop()
        ignores = (*ignores, *_ignore_file(place / ".gitignore", place))
        folders = []
        with os.scandir(place) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
        for entry in listed:
            inside = place / entry.name
            if entry.is_symlink():
                continue
            if entry.is_dir():
                if entry.name not in SKIPPED_FOLDERS and not _ignored(inside, ignores, folder=True):
                    folders.append((shown / entry.name, inside, ignores))
            elif known_format(inside) and not _ignored(inside, ignores):
                yield shown / entry.name
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
        yield Ignores(base, tuple(lines))
