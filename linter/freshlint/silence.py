"""A comment that silences one finding, written where its page can hold it. Pure.

Places are tried from the clearest to the narrowest; one counts only if the page, read again, has the same texts and
the comment silences the finding and nothing of another rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from freshlint import engine
from freshlint.document.code.syntax import find_syntax
from freshlint.document.model import Block, Document, Kind
from freshlint.finding import Edit, Finding
from freshlint.fix.apply import apply_edits
from freshlint.source import Source

_FRAMES = {"mdx": ("{/* ", " */}")}
_PLAIN = ("<!-- ", " -->")
_INDENT = re.compile(r"[ \t>]*")
# What would end a comment, or start a line.
_BREAKS_OUT = re.compile(r"--|\*/|[\r\n\x00-\x1f{}<>]")


def is_reason(text: str) -> bool:
    """Whether a text can stand in any comment as the reason."""
    return bool(text.strip()) and not _BREAKS_OUT.search(text)


def silencing(
    source: Source, finding: Finding, reason: str, check: Callable[[Source], Sequence[Finding]]
) -> Edit | None:
    """The edit that silences a finding, `check` being what finds; None where the page has no place for a comment."""
    document = engine.read(source)
    before = check(source)
    for edit in _places(document, finding, reason):
        changed = replace(source, text=apply_edits(source.text, [edit]))
        if _texts(engine.read(changed)) == _texts(document) and _silences(before, check(changed), finding):
            return edit
    return None


def _silences(before: Sequence[Finding], after: Sequence[Finding], finding: Finding) -> bool:
    others = [each.likeness for each in before if each.rule != finding.rule]
    same = [each for each in before if each.rule == finding.rule]
    return (
        len([each for each in after if each.rule == finding.rule]) < len(same)
        and [each.likeness for each in after if each.rule != finding.rule] == others
    )


def _texts(document: Document) -> list[tuple[Kind, str, str]]:
    return [(block.kind, block.key, _words(block)) for block in document.blocks]


def _words(block: Block) -> str:
    lines = block.text.splitlines()
    if block.kind is Kind.CODE:
        # In code the comment stands in the block's own text.
        lines = [line for line in lines if "freshlint-disable" not in line]
    return " ".join(" ".join(lines).split())


def _places(document: Document, finding: Finding, reason: str) -> Iterator[Edit]:
    source = document.source
    block = _block(document, finding)
    newline = "\r\n" if "\r\n" in source.text else "\n"
    following = f"freshlint-disable-next-line {finding.rule}: {reason}"
    line = source.position(finding.span.start).line
    if block is not None and block.kind is Kind.FRONT_MATTER:
        yield _above(source, line, f"# {following}", newline)
    if block is not None and block.kind is Kind.CODE:
        syntax = find_syntax(block.syntax)
        if syntax is not None and syntax.comment:
            yield _above(source, line, f"{syntax.comment} {following}", newline)
        return
    opening, closing = _FRAMES.get(document.format, _PLAIN)
    if block is not None:
        yield _above(source, _first_line(source, block), f"{opening}{following}{closing}", newline)
    end = source.line_starts[line - 1] + len(source.line(line))
    here = f"freshlint-disable-line {finding.rule}: {reason}"
    yield Edit(end, end, f" {opening}{here}{closing}")
    yield _above(source, line, f"{opening}{following}{closing}", newline)


def _block(document: Document, finding: Finding) -> Block | None:
    holding = [block for block in document.blocks if block.span.contains(finding.span)]
    return min(holding, key=lambda block: block.span.end - block.span.start, default=None)


def _first_line(source: Source, block: Block) -> int:
    """Where a block begins, or the table around it."""
    span = block.cell.table.span if block.cell else block.span
    return source.position(span.start).line


def _above(source: Source, line: int, comment: str, newline: str) -> Edit:
    start = source.line_starts[line - 1]
    indent = _INDENT.match(source.text, start)
    return Edit(start, start, f"{indent[0] if indent else ''}{comment}{newline}")
