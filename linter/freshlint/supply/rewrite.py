"""Days written into a facts file: only these characters change, whatever the file's form and comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from freshlint.facts import schema
from freshlint.facts.load import LoadedFile, load
from freshlint.facts.reader import Key
from freshlint.source import Position

_DAY = re.compile(r"""(["']?)\d{4}-\d{2}-\d{2}\1|null|Null|NULL|~|""")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_BESIDE = ("verified", "source", "until", "since")


class RewriteError(Exception):
    """The file has a form that cannot be changed in place; it was left as it is."""


@dataclass(frozen=True)
class Seen:
    """A row was seen on its source. A row without a first day gets one: the day it was first seen."""

    key: Key
    day: date


def with_days(file: LoadedFile, data: bytes, seen: Iterable[Seen]) -> bytes:
    """The file's bytes with `verified` set. Raises RewriteError if anything else would change."""
    return with_row_days(file, data, {one.key: days for one in seen if (days := _days(file, one))})


def with_row_days(file: LoadedFile, data: bytes, wanted: Mapping[Key, Mapping[str, date]]) -> bytes:
    """The file's bytes with these days in these rows. Raises RewriteError if anything else would change."""
    text = data.decode("utf-8")
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    body = text.removeprefix(bom)
    starts = [0, *(found.end() for found in _BREAK.finditer(body))]
    edits = [edit for key, days in wanted.items() for edit in _edits(file, body, starts, key, days)]
    for start, end, new in sorted(edits, reverse=True):
        body = body[:start] + new + body[end:]
    after = (bom + body).encode()
    _check(file, after, wanted)
    return after


def _days(file: LoadedFile, seen: Seen) -> dict[str, date]:
    row = _row(msgspec.to_builtins(file.content), seen.key)
    old = row.get("verified")
    if old is not None and date.fromisoformat(old) >= seen.day:
        return {}
    days = {"verified": seen.day}
    if old is not None and row.get("since") is None:
        # A row without `since` holds from its verified day on: moving that day must not shorten its time.
        days["since"] = date.fromisoformat(old)
    return days


def _edits(
    file: LoadedFile, text: str, starts: list[int], key: Key, days: Mapping[str, date]
) -> Iterable[tuple[int, int, str]]:
    missing = []
    for name, day in days.items():
        place = file.places.get((*key, name))
        if place is None:
            missing.append(f"{name}: {day}")
            continue
        start = _offset(starts, place)
        end = _DAY.match(text, start).end()  # type: ignore[union-attr]
        yield start, end, day.isoformat() if end > start else f" {day}"
    if missing:
        yield _insertion(file, text, starts, key, missing)


def _insertion(
    file: LoadedFile, text: str, starts: list[int], key: Key, missing: list[str]
) -> tuple[int, int, str]:
    """New keys before a key that the row has: on lines of their own in a block, behind commas in braces."""
    row = file.places[key]
    known = [name for name in _BESIDE if (*key, name) in file.places]
    if not known:
        raise RewriteError(f"{file.path}:{row.line}: has no `source` beside which a day could stand")
    value = _offset(starts, file.places[(*key, known[0])])
    name = re.search(rf"""["']?{known[0]}["']?\s*:\s*\Z""", text[starts[0] : value])
    if name is None:
        raise RewriteError(f"{file.path}:{row.line}: cannot tell where `{known[0]}` begins")
    newline = found[0] if (found := _BREAK.search(text)) else "\n"
    between = ", " if text[_offset(starts, row)] == "{" else newline + " " * (row.column - 1)
    return name.start(), name.start(), "".join(line + between for line in missing)


def _offset(starts: list[int], place: Position) -> int:
    return starts[place.line - 1] + place.column - 1


def _check(file: LoadedFile, after: bytes, wanted: Mapping[Key, Mapping[str, date]]) -> None:
    """The new bytes say what the old ones said, but for the days."""
    expected = msgspec.to_builtins(file.content)
    for key, days in wanted.items():
        _row(expected, key).update({name: day.isoformat() for name, day in days.items()})
    if msgspec.convert(expected, schema.FactsFile, strict=False) != load(file.path, after).content:
        raise RewriteError(f"{file.path}: cannot be changed without touching something else")


def _row(content: dict, key: Key) -> dict:  # type: ignore[type-arg]
    found = content
    for part in key:
        found = found[part]
    return found
