"""Tables of what an API takes: a name in the row of an endpoint, or a yes or no where row and column name the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from freshlint.claim import ApiUse
from freshlint.document.model import Block, LabelKind, MarkKind
from freshlint.language.api_names import ApiName, NamedApi, apis_in
from freshlint.language.api_parts import Said
from freshlint.language.api_prose import api_words
from freshlint.language.mentions import Mention
from freshlint.language.page import Page

_SHORT = 5
Found = tuple[str, ApiUse, bool]


def cell_takings(page: Page, block: Block, apis: Sequence[ApiName]) -> Iterator[Found]:
    """What a cell says that an API takes: the entity, its use, and whether it is taken."""
    cell = block.cell
    if cell is None or cell.header or not block.text.strip():
        return
    row = [other for other in cell.table.grid[cell.row] if other is not None and other is not block]
    columns = [label.block for label in block.labels if label.kind is LabelKind.COLUMN]
    # Where the columns are APIs, the rows are their fields.
    named = _named(page, row, apis) or _named(page, columns, apis)
    if not named or len({one.api.path for one in named}) > 1:
        return
    if mention := _whole(page, block):
        if not any(_speaks_of_tool(page, other) for other in (*row, *columns)):
            yield from _listed(page, (*columns, *row), named[0], mention)
        return
    polarity = _says(page, block)
    if polarity is not None:
        yield from _answered(page, [*row[:1], *columns], named[0], polarity)


def _named(page: Page, blocks: Sequence[Block], apis: Sequence[ApiName]) -> list[NamedApi]:
    return [
        one
        for other in blocks
        for one in apis_in(other.text, 0, len(other.text), apis, api_words(page.language_of(other)))
    ]


def _whole(page: Page, block: Block) -> Mention | None:
    """The entity that the cell's whole text names."""
    mentions = page.mentions(block)
    text = block.text.strip()
    return mentions[0] if len(mentions) == 1 and mentions[0].text == text and not mentions[0].tail else None


def _listed(page: Page, beside: Sequence[Block], api: NamedApi, mention: Mention) -> Iterator[Found]:
    """An identifier in a column, or beside a cell, for the field's value."""
    for name in sorted(api.api.fields):
        for other in beside:
            said = _read(page, other)
            words = [term for term in said.terms if f"field:{name}" in term.concepts]
            if words and (said.fields(name) or len(said.terms) == 1 or said.has("put")):
                yield mention.entity, _use(api, name, mention), True
                return


def _answered(page: Page, labels: Sequence[Block], api: NamedApi, polarity: bool) -> Iterator[Found]:
    """A yes or no in a row and column that name the API, the entity and the field."""
    read = [_read(page, label) for label in labels]
    mentions = [mention for said in read for mention in said.mentions if not mention.tail]
    if len({mention.entity for mention in mentions}) != 1 or any(
        said.has("veto") or said.has("tool") for said in read
    ):
        return
    taken = polarity != any(said.has("refuse") for said in read)
    for name in sorted(api.api.fields):
        if any(said.fields(name) or said.has("main") for said in read):
            yield mentions[0].entity, _use(api, name, mentions[0]), taken
            return


def _says(page: Page, block: Block) -> bool | None:
    """What a short cell answers; None where it answers nothing."""
    clauses = page.clauses(block)
    if len(clauses) != 1 or len(clauses[0].tokens) > _SHORT:
        return None
    words = clauses[0].having("yes", "no")
    said = _read(page, block)
    if words:
        return "yes" in words[0].concepts
    if said.has("refuse") or said.has("not"):
        return False
    return True if said.has("take") else None


def _speaks_of_tool(page: Page, block: Block) -> bool:
    return _read(page, block).has("tool")


def _read(page: Page, block: Block) -> Said:
    code = [(mark.start, mark.end) for mark in block.inline.marks if mark.kind is MarkKind.CODE]
    return Said(block.text, 0, len(block.text), page.mentions(block), (), code, page.language_of(block))


def _use(api: NamedApi, field: str, mention: Mention) -> ApiUse:
    identifier = mention.text if mention.snapshot else mention.entity
    return ApiUse(identifier, field, host=api.host, path=api.api.path)
