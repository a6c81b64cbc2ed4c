"""Data that is written as Python source, read as text: nothing in it is run."""

from __future__ import annotations

import ast
from datetime import date
from decimal import Decimal
from typing import Any

from freshlint.supply.importing.batch import SourceError


class Call(dict[str, Any]):
    """`Name(key=value)` as a mapping of its keys; `name` is what is called."""

    name: str


def read_assigned(data: bytes, variable: str) -> Any:
    """The value assigned to a variable: constants, lists, mappings, decimals, dates and calls; a name is its text.

    Raises SourceError.
    """
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError) as error:
        raise SourceError(f"not Python source: {error}") from error
    for statement in tree.body:
        targets = (
            statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        )
        value = getattr(statement, "value", None)
        if value is not None and any(isinstance(t, ast.Name) and t.id == variable for t in targets):
            return _value(value)
    raise SourceError(f"nothing is assigned to `{variable}`")


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant():
            return node.value
        case ast.List() | ast.Tuple():
            return [_value(item) for item in node.elts]
        case ast.Dict():
            return {
                _value(key): _value(value) for key, value in zip(node.keys, node.values, strict=True) if key
            }
        case ast.UnaryOp(op=ast.USub()):
            return -_value(node.operand)
        case ast.Call():
            return _call(node)
        case ast.Name() | ast.Attribute():
            return ast.unparse(node)
    raise SourceError(f"line {node.lineno}: {ast.unparse(node)[:60]!r} is not plain data")


def _call(node: ast.Call) -> Any:
    name = ast.unparse(node.func).rpartition(".")[2]
    arguments = [_value(argument) for argument in node.args]
    if name == "Decimal" and len(arguments) == 1:
        return Decimal(arguments[0])
    if name == "date" and len(arguments) == 3:
        return date(*arguments)
    found = Call({keyword.arg: _value(keyword.value) for keyword in node.keywords if keyword.arg})
    found.name = name
    return found
