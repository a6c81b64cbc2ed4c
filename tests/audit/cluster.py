"""A Dask cluster of separate processes that talk over TCP, as on several machines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from audit.auditing import environment

_DASK = [sys.executable, "-m", "dask"]


@dataclass
class Cluster:
    """A scheduler and its workers, each a process with a nanny that replaces it when it dies."""

    folder: Path
    failures: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The scheduler's address."""
        return str(json.loads((self.folder / "scheduler.json").read_text())["address"])

    def start(self, workers: int = 2) -> None:
        """Starts a scheduler and its workers."""
        file = self.folder / "scheduler.json"
        file.unlink(missing_ok=True)
        shared = ["--scheduler-file", str(file), "--no-dashboard"]
        self._run(["scheduler", "--host", "127.0.0.1", "--port", "0", *shared])
        end = time.monotonic() + 60
        while not file.exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        local = [
            "--local-directory",
            str(self.folder / "scratch"),
            "--nworkers",
            str(workers),
            "--nthreads",
            "1",
        ]
        self._run(["worker", "--host", "127.0.0.1", *local, *shared])

    def kill_scheduler(self) -> None:
        """As a machine that loses its power."""
        self.processes[0].kill()
        self.processes[0].wait()

    def stop(self) -> None:
        """Ends all processes of the cluster, the workers' own among them."""
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def _run(self, arguments: list[str]) -> None:
        with (self.folder / "cluster.log").open("ab") as log:
            process = subprocess.Popen(
                [*_DASK, *arguments],
                env={**environment(), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(self.failures)},
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)


@contextmanager
def running(folder: Path, failures: int = 3) -> Iterator[Cluster]:
    """A cluster of two workers, in which a task may outlive so many of them."""
    folder.mkdir()
    cluster = Cluster(folder, failures)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
