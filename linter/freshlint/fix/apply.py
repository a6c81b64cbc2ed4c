"""Which fixes go together, and the text after them."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

from freshlint.finding import Applicability, Edit, Finding


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with every edit made; an edit that is given twice counts once.

    Raises ValueError for edits outside the text and for two that change the same characters.
    """
    parts: list[str] = []
    at = 0
    for edit in check_edits(edits, len(text)):
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join([*parts, text[at:]])


def check_edits(edits: Iterable[Edit], length: int) -> list[Edit]:
    """The edits of a text of this length, each once and in order. Raises ValueError as `apply_edits`."""
    ordered = sorted(set(edits))
    at = 0
    for edit in ordered:
        if not at <= edit.start <= edit.end <= length:
            raise ValueError(f"edit [{edit.start}:{edit.end}] overlaps another or leaves the text")
        at = edit.end
    return ordered


def select_fixes(findings: Iterable[Finding], unsafe: bool) -> list[Finding]:
    """The findings of one page whose fixes can be made together, in page order.

    Higher confidence goes first, then safe before unsafe, then what stands first on the page. A fix is taken
    with all its edits or not at all. `unsafe` also admits fixes that need a reader.
    """
    wanted = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    chosen = EditSet()
    taken = []
    for finding in sorted(findings, key=_precedence):
        fix = finding.fix
        if fix is not None and fix.edits and fix.applicability in wanted and chosen.add(fix.edits):
            taken.append(finding)
    return sorted(taken, key=lambda finding: finding.span)


def _precedence(finding: Finding) -> tuple[int, bool, int]:
    unsafe = finding.fix is not None and finding.fix.applicability is Applicability.UNSAFE
    return (-finding.confidence, unsafe, finding.span.start)


class EditSet:
    """Edits that do not disturb each other, sorted."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []

    def add(self, edits: Sequence[Edit]) -> bool:
        """Take all of them, or none where one overlaps an edit that is here and differs from it."""
        new = sorted(set(edits))
        if any(self._disturbs(edit) for edit in new):
            return False
        for edit in new:
            at = bisect.bisect_left(self._edits, edit)
            if at == len(self._edits) or self._edits[at] != edit:
                self._edits.insert(at, edit)
        return True

    def _disturbs(self, edit: Edit) -> bool:
        # Edits here do not overlap, so only neighbours can: insertions at one place stand side by side.
        at = bisect.bisect_left(self._edits, edit)
        before = at - 1
        while before >= 0 and self._edits[before].start == edit.start:
            if _overlap(self._edits[before], edit):
                return True
            before -= 1
        if before >= 0 and _overlap(self._edits[before], edit):
            return True
        while at < len(self._edits) and self._edits[at].start <= edit.end:
            if _overlap(self._edits[at], edit):
                return True
            at += 1
        return False


def _overlap(one: Edit, other: Edit) -> bool:
    return one != other and one.start < other.end and other.start < one.end
