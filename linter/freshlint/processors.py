"""How a run takes what the machine has: processors and memory."""

from __future__ import annotations

import gc
import os


def processors() -> int:
    """How many processes can run at once for this one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def collect_seldom() -> None:
    """Look for cyclic garbage less often: a page's objects live to its end, and looking costs a fifth."""
    gc.set_threshold(50_000, 20, 50)
