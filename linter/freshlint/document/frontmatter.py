"""Front matter: YAML between `---` lines or TOML between `+++` lines at the top of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from freshlint.document.model import Block, Comment, Problem
from freshlint.source import Source, Span

_OPENING = re.compile(r"(?:[ \t]*(?:\r\n?|\n))*(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_CLOSING = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.M),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\r\n?|\n|\Z)", re.M),
}
_LANGUAGE_KEYS = ("lang", "language", "locale")


@dataclass
class FrontMatter:
    """What the top of a page says; the page's text starts at `end`. Fields as in Document."""

    end: int = 0
    blocks: list[Block] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language it declares (BCP 47), or nothing."""
        named = (self.metadata.get(key, "") for key in _LANGUAGE_KEYS)
        return next((value.replace("_", "-") for value in named if value), "")

    @property
    def ignored(self) -> tuple[str, ...]:
        """The rule ids under `freshlint: {ignore: ...}`."""
        rules = [
            value for key, value in self.metadata.items() if re.fullmatch(r"freshlint\.ignore(\[\d+\])?", key)
        ]
        return tuple(rule for value in rules for rule in re.split(r"[\s,]+", value) if rule)


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
