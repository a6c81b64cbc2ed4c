"""YAML as a tree of nodes that know their line and column; nothing in it is ever executed or expanded.

Anchors, aliases, merge keys, tags, duplicate keys and runaway sizes are refused here, so that what a reader
of the file sees is what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from freshlint.facts.errors import FactsError, FactsErrors
from freshlint.source import Position

MAX_DEPTH = 16
MAX_SCALAR = 10_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where PyYAML was built with it
_TAG_PREFIX = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it is written. `kind` is what YAML takes it for: str, int, float, null, timestamp ..."""

    text: str
    kind: str
    place: Position


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; keys are unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Position


Node = Scalar | Sequence | Mapping


def compose(file: str, data: bytes) -> Node:
    """The tree of a file's one YAML document; raises FactsErrors."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "the file is not UTF-8: save it as UTF-8"
        raise FactsErrors([FactsError(file, line, 1, message)]) from error
    composer = _Composer(file)
    try:
        root = composer.document(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
        composer.error(place, f"not valid YAML: {error.problem or error.context}")
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        composer.error(Position(line, 1), f"not valid YAML: {error.reason}")
    if composer.errors:
        raise FactsErrors(composer.errors)
    return root


class _Composer:
    """Reads parser events into nodes and collects what is refused."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[FactsError] = []
        self._loader: Any = None

    def error(self, place: Position, message: str) -> None:
        self.errors.append(FactsError(self.file, *place, message))

    def document(self, text: str) -> Node:
        self._loader = _Loader(text)
        try:
            roots = []
            while event := self._loader.get_event():
                if isinstance(event, yaml.NodeEvent):
                    roots.append(self._node(event, 0))
        finally:
            self._loader.dispose()
        if not roots:
            self.error(Position(1, 1), "the file is empty: begin it with `freshlint: 1`")
            return Mapping((), Position(1, 1))
        if len(roots) > 1:
            self.error(roots[1].place, "a second document begins here: write one document in a file")
        return roots[0]

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event)
        if depth > MAX_DEPTH:
            raise FactsErrors([FactsError(self.file, *place, f"nested deeper than {MAX_DEPTH} levels")])
        self._refuse_magic(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := self._loader.get_event(), yaml.SequenceEndEvent):
                items.append(self._node(inner, depth + 1))
            return Sequence(tuple(items), place)
        return self._scalar(event, place)

    def _refuse_magic(self, event: yaml.Event, place: Position) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.error(place, "aliases (`*name`) are not read: write the value out")
        elif getattr(event, "anchor", None):
            self.error(place, "anchors (`&name`) are not read: write each value out")
        if getattr(event, "tag", None):
            self.error(place, "tags (`!name`) are not read: write the plain value, quoted if it is text")

    def _scalar(self, event: yaml.Event, place: Position) -> Scalar:
        if not isinstance(event, yaml.ScalarEvent):
            return Scalar("", "null", place)
        if len(event.value) > MAX_SCALAR:
            self.error(place, f"longer than {MAX_SCALAR} characters")
        tag: str = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        return Scalar(event.value, tag.removeprefix(_TAG_PREFIX), place)

    def _mapping(self, place: Position, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Node]] = []
        first_seen: dict[str, Position] = {}
        while not isinstance(event := self._loader.get_event(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._loader.get_event(), depth + 1)
            if not isinstance(key, Scalar):
                self.error(key.place, "a list or mapping cannot be a key: write a word")
            elif key.kind == "merge":
                self.error(key.place, "merge keys (`<<`) are not read: write the keys out")
            elif key.text in first_seen:
                line = first_seen[key.text].line
                self.error(key.place, f"`{key.text}` stands twice; the first is on line {line}: keep one")
            else:
                first_seen[key.text] = key.place
                entries.append((key, value))
        return Mapping(tuple(entries), place)


def _place(event: yaml.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
