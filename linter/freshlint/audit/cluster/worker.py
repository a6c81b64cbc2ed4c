"""What a worker of the cluster holds and does: lanes of its own, and one part at a time in each."""

from __future__ import annotations

import queue
from typing import Any

import msgspec
from distributed import WorkerPlugin, get_worker

from freshlint import __version__
from freshlint.audit.cluster.files import Counts, PartFiles
from freshlint.audit.lane import Lane, Limits
from freshlint.audit.records import PartRecord
from freshlint.audit.sources.kinds import AnyPart
from freshlint.basis import Basis


class AuditPlugin(WorkerPlugin):
    """Sent to every worker once, also to those that join later; it brings facts and settings."""

    def __init__(self, basis: Basis, limits: Limits) -> None:
        self.name = plugin_name(basis)
        self._basis = msgspec.msgpack.encode(basis)
        self._limits = limits
        self._version = __version__

    def setup(self, worker: Any) -> None:
        """A lane for each of the worker's threads. Its process starts with the first part."""
        if self._version != __version__:
            raise RuntimeError(
                f"the worker has freshlint {__version__}, the audit {self._version}: install one version"
            )
        basis = msgspec.msgpack.decode(self._basis, type=Basis)
        self._lanes = [Lane(basis, self._limits) for _ in range(worker.state.nthreads)]
        self._free: queue.SimpleQueue[Lane] = queue.SimpleQueue()
        for lane in self._lanes:
            self._free.put(lane)

    def teardown(self, worker: Any) -> None:
        """End the checking processes."""
        for lane in self._lanes:
            lane.close()

    def check(self, part: AnyPart) -> PartRecord:
        """All pages of a part."""
        lane = self._free.get()
        try:
            return lane.check(part)
        finally:
            self._free.put(lane)


def plugin_name(basis: Basis) -> str:
    """Names the plugin of a basis and day."""
    return f"freshlint-{basis.digest.removeprefix('sha256:')[:16]}-{basis.as_of.isoformat()}"


def check_part(part: bytes, plugin: str, output: str) -> Counts:
    """The task: check a part and keep it, unless somebody else has."""
    decoded: AnyPart = msgspec.msgpack.decode(part, type=AnyPart)
    files = PartFiles(output)
    holder = get_worker().plugins[plugin]
    assert isinstance(holder, AuditPlugin)
    return files.write(holder.check(decoded))
