"""Which sites a repository holds, by the files of the tools that build them, and what to check of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from freshlint.discovery import SKIPPED_FOLDERS, known_format

PLAIN = "pages without a tool that freshlint knows"
# Folders below which monorepos keep their parts.
_DEPTH = 2
_PLAIN_FOLDERS = ("docs", "doc", "content", "site", "website", "public", "blog", "articles")


@dataclass(frozen=True)
class Site:
    """A site in a folder of the repository. Paths and patterns are relative to the repository, with `/`.

    kind     the tool, or PLAIN
    pages    folders that hold its pages
    built    gitignore patterns of what its tool writes
    history  gitignore patterns of pages that are kept as they were
    """

    kind: str
    folder: str
    pages: tuple[str, ...]
    built: tuple[str, ...] = ()
    history: tuple[str, ...] = ()


def sites(root: Path) -> list[Site]:
    """The sites of a repository, its own first; where no tool is known, its folders of pages."""
    found: list[Site] = []
    for folder in _folders(root, _DEPTH):
        if not any(_holds(site, folder, root) for site in found):
            site = _site(root, folder)
            if site is not None:
                found.append(site)
    return found or _plain(root)


def _holds(site: Site, folder: Path, root: Path) -> bool:
    """Whether a folder is a part of a site that is already found."""
    inside = folder.relative_to(root).as_posix()
    return any(page == "." or inside == page or inside.startswith(f"{page}/") for page in site.pages)


def _folders(root: Path, depth: int) -> Iterator[Path]:
    yield root
    if depth:
        children = [child for child in root.iterdir() if child.is_dir() and not child.is_symlink()]
        for child in sorted(children):
            if child.name not in SKIPPED_FOLDERS and not child.name.startswith("."):
                yield from _folders(child, depth - 1)


def _site(root: Path, folder: Path) -> Site | None:
    for kind, known in _kinds().items():
        mark = next((file for pattern in known["marks"] for file in sorted(folder.glob(pattern))), None)
        if mark is None or not all((folder / name).exists() for name in known.get("needs", ())):
            continue
        pages, built = known["pages"], known["built"]
        if "setting" in known:
            pages, built = _configured(mark, known)
        there = [name for name in pages if (folder / name).is_dir()]
        if there:
            chosen = there[:1] if known.get("first") else there
            above = folder.relative_to(root).as_posix()
            return Site(
                kind,
                above,
                tuple(_below(above, name) for name in chosen),
                tuple(_below(above, pattern) for pattern in built),
                tuple(_below(above, each) for each in known.get("history", ()) if _exists(folder, each)),
            )
    return None


def _exists(folder: Path, pattern: str) -> bool:
    return any(folder.glob(pattern.rstrip("/")))


def _below(folder: str, name: str) -> str:
    if folder == "." or name.startswith("**"):
        return name
    return folder if name == "." else f"{folder}/{name}"


def _configured(mark: Path, known: dict[str, Any]) -> tuple[Sequence[str], Sequence[str]]:
    """The folders of pages and of what is built that the tool's own configuration names, line by line.

    Such files hold tags of their own, which no YAML reader takes.
    """
    values = {}
    for line in mark.read_text(encoding="utf-8", errors="replace").splitlines():
        key, colon, value = line.partition(":")
        if colon:
            values[key] = value.partition(" #")[0].strip().strip("\"'").rstrip("/")
    pages, built = (values.get(key) for key in known["setting"].values())
    return [pages] if pages else known["pages"], [f"{built}/"] if built else known["built"]


def _plain(root: Path) -> list[Site]:
    """The usual folders of pages that hold any; else the repository itself, if it does."""
    there = [name for name in _PLAIN_FOLDERS if _has_pages((root / name).rglob("*"))]
    if not there and _has_pages(root.rglob("*")):
        there = ["."]
    return [Site(PLAIN, ".", tuple(there))] if there else []


def _has_pages(files: Iterable[Path]) -> bool:
    return any(known_format(file) and not SKIPPED_FOLDERS & set(file.parts) for file in files)


def _kinds() -> dict[str, dict[str, Any]]:
    kinds: dict[str, dict[str, Any]] = yaml.safe_load(
        (resources.files("freshlint") / "sites.yaml").read_text(encoding="utf-8")
    )
    return kinds
