"""Which files a command looks at where only changes matter: those a hook names, or those that git names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from freshlint import setup
from freshlint.config import FILE, PYPROJECT, ConfigFile
from freshlint.discovery import Found, known_format
from freshlint.paths import place, shown
from freshlint.project import facts_files
from freshlint.run import Run

if TYPE_CHECKING:
    from freshlint.git import Changes


def changed_files(settings: ConfigFile, paths: Sequence[Path], facts: Sequence[Path]) -> Found:
    """Of changed files, as hooks pass them, those to check: all files where what judges them is among them."""
    if any(place(path) in judges(settings, facts) for path in paths):
        return setup.files(settings, ())
    exclude = setup.exclude(settings)
    kept = [
        path for path in paths if known_format(path) and path.exists() and not exclude.matches(place(path))
    ]
    return setup.files(settings, kept) if kept else Found(())


def changed_since(
    revision: str, run: Run, found: Found, settings: ConfigFile, facts: Sequence[Path]
) -> tuple[Run, Found]:
    """The run and the files for what changed since a revision: all of both where what judges pages changed."""
    from freshlint.since import Since

    judging = [*sorted(judges(settings, facts)), settings.folder / PYPROJECT]
    since = Since.of(revision, judging)
    for path in judging:
        if since.changes.touch(path) and not _same_table(since.changes, path):
            remark = f"{shown(path)} changed since {revision}: everything is checked"
            return replace(run, remarks=(*run.remarks, remark)), found
    return replace(run, since=since), since.files(found)


def judges(settings: ConfigFile, facts: Sequence[Path]) -> set[Path]:
    """The files by which pages are judged: the facts files of the project and its configuration."""
    return {
        place(path)
        for path in (*(file.path for file in facts_files(settings, facts)), settings.folder / FILE)
    }


def _same_table(changes: Changes, path: Path) -> bool:
    """Whether a changed file is a pyproject.toml that says the same to freshlint as before."""
    if path.name != PYPROJECT:
        return False
    change = changes.of(path)
    before = changes.before(change) if change else None
    return _table((before or b"").decode("utf-8", "replace")) == _table(_text(path))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def _table(text: str) -> object:
    import tomllib

    try:
        return tomllib.loads(text).get("tool", {}).get("freshlint")
    except (tomllib.TOMLDecodeError, AttributeError):
        return text
