"""How the author means an amount, and when it holds."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from freshlint.claim import NOW, Modality, Tense, Time
from freshlint.language.meaning import entry_time
from freshlint.language.price_bound import Bound
from freshlint.language.price_sums import supposed
from freshlint.language.price_words import Said
from freshlint.language.sentences import Sentence

_BEFORE_VERB = 14
_WRONG_REACH = 40
_MOST_DATES = 12
_UNTRUE_REACH = 160
_PARTS = re.compile(r"[;:；：—]")


def meaning(said: Said, bound: Bound, sentence: Sentence) -> tuple[Modality, Time]:
    """How the author means an amount, and when it holds."""
    region, hit = bound.region, bound.hit
    near = (region.near_start, region.near_end)
    day = _day(said, sentence)
    if said.struck.touch(hit.start, hit.end):
        return Modality.ASSERTED, Time(Tense.PAST, day)
    if said.quoted.around(hit.start, hit.end) or _denied(said, bound):
        return Modality.REJECTED, NOW
    if said.block.cell is None and _called_wrong(said, bound, sentence):
        return Modality.REJECTED, NOW
    if supposed(said, bound, sentence):
        return Modality.CONDITIONAL, NOW
    modality = Modality.QUESTION if sentence.question else Modality.ASSERTED
    if _former(said, bound) or _ended(said, bound):
        return modality, Time(Tense.PAST, day)
    if said.concept(*near, "future") and not said.concept(*near, "now"):
        return modality, Time(Tense.FUTURE, day)
    if day is not None:
        return modality, Time(Tense.PRESENT, day, stamp=True)
    return modality, entry_time(said.page, said.block) or NOW


def _called_wrong(said: Said, bound: Bound, sentence: Sentence) -> bool:
    """ "It is not true that it costs $40", "Ignore that table: it gives $40"."""
    start = max(sentence.start, bound.hit.start - _UNTRUE_REACH)
    before = said.tokens_in(start, bound.hit.start)
    untrue = [token.end for token in before if "untrue" in token.concepts]
    if untrue and _PARTS.search(said.folded, untrue[-1], bound.hit.start) is None:
        return True
    first = next((token for token in said.tokens_in(sentence.start, bound.hit.start)), None)
    if first is None:
        return False
    if "reject" in first.concepts:
        return any("anaphor" in token.concepts for token in before)
    return "anaphor" in first.concepts and _rejected_before(said, sentence)


def _rejected_before(said: Said, sentence: Sentence) -> bool:
    """Whether the sentence before tells to take no notice of what it names."""
    clauses = [clause for clause in said.page.clauses(said.block) if clause.sentence.end <= sentence.start]
    return bool(clauses) and clauses[-1].has("reject")


def _day(said: Said, sentence: Sentence) -> date | None:
    """The first day that the sentence names."""
    first = bisect_left(said.dates, sentence.start, key=lambda hit: hit.start)
    for hit in said.dates[first : first + _MOST_DATES]:
        if hit.start >= sentence.end:
            break
        if hit.day:
            return hit.day
    return None


def _denied(said: Said, bound: Bound) -> bool:
    """Whether the words right before the amount, or behind it, deny it or call it wrong."""
    start, end = bound.region.near_start, bound.hit.start
    behind = said.words.having("denied_after")
    after = bound.hit.whole[1]
    if behind.match(said.folded, after) or said.has("wrong_after", after, after + _WRONG_REACH):
        return True
    # "They needn't: it costs $40": what is denied before a colon is something else.
    start = max(start, said.folded.rfind(":", start, end - 1) + 1)
    negated = said.concept(start, end, "negation") and not behind.search(said.folded, start, end)
    if negated or said.concept(start, bound.region.near_end, "reject"):
        return not said.has("change", start, end)
    return False


def _former(said: Said, bound: Bound) -> bool:
    """Whether the words near the amount put it into the past."""
    start, end = bound.region.near_start, bound.region.near_end
    if _changed_from(said, bound):
        return True
    for found in said.words.having("former_verb").finditer(said.folded, start, bound.hit.start):
        opens = not said.folded[: found.start()].strip()
        if not opens and not said.concept(
            max(start, found.start() - _BEFORE_VERB), found.start(), "auxiliary"
        ):
            return True
    if said.concept(start, bound.hit.start, "now"):
        return False
    if said.has("former", start, end) or said.concept(start, end, "past"):
        return not said.has("change", start, bound.hit.start)
    return False


def _changed_from(said: Said, bound: Bound) -> bool:
    """ "fell from $40 to $30", "$40, now $30": the first of the two is history."""
    start, end = bound.region.near_start, bound.region.near_end
    return bound.hit.at_least and said.has("change", start, end)


def _ended(said: Said, bound: Bound) -> bool:
    """Whether a date says until when the price was charged."""
    region = bound.region
    for start, end in said.dated.beginning_in(region.start, region.near_end):
        before, after = said.folded[max(0, start - 22) : start].rstrip(), said.folded[end : end + 6].lstrip()
        if any(found.end() == len(before) for found in said.words.having("until").finditer(before)):
            return True
        if said.words.having("until_after").match(after):
            return True
    return False
