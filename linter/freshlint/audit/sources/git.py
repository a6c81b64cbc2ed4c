"""Pages of a git repository as they stood at a revision; the working tree is not read."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath

import msgspec

from freshlint.audit.page import MAX_BYTES, Content, Page, PageError, address_text, too_large
from freshlint.audit.part import Part, cut, halves, several
from freshlint.discovery import Ignores, known_format
from freshlint.git_process import git_command, git_environment


class GitError(Exception):
    """The repository or the revision cannot be read; the message is git's own."""


class BlobEntry(msgspec.Struct, frozen=True, array_like=True):
    """A file of a commit: its path there, its object's id, its size in bytes."""

    address: str
    object: str
    size: int
    modified: date | None = None
    archive: bool = False


class GitPart(Part, frozen=True):
    """Some files of one commit."""

    repository: str
    blobs: tuple[BlobEntry, ...]

    @property
    def where(self) -> str:
        """The first file, and how many follow."""
        return several(self.blobs[0].address, self.count)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(blob.size for blob in self.blobs)

    @property
    def count(self) -> int:
        """Number of files."""
        return len(self.blobs)

    def pages(self) -> Iterator[Page]:
        """One page a file; one `git cat-file` serves them all."""
        with _Objects(self.repository) as objects:
            for blob in self.blobs:
                yield Page(
                    blob.address,
                    lambda blob=blob: objects.read(blob),  # type: ignore[misc]
                    modified=blob.modified,
                    archive=blob.archive,
                )

    def split(self) -> Sequence[Part]:
        """Two halves."""
        return [GitPart(self.repository, blobs) for blobs in halves(self.blobs)]


class _Objects:
    """A running `git cat-file --batch`."""

    def __init__(self, repository: str) -> None:
        self._process = subprocess.Popen(
            git_command("cat-file", "--batch", folder=repository),
            env=git_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> _Objects:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def read(self, blob: BlobEntry) -> Content:
        if blob.size > MAX_BYTES:
            raise too_large()
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            self._process.stdin.write(f"{blob.object}\n".encode())
            self._process.stdin.flush()
        except BrokenPipeError as error:
            raise PageError("git cannot read it") from error
        _, _, size = self._process.stdout.readline().decode().strip().rpartition(" ")
        if not size.isdigit():
            raise PageError(f"git cannot read it: {size or 'git stopped'}")
        data = self._process.stdout.read(int(size))
        self._process.stdout.read(1)
        return Content(data)


def resolve(folder: Path, revision: str) -> str:
    """The id of the commit that a revision names. Raises GitError."""
    commit = _git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    return commit.decode().strip()


def git_parts(
    folder: Path, commit: str, exclude: Ignores, archive: Ignores, changes: Mapping[str, date]
) -> Iterator[GitPart]:
    """The files of known format below a folder as a commit has them, in parts; links are not followed."""
    repository = str(folder.absolute())
    for blobs in cut(_blobs(folder, commit, exclude, archive, changes), size=lambda blob: blob.size):
        yield GitPart(repository, blobs)


def last_changes(folder: Path, commit: str) -> dict[str, date]:
    """The day of the last commit that touched each file below a folder, by its path there. Raises GitError."""
    listed = _git(
        folder,
        "log",
        "-z",
        "--format=%x01%ct",
        "--name-only",
        "--no-renames",
        "--relative",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-textconv",
        "--end-of-options",
        commit,
        "--",
        ".",
    )
    days: dict[str, date] = {}
    day = date.min
    for field in listed.split(b"\0"):
        # A commit's time is closed by a line end where names follow it.
        text = field.lstrip(b"\n")
        if text.startswith(b"\x01"):
            stamp, _, text = text[1:].partition(b"\n")
            day = datetime.fromtimestamp(int(stamp), UTC).date()
        if text:
            days.setdefault(address_text(text), day)
    return days


def _blobs(
    folder: Path, commit: str, exclude: Ignores, archive: Ignores, changes: Mapping[str, date]
) -> Iterator[BlobEntry]:
    listed = _git(folder, "ls-tree", "-r", "-z", "-l", "--end-of-options", commit, "--", ".")
    for row in listed.split(b"\0"):
        about, _, name = row.partition(b"\t")
        if not about.startswith((b"100644", b"100755")):
            continue
        _, _, oid, size = about.decode().split()
        address = address_text(name)
        where = folder.absolute() / address
        if known_format(PurePosixPath(address)) and not exclude.matches(where):
            yield BlobEntry(address, oid, int(size), changes.get(address), archive.matches(where))


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        command = git_command(*arguments, folder=folder)
        done = subprocess.run(command, capture_output=True, env=git_environment(), check=True)
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    except subprocess.CalledProcessError as error:
        raise GitError(
            error.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]} failed"
        ) from error
    return done.stdout
