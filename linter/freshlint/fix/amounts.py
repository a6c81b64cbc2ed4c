"""A price in the style of the number that it replaces: unit, decimal mark, places, separators, words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from freshlint.claim import Quantity
from freshlint.facts.fact import PriceValue

_NUMBER = re.compile(r"\d+(?:[.,'’ \u00a0\u202f]\d+)*")
_MONEY_PLACES = 2
_MOST_PLACES = 10
# An approximate number may be this far off the exact one.
_ROUGH = Decimal("0.05")


@dataclass(frozen=True)
class _Style:
    """How a number is written: decimal mark, thousands separator ("" for none), places, full-width digits."""

    decimal: str
    group: str
    places: int
    padded: bool
    wide: bool


def amount_in_style(
    quantity: Quantity, price: PriceValue, decimal: str, numbers: Mapping[str, Decimal]
) -> str | None:
    """The price in the quantity's unit and count, written like its literal.

    `decimal` is the language's decimal mark, `numbers` its number words. None where the price is in another
    currency or unit, or the literal is no number that says the quantity's amount.
    """
    number = _number(quantity, price)
    if number is None:
        return None
    old = quantity.amount / quantity.scale
    if quantity.literal.casefold() in numbers:
        return _word(number, quantity, numbers) or _written(number, _Style(decimal, "", 0, False, False))
    style = _style(quantity.literal, old, decimal)
    if style is None:
        return None
    if quantity.approximate:
        number = _rounded(number, old, style.places)
    return _written(number, style)


def _number(quantity: Quantity, price: PriceValue) -> Decimal | None:
    if quantity.currency != price.currency or not _parts(quantity.unit) <= _parts(price.unit):
        return None
    # Without a unit the count is the price's own, unless the text says how many.
    per_count = price.amount / price.count * quantity.count
    amount = price.amount if not quantity.unit and quantity.count == 1 else per_count
    return amount / quantity.scale


def _parts(unit: str) -> set[str]:
    """What a unit is made of: a price per seat and month may be written as one per month, beside a seat."""
    return set(re.findall(r"[^/-]+", unit))


def _style(literal: str, number: Decimal, default: str) -> _Style | None:
    wide = any(unicodedata.east_asian_width(char) == "F" for char in literal)
    plain = unicodedata.normalize("NFKC", literal) if wide else literal
    if not _NUMBER.fullmatch(plain):
        return None
    for mark in (default, "." if default == "," else ","):
        whole, found, fraction = plain.rpartition(mark) if plain.count(mark) == 1 else (plain, "", "")
        separators = set(re.findall(r"\D", whole))
        if len(separators) > 1 or not _grouped(whole) or not (fraction.isdigit() or not found):
            continue
        if Decimal(re.sub(r"\D", "", whole) + (f".{fraction}" if found else "")) == number:
            padded = len(fraction) == _MONEY_PLACES or fraction.endswith("0")
            return _Style(mark, separators.pop() if separators else "", len(fraction), padded, wide)
    return None


def _grouped(whole: str) -> bool:
    first, *rest = re.split(r"\D", whole)
    return all(len(group) == 3 for group in rest) and (not rest or 1 <= len(first) <= 3)


def _rounded(number: Decimal, old: Decimal, places: int) -> Decimal:
    for more in range(places, _MOST_PLACES):
        rough = _quantized(number, more)
        if rough != old and rough and abs(rough - number) <= number * _ROUGH:
            return rough
    return number


def _quantized(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _written(number: Decimal, style: _Style) -> str:
    exact = _quantized(number, _MOST_PLACES).normalize()
    needed = max(0, -int(exact.as_tuple().exponent))
    places = max(needed, style.places) if style.padded else needed
    if not style.padded and needed == 1 and style.places >= _MONEY_PLACES:
        # $0.5 beside $2.25 reads like a misprint.
        places = _MONEY_PLACES
    digits = f"{_quantized(exact, places):,f}"
    whole, _, fraction = digits.partition(".")
    text = whole.replace(",", style.group) + (style.decimal + fraction if fraction else "")
    return "".join(_widened(char) for char in text) if style.wide else text


def _widened(char: str) -> str:
    return chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char


def _word(number: Decimal, quantity: Quantity, numbers: Mapping[str, Decimal]) -> str | None:
    word = next((word for word, value in numbers.items() if value == number), None)
    return word.capitalize() if word and quantity.literal[:1].isupper() else word
