"""A time limit for what runs in this thread: when it is over, `OutOfTime` is raised wherever the thread is.

The main thread is told by a signal, which also ends a search by a regular expression; other threads, and Windows,
by the interpreter, which ends only what is written in Python.
"""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from freshlint.errors import OutOfTime

# What one page may take to be checked, in seconds.
PAGE = 60.0
# What nobody can interrupt is ended, with its process, after so many times the limit.
PATIENCE = 1.5


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises OutOfTime in the body once `seconds` are over, and again each time that they are over once more."""
    in_main = threading.current_thread() is threading.main_thread()
    if in_main and hasattr(signal, "setitimer"):
        with _alarmed(seconds):
            yield
    else:
        with _interrupted(seconds):
            yield


@contextmanager
def _alarmed(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise OutOfTime(seconds)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _interrupted(seconds: float) -> Iterator[None]:
    thread = threading.get_ident()
    ended = threading.Event()
    # The interpreter makes the exception, so the limit is of its class.
    kind = type("OutOfTime", (OutOfTime,), {"__init__": lambda self: OutOfTime.__init__(self, seconds)})

    def watch() -> None:
        while not ended.wait(seconds):
            _raise_in(thread, kind)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
        _raise_in(thread, None)  # takes back what has not been raised yet


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), ctypes.py_object(kind) if kind else None
    )
