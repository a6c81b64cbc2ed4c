"""The engine of one machine: as many lanes as it has cores, fed one part at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterable

from freshlint.audit.lane import ClosedError, Lane, Limits
from freshlint.audit.records import PartRecord
from freshlint.audit.sources.kinds import AnyPart
from freshlint.basis import Basis


def check_locally(
    parts: Iterable[AnyPart], basis: Basis, jobs: int, limits: Limits
) -> Generator[tuple[AnyPart, PartRecord]]:
    """Parts as they are done, in any order. When the caller stops asking, all processes end."""
    # Few wait: memory stays flat, and little is lost when the run is interrupted.
    orders: queue.Queue[AnyPart | None] = queue.Queue(maxsize=jobs)
    answers: queue.SimpleQueue[tuple[AnyPart, PartRecord] | Exception] = queue.SimpleQueue()
    lanes = [Lane(basis, limits) for _ in range(jobs)]
    threads = [threading.Thread(target=_work, args=(lane, orders, answers), daemon=True) for lane in lanes]
    for thread in threads:
        thread.start()
    waiting = 0
    try:
        for part in parts:
            while orders.full() or not answers.empty():
                yield _result(answers)
                waiting -= 1
            orders.put(part)
            waiting += 1
        while waiting:
            yield _result(answers)
            waiting -= 1
    finally:
        for lane in lanes:
            lane.close()
        _drain(orders, jobs)
        for thread in threads:
            thread.join()


def _work(
    lane: Lane,
    orders: queue.Queue[AnyPart | None],
    answers: queue.SimpleQueue[tuple[AnyPart, PartRecord] | Exception],
) -> None:
    while (part := orders.get()) is not None:
        try:
            answers.put((part, lane.check(part)))
        except ClosedError:
            return
        except Exception as error:  # noqa: BLE001 (raised again in the caller's thread)
            answers.put(error)


def _result(
    answers: queue.SimpleQueue[tuple[AnyPart, PartRecord] | Exception],
) -> tuple[AnyPart, PartRecord]:
    found = answers.get()
    if isinstance(found, tuple):
        return found
    raise found


def _drain(orders: queue.Queue[AnyPart | None], jobs: int) -> None:
    """Take back what no lane has begun, then tell every lane that there is no more."""
    try:
        while True:
            orders.get_nowait()
    except queue.Empty:
        pass
    for _ in range(jobs):
        orders.put(None)
