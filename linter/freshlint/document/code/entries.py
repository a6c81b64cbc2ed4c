"""Where in a block's text a field of a request is written, for those who change it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from freshlint.document.code.bindings import Bindings, bind
from freshlint.document.code.evaluate import Evaluator
from freshlint.document.code.expression import (
    Call,
    Entry,
    Expression,
    Joined,
    Member,
    Name,
    Record,
    Spot,
    Text,
    parts,
)
from freshlint.document.code.json_text import read_json
from freshlint.document.code.names import snake
from freshlint.document.code.read import Program

_KEY = re.compile(r"""(?P<quote>\\?["'])?(?P<key>[\w-]+)(?P=quote)?\s*(?P<mark>=>|=|:)\s*\Z""")


class Place(NamedTuple):
    """An entry of a request and its surroundings.

    entry      the entry; its value is a literal or a variable
    siblings   all entries beside it
    called     the entry is an argument of a call, and none of a record
    quoted     the record is JSON inside a string literal
    mark       what stands between key and value: "=", ":", "=>"; "" where the variable is both
    key_quote  the quotes around the key: "" where there are none
    key_start  where the key begins
    """

    entry: Entry
    siblings: tuple[Entry, ...]
    called: bool
    quoted: bool
    mark: str
    key_quote: str
    key_start: int


def find_entries(program: Program, key: str, literal: Spot) -> tuple[Place, ...]:
    """The entries of that key whose value is the literal, or a variable that leads to it."""
    evaluator = Evaluator(bind(program.root, Bindings()), program.root)
    return tuple(
        _placed(program.code, entry, siblings, called, quoted)
        for siblings, called, quoted in _holders(program.root, evaluator)
        for entry in siblings
        if snake(entry.key) == key and _is(entry.value, literal, evaluator)
    )


def _is(value: Expression, literal: Spot, evaluator: Evaluator) -> bool:
    if isinstance(value, Text):
        return value.spot == literal
    if not isinstance(value, Name | Member):
        return False
    texts = evaluator.texts(value)
    return len(texts) == 1 and len(texts[0]) == 1 and getattr(texts[0][0].literal, "spot", None) == literal


def _placed(code: str, entry: Entry, siblings: tuple[Entry, ...], called: bool, quoted: bool) -> Place:
    start = entry.value.spot.start
    written = _KEY.search(code, max(0, start - 80), start)
    if written is None:
        return Place(entry, siblings, called, quoted, "", "", start)
    return Place(entry, siblings, called, quoted, written["mark"], written["quote"] or "", written.start())


def _holders(root: Expression, evaluator: Evaluator) -> Iterator[tuple[tuple[Entry, ...], bool, bool]]:
    """(entries, is a call, is JSON in a string) of every record and call."""
    pending = [(root, False)]
    while pending:
        expression, quoted = pending.pop(0)
        if isinstance(expression, Call):
            evaluator.begin()
            yield expression.arguments, True, quoted
        elif isinstance(expression, Record):
            yield expression.entries, False, quoted
        elif isinstance(expression, Text | Joined) and not quoted:
            for pieces in evaluator.texts(expression):
                read = read_json(pieces)
                if read:
                    pending.append((read[0], True))
            continue
        pending.extend((part, quoted) for part in parts(expression))
