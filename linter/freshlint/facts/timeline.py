"""The life of an entity as its facts tell it: lanes of stretches of days, and the same as a list of events. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from freshlint.facts.fact import Aspect, Citation, Fact, PriceValue, StatusValue
from freshlint.facts.said import conditions, money, said
from freshlint.facts.view import FactsView

_DAY = timedelta(days=1)
_LIFE = "status"
_WORDS = {Aspect.SNAPSHOT: "snapshot ", Aspect.CAVEAT: "caveat ", Aspect.REPLACED_BY: "replaced by "}


class Stretch(NamedTuple):
    """What holds from a day to a day, both inclusive; `last` None: it holds on. `seen` marks a first day that no
    source tells: the day on which it was seen there."""

    first: date
    last: date | None
    text: str
    citation: Citation | None
    seen: bool


@dataclass(frozen=True)
class Lane:
    """Stretches of one kind, by their first day: the status, or one meter's price."""

    label: str
    aspect: Aspect
    stretches: tuple[Stretch, ...]


class Event(NamedTuple):
    """What begins, or ends, on a day."""

    day: date
    text: str
    citation: Citation | None


def lanes(view: FactsView, entity: str) -> tuple[Lane, ...]:
    """The lanes of an entity: status, what it replaces and is replaced by, snapshots, then each price."""
    rows = [fact for aspect in Aspect for fact in view.rows(entity, aspect) if _start(fact)]
    named = groupby(sorted(rows, key=_order), key=_lane)
    found = [Lane(label, aspect, tuple(_stretches(list(facts)))) for (_, aspect, label), facts in named]
    newer = [fact for fact in view.successors(entity) if _start(fact)]
    if newer:
        stretches = (_stretch(fact, f"{fact.entity} is newer") for fact in sorted(newer, key=_days))
        lives = sum(lane.aspect is Aspect.STATUS for lane in found)
        found.insert(lives, Lane("superseded", Aspect.SUPERSEDES, tuple(stretches)))
    return tuple(found)


def events(found: Sequence[Lane]) -> list[Event]:
    """What begins and what ends, day by day; what the next stretch of its lane follows at once does not end."""
    told: list[Event] = []
    for lane in found:
        for number, stretch in enumerate(lane.stretches):
            first = f"{stretch.text} (seen)" if stretch.seen else stretch.text
            told.append(Event(stretch.first, first, stretch.citation))
            begins = {other.first for other in lane.stretches[number + 1 :]}
            if stretch.last and stretch.last + _DAY not in begins:
                told.append(Event(stretch.last + _DAY, f"no longer: {stretch.text}", stretch.citation))
    return sorted(told, key=lambda event: event.day)


def _stretches(facts: Sequence[Fact]) -> Iterator[Stretch]:
    """The stretches of a lane; a status ends where the next one begins."""
    ordered = sorted(facts, key=_days)
    for number, fact in enumerate(ordered):
        stretch = _stretch(fact, _text(fact))
        following = ordered[number + 1] if number + 1 < len(ordered) else None
        if fact.aspect is Aspect.STATUS and following is not None and stretch.last is None:
            last = max(stretch.first, _first(following) - _DAY)
            stretch = stretch._replace(last=last)
        yield stretch


def _stretch(fact: Fact, text: str) -> Stretch:
    return Stretch(_first(fact), fact.until, text, fact.citation, seen=fact.since is None)


def _text(fact: Fact) -> str:
    value = fact.value
    if isinstance(value, PriceValue):
        return f"{value.meter}{_limits(value)}: {money(value.amount, value.currency)} per {value.per}"
    return _WORDS.get(fact.aspect, "") + said(value) + conditions(fact)


def _lane(fact: Fact) -> tuple[int, Aspect, str]:
    """Its place among the lanes, its aspect and its label. Platforms have lives of their own."""
    order = list(Aspect).index(fact.aspect)
    value = fact.value
    if isinstance(value, PriceValue):
        return order, fact.aspect, f"{value.meter}{_limits(value)}"
    if isinstance(value, StatusValue):
        return order, fact.aspect, _LIFE + conditions(fact)
    return order, fact.aspect, str(fact.aspect).replace("_", " ")


def _limits(value: PriceValue) -> str:
    return f" ({', '.join(limit for _, limit in sorted(value.where.items()))})" if value.where else ""


def _order(fact: Fact) -> tuple[int, str, date]:
    order, _, label = _lane(fact)
    return order, label, _first(fact)


def _days(fact: Fact) -> tuple[date, date]:
    return _first(fact), fact.until or date.max


def _start(fact: Fact) -> date | None:
    return fact.since or fact.verified


def _first(fact: Fact) -> date:
    return _start(fact) or date.min
