"""The days on which a claim held: a rule is asked once for each stretch of days on which facts stay the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from freshlint.claim import Claim
from freshlint.facts.view import FactsView
from freshlint.rule import ClaimRule, Verdict

_DAY = timedelta(days=1)


class Days(NamedTuple):
    """From a day to a day, both inclusive; None is without end."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        return f"{self.first or ''}..{self.last or ''}"


def held(rule: ClaimRule, claim: Claim, view: FactsView) -> tuple[Days, ...]:
    """The stretches of days on which facts bear the claim out; none where they never speak of it."""
    changes = sorted(view.changes(claim.entity))
    # Before the first change, the facts are asked for the day before it.
    starts: list[date | None] = [None, *changes]
    found: list[Days] = []
    for index, first in enumerate(starts):
        following = changes[index] if index < len(changes) else None
        last = following - _DAY if following else None
        asked = first or last
        if asked is None or rule.judge(claim, view, asked).verdict is not Verdict.FRESH:
            continue
        if found and first and found[-1].last == first - _DAY:
            found[-1] = Days(found[-1].first, last)
        else:
            found.append(Days(first, last))
    return tuple(found)
