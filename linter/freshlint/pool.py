"""Many pieces of work in processes, the largest first; a piece that ends its process is told apart from the others."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, NamedTuple, TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")
# So much work goes to a process at once: little enough to keep all busy to the end, enough to be worth the way.
_BATCH = 256 * 1024


class Start(NamedTuple):
    """What each process calls first."""

    function: Callable[..., None]
    arguments: tuple[Any, ...]


def in_processes(
    start: Start, work: Callable[[Piece], Made], pieces: Sequence[tuple[Piece, int]], jobs: int
) -> Iterator[tuple[Piece, Made | None]]:
    """Each piece, given with its size, and what was made of it, in no order; None where it ended its process."""
    lost: list[Piece] = []
    with _pool(start, jobs) as pool:
        waiting = {pool.submit(_all_of, work, batch): batch for batch in _batches(pieces)}
        try:
            for future in as_completed(waiting):
                batch = waiting.pop(future)
                try:
                    yield from zip(batch, future.result(), strict=True)
                except BrokenProcessPool:
                    lost += batch
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    while lost:
        yield from _one_by_one(start, work, lost)


def _one_by_one(
    start: Start, work: Callable[[Piece], Made], lost: list[Piece]
) -> Iterator[tuple[Piece, Made | None]]:
    """Takes from the list up to the first piece that ends its process."""
    with _pool(start, 1) as pool:
        while lost:
            piece = lost.pop()
            try:
                yield piece, pool.submit(work, piece).result()
            except BrokenProcessPool:
                yield piece, None
                return


def _pool(start: Start, jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_begin, initargs=(start,))


def _begin(start: Start) -> None:
    # An interrupt is for the program that started this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    start.function(*start.arguments)


def _all_of(work: Callable[[Piece], Made], batch: Sequence[Piece]) -> list[Made]:
    return [work(piece) for piece in batch]


def _batches(pieces: Sequence[tuple[Piece, int]]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    held = 0
    for piece, size in sorted(pieces, key=lambda row: -row[1]):
        batch.append(piece)
        held += size
        if held >= _BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
