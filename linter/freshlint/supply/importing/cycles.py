"""Release cycles of products: from days of release and end of support to rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from freshlint.facts import schema
from freshlint.supply.importing.batch import Batch


@dataclass(frozen=True)
class Cycle:
    """One version of a product.

    ended        the day after which it is not supported; True where it is over since nobody says when
    long_term    a version that is supported for long is newer than another such one only
    newest_from  from when on it is called the newest; its release where nothing else is known
    """

    id: str
    names: tuple[str, ...]
    released: date | None
    ended: date | bool | None = None
    long_term: bool = False
    newest_from: date | None = None


def add_cycles(batch: Batch, cycles: Sequence[Cycle], source: str, vendor: str, family: str) -> None:
    """Entities for the cycles, the oldest first. End of support is `deprecated`: what is there goes on working."""
    sound: list[Cycle] = []
    for cycle in cycles:
        if isinstance(cycle.ended, date) and cycle.released and cycle.ended < cycle.released:
            batch.left_out(cycle.id, "dates-out-of-order", f"ends {cycle.ended}, before {cycle.released}")
            continue
        newest_from = cycle.newest_from or cycle.released
        older = [
            schema.EntityRow(entity=other.id, since=newest_from, source=source)
            for other in _directly_before(sound, cycle.long_term)
            if newest_from
        ]
        entity = schema.Entity(
            kind="version",
            vendor=vendor,
            family=family,
            names=list(cycle.names),
            status=list(_status(cycle, source)),
            supersedes=older,
        )
        batch.add(cycle.id, entity)
        sound.append(cycle)


def _directly_before(older: Sequence[Cycle], long_term: bool) -> list[Cycle]:
    """The last one that it can be newer than, and for a long-term one the last of its kind too."""
    short = [cycle for cycle in older if not cycle.long_term]
    lasting = [cycle for cycle in older if cycle.long_term]
    return [*short[-1:], *lasting[-1:]] if long_term else short[-1:]


def _status(cycle: Cycle, source: str) -> Iterator[schema.StatusRow]:
    if cycle.released:
        yield schema.StatusRow(value="released", since=cycle.released, source=source)
    if isinstance(cycle.ended, date):
        yield schema.StatusRow(value="deprecated", since=cycle.ended, source=source)
    elif cycle.ended:
        yield schema.StatusRow(value="deprecated", source=source)
