"""The nodes of a tree-sitter tree: places, children by field or number, names of keys."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from ast_grep_py import SgNode, SgRoot

from freshlint.document.code.expression import (
    Expression,
    Group,
    Spot,
)
from freshlint.document.code.syntax import Syntax

KEY_EDGES = re.compile(r"^[\s.?\[:@$'\"(]+|[\s\]:'\")!]+$")


def count_errors(text: str, syntax: Syntax) -> int:
    """How many places the parser could not make sense of."""
    pending = [SgRoot(text, syntax.grammar).root()]
    errors = 0
    while pending:
        node = pending.pop()
        errors += node.kind() == "ERROR" or (node.is_leaf() and node.is_named() and not node.text())
        pending.extend(node.children())
    return errors


class Nodes(ABC):
    """Access to the nodes of one parsed code block, by its language's row in the table."""

    def __init__(self, text: str, syntax: Syntax, block: int) -> None:
        self.text = text
        self.syntax = syntax
        self.block = block
        self.comments: list[Spot] = []
        self.root = SgRoot(text, syntax.grammar).root()

    def spot(self, node: SgNode) -> Spot:
        """A node's place."""
        found = node.range()
        return Spot(found.start.index, found.end.index, self.block)

    @abstractmethod
    def lower(self, node: SgNode | None, depth: int = 0) -> Expression:
        """The expression that a node stands for."""

    def children(self, node: SgNode, depth: int) -> tuple[Expression, ...]:
        """What stands in a node, comments left out."""
        lowered = [self.lower(child, depth) for child in node.children() if child.is_named()]
        return tuple(one for one in lowered if not (isinstance(one, Group) and one.kind == "comment"))

    def pick(self, node: SgNode, which: str) -> SgNode | None:
        """A child by field name or number; "a|b" takes the first there is."""
        for option in which.split("|"):
            if option.lstrip("-").isdigit():
                named = [c for c in node.children() if c.is_named() and "comment" not in c.kind()]
                number = int(option)
                found = named[number] if -len(named) <= number < len(named) else None
            else:
                found = node.field(option) if option else None
            if found is not None:
                return found
        return None

    def key(self, node: SgNode) -> str:
        """A key's or member's name without quotes, brackets and dots."""
        return KEY_EDGES.sub("", node.text())
