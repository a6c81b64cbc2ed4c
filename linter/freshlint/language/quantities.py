"""Sums of money in a text: how much, in what currency, and per what."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from freshlint.language.fact_words import FactWords
from freshlint.language.lexicon import Lexicon
from freshlint.language.money_events import Event, events
from freshlint.language.money_words import MoneyWords, Sign, money_words
from freshlint.language.normal import fold

_GAP = re.compile(r"[^\d.,;:!?。，；：！？、()|$€\n\u3040-\u9fff]{0,32}")
_NEXT = re.compile(r"[ ]{0,2}")
_BESIDE = re.compile(r"\s?[(]?\s?")
_COMMA = re.compile(r" ?[,、] ?")
_LETTERS = re.compile(r" ?([a-z]+)(?![a-z0-9-])")
_RANGE_REACH = 20
_LARGE = 1000
_FILLER = re.compile(r"[\s*†‡#()\[\]^.,;:|/~≈=+-]*")


class Measure(NamedTuple):
    """text[start:end] says what money is for: `number` of `unit`. `per` where it says so in words ("per", "each")."""

    start: int
    end: int
    unit: str
    number: Decimal
    per: bool

    @property
    def rate(self) -> bool:
        """Whether it is what a price is per, rather than a number of things bought together."""
        return self.per or self.number == 1


class QuantityHit(NamedTuple):
    """text[start:end] is an amount with its currency; its digits stand at digits_start to digits_end.

    amount    in `currency`, minor units divided out; currency "" where the text does
              not tell it, "XXX" for cents of one that it does not name
    scale     what one of the written number is worth: 0.01 for cents
    places    decimal places as written
    measure   what it is for, where that stands beside it
    whole     start and end with the "per ..." part, where only a space parts them
    link      how it hangs on the hit before it: "range" ("$1 to $2"), "list" ("$1/$2"), "" not at all
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    amount: Decimal
    currency: str
    places: int
    scale: Decimal = Decimal(1)
    approximate: bool = False
    at_least: bool = False
    measure: Measure | None = None
    whole: tuple[int, int] = (0, 0)
    link: str = ""


class Count(NamedTuple):
    """text[start:end] is a number that is neither money nor a known unit's."""

    start: int
    end: int
    value: Decimal


@dataclass
class Money:
    """All that a text says of money, each kind in order."""

    hits: list[QuantityHit] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)


def find_quantities(text: str, lexicon: Lexicon) -> list[QuantityHit]:
    """The amounts of money in a text, in order; offsets are code points of the text."""
    if not money_words(lexicon.language).names_currency(fold(text)):
        return []
    return read_money(text, lexicon).hits


def find_measures(text: str, lexicon: Lexicon) -> list[Measure]:
    """What the text says that prices are per ("per 1M tokens", "1,000 images"), in order."""
    return read_money(text, lexicon).measures


def find_currencies(text: str, lexicon: Lexicon) -> set[str]:
    """The currencies that a text names, with or without an amount."""
    words = money_words(lexicon.language)
    return {
        token.currency for token in words.tokens(fold(text)) if token.sign is Sign.CURRENCY and token.currency
    }


def read_money(
    text: str, lexicon: Lexicon, bare: bool = False, names: Iterable[tuple[int, int]] = ()
) -> Money:
    """Amounts, measures and other numbers of a text. `bare`: a text of nothing but numbers is amounts.

    `names` are stretches of the text that are names: numbers and units in them are none.
    """
    chars = list(text)
    for start, end in names:
        chars[start:end] = "·" * (end - start)
    text = "".join(chars)
    words = money_words(lexicon.language)
    return Reader(*events(text, FactWords.of(lexicon), words), words).read(bare)


class _Found(NamedTuple):
    """A hit and the events it is made of, first to last."""

    hit: QuantityHit
    first: int
    last: int


