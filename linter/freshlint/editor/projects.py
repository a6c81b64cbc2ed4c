"""Configuration and facts of the pages that are open: read once, and again when their files change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from freshlint import config, setup
from freshlint.config import BASELINE, LOCK, ConfigFile
from freshlint.discovery import Ignores
from freshlint.errors import SetupError
from freshlint.limit import PAGE, within
from freshlint.paths import place
from freshlint.project import facts_files
from freshlint.report.model import PageReport
from freshlint.run import Run, mishap
from freshlint.source import Source

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, eq=False)
class Project:
    """A run as a configuration describes it, and what it leaves out."""

    run: Run
    exclude: Ignores


@dataclass(frozen=True)
class Checked:
    """A text that was checked. `report` is None where it could not be, and `trouble` says why.

    A page that the configuration leaves out has neither.
    """

    source: Source
    project: Project | None = None
    report: PageReport | None = None
    trouble: str = ""


class Projects:
    """Finds and keeps the project of each page. To be used by one thread."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[date, _Stamp, Project]] = {}

    def check(self, path: Path, source: Source) -> Checked:
        """Check a text that stands, or would stand, at a path. Never raises: trouble is told."""
        try:
            project = self._project(path)
            where = place(path)
            if project.exclude.matches(where):
                return Checked(source)
            with within(PAGE):
                return Checked(source, project, project.run.check_text(path, source))
        except SetupError as error:
            return Checked(source, trouble=str(error))
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 (a parser's panic derives from BaseException)
            return Checked(source, trouble=mishap(error))

    def _project(self, path: Path) -> Project:
        settings = config.find(place(path).parent)
        key, stamp, today = settings.file or settings.folder, _stamp(settings), setup.today()
        known = self._known.get(key)
        if known is None or known[:2] != (today, stamp):
            project = Project(setup.prepare(settings, setup.Asked(accepted=True)), setup.exclude(settings))
            known = self._known[key] = (today, stamp, project)
        return known[2]


def _stamp(settings: ConfigFile) -> _Stamp:
    """What tells that a file by which pages are judged has changed."""
    named = [facts.path for facts in facts_files(settings)]
    beside = [settings.folder / name for name in (LOCK, BASELINE)]
    found = []
    for file in (settings.file or settings.folder, *beside, *named):
        try:
            state = file.stat()
        except OSError:
            continue
        found.append((str(file), state.st_mtime_ns, state.st_size))
    return tuple(found)
