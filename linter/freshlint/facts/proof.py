"""The proof standard: what an article says of an entity is proven only by four things seen on official pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from freshlint.facts.fact import Aspect, Fact, UsageValue


@dataclass(frozen=True)
class Tick:
    """One of the four. `day`: when it was last seen on an official page; None where it never was."""

    name: str
    day: date | None

    def __str__(self) -> str:
        return f"✓ {self.name} {self.day}" if self.day else f"✗ {self.name}"


def _is_example(fact: Fact) -> bool:
    return isinstance(fact.value, UsageValue) and fact.value.accepts


_STANDARD: tuple[tuple[str, Callable[[Fact], bool]], ...] = (
    ("model page", lambda fact: fact.aspect in (Aspect.STATUS, Aspect.SNAPSHOT)),
    ("endpoint example", _is_example),
    ("price row", lambda fact: fact.aspect is Aspect.PRICE),
    # Whose words they are is told by the official page, which words by `evidence`.
    ("official wording", lambda fact: bool(fact.evidence)),
)


def proof(rows: Iterable[Fact]) -> tuple[Tick, ...]:
    """The four ticks for the rows of one entity."""
    seen = [fact for fact in rows if fact.official and fact.verified]
    return tuple(
        Tick(name, max((fact.verified for fact in seen if fact.verified and counts(fact)), default=None))
        for name, counts in _STANDARD
    )
