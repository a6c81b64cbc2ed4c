"""From what a person names to a source: its kind is told by what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from freshlint.audit.sources import git
from freshlint.audit.sources.files import file_parts
from freshlint.audit.sources.kinds import AnyPart
from freshlint.discovery import Ignores, discover
from freshlint.errors import SetupError


class NoSourceError(SetupError):
    """What was named is no source that can be read; the message says why."""


@dataclass(frozen=True)
class AuditSource:
    """Many pages, in parts.

    identity  names the source exactly as it is read (a commit, not a branch)
    series    names it at any time
    parts     lists it; called once a run
    """

    identity: str
    series: str
    parts: Callable[[], Iterable[AnyPart]]


def open_source(named: str, revision: str | None, exclude: Ignores, archive: Ignores) -> AuditSource:
    """The source of a name. Raises NoSourceError."""
    path = Path(named)
    if not path.exists():
        raise NoSourceError(f"{named}: no such file or folder")
    if revision is not None:
        return _revision(path, revision, exclude, archive)
    return _folder(path, exclude, archive)


def _folder(path: Path, exclude: Ignores, archive: Ignores) -> AuditSource:
    series = f"folder {path.resolve().as_posix()}"

    def parts() -> Iterable[AnyPart]:
        try:
            changes = git.last_changes(path if path.is_dir() else path.parent, "HEAD")
        except git.GitError:
            # No repository, or one without a commit: files tell by their own dates.
            changes = None
        return file_parts(path, discover([path], exclude), archive, changes)

    return AuditSource(series, series, parts)


def _revision(path: Path, revision: str, exclude: Ignores, archive: Ignores) -> AuditSource:
    if not path.is_dir():
        raise NoSourceError(f"{path}: --revision needs a folder of a git repository")
    try:
        commit = git.resolve(path, revision)
    except git.GitError as error:
        raise NoSourceError(f"{path} at {revision}: {error}") from error
    series = f"git {path.resolve().as_posix()}"

    def parts() -> Iterable[AnyPart]:
        try:
            return git.git_parts(path, commit, exclude, archive, git.last_changes(path, commit))
        except git.GitError as error:
            raise NoSourceError(f"{path} at {revision}: {error}") from error

    return AuditSource(f"{series} {commit}", series, parts)
