"""Says something else than another page of the same site.

Two pages give different prices for the same thing, or one says that it is available and the other that it is not.
At most one of them can be right, also where no fact says which. Looked at are statements about now that are
meant, and that no fact already calls stale; of money only where entity, meter, unit and all conditions are the
same and the figures differ by more than their rounding. The page to look at is the one that fewer others agree
with; what a fact bears out is never the one to look at. What a comment silences (`freshlint-disable-next-line
conflict: our own cluster`) speaks against no other page either. It is as sure as the less certain of the two.

Runs in `freshlint audit` and `freshlint claims`, which see all pages. Facts used: none. Fix: none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, NamedTuple

from freshlint.claim import MEANT, Tense
from freshlint.finding import Severity
from freshlint.rule import Contradiction, CorpusRule, Verdict
from freshlint.statement import Stated

_COMPARED = frozenset({Verdict.FRESH.value, Verdict.UNDECIDED.value})
_MEANT = frozenset(modality.value for modality in MEANT)
# Only of these does a denial contradict an assertion; two identifiers or two fields may both be right.
_YES_OR_NO = frozenset({"available"})
_METER = "meter="


class _Subject(NamedTuple):
    """What statements must share to be about the same."""

    entity: str
    predicate: str
    conditions: str
    unit: str


class _Says(NamedTuple):
    """Yes or no, or what one unit costs at least and at most."""

    polarity: bool
    low: Decimal
    high: Decimal


class Conflict(CorpusRule):
    """Holds the pages of a site against each other."""

    id: ClassVar[str] = "conflict"
    summary: ClassVar[str] = "says something else than another page of the same site"
    severity: ClassVar[Severity] = Severity.WARNING

    def compare(self, statements: Iterable[Stated]) -> Iterator[Contradiction]:
        """One contradiction for each statement that another page speaks against."""
        subjects: dict[_Subject, list[Stated]] = {}
        for stated in statements:
            subject = _subject(stated)
            if subject:
                subjects.setdefault(subject, []).append(stated)
        for subject in sorted(subjects):
            yield from _contradictions(subjects[subject])


def _subject(stated: Stated) -> _Subject | None:
    """What a statement is about; None where it cannot contradict another one."""
    said = stated.said
    about_now = said.tense == Tense.PRESENT.value and (not said.day or said.stamp)
    if said.verdict not in _COMPARED or said.modality not in _MEANT or not about_now:
        return None
    if said.low:
        # A price of which the text does not say what for is compared with none.
        known = said.polarity and _METER in said.conditions and "|" not in said.conditions
        return _Subject(said.entity, said.predicate, said.conditions, said.unit) if known else None
    if said.predicate in _YES_OR_NO:
        return _Subject(said.entity, said.predicate, said.conditions, "")
    return None


def _contradictions(group: Sequence[Stated]) -> Iterator[Contradiction]:
    pages: dict[_Says, set[str]] = {}
    for stated in group:
        pages.setdefault(_says(stated), set()).add(stated.path)
    if len(pages) < 2:
        return
    agreed = {
        says: -len(set().union(*(paths for other, paths in pages.items() if _agree(says, other))))
        for says in pages
    }
    believed = min(
        group, key=lambda each: (not _borne_out(each), agreed[_says(each)], each.path, each.said.offset)
    )
    for stated in sorted(group, key=lambda each: (each.path, each.said.offset)):
        if (
            stated.path != believed.path
            and not _borne_out(stated)
            and not _agree(_says(stated), _says(believed))
        ):
            place = f"{believed.path}:{believed.said.line}"
            message = f"says {_told(stated)} of {stated.said.entity}; {place} says {_told(believed)}"
            yield Contradiction(stated, believed, message)


def _says(stated: Stated) -> _Says:
    said = stated.said
    return _Says(said.polarity, Decimal(said.low or 0), Decimal(said.high or 0))


def _agree(one: _Says, other: _Says) -> bool:
    return one.polarity == other.polarity and max(one.low, other.low) <= min(one.high, other.high)


def _borne_out(stated: Stated) -> bool:
    return stated.said.verdict == Verdict.FRESH.value


def _told(stated: Stated) -> str:
    """The price, or the words of the page."""
    return stated.said.value if stated.said.low else f'"{" ".join(stated.said.text.split())}"'