class Reader:
    """Reads the events of one text; every step goes over them once."""

    def __init__(self, text: str, events: list[Event], words: MoneyWords) -> None:
        self.text, self.events, self.words = text, events, words
        self.used: set[int] = set()
        self.measures: dict[int, Measure] = {}
        self.measure_ends: dict[int, Measure] = {}

    def read(self, bare: bool) -> Money:
        """All that the text says of money."""
        for n, event in enumerate(self.events):
            if event.unit:
                self._read_measure(n)
        for n in range(len(self.events)):
            self._read_bare_measure(n)
        found = {f.first: f for f in (self._bare() if bare else self._with_currency())}
        self._chain(found)
        hits = self._finished([found[n] for n in sorted(found)])
        counts = [
            Count(event.start, event.end, event.token.number.value)
            for n, event in enumerate(self.events)
            if n not in self.used and event.token and event.token.number
        ]
        return Money(hits, [self.measures[n] for n in sorted(self.measures)], counts)

    def _gap(self, left: int, pattern: re.Pattern[str]) -> bool:
        """Whether the text between an event and the next is no more than a pattern allows."""
        if left < 0 or left + 1 >= len(self.events):
            return False
        return pattern.fullmatch(self.text, self.events[left].end, self.events[left + 1].start) is not None

    def _is(self, n: int, *signs: Sign) -> bool:
        return 0 <= n < len(self.events) and self.events[n].is_(*signs)

    def _read_measure(self, n: int) -> None:
        unit = self.events[n]
        first, last, count, per = n, n, Decimal(1), unit.rate
        if self._gap(n - 1, _GAP):
            token = self.events[n - 1].token
            if token and token.number and not unit.rate and not self._touches_currency(n - 1):
                self.used.add(n - 1)
                first, count = n - 1, token.number.value
            if self._is(first - 1, Sign.PER) and self._gap(first - 1, _NEXT if first < n else _GAP):
                first, per = first - 1, True
                count *= self._scale_between(n) if first == n - 1 else 1
        if self._gap(n, _NEXT) and self._is(n + 1, Sign.EACH):
            last, per = n + 1, True
        if per or first < n:
            measure = Measure(self.events[first].start, self.events[last].end, unit.unit, count, per)
            self.measures[first] = self.measure_ends[last] = measure

    def _touches_currency(self, n: int) -> bool:
        return self._is(n - 1, Sign.CURRENCY) and self.events[n - 1].end == self.events[n].start

    def _read_bare_measure(self, n: int) -> None:
        """ "per 1M", "/M" behind an amount: a large number without its unit."""
        if n in self.measures or not (self._is(n, Sign.PER) and self._is(n - 1, Sign.CURRENCY, Sign.NUMBER)):
            return
        start = self.events[n].start
        number = self.events[n + 1].token if self._gap(n, _NEXT) else None
        scale = self._scale_at(self.events[n].end)
        if number and number.number and number.magnitude >= _LARGE and self._free_number(n + 1):
            self.used.add(n + 1)
            measure = Measure(start, self.events[n + 1].end, "", number.number.value, True)
            self.measures[n] = self.measure_ends[n + 1] = measure
        elif scale is not None:
            self.measures[n] = self.measure_ends[n] = Measure(start, scale[1], "", scale[0], True)

    def _scale_at(self, at: int) -> tuple[Decimal, int] | None:
        """The magnitude that a text goes on with ("M" in "$30/M"), and where it ends."""
        found = _LETTERS.match(self.text, at)
        value = self.words.scales.get(found.group(1)) if found else None
        return (value, found.end()) if found and value else None

    def _scale_between(self, unit: int) -> Decimal:
        """The magnitude in "/M tokens", which stands without a number."""
        words = self.text[self.events[unit - 1].end : self.events[unit].start].split()
        return self.words.scales.get(words[0], Decimal(1)) if words else Decimal(1)

    def _with_currency(self) -> Iterator[_Found]:
        last = -1
        for n, event in enumerate(self.events):
            if n <= last or not event.is_(Sign.CURRENCY):
                continue
            number = self._number_of(n)
            if number is not None:
                found = self._hit(number, n)
            elif self._is_article(n - 1) and event.end - event.start > 2 and self._gap(n - 1, _NEXT):
                found = self._single(n)
            else:
                continue
            self.used.update(range(found.first, found.last + 1))
            last = found.last
            yield found

    def _is_article(self, n: int) -> bool:
        return self._is(n, Sign.PER) and self.text[self.events[n].start : self.events[n].end] == "a"

    def _single(self, n: int) -> _Found:
        """ "a cent": the article is the number."""
        article, token = self.events[n - 1], self.events[n].token
        assert token is not None
        span = (article.start, self.events[n].end, article.start, article.end)
        return _Found(QuantityHit(*span, token.worth, token.currency, 0, token.worth), n - 1, n)

    def _number_of(self, n: int) -> int | None:
        """The number that a currency belongs to: before it ("40 $") or behind it ("$40")."""
        before = self._free_number(n - 1) and self._gap(n - 1, _NEXT)
        after = self._free_number(n + 1) and self._gap(n, _NEXT)
        if before and after:
            touches = self.events[n].end == self.events[n + 1].start
            apart = self.events[n - 1].end < self.events[n].start
            return n + 1 if touches and apart else n - 1
        return n - 1 if before else n + 1 if after else None

    def _free_number(self, n: int) -> bool:
        return self._is(n, Sign.NUMBER) and n not in self.used

    def _hit(self, number: int, currency: int) -> _Found:
        first, last = sorted((number, currency))
        sign = self.events[currency].token
        assert sign is not None
        again = self.events[last + 1].token if self._gap(last, _NEXT) else None
        # "$30 USD" names the currency twice; in "$40 $30" the second sign is the next amount's.
        word = self.text[self.events[last].end :].lstrip()[:1].isalpha()
        if again and word and again.sign is Sign.CURRENCY and again.currency == sign.currency:
            last += 1
        return self._amount(number, first, last, sign.currency, sign.worth)

    def _amount(self, number: int, first: int, last: int, currency: str, worth: Decimal) -> _Found:
        token = self.events[number].token
        assert token is not None and token.number is not None
        amount, scale = token.number.value * worth, worth * token.magnitude
        span = (self.events[first].start, self.events[last].end, token.start, token.digits_end)
        return _Found(QuantityHit(*span, amount, currency, token.number.places, scale), first, last)

    def _bare(self) -> Iterator[_Found]:
        """The numbers of a text that holds nothing else but what is per what."""
        if any(event.is_(Sign.CURRENCY) for event in self.events):
            yield from self._with_currency()
            return
        rest, at = [], 0
        for event in self.events:
            rest.append(self.text[at : max(at, event.start)])
            at = max(at, event.end)
        if not _FILLER.fullmatch("".join(rest) + self.text[at:]):
            return
        if self.events and all(event.is_(Sign.FREE) for event in self.events):
            span = (self.events[0].start, self.events[-1].end)
            yield _Found(QuantityHit(*span, *span, Decimal(0), "", 0), 0, len(self.events) - 1)
        for n in range(len(self.events)):
            if self._free_number(n):
                self.used.add(n)
                yield self._amount(n, n, n, "", Decimal(1))

    def _chain(self, found: dict[int, _Found]) -> None:
        """Adds the numbers that share a neighbour's currency: "$1/2/3", "1 to 2 dollars"."""
        lasts = {f.last: f for f in found.values()}
        for n in range(len(self.events)):
            left = lasts.get(n - 1) or lasts.get(n - 2)
            if left and self._free_number(n) and self._ties(left.last, n, left.hit.places):
                self._share(n, left, found, lasts)
        for n in reversed(range(len(self.events))):
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
        number = next(
            e.token.number for e in (self.events[left], self.events[right]) if e.token and e.token.number
        )
        decimals = places > 0 and number.places > 0
        between = self.text[self.events[left].end : self.events[right].start]
        listed = _COMMA.fullmatch(between) is not None or (right == left + 2 and self._is(left + 1, Sign.AND))
        return bool(self._link(left, right)) or (decimals and listed)

    def _link(self, left: int, right: int) -> str:
        """How the text between two events ties the amounts they belong to: "range", "list" or not."""
        between = self.text[self.events[left].end : self.events[right].start].strip()
        if between in ("/", "|"):
            return "list"
        middle = left + 1
        if right != left + 2 or self.text[self.events[middle].start : self.events[middle].end] != between:
            return ""
        if self._is(middle, Sign.TO, Sign.LEAST_AFTER) or between in ("~", "〜"):
            return "range"
        opened = self._is(middle, Sign.AND) and any(
            self._is(n, Sign.LEAST) and self.events[left].start - self.events[n].end < _RANGE_REACH
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
            before = self.measure_ends.get(first - 1) if self._gap(first - 1, _NEXT) else None
            before = before if before and before.rate else None
            if ends_chain:
                behind = self.measures.get(last + 1) if self._gap(last, _BESIDE) else None
                behind = behind if behind and (behind.per or (behind.rate and not before)) else None
            before = before if behind is None else None
            about, least = self._about(first, last)
            opens_range = not ends_chain and links[n + 1] == "range"
            least = (least and links[n] != "range") or opens_range
            whole = self._whole(hit, before, behind if ends_chain and self._gap(last, _NEXT) else None)
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
        while self._is(n, Sign.ABOUT, Sign.LEAST) and self._gap(n, _NEXT):
            about, least = about or self._is(n, Sign.ABOUT), least or self._is(n, Sign.LEAST)
            n -= 1
        if self._gap(last, _NEXT):
            about, least = (
                about or self._is(last + 1, Sign.ABOUT),
                least or self._is(last + 1, Sign.LEAST_AFTER),
            )
        return about, least
