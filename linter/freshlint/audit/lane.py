"""A lane: one checking process, replaced when it dies, and the page that killed it set aside."""

from __future__ import annotations

import contextlib
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass

from freshlint.audit.records import PageRecord, PartRecord
from freshlint.audit.sources.kinds import AnyPart
from freshlint.audit.wire import Begun, Done, Finished, Frames, FromProcess, Order, Start, ToProcess
from freshlint.basis import Basis
from freshlint.errors import SetupError
from freshlint.limit import PATIENCE

STARTING = 120.0
GRACE = 5.0


class LaneError(SetupError):
    """No process can be started; the message says why."""


class ClosedError(Exception):
    """The lane was closed while it worked."""


@dataclass(frozen=True)
class Limits:
    """What one page may take. `seconds` of wall time; `memory` is of its process, in bytes."""

    seconds: float = 60.0
    memory: int = 3 * 1024**3


class Lane:
    """Checks one part at a time in a process of its own. `close` may be called from another thread."""

    def __init__(self, basis: Basis, limits: Limits) -> None:
        self._start = Start(basis, limits.seconds, limits.memory)
        self._limits = limits
        self._process: _Process | None = None
        self._closed = False

    def check(self, part: AnyPart) -> PartRecord:
        """All pages of a part, in its order. Raises LaneError and ClosedError."""
        done: dict[int, PageRecord] = {}
        deaths: Counter[int] = Counter()
        while not self._attempt(part, done, deaths):
            pass
        return PartRecord(part.name, tuple(done[number] for number in sorted(done)))

    def close(self) -> None:
        """End the process; what it was doing is lost."""
        self._closed = True
        if self._process:
            self._process.end()

    def _attempt(self, part: AnyPart, done: dict[int, PageRecord], deaths: Counter[int]) -> bool:
        """Check what is not done, up to the end (then True) or up to where the process dies."""
        process = self._running()
        process.send(Order(part, tuple(sorted(done))))
        rest = Begun(max(done, default=-1) + 1, f"{part.where}, the rest")
        begun, at = rest, time.monotonic()
        while True:
            message = process.receive(self._limits.seconds * PATIENCE + GRACE)
            if isinstance(message, Begun):
                begun, at = message, time.monotonic()
            elif isinstance(message, Done):
                done[message.number] = message.page
                rest = Begun(message.number + 1, rest.address)
            elif isinstance(message, Finished):
                if message.failure:
                    done[rest.number] = PageRecord(rest.address, "set-aside", message.failure)
                return True
            else:
                break
        endless = time.monotonic() - at >= self._limits.seconds
        reason = self._mourn(process, endless)
        deaths[begun.number] += 1
        # A process may be ended for no fault of its page (short memory, a person): it gets a second chance.
        if endless or deaths[begun.number] > 1:
            done[begun.number] = PageRecord(begun.address, "set-aside", reason)
            return begun is rest
        return False

    def _running(self) -> _Process:
        if self._process is None:
            process = self._process = _Process(self._start)
            # Not started where `close` came between.
            if not self._closed and not isinstance(process.receive(STARTING), Finished):
                last = process.end()
                raise LaneError(f"a checking process does not start{f': {last}' if last else ''}")
        if self._closed:
            self._process.end()
            raise ClosedError
        return self._process

    def _mourn(self, process: _Process, endless: bool) -> str:
        """Why a process died; the next attempt starts another."""
        process.end()
        if self._closed:
            raise ClosedError
        self._process = None
        if endless:
            return f"its check did not end within {self._limits.seconds:g} s"
        return f"its check crashed ({_cause(process.code)})"


class _Process:
    """A running `freshlint.audit.process`, read by a thread so that waiting for it can end."""

    def __init__(self, start: Start) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `end`)
        self._process = subprocess.Popen(
            # -P: the working directory, which may be anybody's checkout, brings no module.
            [sys.executable, "-P", "-m", "freshlint.audit.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._orders: Frames[ToProcess] = Frames(self._process.stdin, ToProcess)  # type: ignore[arg-type]
        self._answers: Frames[FromProcess] = Frames(self._process.stdout, FromProcess)  # type: ignore[arg-type]
        self._arrived: queue.SimpleQueue[FromProcess | None] = queue.SimpleQueue()
        self._ending = threading.Lock()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.send(start)

    @property
    def code(self) -> int | None:
        """Its exit code, once it has ended."""
        return self._process.returncode

    def send(self, message: ToProcess) -> None:
        """Tell it; where it is gone, `receive` will say so."""
        with contextlib.suppress(OSError):
            self._orders.send(message)

    def receive(self, seconds: float) -> FromProcess | None:
        """What it says next; None where it says nothing in that time, or is gone."""
        try:
            return self._arrived.get(timeout=seconds)
        except queue.Empty:
            return None

    def end(self) -> str:
        """End it, if it has not ended, and give the last line that it wrote to stderr."""
        with self._ending:
            self._process.kill()
            self._process.wait()
            self._reader.join()
            if self._errors.closed:
                return ""
            self._errors.seek(0)
            lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
            for stream in (self._process.stdin, self._process.stdout, self._errors):
                with contextlib.suppress(OSError):
                    stream.close()  # type: ignore[union-attr]
            return lines[-1] if lines else ""

    def _read(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                message = self._answers.receive()
                self._arrived.put(message)
                if message is not None:
                    continue
            return


def _cause(code: int | None) -> str:
    if code is not None and code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"
