"""Days as an iCalendar file (RFC 5545): events of a whole day that calendar programs show and keep up to date."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from freshlint import __version__

# Octets a line may have, without its end (RFC 5545, 3.1).
_LONGEST = 75
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NEVER_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")
_BREAK = re.compile(r"\r\n|\r|\n")


class Event(NamedTuple):
    """What happens on a day. `about` and the day name the event: read again, it replaces what it was.

    lines  the description, line by line
    url    where to read more; "" where nothing is
    """

    day: date
    about: str
    title: str
    lines: Sequence[str] = ()
    url: str = ""


def calendar(events: Iterable[Event], made: date) -> bytes:
    """The file, the same for the same events; `made` is the day on which they are told."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//freshlint//freshlint {__version__}//EN",
        "CALSCALE:GREGORIAN",
        *(line for event in sorted(events) for line in _event(event, made)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(event: Event, made: date) -> Iterator[str]:
    named = hashlib.sha256(f"{event.about}\0{event.day}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{named}@freshlint"
    yield f"DTSTAMP:{_basic(made)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(event.day)}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_text(event.title)}"
    if event.lines:
        yield f"DESCRIPTION:{_text(chr(10).join(event.lines))}"
    if event.url:
        yield f"URL:{_NEVER_IN_ADDRESSES.sub('', event.url)}"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(value: str) -> str:
    """A value of type TEXT (3.3.11): marks and line breaks escaped, other control characters dropped."""
    escaped = re.sub(r"([\\;,])", r"\\\1", _BREAK.sub("\n", value)).replace("\n", "\\n")
    return _CONTROL.sub("", escaped)


def _folded(line: str) -> bytes:
    """A line in pieces of so many octets at most; one that goes on begins with a space. No character is cut."""
    pieces, left = [], _LONGEST
    piece = bytearray()
    for character in line:
        octets = character.encode("utf-8", "replace")
        if len(octets) > left:
            pieces.append(bytes(piece))
            piece, left = bytearray(b" "), _LONGEST - 1
        piece += octets
        left -= len(octets)
    return b"\r\n".join([*pieces, bytes(piece)]) + b"\r\n"
