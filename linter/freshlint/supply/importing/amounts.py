"""Amounts of other people's data: exact decimals, turned from per token to per million."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from freshlint.supply.importing.batch import SourceError

MILLION = Decimal(1_000_000)


class AmountError(Exception):
    """Not an amount that a price can have. `code` is a Problem's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_json(data: bytes, what: str) -> Any:
    """JSON with exact decimals. Raises SourceError."""
    try:
        return json.loads(data, parse_float=Decimal, parse_int=int, parse_constant=_refuse)
    except ValueError as error:
        raise SourceError(f"{what} is not JSON: {error}") from error


def read_object(data: bytes, what: str) -> dict[str, Any]:
    """A JSON object. Raises SourceError."""
    found = read_json(data, what)
    if not isinstance(found, dict):
        raise SourceError(f"{what} is not a JSON object")
    return found


def amount(value: object, times: Decimal = Decimal(1)) -> Decimal:
    """A price, exact. Raises AmountError for what is missing, no number, or negative."""
    if value is None or value == "":
        raise AmountError("missing-price", "there is no price")
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise AmountError("not-a-number", f"{value!r} is not a number")
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise AmountError("not-a-number", f"{value!r} is not a number") from error
    if not number.is_finite():
        raise AmountError("not-a-number", f"{value!r} is not a number")
    if number < 0:
        raise AmountError("negative-price", f"{number} is negative")
    return plain(number * times)


def plain(number: Decimal) -> Decimal:
    """The number without an exponent and without zeros at its end: 3, not 3.00 or 3E+0."""
    short = number.normalize()
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a number")
