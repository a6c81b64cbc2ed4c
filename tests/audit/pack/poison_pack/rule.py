"""Dies, hangs or dawdles where a page says so."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable

from freshlint.claim import Claim
from freshlint.document.model import Document
from freshlint.facts.view import FactsView
from freshlint.rule import PageJudgement, PageRule


class Poison(PageRule):
    """Finds nothing."""

    id = "poison"
    summary = "does what a page asks for"

    def check(
        self, document: Document, claims: tuple[Claim, ...], view: FactsView
    ) -> Iterable[PageJudgement]:
        """Obeys."""
        yield from ()
        text = document.source.text
        if "CRASH" in text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "PARENT" in text:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(60)
        if "EXIT" in text:
            os._exit(7)
        if "HANG" in text:
            re.match(r"(a+)+b", "a" * 60)  # holds the interpreter's lock for ages
        if "RAISE" in text:
            raise ValueError("a \x1b[31mbroken\n::error::rule")
        if "LOOP" in text:
            while True:
                time.sleep(0.01)
        if "EATER" in text:
            bytearray(64 * 1024**3)
        if "SLOW" in text:
            time.sleep(0.02)
