"""What a reader of code finds: string literals, comments, and calls with the literals in their fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from freshlint.document.code.bindings import Bindings
from freshlint.document.code.evaluate import FieldLiteral
from freshlint.document.code.expression import Spot


class LiteralRole(StrEnum):
    """What a string literal is to the code around it."""

    ARGUMENT = "argument"
    OPTION = "option"
    ASSIGNMENT = "assignment"
    DEFAULT = "default"
    FLAG = "flag"
    KEY = "key"
    ITEM = "item"
    OTHER = "other"


class Literal(NamedTuple):
    """A string literal: its value after escapes, its place with its quotes, and the key or name it is for."""

    value: str
    spot: Spot
    role: LiteralRole
    name: str = ""


@dataclass(frozen=True)
class CodeCall:
    """A call or request.

    callee     as written, without parentheses in between: "client.responses.create"
    host       "" where none is named (the vendor's own client), "?" where a variable not shown holds it
    path       of a request; "" for an SDK's method
    refused    the code around it expects that the call fails
    """

    callee: str
    spot: Spot
    fields: tuple[FieldLiteral, ...] = ()
    host: str = ""
    path: str = ""
    refused: bool = False


@dataclass(frozen=True)
class CodeView:
    """One code block, read. `bindings` are handed to the next block of the page in the same language."""

    syntax: str
    text: str
    calls: tuple[CodeCall, ...] = ()
    literals: tuple[Literal, ...] = ()
    comments: tuple[Spot, ...] = ()
    bindings: Bindings = field(default_factory=Bindings)
