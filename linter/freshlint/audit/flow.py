"""The flow of an audit: a source's parts, those that are not done to an engine, what it gives to the store."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec
from filelock import FileLock, Timeout

from freshlint.audit.comparison import Comparison
from freshlint.audit.records import PartRecord
from freshlint.audit.sources.kinds import AnyPart
from freshlint.audit.store import runs
from freshlint.audit.store.database import StoreError, opened
from freshlint.basis import Basis

Engine = Callable[[Iterable[AnyPart], Basis], Generator[tuple[AnyPart, PartRecord]]]


class Watcher(Protocol):
    """Who is told how an audit goes on."""

    def begun(self, run: runs.OpenRun) -> None:
        """A run was begun, or is gone on with: then it has parts that are done."""

    def listed(self, part: AnyPart, done: bool) -> None:
        """The source has this part; `done` in an earlier attempt."""

    def checked(self, part: AnyPart, record: PartRecord) -> None:
        """A part was checked and kept."""

    def failed(self, reason: str) -> None:
        """A rule that sees all pages together did something wrong."""


def audit(
    store_file: Path,
    key: runs.RunKey,
    parts: Callable[[], Iterable[AnyPart]],
    engine: Engine,
    watcher: Watcher,
    anew: bool = False,
) -> int:
    """Check all of a source and give the run's number in the store. Raises StoreError.

    An interrupted run of the same key is gone on with, unless it should begin `anew`.
    """
    with opened(store_file) as store, _alone(store_file, key):
        run = runs.unfinished(store, key)
        if run and anew:
            runs.abandon(store, run.id)
            run = None
        run = run or runs.begin(store, key)
        watcher.begun(run)
        basis = msgspec.structs.replace(key.basis, as_of=run.as_of)
        names: set[str] = set()
        waiting = _not_done(parts(), run, names, watcher)
        with contextlib.closing(engine(waiting, basis)) as results:
            for part, record in results:
                runs.add(store, run.id, record)
                watcher.checked(part, record)
        runs.finish(store, run.id, names, Comparison(basis, watcher.failed).findings)
        return run.id


def _not_done(
    parts: Iterable[AnyPart], run: runs.OpenRun, names: set[str], watcher: Watcher
) -> Iterator[AnyPart]:
    for part in parts:
        names.add(part.name)
        done = part.name in run.done
        watcher.listed(part, done)
        if not done:
            yield part


@contextlib.contextmanager
def _alone(store_file: Path, key: runs.RunKey) -> Iterator[None]:
    """No other audit of the same source works on the store; one of another source may."""
    name = hashlib.sha256(key.series.encode("utf-8", "backslashreplace")).hexdigest()[:8]
    lock = FileLock(f"{store_file}-{name}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(f"{store_file}: another audit of this source is running") from None
    try:
        yield
    finally:
        lock.release()
