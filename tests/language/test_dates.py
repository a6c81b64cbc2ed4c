"""Days and months in the notations of each language."""

from __future__ import annotations

from datetime import date

import pytest

from freshlint.language.data import grammar_files, parse_wording
from freshlint.language.dates import find_dates
from freshlint.language.lexicon import Grammar, compile_lexicon

DAY = date(2026, 4, 21)
MONTH = date(2026, 4, 30)


def grammar(language: str) -> Grammar:
    """A language's months and habits, as they ship."""
    return compile_lexicon(parse_wording(grammar_files()[language])).grammar


def days(text: str, language: str = "en") -> list[date | None]:
    """The days that a text names."""
    return [hit.day for hit in find_dates(text, grammar(language))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on April 21, 2026"),
        ("en", "on 21 April 2026"),
        ("en", "Apr. 21, 2026"),
        ("en", "the 21st of April 2026"),
        ("en", "2026-04-21"),
        ("en", "2026/4/21"),
        ("zh", "2026 年 4 月 21 日"),
        ("zh", "2026年4月21号"),
        ("ja", "2026年4月21日に"),
        ("es", "el 21 de abril de 2026"),
        ("es", "21/04/2026"),
        ("de", "am 21. April 2026"),
        ("de", "21.04.2026"),
    ],
)
def test_a_day(language: str, text: str) -> None:
    assert days(text, language) == [DAY]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in April 2026"),
        ("en", "2026-04"),
        ("zh", "2026 年 4 月"),
        ("es", "abril de 2026"),
        ("de", "im April 2026"),
    ],
)
def test_a_month_counts_as_its_last_day(language: str, text: str) -> None:
    assert days(text, language) == [MONTH]


def test_the_last_day_of_a_month_knows_its_length() -> None:
    assert days("February 2028, December 2026") == [date(2028, 2, 29), date(2026, 12, 31)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "on April 21"), ("zh", "4 月 21 日"), ("zh", "三月份"), ("ja", "十二月"), ("de", "am 21. April")],
)
def test_without_its_year_a_date_stands_there_but_names_no_day(language: str, text: str) -> None:
    assert days(text, language) == [None]


@pytest.mark.parametrize(
    "text", ["2026-13-01", "2026-02-30", "ink-2-2026-04-21", "version 4.21.2026.1", "it may rain", "1234-567"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [day for day in days(text) if day] == []


def test_a_date_stands_where_its_text_stands() -> None:
    text = "From April 2, 2026 to 2026-04-21."
    assert [text[hit.start : hit.end] for hit in find_dates(text, grammar("en"))] == [
        "April 2, 2026",
        "2026-04-21",
    ]
