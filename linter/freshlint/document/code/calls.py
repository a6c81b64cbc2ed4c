"""The calls of a program: what is called, where it goes, and which literals its fields hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freshlint.document.code.address import Addresses
from freshlint.document.code.evaluate import Evaluator, FieldLiteral
from freshlint.document.code.expression import (
    Assign,
    Call,
    Choice,
    Expression,
    Group,
    Member,
    Name,
    Record,
    Scope,
    Sequence,
    Text,
    parts,
    within,
)
from freshlint.document.code.names import call_path, last_name, words
from freshlint.document.code.view import CodeCall, Literal, LiteralRole

_MAKER = re.compile(r"(?:^|[.:\\])(?:new|make|create|build|[gG]et\w*[cC]lient|[A-Z]\w*)$")
_DEEPEST = 12


def find_calls(code: Expression, evaluator: Evaluator) -> Iterator[CodeCall]:
    """Every call that goes somewhere or holds a literal, in source order."""
    reader = _CallReader(evaluator)
    calls = [one for one in within(code) if isinstance(one, Call)]
    for call in sorted(calls, key=lambda one: one.spot):
        evaluator.begin()
        found = reader.read(call)
        if found.fields or found.host:
            yield found


class _CallReader:
    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.addresses = Addresses(evaluator)

    def read(self, call: Call) -> CodeCall:
        address = self.addresses.of(call)
        fields = list(self.evaluator.entries(call.arguments, ""))
        fields += self._inherited(call.function)
        path = address.path if address.path and self._is_request(call) else ""
        return CodeCall(self.callee(call.function), call.spot, _distinct(fields), address.host, path)

    def _is_request(self, call: Call) -> bool:
        """Whether the address is one that this call goes to, and not only its client's base."""
        if self.addresses.of_arguments(call.arguments) is not None:
            return True
        if last_name(call.function) in words("verbs"):
            return True
        function, depth = call.function, 0
        while isinstance(function, Member) and depth < _DEEPEST:
            owner = self.evaluator.plain(function.object)
            if not isinstance(owner, Call):
                return False
            if last_name(owner.function) in words("verbs") or (
                owner.made and "request" in last_name(owner.function)
            ):
                return True
            function, depth = owner.function, depth + 1
        return False

    def _inherited(self, function: Expression, depth: int = 0) -> list[FieldLiteral]:
        """Fields given to earlier links of a chain, or to the constructor of the variable called on."""
        if depth > _DEEPEST or not isinstance(function, Member):
            return []
        owner = function.object
        plain = self.evaluator.plain(owner)
        if not isinstance(plain, Call):
            return self._inherited(owner, depth + 1)
        chained = plain is owner
        if not chained and not (plain.made or _MAKER.search(self.callee(plain.function))):
            return []
        via = () if chained else (owner.spot,)
        own = list(self.evaluator.entries(plain.arguments, "", via))
        return own + self._inherited(plain.function, depth + 1)

    def callee(self, function: Expression, depth: int = 0) -> str:
        """The dotted name of what is called; a variable that stands for a method is followed."""
        if depth > _DEEPEST:
            return ""
        match function:
            case Name(name=name):
                target = self.evaluator.target(function)
                if target and isinstance(target.value, Member):
                    return self.callee(target.value, depth + 1)
                return call_path(name)
            case Member(object=owner, name=name):
                outer = self.callee(owner, depth + 1)
                return f"{outer}.{name}" if outer else name
            case Call(function=inner):
                return self.callee(inner, depth + 1)
            case Group(children=children):
                inside = [child for child in children if isinstance(child, Name | Member | Call | Group)]
                return self.callee(inside[0], depth + 1) if len(inside) == 1 else ""
            case _:
                return ""


def _distinct(fields: list[FieldLiteral]) -> tuple[FieldLiteral, ...]:
    kept: dict[tuple[object, ...], FieldLiteral] = {}
    for one in fields:
        kept.setdefault((one.field, one.spot, one.via), one)
    return tuple(kept.values())


def find_literals(code: Expression) -> Iterator[Literal]:
    """Every string literal with its role."""
    pending: list[tuple[Expression, LiteralRole, str]] = [(code, LiteralRole.OTHER, "")]
    while pending:
        expression, role, name = pending.pop()
        match expression:
            case Text(value=value, spot=spot):
                yield Literal(value, spot, role, name)
            case Call(function=function, arguments=arguments):
                pending.append((function, LiteralRole.OTHER, ""))
                lookup = last_name(function) in words("lookups") | words("fallbacks")
                for index, entry in enumerate(arguments):
                    given = LiteralRole.OPTION if entry.key else LiteralRole.ARGUMENT
                    if lookup and not entry.key:
                        key = index == 0 and last_name(function) in words("lookups")
                        given = LiteralRole.KEY if key else LiteralRole.DEFAULT
                    if entry.key.startswith("-"):
                        given = LiteralRole.FLAG
                    pending.append((entry.value, given, entry.key))
            case Record(entries=entries):
                pending.extend((entry.value, LiteralRole.OPTION, entry.key) for entry in entries)
            case Assign(value=value, target=target, default=default):
                pending.append((value, LiteralRole.DEFAULT if default else LiteralRole.ASSIGNMENT, target))
            case Choice(options=options):
                pending.extend((option, LiteralRole.DEFAULT, name) for option in options)
            case Sequence(items=items):
                pending.extend((item, LiteralRole.ITEM, name) for item in items)
            case Group() | Scope():
                passed = role if len(expression.children) == 1 else LiteralRole.OTHER
                pending.extend((child, passed, name) for child in expression.children)
            case _:
                pending.extend((part, role, name) for part in parts(expression))
