"""The audit's side of a cluster: parts go out, a bounded number at a time; what kills its worker is split."""

from __future__ import annotations

import contextlib
import logging
import queue
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
from distributed import Client, Future, KilledWorker, LocalCluster

from freshlint.audit.cluster.files import Counts, PartFiles
from freshlint.audit.cluster.worker import AuditPlugin, check_part
from freshlint.audit.lane import Limits
from freshlint.audit.records import PageRecord, PartRecord
from freshlint.audit.sources.kinds import AnyPart
from freshlint.basis import Basis
from freshlint.errors import SetupError

# Parts that wait at the scheduler for each thread of the cluster.
WAITING = 4
# A single page is tried so often before it is set aside: Dask also blames what only waited on a worker that died.
ATTEMPTS = 2
_CONNECTING = 10.0


class ClusterError(SetupError):
    """The cluster cannot be used, or no longer; what its workers have kept is kept."""


@dataclass
class _Job:
    """A part of the source, or a piece of one that had to be split."""

    part: AnyPart
    parent: _Job | None = None
    pieces: list[_Job] = field(default_factory=list)
    attempts: int = 0
    done: bool = False


@contextlib.contextmanager
def connected(scheduler: str | None, jobs: int) -> Iterator[Client]:
    """A cluster: the one of a scheduler's address, else one of `jobs` processes on this machine.

    TLS is set up in Dask's own configuration; an address that begins with tls:// asks for it. Raises ClusterError.
    """
    # What goes wrong is raised here; Dask would tell it too, with a trace of its own.
    for name in ("distributed", "distributed.client", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if scheduler is None:
        with (
            LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None
            ) as cluster,
            Client(cluster) as client,  # type: ignore[no-untyped-call]
        ):
            yield client
        return
    try:
        client = Client(scheduler, timeout=_CONNECTING)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError, TypeError) as error:
        raise ClusterError(f"the scheduler at {scheduler} cannot be reached: {error}") from error
    with client:
        yield client


def check_on_cluster(
    parts: Iterable[AnyPart], basis: Basis, client: Client, output: PartFiles, limits: Limits
) -> Generator[tuple[AnyPart, Counts]]:
    """Parts as they are done and kept in `output`, in any order; what is there already is not checked again.

    Raises ClusterError where the scheduler is lost.
    """
    plugin = AuditPlugin(basis, limits)
    client.register_plugin(plugin)
    run = _Run(client, plugin.name, output)
    there = output.done()
    try:
        for part in parts:
            if part.name in there:
                yield part, output.counts(part.name)
                continue
            while run.full:
                yield from run.next()
            run.submit(_Job(part))
        while run.running:
            yield from run.next()
    finally:
        run.cancel()


# A worker that dies takes the results with it that nobody has fetched yet: the cluster makes them again.
_AGAIN = frozenset({"pending", "lost"})


class _Run:
    """Parts that are out, and what comes back."""

    def __init__(self, client: Client, plugin: str, output: PartFiles) -> None:
        self._client = client
        self._address = client.scheduler.address if client.scheduler else ""
        self._plugin = plugin
        self._output = output
        threads = client.nthreads().values()  # type: ignore[no-untyped-call]
        self._room: int = max(WAITING * sum(threads), WAITING)
        self._back: queue.SimpleQueue[Future[Counts]] = queue.SimpleQueue()
        self.running: dict[Future[Counts], _Job] = {}

    @property
    def full(self) -> bool:
        """Whether enough is out."""
        return len(self.running) >= self._room

    def submit(self, job: _Job) -> None:
        """Send a part out."""
        future = self._client.submit(
            check_part,
            msgspec.msgpack.encode(job.part),
            self._plugin,
            self._output.url,
            key=f"freshlint-{job.part.name}-{job.attempts}",
            pure=False,
        )
        self._await(future, job)

    def _await(self, future: Future[Counts], job: _Job) -> None:
        self.running[future] = job
        future.add_done_callback(self._back.put)  # type: ignore[no-untyped-call]

    def next(self) -> Iterator[tuple[AnyPart, Counts]]:
        """Wait for one part to come back; gives it once it is done with all its pieces."""
        future = self._wait()
        job = self.running.pop(future, None)
        if job is None:
            return
        if future.status == "finished":
            yield from self._finished(job)
            return
        error = future.exception() if future.status == "error" else None  # type: ignore[no-untyped-call]
        if isinstance(error, KilledWorker):
            yield from self._killed(job)
        elif error is not None:
            raise ClusterError(f"{job.part.where}: {type(error).__name__}: {error}") from error
        elif future.status in _AGAIN:
            self._await(future, job)
        else:
            raise self._lost()

    def cancel(self) -> None:
        """Take back what is out."""
        with contextlib.suppress(Exception):
            self._client.cancel(list(self.running), force=True)  # type: ignore[no-untyped-call]

    def _wait(self) -> Future[Counts]:
        while True:
            with contextlib.suppress(queue.Empty):
                return self._back.get(timeout=1.0)
            if self._client.status != "running":
                raise self._lost()

    def _lost(self) -> ClusterError:
        return ClusterError(
            f"the scheduler at {self._address} is gone: what was done is kept in"
            f" {self._output.url}; the same command goes on"
        )

    def _finished(self, job: _Job) -> Iterator[tuple[AnyPart, Counts]]:
        job.done = True
        parent = job.parent
        while parent is not None and all(piece.done for piece in parent.pieces):
            self._output.join(parent.part.name, [piece.part.name for piece in parent.pieces])
            parent.done = True
            job, parent = parent, parent.parent
        if parent is None and job.done:
            yield job.part, self._output.counts(job.part.name)

    def _killed(self, job: _Job) -> Iterator[tuple[AnyPart, Counts]]:
        """Its worker died with it, more than once: look for the page at fault in smaller pieces."""
        job.attempts += 1
        job.pieces = [_Job(piece, job) for piece in job.part.split()]  # type: ignore[arg-type]
        for piece in job.pieces:
            self.submit(piece)
        if job.pieces:
            return
        if job.attempts < ATTEMPTS:
            self.submit(job)
            return
        page = PageRecord(job.part.where, "set-aside", "its check ended the worker that ran it")
        self._output.write(PartRecord(job.part.name, (page,)))
        yield from self._finished(job)
