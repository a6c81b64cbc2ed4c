"""`freshlint facts calendar`: days on which facts change, and days on which pages will be stale."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest

Call = Callable[..., Any]
FACTS = """
freshlint: 1
sources: {plans: {title: Plans, url: "https://kite.example/plans", official: true}}
entities:
  kite-3:
    names: [Kite 3]
    status:
      - {value: released, since: 2026-01-01, verified: 2026-05-01, source: plans}
      - {value: retired, since: 2026-07-01, verified: 2026-05-01, source: plans}
    prices:
      - {meter: image, amount: 3, currency: USD, per: image, since: 2026-01-01, until: 2026-05-31, verified: 2026-05-01}
      - {meter: image, amount: 5, currency: USD, per: image, since: 2026-06-01, verified: 2026-05-01, source: plans}
      - {meter: sketch, amount: 1, currency: USD, per: hour, since: 2026-01-01, until: 2026-05-31, verified: 2026-05-01}
  kite-4:
    names: [Kite 4]
    status: [{value: released, since: 2026-06-15, verified: 2026-05-01, source: plans}]
    supersedes: [{entity: kite-3, since: 2026-06-15}]
"""


@pytest.fixture
def days(site: Path, freshlint: Call) -> Callable[..., list[tuple[date, str, str]]]:
    """The day, title and description of each event as of May 21."""
    (site / "facts.yaml").write_text(FACTS)
    (site / "docs").mkdir()
    (site / "docs" / "a.md").write_text("Use Kite 3 for your pictures.\n")
    (site / "docs" / "b.md").write_text("Kite 3 is the newest model.\n\nKite 3 is the latest model.\n")

    def read(*arguments: str) -> list[tuple[date, str, str]]:
        asked = ("--facts", "facts.yaml", "--no-shipped-facts", "--as-of", "2026-05-21", *arguments)
        said = freshlint("facts", "calendar", *asked)
        assert said.code == 0, said.err
        parsed = icalendar.Calendar.from_ical(said.out)
        return [(event.start, str(event["SUMMARY"]), str(event["DESCRIPTION"])) for event in parsed.events]

    return read


Days = Callable[..., list[tuple[date, str, str]]]


def test_each_day_on_which_facts_of_an_entity_change_is_an_event(days: Days) -> None:
    assert [(day.isoformat(), title) for day, title, _ in days()] == [
        ("2026-06-01", "kite-3: 2 facts change"),
        ("2026-06-15", "kite-4: 2 facts change"),
        ("2026-07-01", "kite-3: retired"),
    ]


def test_it_tells_what_changes_and_where_that_was_seen(days: Days) -> None:
    price, successor, _ = (text for _, _, text in days())
    assert price.split("\n") == [
        "kite-3: image: 5 USD per image (Plans, seen 2026-05-01)",
        "kite-3: sketch: 1 USD per hour ends (not verified)",
    ]
    assert "kite-4: newer than kite-3 (not verified)" in successor


def test_only_so_far_and_only_what_is_asked_for(days: Days) -> None:
    assert len(days("--horizon", "20d")) == 1
    assert [title for _, title, _ in days("--entity", "kite-4")] == ["kite-4: 2 facts change"]
    assert days("--horizon", "0d") == []


def test_of_pages_are_the_days_on_which_they_will_be_stale(days: Days) -> None:
    newest, retired = days("docs")
    assert newest[:2] == (date(2026, 6, 15), "kite-4: newer than kite-3 (2 places will be stale)")
    assert newest[2].splitlines()[2:] == [
        f"docs/b.md:{line}:1: will be stale on 2026-06-15: calls kite-3 the newest; it is superseded by kite-4 "
        "since 2026-06-15"
        for line in (1, 3)
    ]
    assert retired[:2] == (date(2026, 7, 1), "kite-3: retired (1 place will be stale)")
    assert days("--horizon", "30d", "docs") == [newest]


def test_a_page_that_cannot_be_read_is_named(site: Path, days: Days, freshlint: Call) -> None:
    (site / "docs" / "c.md").write_bytes(b"Kite 3 \xff\xfe\xff")
    said = freshlint("facts", "calendar", "--facts", "facts.yaml", "--as-of", "2026-05-21", "docs")
    assert said.code == 2
    assert "docs/c.md" in said.err
    assert len(icalendar.Calendar.from_ical(said.out).events) == 2


def test_it_may_be_written_to_a_file(site: Path, days: Days, freshlint: Call) -> None:
    said = freshlint(
        "facts", "calendar", "--facts", "facts.yaml", "--as-of", "2026-05-21", "--output-file", "k.ics"
    )
    assert (said.code, said.out) == (0, "")
    assert (site / "k.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")


def test_an_unknown_entity_is_refused(freshlint: Call) -> None:
    said = freshlint("facts", "calendar", "--entity", "gpt-image-22")
    assert said.code == 2
    assert "gpt-image-2" in said.err
