"""What facts give a later day for, day by day, in words: shutdowns, releases and prices that are announced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from freshlint.facts.said import conditions, said
from freshlint.facts.view import Change, FactsView


class Coming(NamedTuple):
    """What changes about an entity on a day."""

    day: date
    entity: str
    changes: Sequence[Change]

    @property
    def title(self) -> str:
        """In one line: what changes, or how much does."""
        told = list(self._told())
        if len(told) == 1:
            return told[0]
        return f"{self.entity}: {len(told)} facts change"

    @property
    def lines(self) -> Iterator[str]:
        """Each change, and where it was seen."""
        for change in self._new():
            cited = change.fact.citation
            seen = f"{cited.title}, seen {cited.verified}" if cited else "not verified"
            yield f"{_said(change)} ({seen})"

    @property
    def url(self) -> str:
        """The source of the first change that has one."""
        cited = (change.fact.citation for change in self._new())
        return next((citation.url for citation in cited if citation), "")

    def _told(self) -> Iterator[str]:
        return map(_said, self._new())

    def _new(self) -> Iterator[Change]:
        """The changes, without the end of what the next row of the same thing takes over."""
        begun = {change.fact.identity for change in self.changes if not change.ends}
        return (change for change in self.changes if not change.ends or change.fact.identity not in begun)


def coming(view: FactsView, last: date, entities: Iterable[str]) -> Iterator[Coming]:
    """What changes about each entity up to a day, by its own rows."""
    for entity in entities:
        by_day: dict[date, list[Change]] = {}
        for change in view.coming(entity):
            if change.fact.entity == entity and change.day <= last:
                by_day.setdefault(change.day, []).append(change)
        yield from (Coming(day, entity, changes) for day, changes in by_day.items())


def on(view: FactsView, day: date, entity: str) -> Coming:
    """What changes on a day about an entity, or about what is newer than it."""
    return Coming(day, entity, [change for change in view.coming(entity) if change.day == day])


def _said(change: Change) -> str:
    fact = change.fact
    return f"{fact.entity}: {said(fact.value)}{conditions(fact)}{' ends' if change.ends else ''}"
