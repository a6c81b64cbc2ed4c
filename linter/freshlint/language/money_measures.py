"""What a text says that prices are per: numbers, units and the words for "per" in the events of money."""

from __future__ import annotations

import re
from decimal import Decimal

from freshlint.language.amounts import Measure
from freshlint.language.money_events import Line
from freshlint.language.money_words import MoneyWords, Sign

# What may stand between two events that belong together: nothing, or the words of a unit's noun phrase.
NEXT = re.compile(r"[ ]{0,2}")
_GAP = re.compile(r"[^\d.,;:!?。，；：！？、()|$€\n\u3040-\u9fff]{0,32}")
_LETTERS = re.compile(r" ?([^\W\d_]+)(?![\w-])")
_LARGE = 1000


class MeasureReader:
    """Reads the measures of one text.

    by_first, by_last   the measures by the number of their first and last event
    used                the events that are part of one
    """

    def __init__(self, line: Line, words: MoneyWords) -> None:
        self.line, self.words = line, words
        self.used: set[int] = set()
        self.by_first: dict[int, Measure] = {}
        self.by_last: dict[int, Measure] = {}
        for n, event in enumerate(line.events):
            if event.unit:
                self._read_measure(n)
        for n in range(len(line.events)):
            self._read_bare_measure(n)

    def _unused_number(self, n: int) -> bool:
        return self.line.is_(n, Sign.NUMBER) and n not in self.used

    def _read_measure(self, n: int) -> None:
        unit = self.line.events[n]
        first, last, count, per = n, n, Decimal(1), unit.rate
        if self.line.gap(n - 1, _GAP):
            token = self.line.events[n - 1].token
            if token and token.number and not unit.rate and not self._touches_currency(n - 1):
                self.used.add(n - 1)
                first, count = n - 1, token.number.value
            if self.line.is_(first - 1, Sign.PER) and self.line.gap(first - 1, NEXT if first < n else _GAP):
                first, per = first - 1, True
                count *= self._scale_between(n) if first == n - 1 else 1
        if self.line.gap(n, NEXT) and self.line.is_(n + 1, Sign.EACH):
            last, per = n + 1, True
        if per or first < n:
            measure = Measure(
                self.line.events[first].start, self.line.events[last].end, unit.unit, count, per
            )
            self.by_first[first] = self.by_last[last] = measure

    def _touches_currency(self, n: int) -> bool:
        return (
            self.line.is_(n - 1, Sign.CURRENCY) and self.line.events[n - 1].end == self.line.events[n].start
        )

    def _read_bare_measure(self, n: int) -> None:
        """ "per 1M", "/M" behind an amount: a large number without its unit."""
        if n in self.by_first or not (
            self.line.is_(n, Sign.PER) and self.line.is_(n - 1, Sign.CURRENCY, Sign.NUMBER)
        ):
            return
        start = self.line.events[n].start
        number = self.line.events[n + 1].token if self.line.gap(n, NEXT) else None
        scale = self._scale_at(self.line.events[n].end)
        if number and number.number and number.magnitude >= _LARGE and self._unused_number(n + 1):
            self.used.add(n + 1)
            measure = Measure(start, self.line.events[n + 1].end, "", number.number.value, True)
            self.by_first[n] = self.by_last[n + 1] = measure
        elif scale is not None:
            self.by_first[n] = self.by_last[n] = Measure(start, scale[1], "", scale[0], True)

    def _scale_at(self, at: int) -> tuple[Decimal, int] | None:
        """The magnitude that a text goes on with ("M" in "$30/M"), and where it ends."""
        found = _LETTERS.match(self.line.text, at)
        value = self.words.scales.get(found.group(1)) if found else None
        return (value, found.end()) if found and value else None

    def _scale_between(self, unit: int) -> Decimal:
        """The magnitude in "/M tokens", which stands without a number."""
        words = self.line.text[self.line.events[unit - 1].end : self.line.events[unit].start].split()
        return self.words.scales.get(words[0], Decimal(1)) if words else Decimal(1)
