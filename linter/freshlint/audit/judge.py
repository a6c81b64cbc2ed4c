"""From a page to its record: read, checked by the same engine as `freshlint check`, made plain."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from freshlint.audit.page import Page, PageError
from freshlint.audit.records import FindingRecord, PageRecord
from freshlint.errors import OutOfTime
from freshlint.finding import Finding
from freshlint.inventory import inventory
from freshlint.page import Checker
from freshlint.report.snippet import changes
from freshlint.run import internal_error
from freshlint.source import Source, SourceError, Span

CONTEXT = 160
LONGEST = 600


def judge(checker: Checker, page: Page) -> PageRecord:
    """The record of a page. What goes wrong with it is in its record, never raised."""
    unread = PageRecord(storable(page.address), "unreadable", modified=page.modified)
    try:
        data, form, charset = page.load()
    except PageError as error:
        return replace(unread, reason=storable(str(error)))
    except OSError as error:
        return replace(unread, reason=storable(f"cannot be read: {error.strerror or error}"))
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    unread = replace(unread, digest=digest, size=len(data))
    try:
        source = Source.decode(unread.address, data, form, charset)
        report = checker.check(source, page.archive)
        claims, failures = inventory(report, checker.knowledge, page.archive)
    except SourceError as error:
        return replace(unread, reason=storable(str(error)))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except OutOfTime as error:
        return replace(unread, state="set-aside", reason=f"its check {error}")
    except BaseException as error:  # noqa: BLE001 (a parser's panic derives from BaseException)
        return replace(unread, state="set-aside", reason=storable(internal_error(error)))
    return replace(
        unread,
        # A page that a rule failed on is not checked, though what the others found is kept.
        state="set-aside" if failures else "screened" if report.screened else "checked",
        reason=storable("; ".join(failure.text for failure in failures)),
        findings=tuple(_finding(source, finding) for finding in report.findings),
        claims=claims,
        undecided=len(report.undecided),
        hidden=report.hidden,
        warnings=tuple(storable(str(warning)) for warning in report.warnings),
    )


def storable(text: str) -> str:
    """Text that every store and file takes: half of a surrogate pair is shown as \\uNNNN."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")


def _finding(source: Source, finding: Finding) -> FindingRecord:
    line, column = source.position(finding.span.start)
    before, text, after = _surroundings(source, finding.span)
    fix, citation = finding.fix, finding.citation
    suggestion = ""
    if fix and fix.edits:
        suggestion = "\n".join(text for sign, text in changes(source, fix.edits) if sign == "+")
    plain = {
        "message": finding.message,
        "entity": finding.entity,
        "fact": finding.fact,
        "expected": finding.expected,
        "source_title": citation.title if citation else "",
        "source_url": citation.url if citation else "",
        "suggestion": _shortened(suggestion),
        "advice": fix.advice if fix else "",
        "before": before,
        "text": text,
        "after": after,
    }
    return FindingRecord(
        rule=finding.rule,
        severity=finding.severity.label,
        confidence=finding.confidence.label,
        fingerprint=finding.fingerprint,
        line=line,
        column=column,
        offset=finding.span.start,
        end=finding.span.end,
        role=finding.role,
        verified=citation.verified.isoformat() if citation else "",
        applicability=fix.applicability.value if fix else "",
        stale_from=finding.stale_from.isoformat() if finding.stale_from else "",
        **{key: storable(value) for key, value in plain.items()},
    )


def _surroundings(source: Source, span: Span) -> tuple[str, str, str]:
    """What stands before, in and behind a span, on its own lines."""
    text, starts = source.text, source.line_starts
    first = starts[source.position(span.start).line - 1]
    last = source.position(max(span.end - 1, span.start)).line
    end = starts[last] if last < len(starts) else len(text)
    left, right = max(first, span.start - CONTEXT), min(end, span.end + CONTEXT)
    before = ("…" if left > first else "") + text[left : span.start]
    after = text[span.end : right].rstrip() + ("…" if right < end else "")
    return before.lstrip(), _shortened(text[span.start : span.end]), after


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
