"""What holds, said in the place of what is stale: the statements of one block, each said once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from freshlint.citation import Pieces, Text, dated_citation
from freshlint.claim import Claim
from freshlint.document.model import Block
from freshlint.facts.fact import Citation
from freshlint.finding import Edit
from freshlint.fix.place import prose_span
from freshlint.fix.render import LINKING_FORMS, visible
from freshlint.fix.rewrite import Rewrite, replaced
from freshlint.fix.slots import WHOLE_FORMS, Slot, sentence_body, slot_of
from freshlint.fix.statements import Statement, Wording
from freshlint.rule import Restate
from freshlint.source import Source


class Item(NamedTuple):
    """A claim of the block that is to be restated. `spoken` are names in the article's own spelling."""

    number: int
    claim: Claim
    intent: Restate
    wording: Wording
    citation: Citation
    spoken: Mapping[str, str]


class Restated(NamedTuple):
    """The rewrites of an item.

    anchor  the place in the text where a citation belongs, None for none
    needs   the item whose fix must be made as well, since it says what this one leaves out; None for none
    """

    rewrites: tuple[Rewrite, ...]
    anchor: int | None = None
    needs: int | None = None


_Key = tuple[str, str]


def restate_block(source: Source, block: Block, items: Sequence[Item]) -> dict[int, Restated]:
    """Rewrites by item; items that cannot be restated are missing.

    Items in one sentence get one and the same replacement. What the block already says by then is removed
    rather than said again.
    """
    told = _strongest(items)
    said: dict[_Key, int] = {}
    done: dict[int, Restated] = {}
    for slot, together in _by_slot(items):
        keys = {key: told[key] for item in together if (key := _key(item)) in told}
        new = [key for key in keys if key not in said]
        if slot.form in WHOLE_FORMS:
            done.update(_whole(source, block, slot, together, list(keys.values())[:1]))
            continue
        result = (
            _removed(source, block, slot, next((said[key] for key in keys if key in said), None))
            if not new or _stands_there(block, slot, [keys[key] for key in new])
            else _said(source, block, slot, [keys[key] for key in new])
        )
        if result is not None:
            said.update((key, together[0].number) for key in new)
            done.update((item.number, result) for item in together)
    return done


def _key(item: Item) -> _Key | None:
    statement = _statement(item)
    return (statement.about, item.claim.entity) if statement else None


def _statement(item: Item) -> Statement | None:
    return item.wording.statement(item.intent.statement, item.intent.params.get("kind", ""))


def _strongest(items: Sequence[Item]) -> dict[_Key, Item]:
    """Of statements that say the same thing, the one that says most."""
    ranked = sorted(
        (
            (statement.rank, number, item)
            for number, item in enumerate(items)
            if (statement := _statement(item))
        ),
        key=lambda entry: entry[:2],
    )
    told: dict[_Key, Item] = {}
    for _, _, item in ranked:
        if key := _key(item):
            told.setdefault(key, item)
    return told


def _by_slot(items: Sequence[Item]) -> list[tuple[Slot, list[Item]]]:
    """Items that share a sentence, in page order; overlapping slots become one."""
    slots = [(slot, item) for item in items if (slot := slot_of(item.claim, item.wording))]
    groups: list[tuple[Slot, list[Item]]] = []
    for slot, item in sorted(slots, key=lambda entry: (entry[0].start, entry[1].claim.span)):
        if groups and slot.start < groups[-1][0].end:
            first, together = groups[-1]
            wider = slot if slot.end > first.end else first
            groups[-1] = (
                wider._replace(start=first.start, form=first.form, flip=first.flip),
                [*together, item],
            )
        else:
            groups.append((slot, [item]))
    return groups


def _whole(
    source: Source, block: Block, slot: Slot, together: Sequence[Item], items: Sequence[Item]
) -> dict[int, Restated]:
    """One statement in the place of a whole title, cell or value."""
    pieces = _words(items[0], slot, first=True) if items else None
    whole = replaced(source, block, slot.start, slot.end, pieces) if pieces else None
    return {item.number: Restated((whole,)) for item in together} if whole else {}


def _said(source: Source, block: Block, slot: Slot, items: Sequence[Item]) -> Restated | None:
    wording = items[0].wording
    sentences = [pieces for item in items if (pieces := _words(item, slot, first=item is items[0]))]
    if len(sentences) != len(items):
        return None
    pieces = _joined(sentences, wording.joiner)
    body, mark = _without_mark(pieces)
    anchor: int | None = slot.end
    if block.form not in LINKING_FORMS:
        body, anchor = body + dated_citation(items[0].citation, wording.citation), None
    end = slot.end + len(slot.mark)
    rewrites = [replaced(source, block, slot.start, slot.end, body)]
    if slot.mark and slot.mark != mark:
        rewrites.append(replaced(source, block, slot.end, end, (Text(mark),)))
    if None in rewrites and slot.mark:
        # Markup that holds the end mark as well: the sentence goes as a whole, and is cited behind its mark.
        rewrites = [replaced(source, block, slot.start, end, (*body, Text(mark)))]
        anchor = None if anchor is None else end
    made = tuple(rewrite for rewrite in rewrites if rewrite is not None)
    return Restated(made, anchor) if len(made) == len(rewrites) else None


def _stands_there(block: Block, slot: Slot, items: Sequence[Item]) -> bool:
    """Whether another sentence of the block says just these words: an earlier run may have put them there."""
    rest = (block.text[: slot.start], block.text[slot.end :])
    said = [_words(item, slot._replace(flip=""), first=True) for item in items]
    return all(pieces and any(visible(_without_mark(pieces)[0]) in text for text in rest) for pieces in said)


def _words(item: Item, slot: Slot, first: bool) -> Pieces | None:
    statement = _statement(item)
    params: Mapping[str, str] = {**item.intent.params, "flip": slot.flip}
    pieces = item.wording.say(statement, slot.form, params, item.spoken) if statement else None
    if pieces and slot.flip and slot.form == "answer" and first:
        return (Text(slot.flip + item.wording.after_flip), *pieces)
    return pieces


def _joined(sentences: Sequence[Pieces], joiner: str) -> Pieces:
    joined: list[Pieces] = [sentences[0]]
    for pieces in sentences[1:]:
        joined += [(Text(joiner),), pieces]
    return tuple(piece for pieces in joined for piece in pieces if piece.text)


def _without_mark(pieces: Pieces) -> tuple[Pieces, str]:
    last = pieces[-1]
    at = sentence_body(last.text, 0, len(last.text))
    mark = last.text[at:]
    return (*pieces[:-1], *([Text(last.text[:at])] if at else [])), mark


def _removed(source: Source, block: Block, slot: Slot, needs: int | None) -> Restated | None:
    """Without the sentence: another one says what it should, after the fix of item `needs` or already."""
    end = slot.end + len(slot.mark)
    start = len(block.text[: slot.start].rstrip())
    span = prose_span(source, block, start, end) if start else None
    if span is None:
        return None
    gone = Rewrite(Edit(span.start, span.end, ""), block, start, end, "")
    return Restated((gone,), needs=needs)
