"""Kills a bulk fix at random moments and looks at every file: `python -m tests.writing.killing --times 1000 --seed 1`.

The fixing process is forked once it is warm, so that the moments fall into the fixing and not into the start.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from freshlint import setup
from freshlint.config import Config, ConfigFile
from freshlint.discovery import Found
from freshlint.run import Fixing
from freshlint.storage import Disk

PAGES = 24
_ASKED = setup.Asked(as_of=date(2026, 4, 22))


class Tally(NamedTuple):
    """How many files stood old, new, and torn after all kills; `between` of the kills hit a half-fixed folder."""

    old: int
    new: int
    torn: int
    between: int
    left: int


def old(number: int) -> bytes:
    """A stale page; each has a length of its own, so that a torn one cannot be taken for another."""
    return b"# Prices\n\nImage output of gpt-image-2 costs $40 per 1M tokens.\n" + b"Words.\n" * (number * 7)


def kill_often(times: int, seed: int, folder: Path) -> Tally:
    """Fix `PAGES` pages `times` times, each time killed at a moment of its own."""
    moments = random.Random(seed)
    paths = [folder / f"page-{number}.md" for number in range(PAGES)]
    fix = _fixer(folder, paths)
    _reset(paths)
    fix()  # the first one builds what later ones use
    _reset(paths)
    longest = _seconds(fix)
    fixed = [path.read_bytes() for path in paths]
    assert all(new != old(number) for number, new in enumerate(fixed))
    seen: Counter[str] = Counter()
    between = 0
    for _ in range(times):
        _reset(paths)
        _kill(fix, moments.uniform(0, longest))
        states = [_state(path, old(number), fixed[number]) for number, path in enumerate(paths)]
        seen.update(states)
        between += len(set(states)) > 1
    left = sum(path not in paths for path in folder.iterdir())
    return Tally(seen["old"], seen["new"], seen["torn"], between, left)


def _fixer(folder: Path, paths: list[Path]) -> Callable[[], None]:
    run = setup.prepare(ConfigFile(Config(), folder, isolated=True), _ASKED, Fixing(write=True))
    run = replace(run, storage=Disk(folder))
    _ = run.checker.knowledge.index, run.checker.knowledge.lexicons
    return lambda: _must_be_clean(run.check(Found(tuple(paths))).errors)


def _must_be_clean(errors: object) -> None:
    assert not errors, errors


def _reset(paths: list[Path]) -> None:
    for number, path in enumerate(paths):
        path.write_bytes(old(number))


def _seconds(fix: Callable[[], None]) -> float:
    """How long an undisturbed fix takes."""
    began = time.monotonic()
    child = _forked(fix)
    _, status = os.waitpid(child, 0)
    assert status == 0
    return time.monotonic() - began


def _kill(fix: Callable[[], None], after: float) -> None:
    child = _forked(fix)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _forked(fix: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            fix()
            code = 0
        finally:
            os._exit(code)
    return child


def _state(path: Path, before: bytes, after: bytes) -> str:
    found = path.read_bytes()
    return "old" if found == before else "new" if found == after else "torn"


def main() -> None:
    """Prints the tally; exits with 1 where a file was torn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_often(given.times, given.seed, Path(folder))
    print(f"{given.times} kills of a fix of {PAGES} files, seed {given.seed}: {tally}")
    sys.exit(1 if tally.torn else 0)


if __name__ == "__main__":
    main()
