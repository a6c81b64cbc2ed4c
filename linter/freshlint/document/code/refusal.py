"""Code that expects a call to fail: tests of an error, handlers of a refused request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freshlint.document.code.expression import Call, Expression, Group, Member, Name, Spot, parts
from freshlint.document.code.names import snake, words
from freshlint.document.code.syntax import Syntax

# A handler for every error is ordinary care; one for a malformed request alone says what will happen.
_HANDLER = re.compile(r"\b(?:except|catch|rescue)\b[^\n{:]{0,200}")
_REFUSED = re.compile(
    r"BadRequest|InvalidRequest|Unprocessable|NotFound(?:Error|Exception)|HTTP_?400|\b400\b", re.I
)
_EMPTY_TRY = re.compile(r"\braise\b|\bthrow\b")


def refusals(code: Expression, text: str, syntax: Syntax) -> Iterator[Spot]:
    """The places in which a call is expected to be refused."""
    pending = [code]
    while pending:
        expression = pending.pop()
        pending.extend(parts(expression))
        if isinstance(expression, Call) and _segments(expression.function) & words("refusals"):
            yield expression.spot
        elif isinstance(expression, Group) and expression.kind in syntax.refusal:
            if expression.children and _expects(expression.children[0]):
                yield expression.spot
        elif isinstance(expression, Group) and expression.kind in syntax.attempt:
            source = text[expression.spot.start : expression.spot.end]
            handlers = _HANDLER.findall(source)
            if len(handlers) == 1 and _REFUSED.search(handlers[0]) and not _EMPTY_TRY.search(source):
                yield expression.spot


def _segments(function: Expression) -> frozenset[str]:
    """Every name in a callee: expect(x).rejects.toThrow -> expect, rejects, to_throw."""
    found = set()
    while True:
        match function:
            case Member(object=owner, name=name):
                found.add(snake(name))
                function = owner
            case Call(function=inner):
                function = inner
            case Name(name=name):
                found.add(snake(name))
                return frozenset(found)
            case _:
                return frozenset(found)


def _expects(header: Expression) -> bool:
    pending = [header]
    while pending:
        expression = pending.pop()
        if isinstance(expression, Call) and _segments(expression.function) & words("refusals"):
            return True
        pending.extend(parts(expression))
    return False
