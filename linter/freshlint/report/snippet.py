"""A place in a source as a person reads it: the line with carets under it; a fix as lines with - and +."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from freshlint.finding import Edit
from freshlint.fix.apply import apply_edits
from freshlint.report.escape import printable, width
from freshlint.source import Source, Span

LINE_WIDTH = 110
LINES_SHOWN = 4
SHARED = 50
_CUT = "…"


def carets(source: Source, span: Span) -> Iterator[tuple[int, str, str]]:
    """(line number, line, carets below it) of each line of a span; the first LINES_SHOWN of them."""
    first, column = source.position(span.start)
    last, end_column = source.position(max(span.end - 1, span.start))
    for number in range(first, min(last, first + LINES_SHOWN - 1) + 1):
        line = source.line(number)
        start = column - 1 if number == first else len(line) - len(line.lstrip())
        end = end_column if number == last else len(line)
        if start < end or first == last:
            yield number, *_marked(line, start, end)


def changes(source: Source, edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """("-", line) and ("+", line) of the lines that the edits change, long lines cut to what differs."""
    for group in _neighbours(source, edits):
        first = source.position(group[0].start).line
        last = source.position(group[-1].end).line
        begin = source.line_starts[first - 1]
        end = source.line_starts[last - 1] + len(source.line(last))
        moved = [Edit(edit.start - begin, edit.end - begin, edit.text) for edit in group]
        old = source.text[begin:end]
        old_lines, new_lines = old.splitlines(), apply_edits(old, moved).splitlines()
        while old_lines and new_lines and old_lines[-1] == new_lines[-1]:
            old_lines.pop(), new_lines.pop()
        while old_lines and new_lines and old_lines[0] == new_lines[0]:
            old_lines.pop(0), new_lines.pop(0)
        if len(old_lines) == len(new_lines) == 1:
            old_lines[0], new_lines[0] = _cut_alike(old_lines[0], new_lines[0])
        yield from (("-", printable(line)) for line in old_lines)
        yield from (("+", printable(line)) for line in new_lines)


def _marked(line: str, start: int, end: int) -> tuple[str, str]:
    """The line cut to a window around [start, end), and the carets below."""
    left, right = 0, len(line)
    if width(line) > LINE_WIDTH:
        room = max(LINE_WIDTH - (end - start), 40) // 2
        left, right = max(start - room, 0), min(end + room, len(line))
    head = (_CUT if left else "") + line[left:start]
    tail = line[end:right] + (_CUT if right < len(line) else "")
    shown = head + line[start:end] + tail
    return printable(shown), " " * width(head) + "^" * max(width(line[start:end]), 1)


def _neighbours(source: Source, edits: Sequence[Edit]) -> list[list[Edit]]:
    """Edits grouped where they touch the same lines."""
    groups: list[list[Edit]] = []
    for edit in sorted(set(edits)):
        line = source.position(edit.start).line
        if groups and source.position(groups[-1][-1].end).line >= line:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _cut_alike(old: str, new: str) -> tuple[str, str]:
    """Two long lines without most of what they share at both ends."""
    if max(width(old), width(new)) <= LINE_WIDTH:
        return old, new
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - head) if old[-1 - i] != new[-1 - i]), shorter - head)
    left, right = max(head - SHARED, 0), max(tail - SHARED, 0)
    return tuple(  # type: ignore[return-value]
        (_CUT if left else "") + line[left : len(line) - right] + (_CUT if right else "")
        for line in (old, new)
    )
