"""What a string expression may be when the program runs: variables, defaults and formats followed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import product

from freshlint.document.code.bindings import Binding, Bindings
from freshlint.document.code.expression import (
    SELF,
    UNKNOWN,
    Assign,
    Call,
    Choice,
    Expression,
    Group,
    Item,
    Joined,
    Member,
    Name,
    Record,
    Scope,
    Sequence,
    Spot,
    Text,
    path_of,
    within,
)
from freshlint.document.code.json_text import Piece
from freshlint.document.code.names import last_name, snake, words
from freshlint.document.code.strings import cut

Pieces = tuple[Piece, ...]

_MOST = 6
_DEEPEST = 24
_STEPS = 4000
_PLACEHOLDER = re.compile(r"%[sdv@]|\{[A-Za-z_0-9.]*(?:[:!][^{}]*)?\}")


def value_of(pieces: Pieces) -> str:
    """The characters of a text; UNKNOWN where the code does not show them."""
    return "".join(piece.text for piece in pieces)


class Texts:
    """Follows variables of one program; `begin` before each call, so that none takes longer than it may."""

    def __init__(self, bindings: Bindings, code: Expression | None = None) -> None:
        self.bindings = bindings
        self._scopes: dict[Spot, Scope] = {}
        self._calls: dict[str, list[Call]] = {}
        self._left = _STEPS
        for one in within(code) if code else ():
            if isinstance(one, Scope):
                self._scopes[one.spot] = one
            elif isinstance(one, Call) and isinstance(one.function, Name | Member):
                self._calls.setdefault(one.function.name, []).append(one)

    def begin(self) -> None:
        """Allow as many steps again."""
        self._left = _STEPS

    def spent(self, depth: int) -> bool:
        """Count a step; whether it is one too many."""
        self._left -= 1
        return depth > _DEEPEST or self._left < 0

    def texts(self, expression: Expression, via: tuple[Spot, ...] = (), depth: int = 0) -> list[Pieces]:
        """The texts that an expression may be; none where nothing is known of it."""
        if self.spent(depth):
            return []
        match expression:
            case Text(value=value):
                return [(Piece(value, expression, via),)]
            case Joined(parts=parts):
                return self._joined(parts, via, depth + 1)
            case Choice(options=options):
                return [text for option in options for text in self.texts(option, via, depth + 1)][:_MOST]
            case Name() | Member():
                target = self.target(expression)
                return self.texts(target.value, (*via, expression.spot), depth + 1) if target else []
            case Call():
                return self._call_texts(expression, via, depth + 1)
            case Item(source=source):
                return [text for one in self.items(source) for text in self.texts(one, via, depth + 1)][
                    :_MOST
                ]
            case Group() | Scope():
                inner = only_child(expression)
                return self.texts(inner, via, depth + 1) if inner else []
            case _:
                return []

    def items(self, source: Expression) -> tuple[Expression, ...]:
        """What a loop takes from a sequence, the first few."""
        sequence = self.plain(source)
        return sequence.items[:_MOST] if isinstance(sequence, Sequence) else ()

    def _joined(self, parts: Iterable[Expression], via: tuple[Spot, ...], depth: int) -> list[Pieces]:
        unknown: list[Pieces] = [(Piece(UNKNOWN, None, via),)]
        options = [(self.texts(part, via, depth) or unknown)[:2] for part in parts][:64]
        joined = []
        for chosen in product(*options):
            joined.append(tuple(piece for pieces in chosen for piece in pieces))
            if len(joined) == _MOST:
                break
        return joined

    def _call_texts(self, call: Call, via: tuple[Spot, ...], depth: int) -> list[Pieces]:
        """Conversions give their argument, lookups their default, and formats are filled in."""
        name = last_name(call.function)
        plain = [entry.value for entry in call.arguments if not entry.key]
        inner = call.function.object if isinstance(call.function, Member) else None
        if name in words("formats"):
            template, values = (inner, plain) if inner and self.texts(inner, via, depth) else (None, plain)
            if template is None:
                template, values = next(iter(plain), None), plain[1:]
            return self._format(template, values, via, depth) if template else []
        if name in words("lookups"):
            return self.texts(plain[-1], via, depth) if len(plain) > 1 else []
        if name in words("fallbacks") and inner:
            return [text for one in (inner, *plain) for text in self.texts(one, via, depth)][:_MOST]
        if inner is not None and (found := self.texts(inner, via, depth)):
            return found
        return self.texts(plain[0], via, depth) if len(plain) == 1 == len(call.arguments) else []

    def _format(
        self, template: Expression, values: list[Expression], via: tuple[Spot, ...], depth: int
    ) -> list[Pieces]:
        found = self.texts(template, via, depth)
        if not found or len(found[0]) != 1 or not isinstance(found[0][0].literal, Text):
            return found
        literal, given = found[0][0].literal, iter(values)
        parts: list[Expression] = []
        at = 0
        for hole in _PLACEHOLDER.finditer(literal.value):
            name = hole[0].strip("{}%").split(":")[0].split("!")[0]
            inline = name and not name.isdigit() and hole[0].startswith("{")
            parts.append(cut(literal, at, hole.start()))
            parts.append(Name(literal.spot, name) if inline else next(given, Group(literal.spot, ())))
            at = hole.end()
        parts.append(cut(literal, at, len(literal.value)))
        return self._joined(parts, via, depth)

    def target(self, expression: Name | Member) -> Binding | None:
        """What a variable or a member of one is bound to; None where the code does not show it."""
        path = path_of(expression)
        found = self.bindings.of(path, expression.spot) if path else None
        if found and found.default and found.scope:
            return self._given(found, self._scopes.get(found.scope))
        if found or isinstance(expression, Name):
            return found
        entry = self._entry_of(expression.object, expression.name)
        if entry:
            return Binding(path, entry, expression.spot, None)
        owner = path_of(expression.object)
        constant = expression.name.isupper() or owner in SELF
        if not constant:
            return None
        return self.bindings.of(expression.name, expression.spot) or self.bindings.of(
            f"${expression.name}", expression.spot
        )

    def _given(self, parameter: Binding, function: Scope | None) -> Binding:
        """A parameter with what the program's own calls of the function give for it."""
        if function is None or not function.name or parameter.name not in function.parameters:
            return parameter
        index = function.parameters.index(parameter.name)
        values = [
            value
            for call in self._calls.get(function.name, [])[:_MOST]
            if (value := _argument(call, parameter.name, index)) is not None
        ]
        if not values:
            return parameter
        unknown = isinstance(parameter.value, Group)
        options = values if unknown else [parameter.value, *values]
        only = options[0] if len(options) == 1 else Choice(parameter.spot, tuple(options))
        return parameter._replace(value=only, default=False)

    def _entry_of(self, owner: Expression, key: str) -> Expression | None:
        record = self.plain(owner)
        if isinstance(record, Record):
            return next((e.value for e in record.entries if e.key and snake(e.key) == snake(key)), None)
        return None

    def plain(self, expression: Expression, depth: int = 0) -> Expression:
        """The expression behind variables, `await`, casts and parentheses."""
        if depth > _DEEPEST:
            return expression
        if isinstance(expression, Name | Member):
            target = self.target(expression)
            return self.plain(target.value, depth + 1) if target else expression
        if isinstance(expression, Group):
            inner = only_child(expression)
            return self.plain(inner, depth + 1) if inner else expression
        return expression


def only_child(group: Group | Scope) -> Expression | None:
    """The one expression inside that can carry a string; None where there are none or several."""
    inside = [child for child in group.children if not (isinstance(child, Group) and not child.children)]
    inside = [child for child in inside if not isinstance(child, Assign)]
    return inside[0] if len(inside) == 1 else None


def _argument(call: Call, name: str, index: int) -> Expression | None:
    """What a call gives for a parameter: by its name, else by its position."""
    named = next(
        (entry.value for entry in call.arguments if entry.key and entry.key.lstrip("$") == name.lstrip("$")),
        None,
    )
    if named is not None:
        return named
    plain = [entry.value for entry in call.arguments if not entry.key and not entry.spread]
    return plain[index] if index < len(plain) else None
