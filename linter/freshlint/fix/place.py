"""Where a change of a block's text lands in the source, so that no inline markup is cut."""

from __future__ import annotations

import itertools
import re

from freshlint.document.model import Block, Inline, MarkKind, Run
from freshlint.source import Source, Span

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)\b[^<>]*?(/?)>")
_VOID = frozenset({"br", "img", "wbr", "hr", "input", "area", "embed", "source", "track", "col"})
# Nobody's words but the author's may be rewritten, and nothing but code belongs into code.
_UNTOUCHABLE = frozenset({MarkKind.CODE, MarkKind.QUOTE, MarkKind.STRIKE})


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
    """The source of text[start:end] where it stands there in one piece, markup and line prefixes excluded."""
    span = inline.span(start, end)
    pieces = [run for run in inline.runs if run.start < end and start < run.end]
    joined = all(one.source_end == other.source_start for one, other in itertools.pairwise(pieces))
    return span if joined else None


def prose_span(source: Source, block: Block, start: int, end: int) -> Span | None:
    """The source of a stretch of prose with the markup that belongs to it; None where it would cut markup.

    Markup around the whole stretch stays, markup inside it goes with it.
    """
    inline = block.inline
    before, after = False, False
    for mark in inline.marks_at(start, end):
        outer = mark.start <= start and end <= mark.end
        if outer and mark.kind in _UNTOUCHABLE:
            return None
        if outer:
            continue
        if mark.start < start or end < mark.end:
            return None
        before, after = before or mark.start == start, after or mark.end == end
    tight = inline.span(start, end)
    span = Span(
        gap_before(block, start).start if before else tight.start,
        gap_after(block, end).end if after else tight.end,
    )
    return span if _balanced(source.text[span.start : span.end]) else None


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


def _balanced(source: str) -> bool:
    open_tags: list[str] = []
    for closing, name, empty in _TAG.findall(source):
        if closing:
            if not open_tags or open_tags.pop() != name.lower():
                return False
        elif not empty and name.lower() not in _VOID:
            open_tags.append(name.lower())
    return not open_tags
