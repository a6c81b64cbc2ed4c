"""HTML in a value that is text to its format, as in the answers of structured data."""

from __future__ import annotations

import re

from freshlint.document.html_references import pieces
from freshlint.document.model import Inline, Run

_MARKUP = re.compile(r"</?(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>|&[#a-zA-Z][^\s;&<]{0,31};")
_LINE_ENDS = frozenset(
    ["p", "br", "li", "ul", "ol", "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"]
)


def without_markup(inline: Inline) -> Inline:
    """Tags give no text, or a line end between blocks; references their value. Places stay exact."""
    text = inline.text
    if not _MARKUP.search(text):
        return inline
    parts: list[str] = []
    runs: list[Run] = []
    length = at = 0
    for found in _MARKUP.finditer(text):
        value = _value(found, bool(parts) and parts[-1] != "\n")
        if value is None:
            continue
        for run in inline.moved(at, found.start(), length - at):
            runs.append(run)
        parts.extend([text[at : found.start()]] if found.start() > at else [])
        length += found.start() - at
        at = found.end()
        if value:
            runs.append(Run(length, length + len(value), *inline.span(found.start(), found.end()), False))
            parts.append(value)
            length += len(value)
    if at < len(text):
        runs.extend(inline.moved(at, len(text), length - at))
        parts.append(text[at:])
    return Inline("".join(parts), tuple(runs))


def _value(found: re.Match[str], has_text: bool) -> str | None:
    """What a tag or reference is shown as; None where it is neither."""
    if found["name"]:
        return "\n" if found["name"].lower() in _LINE_ENDS else ""
    value = "".join(piece.text for piece in pieces(found.group(), 0, len(found.group())))
    return None if value == found.group() else value
