"""Numbers in code, with the names and keys that they stand under and the comments beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from freshlint.document.code.expression import (
    Assign,
    Call,
    Expression,
    Group,
    Joined,
    Record,
    Scope,
    Text,
    parts,
)
from freshlint.document.code.names import snake
from freshlint.document.code.rates import read_rate
from freshlint.document.code.read import parse_code

_NUMBER = re.compile(r"\d[\d_]*(?:\.\d[\d_]*)?")
_SUFFIX = re.compile(r"[fFdDmM]?$")
_LONGEST_TEXT = 60


class Figure(NamedTuple):
    """text[start:end] are the digits of a number that code keeps under a name.

    path      the names that it stands under, innermost first, each as words ("image output")
    beside    texts that stand in the same record as "key value", the innermost record first
    comments  the comments that speak of it, nearest first: on its line, the last above it, the block's first
    over      how many things it is for, where the code divides it: a million in `40 / 1_000_000`; else 0
    """

    start: int
    end: int
    path: tuple[str, ...]
    beside: tuple[str, ...]
    comments: tuple[str, ...]
    over: Decimal = Decimal(0)


def find_figures(text: str, label: str) -> list[Figure]:
    """The named numbers of a code block, in order; none where its language is not known."""
    program = parse_code(text, label)
    if program is None:
        return []
    comments = [(spot.start, program.code[spot.start : spot.end]) for spot in program.comments]
    found = {
        spot: Figure(*spot, path, beside, tuple(_speaking(program.code, comments, spot)), over)
        for spot, path, beside, over in _numbers(program.code, program.root)
    }
    return [found[spot] for spot in sorted(found)]


_Found = tuple[tuple[int, int], tuple[str, ...], tuple[str, ...], Decimal]


def _numbers(code: str, root: Expression) -> Iterator[_Found]:
    pending: list[tuple[Expression, tuple[str, ...], tuple[str, ...]]] = [(root, (), ())]
    while pending:
        one, path, beside = pending.pop()
        match one:
            case Assign(target=target, value=value):
                pending.append((value, (_words(target.rpartition(".")[2]), *path), beside))
            case Record(entries=entries):
                texts = [f"{_words(e.key)} {said}" for e in entries if (said := _plain_text(e.value))]
                inner = (*texts, *beside)
                pending.extend((e.value, (_words(e.key), *path) if e.key else path, inner) for e in entries)
            case Scope(children=children, name=name):
                named = (_words(name), *path) if name else path
                pending.extend((child, named, beside) for child in children)
            case Group(kind=kind) if "binary" in kind:
                rate = read_rate(code, one.spot.start, one.spot.end)
                if rate is not None:
                    names = tuple(_words(name.rpartition(".")[2]) for name in rate.names)
                    yield (rate.start, rate.end), path, (*names, *beside), rate.over
            case _:
                spot = _number(code, one) if path else None
                if spot is not None:
                    yield spot, path, beside, Decimal(0)
                else:
                    pending.extend((part, path, beside) for part in _held(one))


def _held(one: Expression) -> tuple[Expression, ...]:
    """What a name stands for: not several arguments, nor what is summed up."""
    if isinstance(one, Call):
        given = tuple(entry.value for entry in one.arguments)
        return given if len(given) == 1 else tuple(g for g in given if isinstance(g, Record))
    return () if isinstance(one, Joined) else parts(one)


def _number(code: str, one: Expression) -> tuple[int, int] | None:
    """Where the digits of a number stand, alone or in quotation marks."""
    if not isinstance(one, Text) and (not isinstance(one, Group) or parts(one)):
        return None
    start, end = one.spot.start, one.spot.end
    written = code[start:end]
    bare = written.strip("'\"`")
    start += len(written) - len(written.lstrip("'\"`"))
    found = _NUMBER.match(bare)
    if found is None or _SUFFIX.fullmatch(bare, found.end()) is None:
        return None
    return start, start + found.end()


def _plain_text(value: Expression) -> str:
    while isinstance(value, Group) and len(parts(value)) == 1:
        (value,) = parts(value)
    said = value.value if isinstance(value, Text) else ""
    return said if len(said) <= _LONGEST_TEXT and not _NUMBER.fullmatch(said) else ""


def _words(name: str) -> str:
    return snake(name).replace("_", " ") if name.replace("_", "").isascii() else name


def _speaking(code: str, comments: list[tuple[int, str]], spot: tuple[int, int]) -> Iterator[str]:
    line_end = code.find("\n", spot[1])
    line_end = len(code) if line_end < 0 else line_end
    yield from (said for at, said in comments if spot[1] <= at < line_end)
    above = [said for at, said in comments if at < spot[0] and _opens_line(code, at)]
    yield from above[:-2:-1]
    yield from above[:1] if len(above) > 1 else ()


def _opens_line(code: str, at: int) -> bool:
    return not code[code.rfind("\n", 0, at) + 1 : at].strip()
