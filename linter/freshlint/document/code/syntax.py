"""The table of programming languages, and how a code block's label finds its row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import yaml

Children = tuple[str, ...]


@dataclass(frozen=True)
class Syntax:
    """One row of syntaxes.yaml; see there for what each part means."""

    id: str
    names: tuple[str, ...]
    grammar: str = ""
    comment: str = ""
    text: frozenset[str] = frozenset()
    interpolation: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    join: frozenset[str] = frozenset()
    choose: frozenset[str] = frozenset()
    name: frozenset[str] = frozenset()
    spread: frozenset[str] = frozenset()
    record: frozenset[str] = frozenset()
    sequence: frozenset[str] = frozenset()
    tokens: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    attempt: frozenset[str] = frozenset()
    refusal: frozenset[str] = frozenset()
    member: Mapping[str, Children] = field(default_factory=dict)
    index: Mapping[str, Children] = field(default_factory=dict)
    call: Mapping[str, Children] = field(default_factory=dict)
    method: Mapping[str, Children] = field(default_factory=dict)
    construct: Mapping[str, Children] = field(default_factory=dict)
    named: Mapping[str, Children] = field(default_factory=dict)
    entry: Mapping[str, Children] = field(default_factory=dict)
    assign: Mapping[str, Children] = field(default_factory=dict)
    each: Mapping[str, Children] = field(default_factory=dict)
    parameter: Mapping[str, Children] = field(default_factory=dict)
    choice: Mapping[str, Children] = field(default_factory=dict)
    binary: Mapping[str, Children] = field(default_factory=dict)


@cache
def syntaxes() -> Mapping[str, Syntax]:
    """Every language by its id."""
    raw: dict[str, dict[str, Any]] = yaml.load(
        resources.files(__package__).joinpath("syntaxes.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return {name: _row(name, row) for name, row in raw.items()}


def _row(name: str, row: Mapping[str, Any]) -> Syntax:
    values: dict[str, Any] = {}
    for key, value in row.items():
        if key == "names":
            values[key] = tuple(value)
        elif isinstance(value, list):
            values[key] = frozenset(value)
        elif isinstance(value, dict):
            values[key] = {kind: tuple(map(str, children)) for kind, children in value.items()}
        else:
            values[key] = value
    return Syntax(id=name, **values)


@cache
def _by_name() -> Mapping[str, str]:
    return {name: syntax.id for syntax in syntaxes().values() for name in syntax.names}


_LABEL = re.compile(r"(?:language-|lang-)?([A-Za-z#+_.-]+\d?)")


def find_syntax(label: str) -> Syntax | None:
    """The language that a code block's label names: "py", "language-ts"; None where unknown."""
    found = _LABEL.match(label.strip().lstrip("{.").lower())
    if found is None:
        return None
    name = _by_name().get(found[1]) or _by_name().get(found[1].rstrip("0123456789"))
    return syntaxes()[name] if name else None
