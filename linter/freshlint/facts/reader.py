"""YAML nodes read as the schema's types. Every mistake is collected, with its place and what to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec.inspect as kinds

from freshlint.facts.errors import FactsError, did_you_mean
from freshlint.facts.nodes import Mapping, Node, Scalar, Sequence
from freshlint.source import Position

Key = tuple[str | int, ...]
_AMOUNT = re.compile(r"[0-9]{1,30}(\.[0-9]{1,30})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROLS = {"Cc": "a control character", "Zl": "a line separator", "Zp": "a paragraph separator"}
_BIDI_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SHAPES = {Scalar: "a single value", Sequence: "a list", Mapping: "a mapping"}


class Reader:
    """Reads one file. `places` is where each value stands, by its path of keys and indexes.

    A value with a mistake is left out of what `read` returns, so it means nothing once `errors` is not empty.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[FactsError] = []
        self.places: dict[Key, Position] = {}

    def error(self, place: Position, message: str) -> None:
        """Notes a mistake."""
        self.errors.append(FactsError(self.file, *place, message))

    def read(self, node: Node, kind: kinds.Type, key: Key = ()) -> object:
        """Plain data for `msgspec.convert`."""
        self.places[key] = node.place
        wanted, meaning = _resolve(node, kind)
        if isinstance(wanted, kinds.StructType) and isinstance(node, Mapping):
            return self._struct(node, wanted, key)
        if isinstance(wanted, kinds.DictType) and isinstance(node, Mapping):
            return self._dict(node, wanted, key)
        if isinstance(wanted, kinds.ListType) and isinstance(node, Sequence):
            return [self.read(item, wanted.item_type, (*key, i)) for i, item in enumerate(node.items)]
        if isinstance(node, Scalar) and not isinstance(
            wanted, kinds.StructType | kinds.DictType | kinds.ListType
        ):
            return self._scalar(node, wanted, meaning)
        self._wrong_shape(node, wanted)
        return None

    def _wrong_shape(self, node: Node, wanted: kinds.Type) -> None:
        if isinstance(wanted, kinds.StructType):
            names = ", ".join(field.encode_name for field in wanted.fields if field.required) or "..."
            hint = f"a mapping belongs here: write `{{{names}: ...}}`"
        elif isinstance(wanted, kinds.DictType):
            hint = "a mapping belongs here: write `key: value`"
        elif isinstance(wanted, kinds.ListType):
            hint = (
                f"a list belongs here: write `[{node.text}]`"
                if isinstance(node, Scalar)
                else "a list belongs here"
            )
        else:
            hint = f"a single value belongs here, not {_SHAPES[type(node)]}"
        self.error(node.place, hint)

    def _struct(self, node: Mapping, kind: kinds.StructType, key: Key) -> dict[str, object]:
        fields = {field.encode_name: field for field in kind.fields}
        values: dict[str, object] = {}
        for name, value in node.entries:
            field = fields.get(name.text)
            if field is None:
                self.error(name.place, f"unknown key `{name.text}`: {did_you_mean(name.text, fields)}")
            else:
                values[name.text] = self.read(value, field.type, (*key, name.text))
        for field in kind.fields:
            if field.required and field.encode_name not in values:
                self.error(node.place, f"`{field.encode_name}` is missing: add `{field.encode_name}: ...`")
        return values

    def _dict(self, node: Mapping, kind: kinds.DictType, key: Key) -> dict[object, object]:
        values: dict[object, object] = {}
        for name, value in node.entries:
            wanted, meaning = _resolve(name, kind.key_type)
            read_name = self._scalar(name, wanted, meaning)
            inner = (*key, name.text)
            values[read_name] = self.read(value, kind.value_type, inner)
            self.places[inner] = name.place
        return values

    def _scalar(self, node: Scalar, kind: kinds.Type, meaning: str) -> object:
        if isinstance(kind, kinds.NoneType):
            return None
        if isinstance(kind, kinds.StrType):
            return self._text(node, kind, meaning)
        if isinstance(kind, kinds.DateType):
            return self._date(node)
        if isinstance(kind, kinds.DecimalType):
            return self._amount(node)
        if isinstance(kind, kinds.BoolType):
            if node.kind == "bool" and node.text in ("true", "false"):
                return node.text == "true"
            self.error(node.place, f"`{node.text}`: write true or false")
        elif isinstance(kind, kinds.LiteralType):
            for value in kind.values:
                if str(value) == node.text:
                    return value
            known = [str(value) for value in kind.values]
            self.error(node.place, f"unknown value `{node.text}`: {did_you_mean(node.text, known)}")
        return None

    def _text(self, node: Scalar, kind: kinds.StrType, meaning: str) -> str:
        text = node.text
        if node.kind != "str":
            what = {"null": "nothing", "timestamp": "a date", "bool": "true or false"}.get(
                node.kind, "a number"
            )
            hint = f'quote it: "{text}"' if text else "write text, or leave the key out"
            if text and kind.pattern and not re.search(kind.pattern, text):
                hint = f"write {meaning}"
            self.error(node.place, f"`{text}` is read as {what} where text belongs: {hint}")
        elif name := next(_refused(text), None):
            self.error(node.place, f"the text holds {name}: leave it out")
        elif (
            not text.strip()
            or len(text) < (kind.min_length or 0)
            or len(text) > (kind.max_length or len(text))
            or (kind.pattern and not re.search(kind.pattern, text))
        ):
            self.error(node.place, f"`{text[:80]}` is not {meaning}")
        return text

    def _date(self, node: Scalar) -> date | None:
        if _DATE.fullmatch(node.text):
            try:
                return date.fromisoformat(node.text)
            except ValueError:
                self.error(node.place, f"`{node.text}` is not a day of the calendar: write YYYY-MM-DD")
                return None
        self.error(node.place, f"`{node.text}` is not a date: write YYYY-MM-DD")
        return None

    def _amount(self, node: Scalar) -> Decimal | None:
        if _AMOUNT.fullmatch(node.text):
            return Decimal(node.text)
        if node.text.startswith("-") and _AMOUNT.fullmatch(node.text[1:]):
            self.error(node.place, f"`{node.text}`: an amount cannot be negative")
        else:
            self.error(node.place, f"`{node.text}` is not an amount: write digits and a point, such as 0.006")
        return None


def _resolve(node: Node, kind: kinds.Type) -> tuple[kinds.Type, str]:
    """The member of a union that fits the node's shape, and what the schema calls the value."""
    meaning = ""
    if isinstance(kind, kinds.Metadata):
        meaning = str((kind.extra_json_schema or {}).get("description", ""))
        kind = kind.type
    if not isinstance(kind, kinds.UnionType):
        return kind, meaning
    options = [_resolve(node, option) for option in kind.types]
    return next((option for option in options if _fits(node, option[0])), options[0])


def _fits(node: Node, kind: kinds.Type) -> bool:
    if isinstance(node, Mapping):
        return isinstance(kind, kinds.StructType | kinds.DictType)
    if isinstance(node, Sequence):
        return isinstance(kind, kinds.ListType)
    if node.kind == "null":
        return isinstance(kind, kinds.NoneType)
    return not isinstance(kind, kinds.StructType | kinds.DictType | kinds.ListType | kinds.NoneType)


def _refused(text: str) -> Iterator[str]:
    """What must not reach an article: control characters and marks that turn the reading direction."""
    for character in text:
        name = _CONTROLS.get(unicodedata.category(character))
        if name or character in _BIDI_OVERRIDES:
            yield f"{name or 'a direction override'} (U+{ord(character):04X})"
