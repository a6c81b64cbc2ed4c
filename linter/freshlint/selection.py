"""Which findings of a page are reported: those on changed lines, those that no baseline knows. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from freshlint.finding import Edit, Finding, Likeness, Undecided
from freshlint.source import Source, Span

Earlier = Callable[[], Mapping[Likeness, int]]


class Known:
    """Findings that were there before, each as often as it was; asking for one uses it up."""

    def __init__(self, likenesses: Mapping[Likeness, int]) -> None:
        self._left = Counter(likenesses)

    def takes(self, finding: Finding) -> bool:
        """Whether the finding is one of them."""
        if self._left[finding.likeness] == 0:
            return False
        self._left[finding.likeness] -= 1
        return True


@dataclass(frozen=True)
class Kept:
    """The findings that are reported, and how many are not, by why."""

    findings: tuple[Finding, ...]
    undecided: tuple[Undecided, ...]
    unchanged: int = 0
    baselined: int = 0


@dataclass(frozen=True)
class Scope:
    """What a run reports of one page.

    changed   the characters that changed; None: all of them
    earlier   how often the page had each finding before it changed; asked only where one stands elsewhere
    accepted  (likeness, occurrence) of the findings that the baseline holds, with the value that facts had
    """

    changed: tuple[Span, ...] | None = None
    earlier: Earlier = dict
    accepted: Mapping[tuple[Likeness, int], str] = field(default_factory=dict)

    def choose(self, findings: Sequence[Finding], undecided: Sequence[Undecided]) -> Kept:
        """Of a page's findings, those that the change brought and that nobody has accepted.

        A finding outside of the changed lines counts too, where the page did not have it before: a new heading
        or table header can make a statement below it stale.
        """
        new = [finding for finding in findings if not self._accepts(finding)]
        if self.changed is None:
            return Kept(tuple(new), tuple(undecided), baselined=len(findings) - len(new))
        elsewhere = [finding for finding in new if not self._touched(finding.span, finding.related)]
        known = Known(self.earlier() if elsewhere else {})
        old = {id(finding) for finding in elsewhere if known.takes(finding)}
        return Kept(
            tuple(finding for finding in new if id(finding) not in old),
            tuple(each for each in undecided if self._touched(each.claim.span, each.claim.related)),
            unchanged=len(old),
            baselined=len(findings) - len(new),
        )

    def after(self, edits: Iterable[Edit]) -> Scope:
        """The scope of the page with these edits made; what they wrote has changed."""
        if self.changed is None:
            return self
        made = sorted(set(edits))
        spans = [Span(_moved(span.start, made), _moved(span.end, made)) for span in self.changed]
        spans += [
            Span(start, start + len(edit.text)) for edit in made for start in [_moved(edit.start, made)]
        ]
        return replace(self, changed=tuple(sorted(spans)))

    def _accepts(self, finding: Finding) -> bool:
        # Where the fact has another value by now, what was accepted is no longer what is wrong.
        return self.accepted.get((finding.likeness, finding.occurrence)) == finding.expected

    def _touched(self, span: Span, related: Iterable[Span]) -> bool:
        return any(part.overlaps(one) for one in self.changed or () for part in (span, *related))


WHOLE = Scope()


def changed_spans(source: Source, lines: Iterable[tuple[int, int]]) -> tuple[Span, ...] | None:
    """Where the (first, last) lines of a file stand in its text; None where git counts its lines otherwise.

    Git ends a line with LF alone, and counts bytes: of UTF-16 it knows no lines.
    """
    if source.encoding.startswith(("utf-16", "utf-32")):
        return None
    starts = [0, *(at + 1 for at, character in enumerate(source.text) if character == "\n")]
    starts.append(len(source.text) + 1)
    last = len(starts) - 1
    return tuple(Span(starts[min(first - 1, last)], starts[min(end, last)]) for first, end in lines)


def _moved(offset: int, edits: Sequence[Edit]) -> int:
    """Where an offset is after the edits; one inside of an edit goes to its start."""
    shift = 0
    for edit in edits:
        if edit.start >= offset:
            break
        if edit.end > offset:
            return edit.start + shift
        shift += len(edit.text) - (edit.end - edit.start)
    return offset + shift
