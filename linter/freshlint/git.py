"""What git knows of a folder: the files that changed since a revision, and what they held before.

Called so that neither configuration, attributes nor a revision's name can run or mean anything else.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from freshlint.errors import SetupError
from freshlint.git_process import git_command, git_environment
from freshlint.patch import FileChange, PatchError, parse_patch

_DIFF = (
    *(
        "--unified=0",
        "--inter-hunk-context=0",
        "--full-index",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
    ),
    *("--text", "--find-renames", "--no-relative", "--submodule=short", "--src-prefix=a/", "--dst-prefix=b/"),
)


class GitError(SetupError):
    """Git cannot say what was asked; the message names the revision and what to do."""


@dataclass(frozen=True)
class Changes:
    """The working tree compared with a commit.

    base     the commit: the last one that the revision and HEAD share
    files    changed files by their path from the top folder
    tracked  all paths that git knows of
    """

    base: str
    top: Path
    files: Mapping[str, FileChange]
    tracked: frozenset[str]

    def of(self, path: Path) -> FileChange | None:
        """What changed in a file that is tracked, perhaps nothing; None for one that git has not seen before."""
        name = self._name(path)
        if name is None or name not in self.tracked or path.is_symlink():
            return None
        return self.files.get(name, FileChange(name, name))

    def touch(self, path: Path) -> bool:
        """Whether a file differs from the commit: changed, new, renamed or deleted."""
        name = self._name(path)
        if name is None:
            return False
        gone = {change.old_path for change in self.files.values()}
        return name in self.files or name in gone or (name not in self.tracked and path.exists())

    def before(self, change: FileChange) -> bytes | None:
        """What a changed file held in the commit; None for a new one, and where only its name changed."""
        return _git("cat-file", "blob", change.old_blob) if change.old_blob else None

    def _name(self, path: Path) -> str | None:
        real = Path(os.path.realpath(path.parent)) / path.name
        return real.relative_to(self._real_top).as_posix() if real.is_relative_to(self._real_top) else None

    @cached_property
    def _real_top(self) -> Path:
        return Path(os.path.realpath(self.top))


def changes_since(
    revision: str, suffixes: Iterable[str], names: Iterable[str], others: Iterable[Path]
) -> Changes:
    """What changed since `revision` and HEAD parted, in files of these suffixes and names, and in `others`.

    Raises GitError where there is no git, no repository, no such commit or no common history.
    """
    commit = _commit(revision)
    top = Path(os.fsdecode(_git("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    base = _base(commit, revision)
    wanted = [
        *(f":(top,icase,glob)**/*{suffix}" for suffix in suffixes),
        *(f":(top,icase,glob)**/{name}" for name in names),
    ]
    wanted += [f":(top,literal){name}" for path in others if (name := _below(path, top))]
    diff = _git("-c", "core.quotePath=true", "diff", *_DIFF, "--end-of-options", base, "--", *wanted)
    try:
        files = {change.path: change for change in parse_patch(diff)}
    except PatchError as error:
        raise GitError(f"git diff {base} cannot be understood: {error}") from error
    tracked = _git("ls-files", "-z", "--full-name", "--", *wanted).split(b"\0")
    return Changes(base, top, files, frozenset(map(os.fsdecode, tracked)))


def file_at(revision: str, path: str) -> bytes:
    """What a file held in a commit; `path` is relative to the working directory. Raises GitError."""
    if not revision or revision.startswith("-"):
        raise GitError(f"{revision!r} is no revision")
    done = _run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode:
        _git("rev-parse", "--git-dir")
        raise GitError(f"git knows no commit {revision!r}{_shallow()}")
    blob = _run("cat-file", "blob", f"{done.stdout.decode().strip()}:./{path}")
    if blob.returncode:
        raise GitError(f"{path} does not exist in {revision}")
    return blob.stdout


def _below(path: Path, top: Path) -> str | None:
    real, real_top = Path(os.path.realpath(path)), Path(os.path.realpath(top))
    return real.relative_to(real_top).as_posix() if real.is_relative_to(real_top) else None


def _commit(revision: str) -> str:
    if not revision.strip():
        raise GitError("--since: the revision is empty; in CI, is the variable that should hold it set?")
    if revision.startswith("-"):
        raise GitError(f"--since: {revision!r} is no revision: it starts with a dash")
    done = _run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if done.returncode == 0:
        return done.stdout.decode().strip()
    if ".." in revision:
        start = revision.partition("..")[0] or "HEAD"
        raise GitError(f"--since: {revision!r} is a range; name where it starts: --since {start}")
    _git("rev-parse", "--git-dir")  # no repository is a matter of its own
    raise GitError(f"--since: git knows no commit {revision!r}{_shallow()}")


def _base(commit: str, revision: str) -> str:
    done = _run("merge-base", "--end-of-options", commit, "HEAD")
    if done.returncode == 1:
        raise GitError(f"--since: HEAD shares no history with {revision!r}{_shallow()}")
    return _checked(done, "merge-base").decode().strip()


def _shallow() -> str:
    if _git("rev-parse", "--is-shallow-repository").strip() != b"true":
        return ""
    return (
        "; this clone is shallow: fetch its history (git fetch --unshallow; actions/checkout: fetch-depth: 0)"
    )


def _git(*arguments: str) -> bytes:
    return _checked(_run(*arguments), arguments[0])


def _checked(done: subprocess.CompletedProcess[bytes], what: str) -> bytes:
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
        raise GitError(f"git {what} failed: {reason}")
    return done.stdout


def _run(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = git_command(*arguments)
    try:
        return subprocess.run(command, capture_output=True, env=git_environment(), check=False)
    except OSError as error:
        raise GitError(f"git cannot be run: {error.strerror or error}") from error
