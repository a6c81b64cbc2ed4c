"""Calendar files: what a calendar program reads from them is what was written."""

from __future__ import annotations

import re
from datetime import date

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from freshlint.report.facts.calendar import Event, calendar

MADE = date(2026, 4, 22)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200)
_DROPPED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read(data: bytes) -> list[icalendar.Event]:
    """The events as another program reads them."""
    parsed = icalendar.Calendar.from_ical(data)
    assert not parsed.errors
    return list(parsed.events)


def test_an_event_is_a_whole_day_that_blocks_nothing() -> None:
    made = calendar(
        [Event(date(2026, 12, 1), "kite-3", "kite-3: retired", ("a", "b"), "https://kite.example")], MADE
    )
    (event,) = read(made)
    assert event.start == date(2026, 12, 1)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("kite-3: retired", "a\nb")
    assert (event["URL"], event["TRANSP"]) == ("https://kite.example", "TRANSPARENT")
    assert event["DTSTAMP"].dt.date() == MADE


@settings(max_examples=80)
@given(title=TEXTS, line=TEXTS, day=DAYS)
def test_any_text_comes_back(title: str, line: str, day: date) -> None:
    data = calendar([Event(day, "kite", title, (f"x{line}",))], MADE)
    (event,) = read(data)
    assert event.start == day
    for name, text in (("SUMMARY", title), ("DESCRIPTION", f"x{line}")):
        assert event[name] == _DROPPED.sub("", re.sub(r"\r\n?", "\n", text))


@given(title=TEXTS)
def test_lines_are_short_and_end_as_the_standard_asks(title: str) -> None:
    data = calendar([Event(MADE, "kite", title, (title * 3,))], MADE)
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(0 < len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    for line in lines:
        line.decode("utf-8")


def test_no_text_begins_a_property_of_its_own() -> None:
    (event,) = read(
        calendar(
            [Event(MADE, "kite", "x\r\nATTENDEE:mailto:a@b.example", (), "https://a.example\r\nX:y")], MADE
        )
    )
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "TRANSP", "SUMMARY", "URL"}


def test_the_same_event_keeps_its_name_and_others_have_another() -> None:
    events = [Event(MADE, "kite", "one"), Event(MADE, "owl", "one"), Event(date(2026, 4, 23), "kite", "one")]
    once, later = read(calendar(events, MADE)), read(calendar(events[::-1], date(2026, 5, 1)))
    assert len({event["UID"] for event in once}) == 3
    assert {event["UID"] for event in once} == {event["UID"] for event in later}
    assert calendar(events, MADE) == calendar(events[::-1], MADE)


def test_a_lone_surrogate_breaks_no_file() -> None:
    (event,) = read(calendar([Event(MADE, "\ud800", "a \ud800 b")], MADE))
    assert event["SUMMARY"] == "a ? b"
