"""A timeline as text: a day, what begins or ends on it, and the page on which it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from freshlint.facts.timeline import Event
from freshlint.report.escape import printable, width

_WIDEST = 60


def timeline_text(entity: str, found: Sequence[Event], as_of: date) -> str:
    """The events of an entity in the order of their days, those ahead under a line of their own."""
    if not found:
        return printable(f"{entity}: no fact of it has a day") + "\n"
    shown = [printable(event.text) for event in found]
    wide = min(_WIDEST, max(map(width, shown)))
    lines = [printable(f"{entity}, as of {as_of}")]
    ahead = False
    for event, text in zip(found, shown, strict=True):
        if event.day > as_of and not ahead:
            ahead = True
            lines.append("ahead:")
        pad = " " * max(0, wide - width(text))
        lines.append(f"{event.day}  {text}{pad}  {_source(event)}".rstrip())
    return "\n".join(lines) + "\n"


def _source(event: Event) -> str:
    if event.citation is None:
        return "not verified"
    return printable(f"{event.citation.url}, verified {event.citation.verified}")
