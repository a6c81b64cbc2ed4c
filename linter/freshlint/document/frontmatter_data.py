"""What front matter holds, whatever its syntax."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from freshlint.document.model import Block, Comment, Problem

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
