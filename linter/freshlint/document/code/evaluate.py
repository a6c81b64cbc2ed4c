"""The literals that end up in the fields of a record or of a call's arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from freshlint.document.code.expression import (
    Call,
    Choice,
    Entry,
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
)
from freshlint.document.code.json_text import read_json
from freshlint.document.code.names import below, field_of_setter, last_name, snake, words
from freshlint.document.code.texts import Texts, only_child


class FieldLiteral(NamedTuple):
    """A string literal that ends up in a field of a call.

    field    dotted path inside the request: "model", "tools[].model"; "" for a positional argument
    spot     the literal with its quotes
    via      the variables through which it came, the one in the call first
    default  only used where nothing else is given
    """

    field: str
    value: str
    spot: Spot
    via: tuple[Spot, ...] = ()
    default: bool = False
    text: Text | None = None


class Evaluator(Texts):
    """Follows variables of one program to the fields of its calls."""

    def fields(
        self, expression: Expression, path: str = "", via: tuple[Spot, ...] = (), depth: int = 0
    ) -> Iterator[FieldLiteral]:
        """The string literals in an expression that stands at `path` of a request."""
        if self.spent(depth):
            return
        match expression:
            case Text() | Joined():
                yield from self._text_fields(expression, path, via, depth)
            case Choice(options=options):
                for option in options:
                    yield from (
                        one._replace(default=True) for one in self.fields(option, path, via, depth + 1)
                    )
            case Name() | Member():
                yield from self._variable(expression, path, via, depth)
            case Record(entries=entries):
                yield from self.entries(entries, path, via, depth + 1)
            case Sequence(items=items):
                for item in items:
                    yield from self.fields(item, f"{path}[]" if path else path, via, depth + 1)
            case Call():
                yield from self._call_fields(expression, path, via, depth + 1)
            case Item(source=source):
                for item in self.items(source):
                    yield from self.fields(item, path, via, depth + 1)
            case Group() | Scope():
                inner = only_child(expression)
                if inner:
                    yield from self.fields(inner, path, via, depth + 1)

    def entries(
        self, entries: Iterable[Entry], path: str, via: tuple[Spot, ...] = (), depth: int = 0
    ) -> Iterator[FieldLiteral]:
        """The literals of arguments or of a record; a later entry does not undo an earlier one here."""
        for key, value, _ in entries:
            stripped = not key or (not path and snake(key) in words("bodies"))
            yield from self.fields(value, path if stripped else below(path, key), via, depth + 1)

    def _text_fields(
        self, expression: Expression, path: str, via: tuple[Spot, ...], depth: int
    ) -> Iterator[FieldLiteral]:
        for pieces in self.texts(expression, via, depth):
            read = read_json(pieces)
            if read:
                record, way = read
                for one in self.fields(record, path, via, depth + 1):
                    yield one._replace(via=way(one.text) if one.text else one.via)
                continue
            filled = [piece for piece in pieces if piece.text]
            if len(filled) == 1 and filled[0].literal is not None:
                literal = filled[0].literal
                yield FieldLiteral(path, literal.value, literal.spot, filled[0].via, False, literal)

    def _variable(
        self, expression: Name | Member, path: str, via: tuple[Spot, ...], depth: int
    ) -> Iterator[FieldLiteral]:
        target = self.target(expression)
        further = (*via, expression.spot)
        name = path_of(expression)
        updates = list(self.bindings.updates(name, expression.spot)) if name else []
        replaced = {below(path, key) for key, _ in updates}
        if target:
            for one in self.fields(target.value, path, further, depth + 1):
                if one.field not in replaced:
                    yield one._replace(default=one.default or target.default)
        latest = dict(updates)
        for key, binding in latest.items():
            yield from self.fields(binding.value, below(path, key), further, depth + 1)

    def _call_fields(
        self, call: Call, path: str, via: tuple[Spot, ...], depth: int
    ) -> Iterator[FieldLiteral]:
        """What a constructor, a builder's chain or a conversion hands on."""
        name = last_name(call.function)
        plain = [entry.value for entry in call.arguments if not entry.key]
        inner = call.function.object if isinstance(call.function, Member) else None
        if name in words("lookups") | words("fallbacks") | words("formats"):
            yield from self._text_fields(call, path, via, depth)
            return
        chained = isinstance(inner, Call)
        if inner is not None and (chained or not call.arguments):
            yield from self.fields(inner, path, via, depth)
        pairs = _pairs(name, plain)
        if pairs:
            for key, value in pairs:
                yield from self.fields(value, below(path, key), via, depth)
        elif chained and len(plain) == 1 == len(call.arguments) and name not in words("bodies"):
            yield from self.fields(plain[0], below(path, field_of_setter(name)), via, depth)
        else:
            yield from self.entries(call.arguments, path, via, depth)


def _pairs(name: str, values: list[Expression]) -> list[tuple[str, Expression]]:
    """key, value, key, value: Map.of("model", x), .put("model", x)."""
    keys = values[::2]
    if len(values) < 2 or len(values) % 2 or not all(isinstance(key, Text) for key in keys):
        return []
    if len(values) > 2 and name not in ("of", "map_of", "of_entries"):
        return []
    known = name in ("of", "entry", "pair", "add_form_data_part", "field") or name in words("key_setters")
    texts = [key.value for key in keys if isinstance(key, Text)]
    return list(zip(texts, values[1::2], strict=True)) if known else []
