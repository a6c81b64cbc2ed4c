"""The signs of money and the facts' units in a text, as one sequence of events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from freshlint.language.fact_words import FactWords, UnitTerm
from freshlint.language.money_words import MoneyWords, Sign, Token
from freshlint.language.normal import fold

_RATE = frozenset({Sign.PER, Sign.ADVERB, Sign.EACH})


class Event(NamedTuple):
    """A sign of money, or a unit's word (`unit`); `rate`: the unit's word says "per" itself ("monthly")."""

    start: int
    end: int
    token: Token | None = None
    unit: str = ""
    rate: bool = False

    def is_(self, *signs: Sign) -> bool:
        """Whether it is one of these signs."""
        return self.token is not None and self.token.sign in signs


@dataclass(frozen=True)
class Line:
    """The folded text and its events in order; events are named by their number."""

    text: str
    events: Sequence[Event]

    def gap(self, left: int, pattern: re.Pattern[str]) -> bool:
        """Whether the text between an event and the next is no more than a pattern allows."""
        if left < 0 or left + 1 >= len(self.events):
            return False
        return pattern.fullmatch(self.text, self.events[left].end, self.events[left + 1].start) is not None

    def is_(self, n: int, *signs: Sign) -> bool:
        """Whether the event is one of these signs."""
        return 0 <= n < len(self.events) and self.events[n].is_(*signs)


def events(text: str, facts: FactWords, words: MoneyWords) -> Line:
    """The folded text, with the words of meters and conditions blotted out, and its events in order."""
    folded = fold(text)
    chars = list(folded)
    for term in facts.find(text):
        chars[term.start : term.end] = "w" * (term.end - term.start)
    signs = (token for token in words.tokens(folded) if not _inside_word(folded, token))
    return Line("".join(chars), list(_merged(_heads(folded, facts.units(text), words.head_first), signs)))


def _heads(folded: str, units: list[UnitTerm], head_first: bool) -> list[UnitTerm]:
    """Of two units side by side ("image tokens", "tokens de imagen") the one that is counted."""
    kept = []
    for number, unit in enumerate(units):
        other = units[number - 1 : number] if head_first else units[number + 1 : number + 2]
        left, *right = sorted((unit, *other))
        between = folded[left.end : right[0].start] if right else ""
        if between != (" de " if head_first else " ") or left.unit == right[0].unit:
            kept.append(unit)
    return kept


def _inside_word(folded: str, token: Token) -> bool:
    """A hyphen between letters is no "to"."""
    if token.sign is not Sign.TO or folded[token.start : token.end] != "-":
        return False
    return folded[token.start - 1 : token.start].isalpha() and folded[token.end : token.end + 1].isalpha()


def _merged(units: Iterable[UnitTerm], signs: Iterable[Token]) -> Iterator[Event]:
    """Units and signs by place; a sign inside a unit's word only tells that the word is a rate."""
    waiting = list(signs)
    waiting.reverse()
    for unit in units:
        while waiting and waiting[-1].end <= unit.start:
            token = waiting.pop()
            yield Event(token.start, token.end, token)
        rate = False
        while waiting and waiting[-1].start < unit.end:
            rate = waiting.pop().sign in _RATE or rate
        yield Event(unit.start, unit.end, None, unit.unit, rate)
    for token in reversed(waiting):
        yield Event(token.start, token.end, token)
