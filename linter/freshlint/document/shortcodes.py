"""WordPress shortcodes in HTML text: the tags of `[toc title="..."]` or `[note]...[/note]` are not shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from freshlint.source import Span

_TAG = re.compile(
    r"""\[(?P<close>/)?(?P<name>[a-zA-Z][\w-]{0,60})
        (?P<attributes>(?:\s+[\w-]{1,60}\s*=\s*(?:"[^"\]]*"|'[^'\]]*'|[^\s"'\]\[=]+)){0,40})\s*/?\]""",
    re.X,
)
_CLOSING = re.compile(r"\[/([a-zA-Z][\w-]{0,60})\]")


def closed_names(source: str) -> frozenset[str]:
    """Names of the shortcodes that have an end tag somewhere in a page."""
    return frozenset(_CLOSING.findall(source))


def tags(source: str, start: int, end: int, closed: Callable[[], frozenset[str]]) -> Iterator[Span]:
    """The shortcode tags in source[start:end]; a bare `[name]` needs a `[/name]` in the page."""
    for found in _TAG.finditer(source, start, end):
        if found["close"] or found["attributes"].strip() or found["name"] in closed():
            yield Span(*found.span())
