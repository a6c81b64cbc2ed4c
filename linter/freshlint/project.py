"""What stands beside a configuration: the facts files that it names, the lock, the baseline."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from freshlint import pinned
from freshlint.config import BASELINE, LOCK, ConfigFile, Pinned
from freshlint.errors import SetupError
from freshlint.paths import place, shown

if TYPE_CHECKING:
    from freshlint.baseline import Baseline
    from freshlint.lock import Lock


class ProjectFacts(NamedTuple):
    """A facts file. `name` is its path from the project's folder; `own`: it stands in that folder.

    pinned  the file is fetched; `path` is where it is kept, `name` its address
    """

    path: Path
    name: str
    own: bool
    pinned: Pinned | None = None

    @property
    def label(self) -> str:
        """What messages and reports call it."""
        return self.name if self.pinned else shown(self.path)

    def read(self) -> bytes:
        """Its bytes. Raises SetupError."""
        if self.pinned:
            return pinned.read(self.pinned)
        try:
            return self.path.read_bytes()
        except OSError as error:
            reason = error.strerror or error
            raise SetupError(f"{shown(self.path)}: facts file cannot be read: {reason}") from error


def facts_files(settings: ConfigFile, named: Sequence[Path] = ()) -> list[ProjectFacts]:
    """The configured facts files, then those of the caller: the later overrides."""
    folder = place(settings.folder)
    found = []
    for given in (*settings.config.facts, *named):
        if isinstance(given, Pinned):
            found.append(ProjectFacts(pinned.kept(given), given.url, own=False, pinned=given))
            continue
        full = place(settings.folder / given if isinstance(given, str) else given)
        name = Path(os.path.relpath(full, folder)).as_posix()
        found.append(ProjectFacts(full, name, full.is_relative_to(folder)))
    return found


def baseline(settings: ConfigFile) -> Baseline | None:
    """The baseline, where there is one. Raises SetupError."""
    file = settings.folder / BASELINE
    if settings.isolated or not file.exists():
        return None
    from freshlint.baseline import read

    return read(file)


def lock(settings: ConfigFile) -> Lock | None:
    """The lock, where there is one. Raises SetupError, also where the configuration asks for another day."""
    file = settings.folder / LOCK
    if settings.isolated or not file.exists():
        return None
    from freshlint.lock import read

    found = read(file)
    if settings.config.as_of not in (None, found.as_of):
        message = (
            f"`as-of` is {settings.config.as_of}, but {shown(file)} is of {found.as_of}: "
            "run `freshlint lock`, or leave it out"
        )
        raise settings.mistake(message, "as-of")
    return found
