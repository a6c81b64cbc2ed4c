"""Findings that the author has silenced, and notices about silencing that is unused, expired or unexplained.

    <!-- freshlint-disable-next-line price: our own rate, until=2026-12-31 -->

The end of the first word says what is covered: `-next-line` the block (or line of code) that comes next,
before a table the whole table; `-line` the line of the comment; `-file` the file; `freshlint-disable` alone
everything up to `freshlint-enable`. Rule ids are separated by commas; without one, or with `all`, every rule is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from freshlint.claim import Confidence
from freshlint.document.model import Block, Comment, Document, Kind
from freshlint.finding import Finding, Severity
from freshlint.source import Source, Span

RULE = "unused-suppression"
ALL = "all"

_DIRECTIVE = re.compile(
    r"\s*freshlint-(?P<verb>disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])"
    r"(?P<rules>[^:]*)(?::(?P<reason>.*))?",
    re.S,
)
_NO_VERB = "is none: write disable-next-line, disable-line, disable, enable or disable-file behind freshlint-"
_UNTIL = re.compile(r"(?:^|[\s,;])until\s*=\s*(?P<day>[^\s,;]*)")
_CODE_COMMENT = re.compile(
    r"(?:#|//|--|;+|%|/\*|<!--|\{/\*)[ \t]*(?P<text>freshlint-(?:disable|enable)[^\n]*?)"
    r"[ \t]*(?:\*/\}?|-->)?[ \t]*$",
    re.M,
)
_PROSE_SYNTAXES = frozenset({"", "text", "txt", "plaintext", "md", "markdown", "mdx"})
_TAGS_ONLY = re.compile(r"\s*(?:</?[A-Za-z][^<>]*>\s*)+")


@dataclass(frozen=True)
class Directive:
    """One comment. `covers` is the source it speaks of; `rules` empty means all."""

    span: Span
    covers: Span
    rules: tuple[str, ...]
    explained: bool = True
    until: date | None = None
    flaw: str = ""

    def silences(self, finding: Finding) -> bool:
        """Whether the finding is one that this comment speaks of."""
        in_place = self.covers.overlaps(finding.span)
        return in_place and (not self.rules or finding.rule in self.rules)


def suppress(
    document: Document,
    findings: Sequence[Finding],
    as_of: date,
    selected: Iterable[str],
    known: Iterable[str] = (),
) -> tuple[list[Finding], list[Finding]]:
    """The findings that stay, and notices about the comments themselves.

    A comment that has expired on `as_of`, or whose day cannot be read, silences nothing. Only of the
    `selected` rules, which ran, can it be said that a comment is unused. A rule that is not among the `known`
    ones, where they are given, is a slip of the pen.
    """
    if "freshlint" not in document.source.text:
        return list(findings), []
    ran, ids = frozenset(selected), frozenset(known)
    directives = [*_directives(document), *_front_matter(document)]
    at_work = _at_work(directives, as_of)
    kept: list[Finding] = []
    used: set[tuple[Directive, str]] = set()
    for finding in findings:
        silencers = [directive for directive in at_work if directive.silences(finding)]
        used.update((directive, finding.rule) for directive in silencers)
        if not silencers:
            kept.append(finding)
    notices = []
    for directive in directives:
        did = {rule for each, rule in used if each == directive}
        message = _misspelt(directive, ids) or _complaint(directive, as_of, ran, did)
        if message:
            notices.append(_notice(document.source, directive, message))
    return kept, notices


def silencers(document: Document, finding: Finding, as_of: date) -> list[Span]:
    """The comments that silence a finding on a day."""
    return [each.span for each in silencing(document, as_of) if each.silences(finding)]


def silencing(document: Document, as_of: date) -> list[Directive]:
    """The comments that silence anything on a day."""
    if "freshlint" not in document.source.text:
        return []
    return _at_work([*_directives(document), *_front_matter(document)], as_of)


def _at_work(directives: Iterable[Directive], as_of: date) -> list[Directive]:
    return [each for each in directives if not each.flaw and not _expired(each, as_of)]


def _expired(directive: Directive, as_of: date) -> bool:
    return directive.until is not None and directive.until < as_of


def _misspelt(directive: Directive, known: frozenset[str]) -> str:
    for rule in directive.rules:
        if known and rule not in known:
            near = get_close_matches(rule, known, 1)
            return f"names no rule {rule!r}" + (f": did you mean {near[0]!r}?" if near else "")
    return ""


def _complaint(directive: Directive, as_of: date, ran: frozenset[str], used: set[str]) -> str:
    if directive.flaw:
        return directive.flaw
    if _expired(directive, as_of):
        return f"expired on {directive.until}: mend what it hid, or say until when it holds"
    unused = [rule for rule in directive.rules if rule in ran and rule not in used]
    if unused or not (directive.rules or used):
        return f"silences nothing{' of ' + ', '.join(unused) if unused else ''}: remove it"
    if not directive.explained:
        return "gives no reason: write one after a colon, as in `price: our own rate, until=2026-12-31`"
    return ""


def _notice(source: Source, directive: Directive, message: str) -> Finding:
    return Finding(
        path=source.path,
        rule=RULE,
        severity=Severity.NOTICE,
        confidence=Confidence.HIGH,
        span=directive.span,
        text=source.text[slice(*directive.span)],
        message=f"this suppression {message}",
        role="body",
    )


def _front_matter(document: Document) -> Iterator[Directive]:
    """`freshlint: {ignore: [...]}` speaks of the whole file and needs no reason."""
    if not document.ignored:
        return
    text = document.source.text
    found = re.search(r"^[ \t]*[\"']?freshlint[\"']?\s*[:=.\]]", text, re.M)
    start = text.find("freshlint", found.start()) if found else 0
    rules = tuple(rule for rule in document.ignored if rule != ALL)
    if len(rules) < len(document.ignored):
        rules = ()
    yield Directive(Span(start, start + len("freshlint")), Span(0, len(text) + 1), rules)


def _directives(document: Document) -> Iterator[Directive]:
    comments = [(comment, None) for comment in document.comments]
    in_code = [(comment, block) for block in document.blocks for comment in _code_comments(block, document)]
    open_ranges: list[tuple[Comment, re.Match[str]]] = []
    for comment, code in sorted([*comments, *in_code], key=lambda pair: pair[0].span):
        found = _DIRECTIVE.match(comment.text)
        if found is None:
            if comment.text.lstrip().startswith("freshlint-"):
                yield Directive(comment.span, Span(comment.span.end, comment.span.end), (), flaw=_NO_VERB)
            continue
        match found["verb"]:
            case "disable":
                open_ranges.append((comment, found))
            case "enable":
                closed = [
                    pair for pair in open_ranges if not _rules(found) or _rules(pair[1]) == _rules(found)
                ]
                yield from (_directive(*pair, Span(pair[0].span.end, comment.span.start)) for pair in closed)
                open_ranges = [pair for pair in open_ranges if pair not in closed]
            case verb:
                yield _directive(comment, found, _covered(document, comment.span, verb, code))
    whole = len(document.source.text) + 1
    yield from (_directive(comment, found, Span(comment.span.end, whole)) for comment, found in open_ranges)


def _directive(comment: Comment, found: re.Match[str], covers: Span) -> Directive:
    reason = found["reason"] or ""
    until, flaw = None, ""
    if day := _UNTIL.search(reason):
        try:
            until = date.fromisoformat(day["day"])
        except ValueError:
            flaw = f"holds until {day['day']!r}, which is no day: write it as in until=2026-12-31"
    explained = bool(_UNTIL.sub("", reason).strip(" \t\n,;"))
    return Directive(comment.span, covers, _rules(found), explained, until, flaw)


def _rules(found: re.Match[str]) -> tuple[str, ...]:
    rules = tuple(re.findall(r"[\w-]+", found["rules"]))
    return () if ALL in rules else rules


def _code_comments(block: Block, document: Document) -> Iterator[Comment]:
    """Comments in a code block; in one that shows Markdown or plain text they are examples."""
    if block.kind is not Kind.CODE or block.syntax.lower() in _PROSE_SYNTAXES:
        return
    if "freshlint-" not in document.source.text[slice(*block.span)]:
        return
    for found in _CODE_COMMENT.finditer(block.text):
        yield Comment(block.inline.span(*found.span("text")), found["text"])


def _covered(document: Document, comment: Span, verb: str, code: Block | None) -> Span:
    source = document.source
    if verb == "disable-file":
        return Span(0, len(source.text) + 1)
    line = source.position(comment.start).line
    if verb == "disable-line":
        return _lines(source, line, source.position(max(comment.end - 1, comment.start)).line)
    following = _next_line(source, source.position(max(comment.end - 1, comment.start)).line)
    if following is None:
        return Span(comment.end, comment.end)
    next_line = _lines(source, following, following)
    if code is not None:
        return next_line
    return _next_block(document, comment, next_line)


def _next_block(document: Document, comment: Span, next_line: Span) -> Span:
    """The next non-blank line, and all of each block that starts on it; tags may stand on lines before."""
    covers = next_line
    for block in sorted(document.blocks, key=lambda block: block.span):
        if block.span.start < comment.end:
            continue
        between = document.source.text[next_line.start : block.span.start]
        if block.span.start >= next_line.end and (covers != next_line or not _TAGS_ONLY.fullmatch(between)):
            break
        covers = _join(covers, _whole(block, comment))
        if block.span.start >= next_line.end:
            break
    return covers


def _whole(block: Block, comment: Span) -> Span:
    """A block, or the table that it begins; inside of a table, its row."""
    if block.cell is None:
        return block.span
    table, row = block.cell.table, block.cell.row
    inside = table.span.start < comment.start < table.span.end
    rows = table.grid[row : row + 1] if inside else table.grid
    return _join(block.span, *(cell.span for line in rows for cell in line if cell is not None))


def _join(*spans: Span) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _next_line(source: Source, after: int) -> int | None:
    last = len(source.line_starts)
    return next((number for number in range(after + 1, last + 1) if source.line(number).strip()), None)


def _lines(source: Source, first: int, last: int) -> Span:
    start = source.line_starts[first - 1]
    end = source.line_starts[last] if last < len(source.line_starts) else len(source.text) + 1
    return Span(start, end)
