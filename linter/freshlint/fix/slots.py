"""Which stretch of a block a statement replaces, and in which form the statement is said there."""

from __future__ import annotations

import re
from typing import NamedTuple

from freshlint.claim import Claim
from freshlint.document.model import Block, Kind, LabelKind, MarkKind, Role
from freshlint.fix.place import text_range
from freshlint.fix.statements import Wording

# The dots of "e.g." and "etc." end no sentence.
_SENTENCE_END = re.compile(
    r"""(?<!\.[A-Za-z])(?<!\betc)(?<!\bvs)(?<!\bca)[.!?]+["'”’»)\]]*(?=\s)|[。！？]+[”’」』）)]*|\n\s*\n"""
)
_END_MARK = re.compile(r"""[.!?。！？．…]+["'”’»)\]」』）]*\Z""")
_SITE_NAME = re.compile(r"\s+[|·»]\s+[^|·»]{1,40}\Z")
_BRACKETS = {"(": ")", "（": "）", "[": "]"}
_LABEL = re.compile(r"[^.!?。！？:：,，;；]{1,40}[:：]\s*")
_BARE = re.compile(r"[\s.,;:!。，、！—–-]*")
_LABELLED = frozenset({MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.CODE})
_METADATA = frozenset({Kind.ATTRIBUTE, Kind.FRONT_MATTER, Kind.STRUCTURED_DATA})
_VALUE_LENGTH = 40

WHOLE_FORMS = frozenset({"title", "heading", "label", "cell", "cell_flip"})


class Slot(NamedTuple):
    """block text[start:end], without the end mark that follows it, is replaced by words in `form`.

    flip  the bare answer ("Yes") to say first, the opposite of the one that stands there; "" for none
    mark  the end mark behind it, "" for none
    """

    start: int
    end: int
    form: str
    flip: str = ""
    mark: str = ""


def slot_of(claim: Claim, wording: Wording) -> Slot | None:
    """Where a statement about the claim goes; None where the claim's place cannot be found in its block."""
    block, text = claim.block, claim.block.text
    form = _form(block)
    if form in WHOLE_FORMS and not (form == "cell" and claim.sentence):
        return _whole(claim, form, wording)
    place = text_range(block.inline, claim.span)
    if place is None:
        return None
    start, end = _sentence(claim, place)
    start = _behind_label(claim, start, end)
    if text[start] in _BRACKETS and text[end - 1] == _BRACKETS[text[start]]:
        start, end = start + 1, end - 1
    if form == "cell" or _is_value(block, text, start, end):
        return _value(text, start, end, wording)
    body = sentence_body(text, start, end)
    if not _answers(block):
        return Slot(start, body, form, mark=text[body:end])
    start, flip = _flip(text, start, wording)
    return Slot(start, body, "answer", flip, text[body:end])


def _sentence(claim: Claim, place: tuple[int, int]) -> tuple[int, int]:
    """The sentence of a claim at a place, with those that the claim goes on into."""
    text = claim.block.text
    named = text_range(claim.block.inline, claim.sentence) if claim.sentence else None
    if named is None:
        return sentence_around(text, *place)
    end = named[1] if place[1] <= named[1] else sentence_around(text, *place)[1]
    return _trimmed(text, min(named[0], place[0]), end)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or sentences, that hold text[start:end]."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    return _trimmed(text, first, last)


def sentence_body(text: str, start: int, end: int) -> int:
    """Where the end mark of the sentence text[start:end] begins; `end` where it has none."""
    found = _END_MARK.search(text, start, end)
    return found.start() if found else end


def _form(block: Block) -> str:
    if block.role is Role.TITLE:
        return "title"
    if block.kind is Kind.HEADING:
        return "heading"
    if block.kind is Kind.CELL:
        return "cell"
    if block.kind in (Kind.SUMMARY, Kind.TERM, Kind.CAPTION):
        return "label"
    return "description" if block.role in (Role.DESCRIPTION, Role.EXCERPT) else "sentence"


def _whole(claim: Claim, form: str, wording: Wording) -> Slot:
    text = claim.block.text
    start, end = _trimmed(text, 0, len(text))
    if form == "cell":
        return _value(text, start, end, wording)
    site, place = _SITE_NAME.search(text), text_range(claim.block.inline, claim.span)
    if form == "title" and site and place and place[1] <= site.start():
        end = site.start()
    return Slot(start, end, form)


def _value(text: str, start: int, end: int, wording: Wording) -> Slot:
    flipped = wording.flipped(text[start:end])
    return Slot(start, end, "cell_flip", flipped[0]) if flipped else Slot(start, end, "cell")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def _answers(block: Block) -> bool:
    asked = any(label.kind is LabelKind.QUESTION for label in block.labels)
    return asked or block.role in (Role.FAQ, Role.ANSWER)


def _flip(text: str, start: int, wording: Wording) -> tuple[int, str]:
    """The sentence's start and the opposite of the bare answer in it, or alone before it."""
    flipped = wording.flipped(text[start:])
    if flipped:
        return start, flipped[0]
    before = text[:start].lstrip()
    flipped = wording.flipped(before)
    if flipped and _BARE.fullmatch(before, flipped[1]):
        return len(text[:start]) - len(before), flipped[0]
    return start, ""


def _behind_label(claim: Claim, start: int, end: int) -> int:
    """The start behind a label that introduces the claim: a marked one, or one that begins a list item."""
    block, text = claim.block, claim.block.text
    found = _LABEL.match(text, start, end)
    place = text_range(block.inline, claim.span)
    if found is None or place is None or found.end() >= end or place[0] < found.end():
        return start
    marked = any(mark.kind in _LABELLED and mark.start == start for mark in block.inline.marks)
    return found.end() if marked or (block.kind is Kind.LIST_ITEM and start == 0) else start


def _is_value(block: Block, text: str, start: int, end: int) -> bool:
    """Whether the whole block, or what follows its label, is a short value and no sentence."""
    body = text[start:end].rstrip("…").removesuffix("...")
    last = not text[end:].strip() and not _END_MARK.search(body)
    valued = block.kind in _METADATA or block.kind is Kind.DEFINITION or (start > 0 and ":" in text[:start])
    return (
        last
        and valued
        and end - start <= _VALUE_LENGTH
        and block.role not in (Role.DESCRIPTION, Role.EXCERPT)
    )
