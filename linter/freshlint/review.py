"""From the report of a job that nobody trusts to a review of its pull request. Pure.

The report may have been written by whoever wrote the pull request. Nothing of it is taken but places inside the
pull request's own diff, short texts that are shown as plain words, and replacements for lines of that diff.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import msgspec

from freshlint.errors import SetupError
from freshlint.report.escape import printable
from freshlint.report.markdown_text import prose

MAX_BYTES = 5_000_000
MAX_COMMENTS = 20
_MAX_MESSAGE = 600
_MAX_SUGGESTION = 4_000

Lines = Mapping[str, Mapping[int, bytes]]
_Number = Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]
_Path = Annotated[str, msgspec.Meta(min_length=1, max_length=1_000)]


class _Position(msgspec.Struct, frozen=True):
    line: _Number
    column: _Number = 1


class _Range(msgspec.Struct, frozen=True):
    start: _Position
    end: _Position | None = None


class _Location(msgspec.Struct, frozen=True):
    path: _Path
    range: _Range | None = None


class _Code(msgspec.Struct, frozen=True):
    value: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z-]{0,40}$")]


class _Suggestion(msgspec.Struct, frozen=True):
    range: _Range
    text: Annotated[str, msgspec.Meta(max_length=_MAX_SUGGESTION)]


class _Diagnostic(msgspec.Struct, frozen=True):
    message: str
    location: _Location
    severity: Literal["ERROR", "WARNING", "INFO"] = "INFO"
    code: _Code | None = None
    suggestions: tuple[_Suggestion, ...] = ()


class _Report(msgspec.Struct, frozen=True):
    diagnostics: tuple[_Diagnostic, ...] = ()


def review(report: bytes, lines: Lines, commit: str, posted: str) -> dict[str, Any] | None:
    """What GitHub's "create a review" takes; None where there is nothing to say that is not `posted` yet.

    lines   the new side of the pull request's diff: path -> line number -> its bytes without LF
    commit  the head that was checked
    posted  the texts of the comments that stand in the pull request

    Raises SetupError where the report is none.
    """
    if len(report) > MAX_BYTES:
        raise SetupError(f"the report is larger than {MAX_BYTES:,} bytes")
    try:
        content = msgspec.json.decode(report, type=_Report)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SetupError(f"the report is no rdjson: {printable(str(error))}") from error
    if not re.fullmatch(r"[0-9a-f]{40,64}", commit):
        raise SetupError(f"{printable(commit)!r} is no commit id")
    comments = [each for found in content.diagnostics for each in _comments(found, lines, posted)]
    if not comments:
        return None
    shown = list({comment["body"]: comment for comment in comments}.values())[:MAX_COMMENTS]
    left = (
        f" {len(comments) - len(shown)} more are in the job's summary." if len(comments) > len(shown) else ""
    )
    body = f"freshlint read this pull request's own report; read a suggestion before you take it.{left}"
    return {"commit_id": commit, "event": "COMMENT", "body": body, "comments": shown}


def _comments(found: _Diagnostic, lines: Lines, posted: str) -> Iterator[dict[str, Any]]:
    where = found.location.range
    seen = lines.get(found.location.path, {})
    if where is None or where.start.line not in seen:
        return
    rule = f"[{found.code.value}]" if found.code else ""
    message = f"{found.severity.lower()}{rule}: {prose(found.message, _MAX_MESSAGE)}"
    first = last = where.start.line
    for suggestion in found.suggestions[:1]:
        text = _replacement(suggestion, seen)
        if text is not None:
            first = suggestion.range.start.line
            last = (suggestion.range.end or suggestion.range.start).line
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
            message += f"\n\n{fence}suggestion\n{text}\n{fence}"
    mark = _mark(found.location.path, message, seen[first])
    if mark in posted:
        return
    comment: dict[str, Any] = {"path": found.location.path, "side": "RIGHT", "line": last}
    if first < last:
        comment |= {"start_line": first, "start_side": "RIGHT"}
    yield {**comment, "body": f"{message}\n\n{mark}"}


def _replacement(suggestion: _Suggestion, seen: Mapping[int, bytes]) -> str | None:
    """The lines that the suggestion makes of those it touches; None where they are not all in the diff, or not text."""
    start, end = suggestion.range.start, suggestion.range.end or suggestion.range.start
    if end.line < start.line or any(number not in seen for number in range(start.line, end.line + 1)):
        return None
    head, tail = seen[start.line][: start.column - 1], seen[end.line][end.column - 1 :]
    if start.column - 1 > len(seen[start.line]) or end.column - 1 > len(seen[end.line]):
        return None
    try:
        text = (head + suggestion.text.encode() + tail).decode().replace("\r\n", "\n").removesuffix("\r")
    except UnicodeError:
        return None
    hidden = any(printable(line) != line.replace("\t", "    ") for line in text.split("\n"))
    return None if hidden or len(text) > _MAX_SUGGESTION else text


def _mark(path: str, message: str, line: bytes) -> str:
    """Stands in a comment, so that the same is not said twice about the same line."""
    parts = (path.encode("utf-8", "surrogatepass"), message.encode(), line)
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()
    return f"<!-- freshlint:{digest[:24]} -->"
