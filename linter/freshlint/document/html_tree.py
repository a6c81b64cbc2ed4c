"""The nodes of a read HTML page: Beautiful Soup's, with their places."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4.element import NavigableString, Tag

from freshlint.document.model import Comment, Problem
from freshlint.source import Span


class PlacedTag(Tag):
    """A tag with the offsets of its start tag [start, inner) and of its end tag [outer, end).

    `values` are the places of its attribute values. An end tag that the author left out has no length.
    """

    start: int
    inner: int
    outer: int
    end: int
    values: dict[str, Span]

    def value(self, name: str) -> str:
        """The decoded value of an attribute; empty without it."""
        return str(self.attrs.get(name, ""))


class PlacedText(NavigableString):
    """Text between tags as it stands in the source, references undecoded."""

    start: int
    end: int


@dataclass
class Tree:
    """What was read: the tree, the comments, and what had to be recovered from."""

    root: Tag
    comments: list[Comment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
