"""Settings files: key = value, key: value, one a line."""

from __future__ import annotations

import re

from freshlint.document.code.expression import Assign, Expression, Group, Spot
from freshlint.document.code.strings import plain_text, read_string

_LINE = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?(?P<key>[\w.\[\]"'-]+)[ \t]*[=:][ \t]*"""
    r"""(?P<value>"[^"\n]*"|'[^'\n]*'|[^\s#;"'][^\n#;]*)""",
    re.M,
)
_COMMENT = re.compile(r"(?:^|(?<=\s))[#;][^\n]*", re.M)


def read_settings(text: str, block: int = 0) -> tuple[Expression, tuple[Spot, ...]]:
    """Assignments of a settings file and the places of its comments."""
    found: list[Expression] = []
    for line in _LINE.finditer(text):
        value = line["value"].rstrip()
        spot = Spot(line.start("value"), line.start("value") + len(value), block)
        literal = read_string(text, spot, []) if value[0] in "\"'" else plain_text(text, spot)
        found.append(Assign(Spot(*line.span(), block), line["key"].strip("\"'"), literal))
    comments = tuple(Spot(*comment.span(), block) for comment in _COMMENT.finditer(text))
    return Group(Spot(0, len(text), block), tuple(found)), comments
