"""Which files a command looks at: those named, those configured, or what a hook says has changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from freshlint import setup
from freshlint.cli.exit import fail
from freshlint.config import FILE, ConfigFile
from freshlint.discovery import Found, MissingPathError, discover, known_format
from freshlint.paths import place


def named_files(settings: ConfigFile, paths: Sequence[Path]) -> Found:
    """The files below the paths; without any, below what the configuration names, else the working directory."""
    try:
        return discover(paths or _configured(settings), setup.exclude(settings))
    except MissingPathError as error:
        fail(str(error))


def changed_files(settings: ConfigFile, paths: Sequence[Path], facts: Sequence[Path]) -> Found:
    """Of changed files, as hooks pass them, those to check: all files where what judges them is among them."""
    if any(place(path) in judges(settings, facts) for path in paths):
        return named_files(settings, ())
    exclude = setup.exclude(settings)
    kept = [
        path for path in paths if known_format(path) and path.exists() and not exclude.matches(place(path))
    ]
    return named_files(settings, kept) if kept else Found(())


def judges(settings: ConfigFile, facts: Sequence[Path]) -> set[Path]:
    """The files by which pages are judged: the facts files of the project and its configuration."""
    return {place(path) for path in (*setup.facts_files(settings, facts), settings.folder / FILE)}


def _configured(settings: ConfigFile) -> list[Path]:
    return [settings.folder / name for name in settings.config.paths] or [Path()]
