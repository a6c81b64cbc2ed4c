"""What an element says of the texts in it: kind, containers, language, and the blocks that name them."""

from __future__ import annotations

from typing import NamedTuple

from freshlint.document.html_elements import HEADINGS, KINDS, MARKS, containers, is_struck
from freshlint.document.html_inline import Open
from freshlint.document.html_tree import PlacedTag, PlacedText
from freshlint.document.model import Block, Kind, Label, LabelKind, MarkKind

# More names or labels than these say nothing more about a text.
_MOST_CONTAINERS = 32
MOST_LABELS = 8

# Ends what the first screen, a summary or a cell says of a text: these are texts of their own kind.
_OWN_KIND = frozenset(
    ["option", "select", "button", "label", "textarea", "legend", "blockquote", "details", "table"]
)

_NAMING = frozenset(["details", "summary", "dl", "dt", "dd", "figure", "figcaption"])


class Place(NamedTuple):
    """The surroundings of a text.

    labels    lists of blocks, filled as they are read, that name it; nearest first
    collect   lists of blocks that gain each block read here (a cell's, a figure's captions)
    terms     the `dt` blocks of the definition list at hand
    captions  the figure's captions, where it stands in a figure
    is_root   text here is the page's own, not an element's
    """

    kind: Kind = Kind.PARAGRAPH
    key: str = ""
    container: tuple[str, ...] = ()
    language: str = ""
    labels: tuple[tuple[LabelKind, list[Block]], ...] = ()
    collect: tuple[list[Block], ...] = ()
    terms: list[Block] | None = None
    captions: list[Block] | None = None
    is_root: bool = False

    def within(self, tag: PlacedTag) -> Place:
        """The surroundings of the texts in a block-level element that stands here."""
        name = tag.name
        names = containers(name, f"{tag.value('class')} {tag.value('id')}" if tag.attrs else "")
        place = self._replace(
            kind=KINDS.get(name, Kind.PARAGRAPH if name in _OWN_KIND else self.kind),
            key=name if name in HEADINGS or name == "title" else self.key,
            container=(*self.container, *names)[:_MOST_CONTAINERS] if names else self.container,
            language=tag.value("lang") or self.language,
            is_root=False,
        )
        return _with_names(place, tag)

    def label(self, question: Block | None) -> tuple[Label, ...]:
        """The labels of a text here, under a heading that asks a question or none."""
        named = [Label(kind, block) for kind, blocks in self.labels for block in blocks]
        if question is not None:
            named.append(Label(LabelKind.QUESTION, question))
        return tuple(named[:MOST_LABELS])


def _with_names(place: Place, tag: PlacedTag) -> Place:
    """Add the lists that a details, definition list, figure or caption keeps."""
    name = tag.name
    if name not in _NAMING:
        return place
    if name == "details":
        return place._replace(labels=((LabelKind.QUESTION, []), *place.labels)[:MOST_LABELS])
    if name == "summary" and place.labels and place.labels[0][0] is LabelKind.QUESTION:
        (_, asked), *outer = place.labels
        return place._replace(labels=tuple(outer), collect=(*place.collect, asked)[-MOST_LABELS:])
    if name == "dl":
        return place._replace(terms=[])
    if name == "dt" and place.terms is not None:
        if not _follows(tag, "dt"):
            place.terms.clear()
        return place._replace(collect=(*place.collect, place.terms)[-MOST_LABELS:])
    if name == "dd" and place.terms:
        return place._replace(labels=((LabelKind.TERM, place.terms[::-1]), *place.labels)[:MOST_LABELS])
    if name == "figure":
        return place._replace(captions=[])
    if name == "figcaption" and place.captions is not None:
        return place._replace(collect=(*place.collect, place.captions)[-MOST_LABELS:])
    return place


def _follows(tag: PlacedTag, name: str) -> bool:
    """Whether the element directly before has this name."""
    before = tag.previous_sibling
    while isinstance(before, PlacedText):
        before = before.previous_sibling
    return isinstance(before, PlacedTag) and before.name == name


def marks_of(tag: PlacedTag) -> tuple[Open, ...]:
    """The inline marks that an element sets on the text in it."""
    if not tag.attrs and tag.name not in MARKS:
        return ()
    span = (tag.start, tag.inner)
    marks = [Open(MARKS[tag.name], "", *span)] if tag.name in MARKS else []
    if tag.name == "a" and "href" in tag.attrs:
        marks.append(Open(MarkKind.LINK, tag.value("href").strip(), *span))
    if is_struck(tag.value("style"), tag.value("class")):
        marks.append(Open(MarkKind.STRIKE, "", *span))
    return tuple(marks)
