"""`freshlint explain FILE:LINE` says why there is a finding, and why there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
PRICE = "gpt-image-2 image output costs $40 per 1M tokens."
DAY = ("--as-of", "2026-04-22")


def explained(site: Path, freshlint: Call, text: str, *options: str, line: int = 1) -> str:
    (site / "a.md").write_text(text)
    outcome = freshlint("explain", f"a.md:{line}", *DAY, *options)
    assert (outcome.code, outcome.err) == (0, "")
    shown: str = outcome.out
    return shown


def test_a_finding_is_explained_with_its_claim_and_its_fact(site: Path, freshlint: Call) -> None:
    assert explained(site, freshlint, PRICE).splitlines() == [
        "a.md:1, as of 2026-04-22",
        f"  | {PRICE}",
        "read as: paragraph (first-screen); language: en",
        "names: gpt-image-2 ('gpt-image-2')",
        "the page is about: gpt-image-2",
        "",
        "claim: gpt-image-2: price: '$40 per 1M tokens'",
        "  meant as    asserted",
        "  holds       present",
        "  limited to  meter image output",
        "  read with   high confidence, judged by the rule price",
        "  verdict     stale",
        "  fact        gpt-image-2/prices/image output: image output: 30 USD per 1M tokens (default) "
        "(verified 2026-04-22, https://developers.openai.com/api/docs/pricing)",
        "  so it is    reported as error[price]",
        "  message     $40 per 1M tokens is not the price of gpt-image-2 (image output); it is $30 per 1M tokens",
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("gpt-image-2 is available in the API.", "not reported: the facts bear it out"),
        (
            "Stop saying that gpt-image-2 is not available.",
            "not reported: the author does not say that it is so",
        ),
        ("In March, gpt-image-2 was not released.", "not reported: it is told of the past"),
        ("gpt-image-2 costs $3 per seat and month.", "undecided (what it is paid for is not in the facts)"),
    ],
)
def test_a_claim_without_a_finding(site: Path, freshlint: Call, text: str, outcome: str) -> None:
    assert outcome in explained(site, freshlint, text)


@pytest.mark.parametrize(
    ("config", "outcome"),
    [
        ("", "reported as error[price]"),
        ("severity = {price = 'notice'}", "reported as notice[price]"),
        ("ignore = ['price']", "not reported: its rule does not run (price)"),
        ("archive = ['a.md']", "not reported: the page is history"),
    ],
)
def test_the_configuration_is_heard(site: Path, freshlint: Call, config: str, outcome: str) -> None:
    (site / "freshlint.toml").write_text(config)
    assert outcome in explained(site, freshlint, PRICE)


def test_a_comment_and_the_baseline_are_named(site: Path, freshlint: Call) -> None:
    comment = "<!-- freshlint-disable-next-line price: ours -->\n"
    assert "a comment silences it (line 1)" in explained(site, freshlint, comment + PRICE, line=2)
    (site / "a.md").write_text(PRICE)
    freshlint("baseline", "write", *DAY)
    assert "not reported: the baseline holds it" in explained(site, freshlint, PRICE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We like gpt-image-2.", "no claim: no statement that a rule knows is made"),
        ("Fine weather.", "names: nothing that the facts know\nno claim: so nothing is judged"),
        ("", "no text is read on this line"),
    ],
)
def test_a_line_without_a_claim(site: Path, freshlint: Call, text: str, said: str) -> None:
    assert said in explained(site, freshlint, text)


def test_a_notice_about_a_comment_is_told(site: Path, freshlint: Call) -> None:
    text = "<!-- freshlint-disable-next-line price: ours -->\nFine.\n"
    assert "notice[unused-suppression]" in explained(site, freshlint, text)


def test_a_place_as_reports_write_it(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_text(PRICE)
    assert freshlint("explain", "a.md:1:36:", *DAY).out == freshlint("explain", "a.md:1", *DAY).out


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("a.md", "is no place: write the file and the line"),
        ("a.md:9", "a.md has 1 lines, and no line 9"),
        ("a.md:0", "no line 0"),
        ("b.md:1", "b.md: cannot be read"),
    ],
)
def test_a_place_that_is_none(site: Path, freshlint: Call, place: str, message: str) -> None:
    (site / "a.md").write_text(PRICE)
    outcome = freshlint("explain", place)
    assert outcome.code == 2
    assert message in outcome.err
