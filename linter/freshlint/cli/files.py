"""Which of the files that a hook says have changed a command looks at, and what judges them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from freshlint import setup
from freshlint.config import FILE, ConfigFile
from freshlint.discovery import Found, known_format
from freshlint.paths import place


def changed_files(settings: ConfigFile, paths: Sequence[Path], facts: Sequence[Path]) -> Found:
    """Of changed files, as hooks pass them, those to check: all files where what judges them is among them."""
    if any(place(path) in judges(settings, facts) for path in paths):
        return setup.files(settings, ())
    exclude = setup.exclude(settings)
    kept = [
        path for path in paths if known_format(path) and path.exists() and not exclude.matches(place(path))
    ]
    return setup.files(settings, kept) if kept else Found(())


def judges(settings: ConfigFile, facts: Sequence[Path]) -> set[Path]:
    """The files by which pages are judged: the facts files of the project and its configuration."""
    return {place(path) for path in (*setup.facts_files(settings, facts), settings.folder / FILE)}
