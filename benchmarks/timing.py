"""How long a command takes and how much memory it holds, as the median of some runs."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

# Nothing found, something found or not read; codespell says with 65 that it found something.
_ENDS = (0, 1, 2, 65)


class Cost(NamedTuple):
    """Seconds on the wall, seconds of all processors, and the peak of the command's own process in MB."""

    wall: float
    processor: float
    memory: float


def cost(
    command: Sequence[str],
    repeat: int,
    cache: Path,
    folder: Path | None = None,
    before: Callable[[], None] = lambda: None,
) -> Cost:
    """The median of runs after one that warms the machine; `before` is called before each."""
    runs = []
    for number in range(repeat + 1):
        before()
        run = _once(command, cache, folder)
        if number or repeat == 0:
            runs.append(run)
    return Cost(*(statistics.median(column) for column in zip(*runs, strict=True)))


def _once(command: Sequence[str], cache: Path, folder: Path | None) -> Cost:
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={**kept, "FRESHLINT_CACHE_DIR": str(cache)},
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in _ENDS:
        raise RuntimeError(f"{command[:3]} ended with {process.returncode}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
