"""Fixes as commits on a new branch of a git repository, one a section. The working tree is not touched."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from freshlint.audit.mend import Mended
from freshlint.errors import SetupError
from freshlint.git_process import git_command, git_environment


class BranchError(SetupError):
    """The branch cannot be made; the message is git's, or says what to do."""


def commit_fixes(folder: Path, base: str, branch: str, pages: Iterable[Mended]) -> list[tuple[str, int, int]]:
    """Make a branch of fixed pages on a commit; (section, pages, findings fixed) of each of its commits.

    Addresses are paths below `folder`. Raises BranchError; then there is no branch.
    """
    ref = f"refs/heads/{branch}"
    _git(folder, "check-ref-format", ref, problem=f"{branch!r} cannot be a branch's name")
    if _run(folder, {}, "show-ref", "--verify", "--quiet", ref).returncode == 0:
        raise BranchError(f"there is a branch {branch} already: name another --branch, or delete it")
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    made, head = [], base
    with tempfile.TemporaryDirectory() as scratch:
        own = {"GIT_INDEX_FILE": str(Path(scratch) / "index")}
        _git(folder, "read-tree", base, extra=own)
        ordered = sorted(pages, key=attrgetter("section", "address"))
        for section, group in groupby(ordered, key=attrgetter("section")):
            changed = list(group)
            for page in changed:
                _stage(folder, own, f"{prefix}{page.address}", page.data)
            tree = _git(folder, "write-tree", extra=own).decode().strip()
            text = _message(section, changed)
            head = _git(folder, "commit-tree", tree, "-p", head, data=text.encode()).decode().strip()
            made.append((section, len(changed), sum(page.fixed for page in changed)))
    if made:
        _git(folder, "update-ref", "-m", "freshlint audit --fix", ref, head, "0" * len(base))
    return made


def _stage(folder: Path, own: Mapping[str, str], path: str, data: bytes) -> None:
    # `ls-files` gives the mode that the file has, so that a script stays one.
    listed = _git(
        folder, "ls-files", "-z", "--stage", "--full-name", "--", f":(top,literal){path}", extra=own
    )
    mode = listed.split(b" ", 1)[0].decode()
    oid = _git(folder, "hash-object", "-w", "--stdin", data=data).decode().strip()
    row = f"{mode} {oid}\t{path}\0".encode()
    _git(folder, "update-index", "-z", "--index-info", data=row, extra=own)


def _message(section: str, pages: list[Mended]) -> str:
    fixed = sum(page.fixed for page in pages)
    findings = "1 stale claim" if fixed == 1 else f"{fixed} stale claims"
    listed = "\n".join(f"- {page.address}: {page.fixed}" for page in pages)
    return f"{section}: correct {findings}\n\nFound and fixed by freshlint; each fix cites its source.\n\n{listed}\n"


def _git(
    folder: Path,
    *arguments: str,
    data: bytes | None = None,
    extra: Mapping[str, str] | None = None,
    problem: str = "",
) -> bytes:
    done = _run(folder, extra or {}, *arguments, data=data)
    if done.returncode:
        reason = problem or done.stderr.decode("utf-8", "replace").strip()
        raise BranchError(reason or f"git {arguments[0]} failed")
    return done.stdout


def _run(
    folder: Path, extra: Mapping[str, str], *arguments: str, data: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            git_command(*arguments, folder=folder),
            input=data,
            capture_output=True,
            env=git_environment(extra),
            check=False,
        )
    except OSError as error:
        raise BranchError(f"git cannot be run: {error.strerror or error}") from error
