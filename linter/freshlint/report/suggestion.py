"""Fixes as review tools take them: one replacement for all fixes that touch the same lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from freshlint.finding import Edit, Finding
from freshlint.fix.apply import apply_edits, select_fixes
from freshlint.report.columns import Places
from freshlint.report.model import PageReport
from freshlint.source import Span


@dataclass(frozen=True)
class Suggestion:
    """Replace `span` by `text`. `leader` is the index of the finding that shows it."""

    leader: int
    span: Span
    text: str


def suggestions(page: PageReport, unsafe: bool, places: Places) -> Mapping[int, Suggestion]:
    """By the index of every finding that is mended: the suggestion that mends it.

    Suggestions share no line, so that any of them can be taken without the others; taking all does what one
    round of fixing does. `unsafe` also takes fixes that need a reader.
    """
    chosen = {id(finding) for finding in select_fixes(page.findings, unsafe)}
    fixed = [
        (*_lines(finding, places), [index])
        for index, finding in enumerate(page.findings)
        if id(finding) in chosen
    ]
    groups: list[tuple[int, int, list[int]]] = []
    for first, last, indices in sorted(fixed):
        if groups and first <= groups[-1][1]:
            start, end, together = groups[-1]
            groups[-1] = (start, max(end, last), together + indices)
        else:
            groups.append((first, last, indices))
    found = {}
    for _, _, indices in groups:
        suggestion = _suggestion(page, indices)
        found.update(dict.fromkeys(indices, suggestion))
    return found


def _suggestion(page: PageReport, indices: Sequence[int]) -> Suggestion:
    edits = [edit for index in indices for edit in _edits(page.findings[index])]
    start, end = min(edit.start for edit in edits), max(edit.end for edit in edits)
    moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
    text = apply_edits(page.source.text[start:end], moved)
    return Suggestion(min(indices), Span(start, end), text)


def _lines(finding: Finding, places: Places) -> tuple[int, int]:
    edits = _edits(finding)
    first = min(edit.start for edit in edits)
    last = max(edit.end for edit in edits)
    return places.position(first).line, places.position(last).line


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix else ()
