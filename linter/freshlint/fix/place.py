"""Where a change of a block's text lands in the source, so that no inline markup is cut."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from freshlint.document.model import Block, Inline, Kind, Mark, MarkKind, Run
from freshlint.source import Source, Span

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)\b[^<>]*?(/?)>")
_VOID = frozenset({"br", "img", "wbr", "hr", "input", "area", "embed", "source", "track", "col"})
PROSE = frozenset({Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.DEFINITION})
# Nobody's words but the author's may be rewritten, and nothing but code belongs into code.
_UNTOUCHABLE = frozenset({MarkKind.CODE, MarkKind.QUOTE, MarkKind.STRIKE})
# How a mark begins at the end of the markup before it, and ends at the start of the markup behind it.
_TAG_OPENS, _TAG_CLOSES = r"<[A-Za-z][^<>]*>\s*\Z", r"\s*</[A-Za-z][^<>]*>"
_OPENS = {
    MarkKind.CODE: r"`+ ?\Z",
    MarkKind.STRONG: r"(?:\*\*|__)\Z",
    MarkKind.EMPHASIS: r"[*_]\Z",
    MarkKind.STRIKE: r"~~?\Z",
    MarkKind.LINK: r"\[\Z",
}
_CLOSES = {
    MarkKind.CODE: r" ?`+",
    MarkKind.STRONG: r"\*\*|__",
    MarkKind.EMPHASIS: r"[*_]",
    MarkKind.STRIKE: r"~~?",
    MarkKind.LINK: r"\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\]]*\])?",
}


def text_range(inline: Inline, span: Span) -> tuple[int, int] | None:
    """The part of a block's text that stands inside a span of the source; None where there is none."""
    parts = [part for run in inline.runs if (part := _inside(run, span)) is not None]
    return (parts[0][0], parts[-1][1]) if parts else None


def _inside(run: Run, span: Span) -> tuple[int, int] | None:
    if not run.literal:
        whole = span.start <= run.source_start and run.source_end <= span.end
        return (run.start, run.end) if whole else None
    start = max(run.source_start, span.start) - run.source_start + run.start
    end = min(run.source_end, span.end) - run.source_start + run.start
    return (start, end) if start < end else None


def exact_span(inline: Inline, start: int, end: int) -> Span | None:
    """The source of text[start:end] where it stands there in one piece, no markup or line prefix inside."""
    pieces = [run for run in inline.runs if run.start < end and start < run.end]
    joined = all(one.source_end == other.source_start for one, other in itertools.pairwise(pieces))
    return inline.span(start, end) if joined else None


def prose_span(source: Source, block: Block, start: int, end: int) -> Span | None:
    """The source of a stretch of prose with the markup that belongs to it; None where it would cut markup.

    Markup around the whole stretch stays, markup inside it goes with it.
    """
    inline = block.inline
    inner = []
    for mark in inline.marks_at(start, end):
        outer = mark.start <= start and end <= mark.end
        if (outer and mark.kind in _UNTOUCHABLE) or not (outer or start <= mark.start < mark.end <= end):
            return None
        if not outer:
            inner.append(mark)
    before, after = gap_before(block, start), gap_after(block, end)
    left = _opening(source.text[before.start : before.end], (m for m in inner if m.start == start))
    right = _closing(source.text[after.start : after.end], (m for m in inner if m.end == end))
    if left is None or right is None:
        return None
    return _balanced(source.text, Span(before.end - left, after.start + right), before.start, after.end)


def gap_before(block: Block, at: int) -> Span:
    """The markup between text[at] and what stands before it in the block."""
    start = block.inline.span(at, at + 1).start
    left = block.inline.span(at - 1, at).end if at else min(block.span.start, start)
    return Span(left, start)


def gap_after(block: Block, at: int) -> Span:
    """The markup between text[at - 1] and what follows in the block."""
    end = block.inline.span(at - 1, at).end
    text = block.inline.text
    right = block.inline.span(at, at + 1).start if at < len(text) else max(block.span.end, end)
    return Span(end, right)


def insertion_point(block: Block, at: int) -> tuple[int, int]:
    """(place in the source, place in the text) for words after text[:at], outside links and code."""
    inner = [mark for mark in block.inline.marks if mark.start < at <= mark.end]
    at = max((mark.end for mark in inner if mark.kind in (MarkKind.LINK, MarkKind.CODE)), default=at)
    if any(mark.end == at for mark in block.inline.marks):
        return gap_after(block, at).end, at
    return block.inline.span(at - 1, at).end, at


def _opening(gap: str, marks: Iterable[Mark]) -> int | None:
    """The length of the markup at the end of a gap that opens the marks; None where it cannot be told."""
    rest = gap
    for mark in sorted(marks, key=lambda mark: mark.end):
        found = re.search(_OPENS.get(mark.kind, _TAG_OPENS), rest) or re.search(_TAG_OPENS, rest)
        if found is None:
            return None
        rest = rest[: found.start()]
    return len(gap) - len(rest)


def _closing(gap: str, marks: Iterable[Mark]) -> int | None:
    at = 0
    for mark in sorted(marks, key=lambda mark: -mark.start):
        rest = gap[at:]
        found = re.match(_CLOSES.get(mark.kind, _TAG_CLOSES), rest) or re.match(_TAG_CLOSES, rest)
        if found is None:
            return None
        at += found.end()
    return at


def _balanced(text: str, span: Span, least: int, most: int) -> Span | None:
    """The span, with tags next to it whose other half stands inside; None where that leaves a tag alone."""
    closers, openers = _lone_tags(text[span.start : span.end])
    start, end = span
    for name in closers:
        found = re.search(rf"<{re.escape(name)}\b[^<>]*>\s*\Z", text[least:start], re.I)
        if found is None:
            return None
        start = least + found.start()
    for name in reversed(openers):
        found = re.compile(rf"\s*</{re.escape(name)}\s*>", re.I).match(text, end, most)
        if found is None:
            return None
        end = found.end()
    return Span(start, end)


def _lone_tags(source: str) -> tuple[list[str], list[str]]:
    """Names of closing tags that nothing opens, and of opening tags that nothing closes, in their order."""
    closers: list[str] = []
    openers: list[str] = []
    for closing, name, empty in _TAG.findall(source):
        name = name.lower()
        if not closing:
            if not empty and name not in _VOID:
                openers.append(name)
        elif openers and openers[-1] == name:
            openers.pop()
        else:
            closers.append(name)
    return closers, openers
