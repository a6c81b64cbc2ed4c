"""Amounts of money as a text gives them, what they are per, and the other numbers of the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


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
