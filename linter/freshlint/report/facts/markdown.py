"""Facts in Markdown, for writers who quote them and for editors: what holds on a day, since when, seen where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from freshlint.citation import Code, Link, Piece, Text, destination
from freshlint.document.model import Form
from freshlint.facts.fact import Aspect, CaveatValue, Entity, Fact, PriceValue, SnapshotValue
from freshlint.facts.said import conditions, priced, said
from freshlint.facts.view import FactsView
from freshlint.fix.render import render
from freshlint.report.escape import printable

_LABELS = {
    Aspect.STATUS: "status: ",
    Aspect.SNAPSHOT: "snapshot: ",
    Aspect.REPLACED_BY: "replaced by: ",
    Aspect.CAVEAT: "mind: ",
}


def entity_markdown(view: FactsView, entity: Entity) -> str:
    """A heading, the day, and a list of what holds on it, each with its source and the day it was seen there."""
    name = entity.names[0] if entity.names else entity.id
    rows = [fact for aspect in Aspect for fact in view.holding(entity.id, aspect)]
    listed = "\n".join(f"- {fact_markdown(fact)}" for fact in rows)
    nothing = "Nothing is known of this day."
    return f"## {markdown([Text(name)])}\n\nAs of {view.as_of}:\n\n{listed or nothing}\n"


def fact_markdown(fact: Fact) -> str:
    """One fact in a line: "status: released, since 2026-04-21 ([title](url), verified 2026-04-22)"."""
    return markdown([*_value(fact), *_days(fact), *_source(fact)])


def _value(fact: Fact) -> Iterator[Piece]:
    yield Text(_LABELS.get(fact.aspect, ""))
    match fact.value:
        case SnapshotValue(identifier):
            yield Code(identifier)
        case CaveatValue(_, text):
            yield Text(text)
        case PriceValue() as price:
            yield Text(priced(price) + (", an estimate" if price.estimate else ""))
        case value:
            yield Text(said(value))
    yield Text(conditions(fact))


def _days(fact: Fact) -> Iterator[Piece]:
    days = [f", {name} {day}" for name, day in (("since", fact.since), ("until", fact.until)) if day]
    yield Text("".join(days))


def _source(fact: Fact) -> Iterator[Piece]:
    seen = fact.citation
    if seen is None:
        yield Text(" (not verified)")
        return
    linked = destination(seen.url) is not None
    yield Text(" (")
    yield Link(printable(seen.title), seen.url) if linked else Text(seen.title)
    yield Text(f", verified {seen.verified}{', which is long ago' if fact.aged else ''})")


def markdown(pieces: Iterable[Piece]) -> str:
    """The pieces as Markdown; what cannot stand there is written as an escape first."""
    safe = [piece._replace(text=printable(piece.text)) for piece in pieces if piece.text]
    rendered = render(safe, Form.MARKDOWN)
    assert rendered is not None, "printable text can always be written"
    return rendered.source
