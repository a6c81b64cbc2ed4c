"""From a tree-sitter tree to expressions, led by the language's row in the table."""

from __future__ import annotations

import re

from ast_grep_py import SgNode

from freshlint.document.code.expression import (
    SELF,
    Assign,
    Call,
    Choice,
    Entry,
    Expression,
    Group,
    Item,
    Joined,
    Member,
    Name,
    Scope,
    Sequence,
    Spot,
    Text,
    path_of,
)
from freshlint.document.code.lower_calls import Calls
from freshlint.document.code.nodes import KEY_EDGES
from freshlint.document.code.strings import plain_text, read_string
from freshlint.document.code.syntax import Syntax

# Each level takes about five of Python's own, of which there are a thousand.
DEEPEST = 100
_RAW_KINDS = frozenset({"raw_string", "raw_string_literal", "nowdoc", "block_scalar"})
_PLAIN_KINDS = frozenset({"word", "plain_scalar", "block_scalar"})


def parse(text: str, syntax: Syntax, block: int = 0) -> tuple[Expression, tuple[Spot, ...]]:
    """A code block's expressions and the places of its comments."""
    tree = Tree(text, syntax, block)
    return tree.lower(tree.root), tuple(tree.comments)


class Tree(Calls):
    """One parsed code block on its way to expressions."""

    def __init__(self, text: str, syntax: Syntax, block: int) -> None:
        super().__init__(text, syntax, block)
        self._function = ""
        self._heredocs = iter(self.root.find_all(kind="heredoc_body") if syntax.id == "ruby" else [])

    def lower(self, node: SgNode | None, depth: int = 0) -> Expression:
        """The expression that a node stands for."""
        if node is None or depth > DEEPEST:
            return Group(self.spot(node) if node else Spot(0, 0, self.block), ())
        kind, syntax, below = node.kind(), self.syntax, depth + 1
        if "comment" in kind:
            self.comments.append(self.spot(node))
            return Group(self.spot(node), (), "comment")
        if kind in syntax.text:
            return self._text(node, below)
        if kind in syntax.name and not (kind == "qualified_name" and node.is_leaf()):
            return Name(self.spot(node), node.text())
        if kind in syntax.joined:
            return Joined(self.spot(node), self.children(node, below))
        if kind in syntax.member or kind in syntax.index:
            return self._member(node, below)
        if kind in syntax.call or kind in syntax.method or kind in syntax.construct:
            return self.call(node, below)
        if kind in syntax.choice or kind in syntax.binary:
            return self._operation(node, below)
        if kind in syntax.record or kind in syntax.tokens:
            return self.record(node, below)
        if kind in syntax.sequence:
            return Sequence(self.spot(node), self.children(node, below))
        if kind in syntax.assign or kind in syntax.parameter:
            return self._assign(node, below)
        if kind in syntax.each:
            return self._loop(node, below)
        if kind in syntax.scope:
            return self._scope(node, below)
        children = self.children(node, below)
        return Group(self.spot(node), children, kind)

    def _text(self, node: SgNode, depth: int) -> Expression:
        spot, kind = self.spot(node), node.kind()
        if kind == "heredoc_beginning":
            body = next(self._heredocs, None)
            return read_string(self.text, self._without_mark(body), []) if body else Group(spot, ())
        holes = [
            self.lower(child, depth) if child.kind() not in self.syntax.name else self._hole(child)
            for child in node.children()
            if child.kind() in self.syntax.interpolation
        ]
        if kind in _PLAIN_KINDS:
            return plain_text(self.text, spot)
        go_raw = self.text[spot.start : spot.start + 1] == "`" and self.syntax.id == "go"
        return read_string(self.text, spot, holes, raw=kind in _RAW_KINDS or go_raw)

    def _hole(self, node: SgNode) -> Expression:
        return Name(self.spot(node), node.text())

    def _without_mark(self, body: SgNode) -> Spot:
        end = next((self.spot(c).start for c in body.children() if c.kind() == "heredoc_end"), None)
        spot = self.spot(body)
        return spot if end is None else spot._replace(end=end)

    def _member(self, node: SgNode, depth: int) -> Expression:
        outer, inner = (self.syntax.member.get(node.kind()) or self.syntax.index[node.kind()])[:2]
        target, name = self.pick(node, outer), self.pick(node, inner)
        if target is None or name is None:
            return Group(self.spot(node), self.children(node, depth), node.kind())
        return Member(self.spot(node), self.lower(target, depth), self.key(name))

    def _operation(self, node: SgNode, depth: int) -> Expression:
        spot, kind, syntax = self.spot(node), node.kind(), self.syntax
        left, right = (
            self.pick(node, which) for which in (syntax.choice.get(kind) or syntax.binary[kind])[:2]
        )
        sides = tuple(self.lower(side, depth) for side in (left, right) if side is not None)
        marks = {c.kind() for c in node.children() if not c.is_named()}
        if kind in syntax.choice or marks & syntax.choose:
            return Choice(spot, sides)
        if marks & syntax.join:
            return Joined(spot, sides)
        if marks == {"%"} and isinstance(sides[0], Text) and len(sides) == 2:
            filled = sides[1].items if isinstance(sides[1], Sequence) else sides[1:]
            return Call(spot, Name(spot, "format"), tuple(Entry("", one) for one in (sides[0], *filled)))
        return Group(spot, sides, kind)

    def _assign(self, node: SgNode, depth: int) -> Expression:
        kind, syntax, spot = node.kind(), self.syntax, self.spot(node)
        default = kind in syntax.parameter
        target_at, value_at = (syntax.parameter if default else syntax.assign)[kind][:2]
        target, value = self.pick(node, target_at), self.pick(node, value_at)
        if target is None or value is None or self.spot(target) == self.spot(value):
            return Group(spot, self.children(node, depth), kind)
        targets, values = self._listed(target), self._listed(value)
        if len(targets) == 1 and len(values) == 1:
            self._function = self._path(target, depth) if value.kind() in syntax.scope else ""
            return Assign(spot, self._path(target, depth), self.lower(value, depth), default)
        pairs = zip(targets, values, strict=False)
        made = (
            Assign(spot, self._path(one, depth), self.lower(other, depth), default) for one, other in pairs
        )
        return Group(spot, tuple(made), kind)

    def _loop(self, node: SgNode, depth: int) -> Expression:
        """A loop: its variable is each item in turn."""
        spot = self.spot(node)
        variable, source = (self.pick(node, which) for which in self.syntax.each[node.kind()][:2])
        children = self.children(node, depth)
        if variable is None or source is None:
            return Group(spot, children, node.kind())
        name = self._path(variable, depth)
        taken = Assign(self.spot(variable), name, Item(self.spot(source), self.lower(source, depth)))
        return Group(spot, (taken, *children), node.kind())

    def _listed(self, node: SgNode) -> list[SgNode]:
        if node.kind() in self.syntax.lists or node.kind() in ("pattern_list", "expression_list"):
            return [child for child in node.children() if child.is_named()]
        return [node]

    def _path(self, node: SgNode, depth: int) -> str:
        while (
            node.kind() in ("variable_declaration", "as_pattern_target", *self.syntax.lists)
            and node.children()
        ):
            node = next(child for child in node.children() if child.is_named())
        if node.kind() == "directly_assignable_expression":
            return KEY_EDGES.sub("", re.sub(r"[\[\"'\].]+", ".", node.text()))
        return path_of(self.lower(node, depth)) or KEY_EDGES.sub("", node.text())

    def _scope(self, node: SgNode, depth: int) -> Expression:
        """A function. Parameters without default hide variables of the same name outside."""
        named = node.field("name")
        name, self._function = (named.text() if named else self._function), ""
        inside = node.field("parameters") or node.field("parameter")
        children: list[SgNode] = []
        if inside is not None:
            alone = inside.kind() in self.syntax.name
            children = [inside] if alone else [child for child in inside.children() if child.is_named()]
        hidden: list[Expression] = []
        names: list[str] = []
        for child in children:
            found = self._parameter_name(child)
            names.append(found.text() if found else "")
            given = child.kind() in self.syntax.parameter and child.field("value") is not None
            if found is not None and not given and child.field("default_value") is None:
                spot = self.spot(child)
                hidden.append(Assign(spot, found.text(), Group(spot, (), "parameter"), True))
        if names and names[0] in SELF:
            names = names[1:]
        below = self.children(node, depth)
        return Scope(self.spot(node), (*hidden, *below), name, tuple(names))

    def _parameter_name(self, node: SgNode) -> SgNode | None:
        if node.kind() in self.syntax.name:
            return node
        for which in ("name", "pattern", "left"):
            found = node.field(which)
            if found is not None and found.kind() in self.syntax.name:
                return found
        typed = node.kind() == "typed_parameter"
        return next((c for c in node.children() if typed and c.kind() in self.syntax.name), None)
