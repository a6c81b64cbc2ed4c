"""Days and months that a text names, in the notations of its language."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from freshlint.language.lexicon import Grammar
from freshlint.language.normal import fold

_ISO = re.compile(r"(?<!\d)(?<![\w]-)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_HAN = re.compile(r"(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?")
# "三月": a month in numerals of Han script, which names no year.
_HAN_MONTH = re.compile(r"(?<![一二三四五六七八九十百个])(?:十[一二]?|[一二三四五六七八九])月(?![球光亮])")
_YEAR_MONTH = re.compile(r"(?<![\d.-])(\d{4})-(0[1-9]|1[0-2])(?![\d-])")


class DateHit(NamedTuple):
    """text[start:end] names a day or a month. `day` is its last day, None where the year is not given."""

    start: int
    end: int
    day: date | None
    month: bool = False

    @property
    def first(self) -> date | None:
        """Its first day: of a month the first."""
        return self.day.replace(day=1) if self.day and self.month else self.day


def find_dates(text: str, grammar: Grammar) -> list[DateHit]:
    """The dates of a text in order. A month without a day counts as its last day."""
    folded = fold(text)
    hits = [_numeric(found) for found in _ISO.finditer(folded)]
    hits += [_day_first(found) for found in _DOTTED.finditer(folded)]
    if grammar.day_first:
        hits += [_day_first(found) for found in _SLASHED.finditer(folded)]
    hits += [_han(found) for found in _HAN.finditer(folded)]
    hits += [DateHit(found.start(), found.end(), None) for found in _HAN_MONTH.finditer(folded)]
    hits += [_numeric(found) for found in _YEAR_MONTH.finditer(folded)]
    if grammar.months:
        hits += [
            _named(found, grammar) for found in _pattern(grammar.language, _names(grammar)).finditer(folded)
        ]
    kept: list[DateHit] = []
    for hit in sorted((h for h in hits if h), key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _names(grammar: Grammar) -> str:
    return "|".join(re.escape(name) for name in sorted(grammar.months, key=len, reverse=True))


@lru_cache(maxsize=16)
def _pattern(language: str, names: str) -> re.Pattern[str]:
    """Day, month and year around a month's name, in either order; "de" and "of" may stand between."""
    day = r"(\d{1,2})(?:st|nd|rd|th|\.|º)?"
    return re.compile(
        rf"(?<!\w)(?:{day}\s+(?:de\s+|of\s+)?)?({names})\b\.?(?:\s+{day}(?!\d))?(?:,?\s+(?:de\s+|del\s+|of\s+)?(\d{{4}}))?(?!\w)"
    )


def _numeric(found: re.Match[str]) -> DateHit | None:
    parts = [int(part) for part in found.groups()]
    return _hit(found, parts[0], parts[1], parts[2] if len(parts) > 2 else None)


def _day_first(found: re.Match[str]) -> DateHit | None:
    day, month, year = (int(part) for part in found.groups())
    return _hit(found, year, month, day)


def _han(found: re.Match[str]) -> DateHit | None:
    year, month, day = found.groups()
    if year is None and day is None:
        return DateHit(found.start(), found.end(), None) if 1 <= int(month) <= 12 else None
    return _hit(found, int(year) if year else None, int(month), int(day) if day else None)


def _named(found: re.Match[str], grammar: Grammar) -> DateHit | None:
    before, name, after, year = found.groups()
    if not (before or after or year) and len(name) <= 3:
        return None
    day = before or after
    return _hit(found, int(year) if year else None, grammar.months[name], int(day) if day else None)


def _hit(found: re.Match[str], year: int | None, month: int, day: int | None) -> DateHit | None:
    if year is None:
        return DateHit(found.start(), found.end(), None)
    try:
        if day is None:
            following = date(year + month // 12, month % 12 + 1, 1)
            return DateHit(found.start(), found.end(), following - timedelta(days=1), month=True)
        return DateHit(found.start(), found.end(), date(year, month, day))
    except ValueError:
        return None
