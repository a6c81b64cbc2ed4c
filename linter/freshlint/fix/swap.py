"""A value for a value: a number for a number, an identifier for an identifier."""

from __future__ import annotations

import re

from freshlint.citation import Text
from freshlint.claim import Claim, Identifier, Quantity
from freshlint.document.model import Block, Kind, MarkKind
from freshlint.facts.fact import Fact, PriceValue
from freshlint.finding import Applicability, Edit
from freshlint.fix.amounts import amount_in_style
from freshlint.fix.draft import Draft, Stale, citation_words
from freshlint.fix.place import exact_span, text_range
from freshlint.fix.rewrite import Rewrite, replaced
from freshlint.fix.slots import sentence_around, sentence_body
from freshlint.fix.statements import Wording
from freshlint.rule import SwapAmount, SwapText
from freshlint.source import Source

# What may go into a program or a command without being read as anything else.
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]*")
_DELIMITERS = "`'\"“”„«»「」 "


def swap_draft(source: Source, stale: Stale, wording: Wording | None) -> Draft | None:
    """A draft for a SwapAmount or SwapText; None where the value cannot be placed exactly."""
    citation = stale.citation
    if citation is None:
        return None
    match stale.intent:
        case SwapAmount(fact):
            rewrite = _amount(stale.claim, fact, wording)
        case SwapText(text):
            rewrite = _text(source, stale.claim, text)
        case _:
            rewrite = None
    if rewrite is None:
        return None
    applicability = Applicability.UNSAFE if stale.aged else Applicability.SAFE
    return Draft(
        stale, citation, citation_words(wording), applicability, (rewrite,), _anchor(stale.claim, rewrite)
    )


def _amount(claim: Claim, fact: Fact, wording: Wording | None) -> Rewrite | None:
    quantity, price = claim.value, fact.value
    if not isinstance(quantity, Quantity) or not isinstance(price, PriceValue):
        return None
    number = amount_in_style(
        quantity, price, wording.decimal if wording else ".", (wording.numbers or {}) if wording else {}
    )
    inline = claim.block.inline
    place = text_range(inline, quantity.digits)
    if number is None or place is None or inline.text[place[0] : place[1]] != quantity.literal:
        return None
    span = exact_span(inline, *place)
    return span and Rewrite(Edit(*span, number), claim.block, *place, number)


def _text(source: Source, claim: Claim, text: str) -> Rewrite | None:
    block, place = claim.block, text_range(claim.block.inline, claim.span)
    if place is None:
        return None
    start, end = _bare(block, claim, *place)
    span = exact_span(block.inline, start, end)
    if span is None:
        return None
    in_code = any(mark.kind is MarkKind.CODE for mark in block.inline.marks_at(start, end))
    if in_code or block.kind is Kind.CODE:
        # Delimiters of code stand there already, and nothing between them is escaped.
        return Rewrite(Edit(*span, text), block, start, end, text) if _IDENTIFIER.fullmatch(text) else None
    return replaced(source, block, start, end, (Text(text),))


def _bare(block: Block, claim: Claim, start: int, end: int) -> tuple[int, int]:
    """The value itself: the one that the claim names, else its text without the quotes around it."""
    text = block.text[start:end]
    if isinstance(claim.value, Identifier) and (at := text.find(claim.value.text)) >= 0:
        return start + at, start + at + len(claim.value.text)
    left = len(text) - len(text.lstrip(_DELIMITERS))
    return start + left, start + max(len(text.rstrip(_DELIMITERS)), left + 1)


def _anchor(claim: Claim, rewrite: Rewrite) -> int:
    """Before the end mark of the sentence that holds the value."""
    text = claim.block.text
    sentence = text_range(claim.block.inline, claim.sentence) if claim.sentence else None
    start, end = sentence or sentence_around(text, rewrite.start, rewrite.end)
    end = start + len(text[start:end].rstrip())
    return max(sentence_body(text, start, end), rewrite.end)
