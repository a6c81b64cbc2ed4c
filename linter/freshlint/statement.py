"""A claim as plain data: what it says and where, how the facts judge it, and on which days it held."""

from __future__ import annotations

import msgspec


class Statement(msgspec.Struct, frozen=True):
    """What a page says of an entity. Every value is plain, so that stores and tables can hold it.

    value       what it says: "30 USD per 1000000 token", "gpt-image-2 in model", else the words themselves
    polarity    False where it is denied
    conditions  what limits it: "meter=image output, size=1024x1536"
    day         the day that the text names for it, "" where it names none; `stamp`: then somebody only looked
    line, column  from 1; offset and end are code points from 0
    role        what the place is to a reader: title, body, code, ...
    verdict     fresh, stale, premature, historical or undecided; `undecided` is why
    held        the days on which the facts bear it out: "..2026-04-20", "2026-04-21.."; several with "; "
    fact        identity of the fact that judges it, and its source; "" where there is none
    low, high   for money: what one unit costs at least and at most, as far as it is rounded; "" where open
    unit        of low and high: "USD/token"
    confidence  how surely it is read so: low, medium or high
    silenced    ids of the rules on all pages that a comment silences here, with "," between them
    """

    entity: str
    predicate: str
    value: str
    polarity: bool
    modality: str
    tense: str
    day: str
    stamp: bool
    conditions: str
    line: int
    column: int
    offset: int
    end: int
    text: str
    role: str
    verdict: str
    undecided: str = ""
    held: str = ""
    fact: str = ""
    source_title: str = ""
    source_url: str = ""
    verified: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    confidence: str = "high"
    silenced: str = ""


class Stated(msgspec.Struct, frozen=True):
    """A statement with the path or address of its page."""

    path: str
    said: Statement
