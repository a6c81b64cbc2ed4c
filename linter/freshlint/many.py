"""The files of a run, as few as possible looked at: what is remembered is not read, the rest is shared by processes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from freshlint.keep import Named, Nowhere
from freshlint.paths import shown
from freshlint.processors import collect_seldom
from freshlint.record import PageRecord, record_of, report_of
from freshlint.remembered import Remembered, Stamp, digest_of, stamp_of
from freshlint.report.model import Message, PageReport
from freshlint.source import Source

if TYPE_CHECKING:
    from freshlint.basis import Basis
    from freshlint.discovery import Ignores
    from freshlint.keep import Keep
    from freshlint.run import Run

# Fewer files are checked sooner than what is remembered of all others is read.
_FEW = 20
# So many bytes are checked sooner than a process has started.
_LITTLE = 1_000_000
_ENDED = "the process that checked it ended: the page made it crash, or took all memory"


class _Look(NamedTuple):
    """What came of a file: its report as a record, or why there is none; `stamp` and `digest` are of what was read."""

    record: PageRecord | None
    trouble: str
    stamp: Stamp | None
    digest: bytes


class _Work(NamedTuple):
    """What a process needs to check pages as the run does."""

    basis: Basis
    keep: Keep
    archive: Ignores


@dataclass(frozen=True)
class Many:
    """The files of a run whose reports depend on their bytes alone."""

    run: Run

    def outcomes(self, files: Sequence[Path]) -> Iterator[PageReport | Message]:
        """The report of each file, or why there is none, in the order of the files."""
        remembered = self._remembered() if len(files) >= _FEW else None
        known: dict[Path, PageReport] = {}
        sizes: list[tuple[Path, int]] = []
        for path in files:
            stamp = stamp_of(path)
            report = self._recalled(path, stamp, remembered) if remembered and stamp else None
            if report is None:
                sizes.append((path, stamp.size if stamp else 0))
            else:
                known[path] = report
        found = dict(self._looked_at(sizes, remembered)) if sizes else {}
        if remembered:
            remembered.save()
        return (known.get(path) or found[path] for path in files)

    def _remembered(self) -> Remembered | None:
        kept = self.run.grounds.kept
        if isinstance(kept, Nowhere):
            return None
        basis, archive = self.run.basis, self.run.archive
        told = (basis.digest, basis.as_of, str(Path.cwd()), str(archive.base), archive.patterns)
        return Remembered(Named(kept, hashlib.sha256(msgspec.json.encode(told)).hexdigest()[:32]))

    def _recalled(self, path: Path, stamp: Stamp, remembered: Remembered) -> PageReport | None:
        """The remembered report of a file that has not changed."""
        record = remembered.by_stamp(path, stamp)
        if record is not None and not record.speaks_of_text:
            return report_of(record, Source(shown(path), ""))
        if not remembered.knows(path):
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None  # what is wrong with it is said when it is looked at
        record = remembered.by_bytes(path, data)
        if record is None:
            return None
        remembered.note(path, stamp, digest_of(data), record)
        return _told(path, record, data)

    def _looked_at(
        self, sizes: Sequence[tuple[Path, int]], remembered: Remembered | None
    ) -> Iterator[tuple[Path, PageReport | Message]]:
        left = list(sizes)
        if not self._is_little(sizes):
            left = []
            for path, size in sizes:
                page = self._screened(path, remembered) if size < _LITTLE else None
                if page:
                    yield path, page
                else:
                    left.append((path, size))
        if not self._is_little(left):
            looks = self._in_processes(left)
            yield from ((path, self._received(path, look, remembered)) for path, look in looks)
            return
        for path, _ in left:
            stamp = stamp_of(path) if remembered else None
            outcome, digest = self.run.outcome_and_digest(path)
            if remembered and stamp and isinstance(outcome, PageReport):
                remembered.note(path, stamp, digest, record_of(outcome))
            yield path, outcome

    def _is_little(self, sizes: Sequence[tuple[Path, int]]) -> bool:
        """Whether this process is the one to check files of these sizes."""
        return self.run.jobs == 1 or sum(size for _, size in sizes) < _LITTLE

    def _screened(self, path: Path, remembered: Remembered | None) -> PageReport | None:
        """The report of a file that is passed over: sooner said here than sent to a process."""
        stamp = stamp_of(path) if remembered else None
        page, digest = self.run.screened(path) or (None, b"")
        if page and remembered and stamp:
            remembered.note(path, stamp, digest, record_of(page))
        return page

    def _in_processes(self, sizes: Sequence[tuple[Path, int]]) -> Iterable[tuple[Path, _Look | None]]:
        from freshlint.pool import Start, in_processes

        work = _Work(self.run.basis, self.run.grounds.keep, self.run.archive)
        return in_processes(Start(_begin, (work,)), _look, sizes, min(self.run.jobs, len(sizes)))

    def _received(
        self, path: Path, look: _Look | None, remembered: Remembered | None
    ) -> PageReport | Message:
        if look is None:
            return Message(_ENDED, shown(path))
        if look.record is None:
            return Message(look.trouble, shown(path))
        if remembered and look.stamp:
            remembered.note(path, look.stamp, look.digest, look.record)
        if not look.record.speaks_of_text:
            return report_of(look.record, Source(shown(path), ""))
        try:
            data = path.read_bytes()
        except OSError:
            return self.run.outcome(path)
        same = digest_of(data) == look.digest
        return _told(path, look.record, data) if same else self.run.outcome(path)


def _told(path: Path, record: PageRecord, data: bytes) -> PageReport:
    source = Source.decode(shown(path), data)
    return report_of(record, source if record.speaks_of_text else Source(source.path, ""))


_runs: list[Run] = []


def _begin(work: _Work) -> None:
    """Make this process ready; what it checks by is made once."""
    from freshlint.grounds import Grounds
    from freshlint.run import Run
    from freshlint.storage import Disk

    grounds = Grounds(work.basis.facts, work.basis.packs, work.keep)
    _runs[:] = [Run(work.basis, grounds, (), work.archive, Disk(Path.cwd()))]
    collect_seldom()


def _look(path: Path) -> _Look:
    (run,) = _runs
    stamp = stamp_of(path)
    outcome, digest = run.outcome_and_digest(path)
    if isinstance(outcome, PageReport):
        return _Look(record_of(outcome), "", stamp, digest)
    return _Look(None, outcome.text, None, b"")
