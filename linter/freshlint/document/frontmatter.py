"""Front matter: YAML between `---` lines or TOML between `+++` lines at the top of a page."""

from __future__ import annotations

import re

from freshlint.document.frontmatter_data import FrontMatter
from freshlint.source import Source, Span

_OPENING = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.M),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\r\n?|\n|\Z)", re.M),
}


def read_front_matter(source: Source) -> FrontMatter:
    """The front matter of a page; empty where it has none. What is broken becomes a problem."""
    found = find_front_matter(source.text)
    if found is None:
        return FrontMatter()
    fence, inner, end = found
    front = FrontMatter(end)
    # A run over pages without front matter, or with one kind of it, loads no parser that it does not need.
    if fence == "---":
        from freshlint.document.frontmatter_yaml import read_yaml

        read_yaml(source.text, inner, front)
    else:
        from freshlint.document.frontmatter_toml import read_toml

        read_toml(source.text, inner, front)
    return front


def find_front_matter(text: str) -> tuple[str, Span, int] | None:
    """Fence, span between the fences, and where the page goes on; None without front matter."""
    opening = _OPENING.match(text)
    if opening is None:
        return None
    # A lone "\r" ends a line too, but not for `^`.
    lines = text if "\r" not in text else text.replace("\r\n", " \n").replace("\r", "\n")
    closing = _CLOSING[opening[1]].search(lines, opening.end())
    if closing is None:
        return None
    return opening[1], Span(opening.end(), closing.start()), closing.end()
