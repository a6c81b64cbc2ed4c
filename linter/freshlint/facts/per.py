"""What a price is per: "1M tokens" is one million of the unit "token"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

_SCALES = {
    "k": 1_000,
    "m": 1_000_000,
    "b": 1_000_000_000,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}
_PER = re.compile(
    r"(?:(?P<count>\d{1,3}(?:,\d{3})+|\d{1,15}(?:\.\d{1,6})?)\s?(?P<scale>[kmb]|thousand|million|billion)?\s)?"
    r"(?P<unit>[^\W\d_]\w*(?:\s?[ /-]\s?[^\W\d_]\w*){0,4})",
    re.I,
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Per:
    """`count` of `unit`; the unit is singular and lowercase: token, image, user/month, gb-month."""

    unit: str
    count: Decimal


@lru_cache(maxsize=256)
def parse_per(text: str) -> Per | None:
    """ "1M tokens", "1,000 images", "token", "user/month", "GB-month"; None where it is none of these."""
    match = _PER.fullmatch(text.strip())
    if match is None:
        return None
    count = Decimal((match["count"] or "1").replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    if not count:
        return None
    unit = re.sub(r"\s*([/-])\s*", r"\1", match["unit"].lower())
    return Per(_WORD.sub(lambda word: _singular(word[0]), unit), count)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
