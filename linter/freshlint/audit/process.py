"""The process that checks pages for an audit: `python -m freshlint.audit.process`, orders on stdin, pages on stdout.

It may be killed at any moment: it keeps nothing. A page that takes too long is told so, and the rule that it was
in is named; where it never comes back from a library, it ends the process, by a clock outside of the interpreter.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from typing import BinaryIO

from freshlint.audit.judge import judge, storable
from freshlint.audit.wire import Begun, Done, Finished, Frames, FromProcess, Order, Start, ToProcess
from freshlint.limit import PATIENCE, within
from freshlint.page import Checker
from freshlint.run import internal_error


def main() -> None:
    """Serve orders until stdin ends."""
    # An interrupt of the audit is for the audit, which then ends its processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders: Frames[ToProcess] = Frames(sys.stdin.buffer, ToProcess)
    answers: Frames[FromProcess] = Frames(_own_stdout(), FromProcess)
    start = orders.receive()
    if not isinstance(start, Start):
        return
    _limit_memory(start.memory)
    checker = start.basis.checker()
    # The first page should not pay for what is built when it is first asked for.
    _ = checker.knowledge.index, checker.knowledge.lexicons
    answers.send(Finished())
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 (a device)
        while isinstance(order := orders.receive(), Order):
            answers.send(_serve(order, checker, answers, start.seconds, nowhere.fileno()))


def _serve(
    order: Order, checker: Checker, answers: Frames[FromProcess], seconds: float, nowhere: int
) -> Finished:
    skip = frozenset(order.skip)
    try:
        for number, page in enumerate(order.part.pages()):
            if number in skip:
                continue
            answers.send(Begun(number, storable(page.address)))
            faulthandler.dump_traceback_later(seconds * PATIENCE, exit=True, file=nowhere)
            with within(seconds):
                record = judge(checker, page)
            faulthandler.cancel_dump_traceback_later()
            # Sent together with what begins next.
            answers.send(Done(number, record), flush=False)
    except Exception as error:  # noqa: BLE001 (the source's own mistakes belong to this part, not to the run)
        faulthandler.cancel_dump_traceback_later()
        return Finished(storable(internal_error(error)))
    return Finished()


def _own_stdout() -> BinaryIO:
    """Stdout for frames alone: what libraries print goes to stderr."""
    kept = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(kept, "wb")


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = size if most == resource.RLIM_INFINITY else min(size, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    main()
