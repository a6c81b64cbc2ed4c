"""The day on which something is said to be shut down, or until which it goes on."""

from __future__ import annotations

from datetime import date

import pytest

import shipped
from freshlint.claim import Claim, Ending


def endings(text: str) -> list[Claim]:
    """The claims of a page that give the day of an end."""
    return [claim for claim in shipped.claims(text) if claim.predicate == "retirement-date"]


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI shuts down gpt-image-1.5 on December 1, 2026.",
        "gpt-image-1.5 wird am 1. Dezember 2026 abgeschaltet.",
        "OpenAI apagará gpt-image-1.5 el 1 de diciembre de 2026.",
        "gpt-image-1.5 将于 2026 年 12 月 1 日停止服务。",
        "gpt-image-1.5 は 2026 年 12 月 1 日に停止される。",
        "| Model | Shutdown |\n| --- | --- |\n| gpt-image-1.5 | 2026-12-01 |\n",
    ],
)
def test_a_day_is_given_for_the_end(text: str) -> None:
    (claim,) = endings(text)
    day = date(2026, 12, 1)
    assert (claim.entity, claim.value) == ("gpt-image-1.5", Ending(day, day))


def test_a_month_is_read_from_its_first_day_to_its_last() -> None:
    (claim,) = endings("gpt-image-1.5 will be shut down in December 2026.")
    assert claim.value == Ending(date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("OpenAI will serve gpt-image-1.5 through the end of 2026.", date(2026, 12, 1)),
        ("gpt-image-1.5 stays available until July 2027.", date(2027, 7, 1)),
        ("OpenAI betreibt gpt-image-1.5 bis Ende 2027.", date(2027, 12, 1)),
        ("OpenAI mantendrá gpt-image-1.5 hasta finales de 2027.", date(2027, 12, 1)),
        ("OpenAI 会一直提供 gpt-image-1.5 到 2027 年底。", date(2027, 12, 1)),
        ("gpt-image-1.5 は 2027 年いっぱい提供が続きます。", date(2027, 12, 1)),
    ],
)
def test_a_day_is_given_until_which_it_goes_on(text: str, first: date) -> None:
    (claim,) = endings(text)
    assert claim.value == Ending(first, first, at_least=True)


@pytest.mark.parametrize(
    "text",
    [
        "gpt-image-1.5 will not be shut down on December 1, 2026.",
        "We turn off our gpt-image-1.5 job on December 1, 2026.",
        "gpt-image-1.5 was shut down on December 1, 2026.",
        "Our plugin for gpt-image-1.5 is shut down on December 1, 2026.",
        "gpt-image-1.5 draws until July 2027 pages are full.",
        "| Model | Released |\n| --- | --- |\n| gpt-image-1.5 | 2026-12-01 |\n",
    ],
)
def test_no_day_is_given_for_its_end(text: str) -> None:
    assert endings(text) == []
