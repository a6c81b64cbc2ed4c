"""Precision and recall of outcomes, each with the interval that so few cases leave open."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from .judging import Kind, Outcome

NORMAL_95 = 1.96

DIMENSIONS: Mapping[str, Callable[[Outcome], str]] = {
    "rule": lambda outcome: outcome.rule,
    "language": lambda outcome: outcome.page.language,
    "place": lambda outcome: outcome.page.place,
    "twin": lambda outcome: outcome.page.twin,
}


@dataclass(frozen=True)
class Share:
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The Wilson interval that holds the true share in 95 of 100 samples; None of nothing."""
        if not self.whole:
            return None
        share, spread = self.part / self.whole, NORMAL_95**2 / self.whole
        middle = share + spread / 2
        half = math.sqrt(spread * (share * (1 - share) + spread / 4))
        return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


@dataclass(frozen=True)
class Score:
    """What a set of outcomes comes to."""

    found: int
    missed: int
    false_alarms: int
    double: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Score:
        """The score of outcomes."""
        kinds = Counter(outcome.kind for outcome in outcomes)
        return cls(kinds[Kind.FOUND], kinds[Kind.MISSED], kinds[Kind.FALSE_ALARM], kinds[Kind.DOUBLE])

    @property
    def precision(self) -> Share:
        """Findings that are right, of all."""
        return Share(self.found, self.found + self.false_alarms)

    @property
    def recall(self) -> Share:
        """Stale claims that were found, of all."""
        return Share(self.found, self.found + self.missed)


def by(dimension: str, outcomes: Iterable[Outcome]) -> dict[str, Score]:
    """Scores by a dimension's values, in their order. A false alarm counts for the rule that gave it."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(DIMENSIONS[dimension](outcome), []).append(outcome)
    return {value: Score.of(groups[value]) for value in sorted(groups)}
