"""Calls, arguments and records of a tree."""

from __future__ import annotations

import re

from ast_grep_py import SgNode

from freshlint.document.code.expression import (
    Call,
    Entry,
    Expression,
    Group,
    Member,
    Name,
    Record,
    Sequence,
    Spot,
    Text,
    parts,
)
from freshlint.document.code.nodes import Nodes

_ARGUMENT_WRAPPERS = frozenset(
    {"argument", "value_argument", "value_arguments", "literal_element", "call_suffix"}
)


class Calls(Nodes):
    """What has entries: calls with arguments, constructions, dictionaries, objects, hashes."""

    def call(self, node: SgNode, depth: int) -> Expression:
        """A call, a method call or a construction."""
        kind, syntax, spot = node.kind(), self.syntax, self.spot(node)
        if kind in syntax.method:
            target, name, arguments = (self.pick(node, which) for which in syntax.method[kind])
            if name is None:
                return Group(spot, self.children(node, depth), kind)
            place = Spot(spot.start, self.spot(name).end, self.block)
            function: Expression = Name(place, self.key(name))
            if target is not None:
                function = Member(place, self.lower(target, depth), self.key(name))
            return Call(spot, function, self._arguments(arguments, depth))
        made = kind in syntax.construct
        callee, *sources = (syntax.construct if made else syntax.call)[kind]
        target = self.pick(node, callee)
        function = self._type(target, depth) if made else self.lower(target, depth)
        if (
            made
            and target is not None
            and "slice" in target.kind() + target.text()[:2].replace("[]", "slice")
        ):
            return self.lower(self.pick(node, sources[0]), depth)
        entries = [entry for source in sources for entry in self._arguments(self.pick(node, source), depth)]
        return Call(spot, function, tuple(entries), made)

    def _type(self, node: SgNode | None, depth: int) -> Expression:
        if node is None:
            return Name(Spot(0, 0, self.block), "")
        return Name(self.spot(node), re.split(r"[<\[{(]", node.text())[0].replace("\\", ".").strip())

    def _arguments(self, node: SgNode | None, depth: int) -> tuple[Entry, ...]:
        if node is None:
            return ()
        if node.kind() in self.syntax.tokens:
            inside = self.record(node, depth)
            return (
                inside.entries if isinstance(inside, Record) else tuple(Entry("", i) for i in parts(inside))
            )
        if node.kind() in self.syntax.record or self._is_value(node):
            return (Entry("", self.lower(node, depth)),)
        entries: list[Entry] = []
        for child in node.children():
            if not child.is_named():
                continue
            if child.kind() in _ARGUMENT_WRAPPERS and child.kind() not in self.syntax.named:
                entries.extend(self._arguments(child, depth))
            elif (entry := self._entry(child, depth)) is not None:
                entries.append(entry)
        return tuple(entries)

    def _is_value(self, node: SgNode) -> bool:
        return node.kind() in self.syntax.text or node.kind() in self.syntax.name

    def _entry(self, node: SgNode, depth: int) -> Entry | None:
        kind, syntax = node.kind(), self.syntax
        if "comment" in kind:
            self.comments.append(self.spot(node))
            return None
        if kind in syntax.spread or (kind in syntax.entry and node.children()[0].kind() in syntax.spread):
            inner = next((c for c in node.children() if c.is_named()), None)
            if inner is not None and inner.kind() in syntax.spread:
                inner = next((c for c in inner.children() if c.is_named()), None)
            return Entry("", self.lower(inner, depth), spread=True) if inner else None
        if kind in syntax.named or kind in syntax.entry:
            key_at, value_at = (syntax.named.get(kind) or syntax.entry[kind])[:2]
            key, value = self.pick(node, key_at), self.pick(node, value_at)
            if value is None or key is None or self.spot(key) == self.spot(value):
                inner = value or key
                return self._entry(inner, depth) if inner else None
            if key.kind() == "argument":
                return Entry("", self.lower(value, depth))
            return Entry(self.key(key), self.lower(value, depth))
        lowered = self.lower(node, depth)
        shorthand = "shorthand" in kind
        return Entry(node.text() if shorthand else "", lowered)

    def record(self, node: SgNode, depth: int) -> Expression:
        """A record; a sequence where nothing in the brackets has a key."""
        spot, entries = self.spot(node), []
        children = [c for c in node.children() if "comment" not in c.kind()]
        index = 0
        while index < len(children):
            child = children[index]
            mark = children[index + 1].kind() if index + 1 < len(children) else ""
            if child.is_named() and mark in ("=", ":", "=>") and index + 2 < len(children):
                entries.append(Entry(self.key(child), self.lower(children[index + 2], depth)))
                index += 3
                continue
            if child.is_named() and child.kind() == "literal_element" and child.children():
                child = child.children()[0]
            entry = self._entry(child, depth) if child.is_named() else None
            if entry is not None:
                entries.append(entry)
            index += 1
        for comment in (c for c in node.children() if "comment" in c.kind()):
            self.comments.append(self.spot(comment))
        if entries and not any(entry.key or entry.spread for entry in entries):
            if (
                len(entries) == 2
                and node.kind() == "initializer_expression"
                and isinstance(entries[0].value, Text)
            ):
                return Record(spot, (Entry(entries[0].value.value, entries[1].value),))
            if not any(isinstance(entry.value, Record) and self._pairs(entry.value) for entry in entries):
                return Sequence(spot, tuple(entry.value for entry in entries))
            if node.kind() == "initializer_expression":
                return Record(spot, tuple(Entry("", entry.value, True) for entry in entries))
            return Sequence(spot, tuple(entry.value for entry in entries))
        return Record(spot, tuple(entries))

    def _pairs(self, record: Record) -> bool:
        return self.syntax.id == "csharp" and len(record.entries) == 1
