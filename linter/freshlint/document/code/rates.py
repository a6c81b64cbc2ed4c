"""Arithmetic that spreads a number over many: `40 / 1_000_000`, `usage.output_tokens / 1e6 * 40`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

_NUMBER = r"(?P<number>\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?)"
_OPERAND = re.compile(rf"\s*(?P<mark>[*/]?)\s*(?:{_NUMBER}|(?P<name>[A-Za-z_$][\w.$]*))")
_BRACKETS = str.maketrans("()", "  ")
_LEAST = 100


class Rate(NamedTuple):
    """text[start:end] are the digits of what `over` things cost; `names` are the quantities it is taken times."""

    start: int
    end: int
    over: Decimal
    names: tuple[str, ...]


def read_rate(text: str, start: int, end: int) -> Rate | None:
    """The rate in a product of names and numbers; None for any other expression, or where two numbers may be it."""
    product = text[start:end].translate(_BRACKETS).rstrip()
    over, figures, names = Decimal(1), [], []
    at = 0
    while at < len(product):
        found = _OPERAND.match(product, at)
        if found is None or bool(found["mark"]) != bool(at):
            return None
        at = found.end()
        if found["name"]:
            names.append(found["name"])
            continue
        value = Decimal(found["number"].replace("_", ""))
        divides = found["mark"] == "/"
        if divides and _is_round(value):
            over *= value
        elif not divides and value and _is_round(1 / value):
            over /= value
        elif divides:
            return None
        else:
            figures.append(found.span("number"))
    if len(figures) != 1 or over < _LEAST or "e" in product[slice(*figures[0])].lower():
        return None
    return Rate(start + figures[0][0], start + figures[0][1], over, tuple(names))


def _is_round(value: Decimal) -> bool:
    """Whether a number is 100, 1000, 10000 ..."""
    return value >= _LEAST and value.normalize().as_tuple().digits == (1,)
