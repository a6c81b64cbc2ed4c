"""Structured data (JSON-LD): the texts and prices that search engines show, with the names they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial

from freshlint.document.json_positions import (
    JsonArray,
    JsonNode,
    JsonObject,
    JsonValue,
    read_json,
    string_pieces,
)
from freshlint.document.markup_in_text import without_markup
from freshlint.document.model import Block, Form, Inline, Kind, Label, LabelKind, Problem, Run
from freshlint.source import Span

_FOR_MACHINES = frozenset(
    [
        *(
            "url",
            "sameAs",
            "image",
            "logo",
            "thumbnailUrl",
            "contentUrl",
            "embedUrl",
            "mainEntityOfPage",
            "inLanguage",
        ),
        *(
            "availability",
            "itemCondition",
            "encodingFormat",
            "sku",
            "gtin",
            "mpn",
            "telephone",
            "email",
            "position",
        ),
        *(
            "uploadDate",
            "validFrom",
            "validThrough",
            "priceValidUntil",
            "startDate",
            "endDate",
            "duration",
            "target",
        ),
        *("potentialAction", "identifier", "isPartOf", "item"),
    ]
)
_DATES = frozenset(["dateModified", "datePublished"])
_PRICES = frozenset(
    ["price", "lowPrice", "highPrice", "minPrice", "maxPrice", "value", "amount", "priceCurrency"]
)
_ADDRESS = re.compile(r"\s*(?:https?://|//|/|#)\S*\s*$")
_TYPE_NAME = re.compile(r"(?:.*[/#:])?([\w-]{1,60})$", re.S)
# Deeper data than this describes no page.
_DEEPEST = 64


@dataclass
class StructuredData:
    """What one script holds; `metadata` are its dates."""

    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Place:
    path: str = ""
    container: tuple[str, ...] = ()
    name: Block | None = None
    question: Block | None = None
    depth: int = 0


def read_structured_data(source: str, start: int, end: int) -> StructuredData:
    """Read the JSON-LD at source[start:end]. Keys are paths from the script's root: `offers.price`."""
    node, problem = read_json(source, start, end)
    reader = _Reader(source, start)
    if problem is not None:
        reader.data.problems.append(problem)
    if node is not None:
        reader.read(node)
    reader.data.blocks.sort(key=lambda block: block.span)
    return reader.data


class _Reader:
    def __init__(self, source: str, start: int) -> None:
        self.source = source
        self.data = StructuredData()
        self._start = start
        self._is_too_deep = False

    def read(self, root: JsonNode) -> None:
        waiting: list[tuple[JsonNode, str, _Place]] = [(root, "", _Place())]
        while waiting:
            node, key, place = waiting.pop()
            if isinstance(node, JsonValue):
                self._value(node, key, place)
                continue
            if place.depth == _DEEPEST:
                if not self._is_too_deep:
                    self._is_too_deep = True
                    self.data.problems.append(Problem(self._start, "structured data nested too deep"))
                continue
            place = replace(place, depth=place.depth + 1)
            if isinstance(node, JsonArray):
                waiting.extend(
                    (item, key, replace(place, path=f"{place.path}[{index}]"))
                    for index, item in enumerate(node.items)
                )
            else:
                waiting.extend(self._members(node, key, place))

    def _members(self, node: JsonObject, key: str, place: _Place) -> list[tuple[JsonNode, str, _Place]]:
        """An object's members, after the name that they are labelled with."""
        types = tuple(
            name for member, value in node.members if member == "@type" for name in self._types(value)
        )
        place = replace(place, container=(*place.container, *types))
        members: list[tuple[JsonNode, str, _Place]] = []
        named = None
        for member, value in node.members:
            inner = replace(place, path=f"{place.path}.{member}" if place.path else member)
            if member in ("name", "text") and named is None and isinstance(value, JsonValue):
                named = self._value(value, member, inner) if member == "name" or "Question" in types else None
                if named is not None:
                    continue
            members.append((value, member, inner))
        if named is None:
            return members
        if "Question" in types:
            return [(value, member, replace(inner, question=named)) for value, member, inner in members]
        return [(value, member, replace(inner, name=named)) for value, member, inner in members]

    def _types(self, node: JsonNode) -> list[str]:
        values = node.items if isinstance(node, JsonArray) else [node]
        texts = [_read(self.source, value.span).text for value in values if isinstance(value, JsonValue)]
        return [found.group(1) for text in texts if (found := _TYPE_NAME.match(text))]

    def _value(self, node: JsonValue, key: str, place: _Place) -> Block | None:
        if key in _DATES:
            self.data.metadata.setdefault(key, _read(self.source, node.span).text)
        if not self._is_shown(node, key):
            return None
        labels = []
        if place.question is not None:
            labels.append(Label(LabelKind.QUESTION, place.question))
        if place.name is not None:
            labels.append(Label(LabelKind.LABEL, place.name))
        read = partial(_read, self.source, node.span)
        block = Block(
            *(Kind.STRUCTURED_DATA, Form.SCRIPT_JSON, node.span, read),
            labels=tuple(labels),
            container=place.container,
            key=place.path,
        )
        self.data.blocks.append(block)
        return block

    def _is_shown(self, node: JsonValue, key: str) -> bool:
        """Whether people read this value: a text, or a price even where it is a bare number."""
        raw = self.source[node.span.start : node.span.end]
        if key in _PRICES:
            return raw not in ("null", "true", "false", "")
        if not node.is_string or key.startswith("@") or key in _FOR_MACHINES or key in _DATES:
            return False
        return bool(raw.strip()) and not _ADDRESS.match(raw)


def _read(source: str, span: Span) -> Inline:
    """A string's value with escapes resolved, HTML in it read as text."""
    parts: list[str] = []
    runs: list[Run] = []
    length = 0
    for piece in string_pieces(source, *span):
        parts.append(piece.text)
        runs.append(Run(length, length + len(piece.text), piece.start, piece.end, piece.literal))
        length += len(piece.text)
    return without_markup(Inline("".join(parts), tuple(runs)))
