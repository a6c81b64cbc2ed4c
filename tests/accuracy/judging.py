"""Which findings of a page are right: matching them with the stale claims that stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from freshlint.finding import Finding, Severity
from freshlint.source import Span

from .cases import Label, Page

# A stale claim may be told by a neighbouring rule: who says "no price yet" says that it is not available.
ACCEPTED = {
    "availability": {"availability", "release-watch", "superseded", "retired", "price"},
    "release-watch": {"release-watch", "availability"},
    "api-field": {"api-field", "retired"},
    "price": {"price", "premature"},
    "superseded": {"superseded", "snapshot", "retired", "availability"},
    "snapshot": {"snapshot", "superseded"},
    "retired": {"retired", "availability", "superseded"},
}
JUDGED = frozenset(rule for rules in ACCEPTED.values() for rule in rules)


class Kind(StrEnum):
    """What became of a stale claim or a finding. A second finding on one claim is neither right nor wrong."""

    FOUND = "found"
    MISSED = "missed"
    FALSE_ALARM = "false alarm"
    DOUBLE = "double"


@dataclass(frozen=True)
class Outcome:
    """One claim found or missed, or one finding that was none; `text` is what stands there, `rule` whose it is."""

    kind: Kind
    page: Page
    rule: str
    text: str


def judge(page: Page, findings: Sequence[Finding]) -> list[Outcome]:
    """The outcomes of a page: one for each stale claim, and one for each finding beside them."""
    found: set[int] = set()
    outcomes: list[Outcome] = []
    for finding in findings:
        if not _judged(finding, page):
            continue
        mine = _claims(page, finding)
        free = [index for index in mine if index not in found]
        if free:
            found.add(free[0])
        else:
            kind = Kind.DOUBLE if mine else Kind.FALSE_ALARM
            outcomes.append(Outcome(kind, page, finding.rule, finding.text))
    for index, label in enumerate(page.labels):
        kind = Kind.FOUND if index in found else Kind.MISSED
        span = label.spans[0]
        outcomes.append(Outcome(kind, page, label.rule, page.source.text[span.start : span.end]))
    return outcomes


def _judged(finding: Finding, page: Page) -> bool:
    """A notice about a retired model says that its time has come, not that the page is wrong."""
    if finding.rule == "retired" and finding.severity is Severity.NOTICE:
        return any(label.rule == "retired" for label in page.labels)
    return finding.rule in JUDGED


def _claims(page: Page, finding: Finding) -> list[int]:
    """The claims that a finding may stand for, best first; none where it lies more on what only looks stale."""
    overlaps = {
        index: max(_overlap(finding.span, span) for span in label.spans)
        for index, label in enumerate(page.labels)
        if _may_report(finding, label)
    }
    trapped = max((_overlap(finding.span, trap) for trap in page.traps), default=0)
    mine = [index for index, overlap in overlaps.items() if overlap and overlap >= trapped]
    return sorted(mine, key=lambda index: -overlaps[index])


def _may_report(finding: Finding, label: Label) -> bool:
    """A finding much longer than the claim points at no claim."""
    longest = 2 * label.length + 60
    return finding.rule in ACCEPTED[label.rule] and finding.span.end - finding.span.start <= longest


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
