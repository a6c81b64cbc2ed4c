"""Code in HTML: the text of a `pre` without line numbers and highlighter markup, and its language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from freshlint.document.html_elements import BLOCKS, SKIPPED, syntax
from freshlint.document.html_inline import Break, Item, Text
from freshlint.document.html_tree import PlacedTag, PlacedText

_LINE_NUMBERS = re.compile(
    r"(?:^|\s)(?:lineno|linenos|linenumber|line-numbers?|ln|gutter|rouge-gutter)(?:\s|$)"
)
_WRAPPERS = 4


def code_items(pre: PlacedTag, source: str) -> list[Item]:
    """Text and line ends in a `pre`, in order."""
    items = list(_items(pre))
    first = items[0] if items else None
    # HTML drops a line end directly after the start tag.
    if isinstance(first, Text) and first.start == pre.inner:
        skip = 2 if source.startswith("\r\n", first.start) else int(source[first.start] in "\r\n")
        items[0] = Text(first.start + skip, first.end)
    return items


def code_syntax(pre: PlacedTag) -> str:
    """The programming language that the `pre`, its `code` or a wrapper names; empty if none."""
    code = next(
        (child for child in pre.contents if isinstance(child, PlacedTag) and child.name == "code"), None
    )
    for tag in (code, pre, *list(pre.parents)[:_WRAPPERS]):
        if isinstance(tag, PlacedTag):
            named = syntax(tag.value("class")) or tag.value("data-lang") or tag.value("data-language")
            if named:
                return named
    return ""


def _items(pre: PlacedTag) -> Iterator[Item]:
    path = [(pre, iter(pre.contents))]
    at_line_start = True
    while path:
        parent, children = path[-1]
        for child in children:
            if isinstance(child, PlacedText):
                at_line_start = child.endswith(("\n", "\r"))
                yield Text(child.start, child.end)
            elif isinstance(child, PlacedTag):
                if child.name == "br":
                    at_line_start = True
                    yield Break(child.start, child.inner)
                elif child.name not in SKIPPED and not _LINE_NUMBERS.search(child.value("class")):
                    path.append((child, iter(child.contents)))
                    break
        else:
            path.pop()
            # A highlighter's line that is an element of its own ends there.
            if (
                parent is not pre
                and parent.name in BLOCKS
                and not at_line_start
                and parent.end > parent.outer
            ):
                at_line_start = True
                yield Break(parent.outer, parent.end)
