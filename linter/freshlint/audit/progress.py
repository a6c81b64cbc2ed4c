"""How far an audit is, on stderr: a bar with rate and time left on a terminal, a few lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Never, Self

from tqdm import tqdm

from freshlint.audit.records import PartRecord
from freshlint.audit.sources.kinds import AnyPart
from freshlint.audit.store.runs import OpenRun


class Progress:
    """A watcher of an audit. Pages count, for people think in pages; a source need not know them beforehand."""

    def __init__(self) -> None:
        self._bar: tqdm[Never] = tqdm(
            total=0,
            unit=" pages",
            disable=not sys.stderr.isatty(),
            bar_format="{l_bar}{bar}| {n_fmt}/{total_fmt}{unit} [{elapsed}<{remaining}, {rate_fmt}{postfix}]",
        )
        self._findings = 0
        self.failures = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()
        if kind is KeyboardInterrupt:
            _tell("what is done is kept: the same command goes on from there")

    def begun(self, run: OpenRun) -> None:
        """Says where a run is gone on with."""
        if run.done:
            _tell(f"going on with run {run.id}, begun {run.started}, as of {run.as_of}")

    def listed(self, part: AnyPart, done: bool) -> None:
        """More pages to come; what is done already counts towards no rate."""
        if done:
            return
        self._expect(part.count)

    def checked(self, part: AnyPart, record: PartRecord) -> None:
        """Pages are done."""
        self.counted(part, len(record.pages), sum(len(page.findings) for page in record.pages))

    def counted(self, part: AnyPart, pages: int, findings: int) -> None:
        """So many pages of a part are done, with so many findings."""
        # A source may have guessed how many pages a part has.
        self._expect(pages - part.count)
        self._findings += findings
        self._bar.set_postfix_str(f"{self._findings} findings", refresh=False)
        self._bar.update(pages)

    def failed(self, reason: str) -> None:
        """What is found on all pages together lacks a rule's word."""
        self.failures += 1
        _tell(f"error: {reason}")

    def _expect(self, pages: int) -> None:
        self._bar.total = (self._bar.total or 0) + pages


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
