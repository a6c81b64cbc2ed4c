"""Names of fields and callees in one spelling, and the words of http.yaml."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml

from freshlint.document.code.expression import Expression, Member, Name

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_NAME = re.compile(r"[^0-9A-Za-z_.\[\]-]+")


@cache
def words(kind: str) -> frozenset[str]:
    """The names of one kind in http.yaml: "bodies", "addresses", ..."""
    text = resources.files(__package__).joinpath("http.yaml").read_text("utf-8")
    return frozenset(yaml.load(text, yaml.CSafeLoader)[kind])


def snake(name: str) -> str:
    """outputFormat, OutputFormat, output-format and output_format are one field."""
    return _HUMP.sub("_", name).replace("-", "_").lower().strip("_$@:")


def below(path: str, key: str) -> str:
    """The path of a key inside the record at `path`."""
    return f"{path}.{snake(key)}" if path else snake(key)


def field_of_setter(name: str) -> str:
    """The field that a builder's method sets: model, setModel, withModel -> "model"; addTool -> "tools[]"."""
    plain = snake(name)
    first, _, rest = plain.partition("_")
    if not rest or first not in words("setters"):
        return plain
    return f"{rest.removesuffix('s')}s[]" if first == "add" else rest


def last_name(function: Expression) -> str:
    """The last part of a callee, in snake_case."""
    match function:
        case Name(name=name) | Member(name=name):
            return snake(re.split(r"\.|::|->|\\", name)[-1])
        case _:
            return ""


def call_path(written: str) -> str:
    """A callee in one spelling: `$c->responses()->create` is c.responses.create."""
    return _NO_NAME.sub(
        "", written.replace("()", "").replace("->", ".").replace("::", ".").replace("?.", ".")
    )
