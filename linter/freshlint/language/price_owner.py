"""Whose price an amount is, whether it is a price at all, and when and how it is meant."""

from __future__ import annotations

import re

from freshlint.claim import NOW, Modality, Tense, Time
from freshlint.document.model import MarkKind
from freshlint.language.clauses import Sentence, Token, quoted_ranges
from freshlint.language.meaning import entry_time
from freshlint.language.price_binding import Bound
from freshlint.language.price_words import COMPARED, ENTITY, OTHER, Said

_PERCENT = re.compile(r"\d\s?[%％]")
_BETWEEN = re.compile(r"[,;，；、。—]|\bbut\b|\bwhile\b")
_BEFORE_AMOUNT = 26
_FAR = 600
_SELLS = frozenset({"verb", "auxiliary"})


def not_this_price(said: Said, bound: Bound, sentence: Sentence) -> str:
    """Why an amount is no price of the entity; "" where nothing speaks against it."""
    region, hit = bound.region, bound.hit
    near = (region.near_start, region.near_end)
    if _is_compared(said, bound):
        return "two entities are compared"
    if bound.values.get(ENTITY) == OTHER:
        return "the price is of something named after it"
    if _sold_by_other(said, bound, sentence):
        return "the price may be somebody else's"
    if said.has("not_price", *near):
        return "the sum is no price"
    if said.has("average", *near):
        return "an average is not a price in the facts"
    tiers = said.words.having("tier").finditer(said.folded, *near)
    known = [(term.start, term.end) for term in said.terms]
    if any(not any(s < t.end() and t.start() < e for s, e in known) for t in tiers):
        return "a rate of its own, which the facts do not tell"
    discounted = said.has("off", *near) or _PERCENT.search(said.folded, *near)
    if discounted and not said.has("official", max(region.near_start, hit.start - _BEFORE_AMOUNT), hit.start):
        return "a discount may be in it"
    return ""


def _is_compared(said: Said, bound: Bound) -> bool:
    """Whether the entity beside the amount is one that another is compared with, and no pronoun takes over."""
    start = bound.region.near_start
    near = [item for item in said.items if start <= item.start and item.end <= bound.hit.start]
    named = [item for item in near if item.dimension in (ENTITY, COMPARED)]
    return (
        bool(named)
        and named[-1].dimension == COMPARED
        and not said.concept(named[-1].end, bound.hit.start, "anaphor")
    )


def _sold_by_other(said: Said, bound: Bound, sentence: Sentence) -> bool:
    """Whether a reseller, the author or an unknown name stands nearer to the amount than the vendor does."""
    region, hit = bound.region, bound.hit
    start = max(sentence.start, hit.start - _FAR)
    names = _unknown_name(said, start, hit.start)
    other = max(said.last("seller", start, hit.start), said.last("own", start, hit.start), names)
    behind = (hit.end, region.near_end)
    if said.has("seller", *behind) or said.has("own", *behind) or _unknown_name(said, *behind) >= 0:
        return True
    if other < 0:
        return False
    named = [t.start for t in said.tokens_in(other + 1, hit.start) if t.mention or "vendor" in t.concepts]
    home = max([said.last("official", start, hit.start), *named])
    return home < other or _BETWEEN.search(said.folded, other, home) is None


def _unknown_name(said: Said, start: int, end: int) -> int:
    """Where the last name of an unknown seller or product in text[start:end] begins; -1 where there is none."""
    found = -1
    inside = said.tokens_in(start, end)
    for number, token in enumerate(inside):
        if not token.unknown or not _name_like(said, token):
            continue
        before = inside[number - 1] if number else None
        after = inside[number + 1] if number + 1 < len(inside) else None
        opens = before is None or before.punctuation
        # Where every noun has a capital, only a number behind it ("Imagen 5") makes a word a name.
        numbered = after is not None and "number" in after.concepts and after.start <= token.end + 1
        via = before is not None and "preposition" in before.concepts and said.lexicon.language != "de"
        sells = after is not None and not after.concepts.isdisjoint(_SELLS) and said.lexicon.language != "de"
        named_twice = after is not None and after.unknown and _name_like(said, after)
        if (
            numbered
            or (via and not opens)
            or (sells and not opens)
            or (opens and (named_twice or _sells(said, after)))
        ):
            found = token.start
    return found


