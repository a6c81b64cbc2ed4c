"""Numbers as texts write them: digits with the marks of a language, and number words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

_HALF = Decimal("0.5")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[., ])\d{3})(?:(?P=mark)\d{3})*")


class Numeral(NamedTuple):
    """A number and how many decimal places it is written with."""

    value: Decimal
    places: int


def parse_digits(text: str, decimal_mark: str) -> Numeral | None:
    """ "1,000", "0,165", "1.000,50", "1 000"; None where it is no one number ("1.2.3").

    A mark before three digits groups thousands unless it is the language's decimal mark or follows a lone zero.
    """
    marks = [char for char in text if char in ".,"]
    plain = text.replace(" ", "")
    if len(set(marks)) == 2:
        whole, _, fraction = plain.rpartition(marks[-1])
        grouping = "," if marks[-1] == "." else "."
        return None if marks[-1] in whole else _numeral(whole.replace(grouping, ""), fraction)
    if not marks:
        return _numeral(plain, "")
    whole, _, fraction = plain.partition(marks[0])
    grouped = _GROUPED.fullmatch(text) is not None and not text.startswith("0")
    if grouped and (marks[0] != decimal_mark or len(marks) > 1):
        return _numeral(plain.replace(marks[0], ""), "")
    return _numeral(whole, fraction) if len(marks) == 1 else None


def _numeral(whole: str, fraction: str) -> Numeral | None:
    if not (whole or "0").isdecimal() or (fraction and not fraction.isdecimal()):
        return None
    return Numeral(Decimal(f"{whole or 0}.{fraction or 0}" if fraction else whole), len(fraction))


@dataclass(frozen=True)
class NumberWords:
    """The number words of a language; `tens` and `powers` multiply what stands before them, `joiner` adds."""

    digits: Mapping[str, Decimal] = field(default_factory=dict)
    tens: Mapping[str, Decimal] = field(default_factory=dict)
    powers: Mapping[str, Decimal] = field(default_factory=dict)
    joiner: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word, the longest first."""
        return tuple(sorted({*self.digits, *self.tens, *self.powers}, key=len, reverse=True))

    @cached_property
    def _word(self) -> re.Pattern[str]:
        every = (*self.words, *self.joiner)
        return re.compile(
            "|".join(re.escape(word) for word in sorted(every, key=len, reverse=True)) or r"(?!)"
        )

    def parse(self, text: str) -> Decimal | None:
        """The value of folded number words ("two hundred fifty", "einundzwanzig", "一百二十"); None if none."""
        total, section, pending = Decimal(0), Decimal(0), None
        tenths, joined = Decimal(0), False
        for word in self._word.findall(text):
            if word in self.joiner:
                joined = True
                continue
            if word in self.digits and tenths:
                section += self.digits[word] * tenths / 10
            elif word in self.digits:
                value = self.digits[word]
                if pending == 1 and value == _HALF and not joined:
                    # "ein halber" is one half, "one and a half" is more.
                    pending = None
                if pending is not None and not _adds(pending, value):
                    return None
                pending = value + (pending or 0)
            elif word in self.tens:
                section += (1 if pending is None else pending) * self.tens[word]
                # 两毛一: a digit behind tenths is hundredths.
                tenths = self.tens[word] if self.tens[word] < 1 else tenths
                pending = None
            else:
                factor = section + (pending or 0) if section or pending is not None else Decimal(1)
                total, section, pending = total + factor * self.powers[word], Decimal(0), None
        return total + section + (pending or 0)


def _adds(before: Decimal, after: Decimal) -> bool:
    """Whether two number words in a row make one number: twenty-one, einundzwanzig, ciento veinte."""
    small, large = sorted((before, after))
    if after == _HALF and before == int(before):
        return True
    return large >= 20 and large % 10 == 0 and 0 < small < min(large, Decimal(100))
