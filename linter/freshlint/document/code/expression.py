"""A small common form of expressions: what every programming language's tree is turned into.

Only what carries a string to a call is kept: literals, names, members, calls, records, sequences and choices.
Everything else is a Group of the expressions inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

UNKNOWN = "\ufffc"
SELF = frozenset({"self", "this", "$this", "static", "cls", "Self"})


class Spot(NamedTuple):
    """text[start:end] of one code block of a page; blocks are numbered by whoever reads the page."""

    start: int
    end: int
    block: int = 0

    def contains(self, other: Spot) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.block == other.block and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """Anything with a place; used as it is for what carries no string."""

    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Text(Expression):
    """A string literal. `value` is what it means, escapes resolved; `spot` includes its quotes.

    `at[i]` is the place of value[i] in the code, `at[i + 1]` where it ends; one entry more than characters.
    `literal` is the whole literal's place where this is only a part of it.
    """

    value: str
    at: tuple[int, ...]
    literal: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Joined(Expression):
    """Strings one after another: interpolation, concatenation."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Name(Expression):
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Member(Expression):
    """object.name, also object["name"]."""

    object: Expression
    name: str


class Entry(NamedTuple):
    """An argument or a record's entry; `key` is "" for positional ones, `spread` for **x and ...x."""

    key: str
    value: Expression
    spread: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Call(Expression):
    """function(arguments); `made` where it constructs something: new T(...), T{...}."""

    function: Expression
    arguments: tuple[Entry, ...]
    made: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Record(Expression):
    """Keys and values."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sequence(Expression):
    """Items in order."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice(Expression):
    """One of several, decided when the program runs: a || b, a default."""

    options: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Assign(Expression):
    """A variable, or a dotted path that begins with one, is given a value. `default`: a parameter's."""

    target: str
    value: Expression
    default: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Item(Expression):
    """Each item of a sequence in turn, as a loop takes them."""

    source: Expression


@dataclass(frozen=True, slots=True, eq=False)
class Scope(Expression):
    """Code whose variables end with it: a function, with its name and its parameters' names in order."""

    children: tuple[Expression, ...]
    name: str = ""
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Group(Expression):
    """Any other construct, with what stands in it. `kind` is the tree's word for it."""

    children: tuple[Expression, ...]
    kind: str = ""


def parts(expression: Expression) -> tuple[Expression, ...]:
    """What stands directly in an expression, in source order."""
    match expression:
        case Joined(parts=inside) | Sequence(items=inside) | Choice(options=inside):
            return inside
        case Scope(children=inside) | Group(children=inside):
            return inside
        case Member(object=inner) | Assign(value=inner) | Item(source=inner):
            return (inner,)
        case Call():
            return (expression.function, *(entry.value for entry in expression.arguments))
        case Record():
            return tuple(entry.value for entry in expression.entries)
        case _:
            return ()


def path_of(expression: Expression) -> str:
    """The dotted path of a variable or its member; "" for anything else."""
    match expression:
        case Name(name=name):
            return name
        case Member(object=inner, name=name):
            outer = path_of(inner)
            return f"{outer}.{name}" if outer else ""
        case _:
            return ""


def within(expression: Expression) -> Iterator[Expression]:
    """An expression and everything in it; the order is that of no source."""
    pending = [expression]
    while pending:
        one = pending.pop()
        yield one
        pending.extend(parts(one))