def _sells(said: Said, after: Token | None) -> bool:
    return after is not None and said.words.having("sells").match(after.text) is not None


def _name_like(said: Said, token: Token) -> bool:
    word = said.text[token.start : token.end]
    if said.words.having("plain").fullmatch(token.text):
        return False
    return (len(word) > 1 and word[0].isupper() and not word.isupper()) or any(
        c.isupper() for c in word[1:-1]
    )


def meaning(said: Said, bound: Bound, sentence: Sentence) -> tuple[Modality, Time]:
    """How the author means an amount, and when it holds."""
    region, hit = bound.region, bound.hit
    near = (region.near_start, region.near_end)
    day = next(
        (d.day for d in said.page.dates(said.block) if sentence.start <= d.start < sentence.end and d.day),
        None,
    )
    if any(mark.kind is MarkKind.STRIKE for mark in said.block.inline.marks_at(hit.start, hit.end)):
        return Modality.ASSERTED, Time(Tense.PAST, day)
    if _quoted(said, bound) or _denied(said, bound):
        return Modality.REJECTED, NOW
    modality = Modality.QUESTION if sentence.question else Modality.ASSERTED
    if _former(said, bound) or _ended(said, bound):
        return modality, Time(Tense.PAST, day)
    if said.concept(*near, "future") and not said.concept(*near, "now"):
        return modality, Time(Tense.FUTURE, day)
    if day is not None:
        return modality, Time(Tense.PRESENT, day, stamp=True)
    return modality, entry_time(said.page, said.block) or NOW


def _quoted(said: Said, bound: Bound) -> bool:
    """Whether the amount stands in a quotation that is not the whole text."""
    return any(
        start <= bound.hit.start and bound.hit.end <= end and end - start < len(said.text) - 2
        for start, end in quoted_ranges(said.text)
    )


def _denied(said: Said, bound: Bound) -> bool:
    """Whether the words right before the amount deny it or call it wrong."""
    start, end = bound.region.near_start, bound.hit.start
    if said.concept(start, end, "negation") or said.concept(start, bound.region.near_end, "reject"):
        return not said.has("change", start, end)
    return False


def _former(said: Said, bound: Bound) -> bool:
    """Whether the words near the amount put it into the past."""
    start, end = bound.region.near_start, bound.region.near_end
    if _changed_from(said, bound):
        return True
    if said.concept(start, bound.hit.start, "now"):
        return False
    if said.has("former", start, end) or said.concept(start, end, "past"):
        return not said.has("change", start, bound.hit.start)
    for found in said.words.having("former_verb").finditer(said.folded, start, bound.hit.start):
        if not said.concept(max(start, found.start() - 14), found.start(), "auxiliary"):
            return True
    return False


def _changed_from(said: Said, bound: Bound) -> bool:
    """ "fell from $40 to $30", "$40, now $30": the first of the two is history."""
    start, end = bound.region.near_start, bound.region.near_end
    return bound.hit.at_least and said.has("change", start, end)


def _ended(said: Said, bound: Bound) -> bool:
    """Whether a date says until when the price was charged."""
    region = bound.region
    for start, end in said.dates:
        if not region.start <= start < region.near_end:
            continue
        before, after = said.folded[max(0, start - 22) : start].rstrip(), said.folded[end : end + 6].lstrip()
        if any(found.end() == len(before) for found in said.words.having("until").finditer(before)):
            return True
        if said.words.data.get("until_after") and said.words.having("until_after").match(after):
            return True
    return False
