"""Reads amounts of money from the events of a text: numbers with their currencies, ranges and lists of them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from freshlint.language.amounts import Count, Measure, Money, QuantityHit
from freshlint.language.money_events import Line
from freshlint.language.money_measures import NEXT, MeasureReader
from freshlint.language.money_words import MoneyWords, Sign

_BESIDE = re.compile(r"\s?[(]?\s?")
_COMMA = re.compile(r" ?[,、] ?")
_RANGE_REACH = 20
_FILLER = re.compile(r"[\s*†‡#()\[\]^.,;:|/~≈=+-]*")


class _Found(NamedTuple):
    """A hit and the events it is made of, first to last."""

    hit: QuantityHit
    first: int
    last: int


class Reader:
    """Reads the events of one text; every step goes over them once."""

    def __init__(self, line: Line, words: MoneyWords) -> None:
        self.line = line
        self.measures = MeasureReader(line, words)
        self.used = self.measures.used

    def read(self, bare: bool) -> Money:
        """All that the text says of money."""
        found = {f.first: f for f in (self._bare() if bare else self._with_currency())}
        self._chain(found)
        hits = self._finished([found[n] for n in sorted(found)])
        counts = [
            Count(event.start, event.end, event.token.number.value)
            for n, event in enumerate(self.line.events)
            if n not in self.used and event.token and event.token.number
        ]
        return Money(hits, [measure for _, measure in sorted(self.measures.by_first.items())], counts)

    def _with_currency(self) -> Iterator[_Found]:
        last = -1
        for n, event in enumerate(self.line.events):
            if n <= last or not event.is_(Sign.CURRENCY):
                continue
            number = self._number_of(n)
            if number is not None:
                found = self._hit(number, n)
            elif self._is_article(n - 1) and event.end - event.start > 2 and self.line.gap(n - 1, NEXT):
                found = self._single(n)
            else:
                continue
            self.used.update(range(found.first, found.last + 1))
            last = found.last
            yield found

    def _is_article(self, n: int) -> bool:
        return (
            self.line.is_(n, Sign.PER)
            and self.line.text[self.line.events[n].start : self.line.events[n].end] == "a"
        )

    def _single(self, n: int) -> _Found:
        """ "a cent": the article is the number."""
        article, token = self.line.events[n - 1], self.line.events[n].token
        assert token is not None
        span = (article.start, self.line.events[n].end, article.start, article.end)
        return _Found(QuantityHit(*span, token.worth, token.currency, 0, token.worth), n - 1, n)

    def _number_of(self, n: int) -> int | None:
        """The number that a currency belongs to: before it ("40 $") or behind it ("$40")."""
        before = self._free_number(n - 1) and self.line.gap(n - 1, NEXT)
        after = self._free_number(n + 1) and self.line.gap(n, NEXT)
        if before and after:
            touches = self.line.events[n].end == self.line.events[n + 1].start
            apart = self.line.events[n - 1].end < self.line.events[n].start
            return n + 1 if touches and apart else n - 1
        return n - 1 if before else n + 1 if after else None

    def _free_number(self, n: int) -> bool:
        return self.line.is_(n, Sign.NUMBER) and n not in self.used

    def _hit(self, number: int, currency: int) -> _Found:
        first, last = sorted((number, currency))
        sign = self.line.events[currency].token
        assert sign is not None
        again = self.line.events[last + 1].token if self.line.gap(last, NEXT) else None
        # "$30 USD" names the currency twice; in "$40 $30" the second sign is the next amount's.
        word = self.line.text[self.line.events[last].end :].lstrip()[:1].isalpha()
        if again and word and again.sign is Sign.CURRENCY and again.currency == sign.currency:
            last += 1
        return self._amount(number, first, last, sign.currency, sign.worth)

    def _amount(self, number: int, first: int, last: int, currency: str, worth: Decimal) -> _Found:
        token = self.line.events[number].token
        assert token is not None and token.number is not None
        amount, scale = token.number.value * worth, worth * token.magnitude
        span = (self.line.events[first].start, self.line.events[last].end, token.start, token.digits_end)
        return _Found(QuantityHit(*span, amount, currency, token.number.places, scale), first, last)

    def _bare(self) -> Iterator[_Found]:
        """The numbers of a text that holds nothing else but what is per what."""
        if any(event.is_(Sign.CURRENCY) for event in self.line.events):
            yield from self._with_currency()
            return
        rest, at = [], 0
        for event in self.line.events:
            rest.append(self.line.text[at : max(at, event.start)])
            at = max(at, event.end)
        if not _FILLER.fullmatch("".join(rest) + self.line.text[at:]):
            return
        if self.line.events and all(event.is_(Sign.FREE) for event in self.line.events):
            span = (self.line.events[0].start, self.line.events[-1].end)
            yield _Found(QuantityHit(*span, *span, Decimal(0), "", 0), 0, len(self.line.events) - 1)
        for n in range(len(self.line.events)):
            if self._free_number(n):
                self.used.add(n)
                yield self._amount(n, n, n, "", Decimal(1))

    def _chain(self, found: dict[int, _Found]) -> None:
        """Adds the numbers that share a neighbour's currency: "$1/2/3", "1 to 2 dollars"."""
        lasts = {f.last: f for f in found.values()}
        for n in range(len(self.line.events)):
            left = lasts.get(n - 1) or lasts.get(n - 2)
            if left and self._free_number(n) and self._ties(left.last, n, left.hit.places):
                self._share(n, left, found, lasts)
        for n in reversed(range(len(self.line.events))):
            right = found.get(n + 1) or found.get(n + 2)
            if right and self._free_number(n) and self._ties(n, right.first, right.hit.places):
                self._share(n, right, found, lasts)

    def _share(self, n: int, neighbour: _Found, found: dict[int, _Found], lasts: dict[int, _Found]) -> None:
        self.used.add(n)
        hit = neighbour.hit
        currency, worth = hit.currency, hit.scale if hit.scale < 1 else Decimal(1)
        found[n] = lasts[n] = self._amount(n, n, n, currency, worth)

    def _ties(self, left: int, right: int, places: int) -> bool:
        """Whether two amounts make one list or range; a comma alone ties only numbers with decimals."""
        tokens = (self.line.events[left].token, self.line.events[right].token)
        numbers = [token.number for token in tokens if token and token.number]
        decimals = places > 0 and all(number.places > 0 for number in numbers)
        between = self.line.text[self.line.events[left].end : self.line.events[right].start]
        listed = _COMMA.fullmatch(between) is not None or (
            right == left + 2 and self.line.is_(left + 1, Sign.AND)
        )
        return bool(self._link(left, right)) or (decimals and listed)

    def _link(self, left: int, right: int) -> str:
        """How the text between two events ties the amounts they belong to: "range", "list" or not."""
        between = self.line.text[self.line.events[left].end : self.line.events[right].start].strip()
        if between in ("/", "|"):
            return "list"
        middle = left + 1
        if (
            right != left + 2
            or self.line.text[self.line.events[middle].start : self.line.events[middle].end] != between
        ):
            return ""
        if self.line.is_(middle, Sign.TO, Sign.LEAST_AFTER) or between in ("~", "〜"):
            return "range"
        opened = self.line.is_(middle, Sign.AND) and any(
            self.line.is_(n, Sign.LEAST)
            and self.line.events[left].start - self.line.events[n].end < _RANGE_REACH
            for n in range(left - 1, left - 4, -1)
        )
        return "range" if opened else ""

    def _finished(self, found: list[_Found]) -> list[QuantityHit]:
        """With what stands beside each: about, from, per what."""
        links = ["", *(self._link(a.last, b.first) for a, b in itertools.pairwise(found))]
        done: list[QuantityHit] = []
        behind: Measure | None = None
        for n in reversed(range(len(found))):
            hit, first, last = found[n]
            ends_chain = n + 1 == len(found) or not links[n + 1]
            before = self.measures.by_last.get(first - 1) if self.line.gap(first - 1, NEXT) else None
            before = before if before and before.rate else None
            if ends_chain:
                behind = self.measures.by_first.get(last + 1) if self.line.gap(last, _BESIDE) else None
                behind = behind if behind and (behind.per or (behind.rate and not before)) else None
            before = before if behind is None else None
            about, least = self._about(first, last)
            opens_range = not ends_chain and links[n + 1] == "range"
            least = (least and links[n] != "range") or opens_range
            whole = self._whole(hit, before, behind if ends_chain and self.line.gap(last, NEXT) else None)
            measure = behind or before
            done.append(
                hit._replace(approximate=about, at_least=least, measure=measure, whole=whole, link=links[n])
            )
        done.reverse()
        return done

    def _whole(self, hit: QuantityHit, before: Measure | None, behind: Measure | None) -> tuple[int, int]:
        start = before.start if before else hit.start
        return start, behind.end if behind else hit.end

    def _about(self, first: int, last: int) -> tuple[bool, bool]:
        """Whether the amount is approximate, and whether it is the least."""
        about = least = False
        n = first - 1
        while self.line.is_(n, Sign.ABOUT, Sign.LEAST) and self.line.gap(n, NEXT):
            about, least = about or self.line.is_(n, Sign.ABOUT), least or self.line.is_(n, Sign.LEAST)
            n -= 1
        if self.line.gap(last, NEXT):
            about, least = (
                about or self.line.is_(last + 1, Sign.ABOUT),
                least or self.line.is_(last + 1, Sign.LEAST_AFTER),
            )
        return about, least
