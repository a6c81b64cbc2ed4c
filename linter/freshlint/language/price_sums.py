"""Sums of money that are no price of one thing: differences, points, prices of what the facts do not know."""

from __future__ import annotations

import re

from freshlint.language.fact_words import FactWords
from freshlint.language.price_bound import Bound
from freshlint.language.price_words import Said
from freshlint.language.sentences import Sentence

_ASIDE = 24
_BEFORE = 14
_IF_REACH = 120
_COMMA_REACH = 32
_NEVER_UNITS = frozenset({"im", "at"})
_PARTS = re.compile("[/-]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMA = re.compile(r"[,，、]")


def no_price(said: Said, bound: Bound, total: bool) -> str:
    """Why a sum is no price of one thing; "" where nothing speaks against it. `total`: it is known of how many."""
    start, end = bound.region.near_start, bound.region.near_end
    rated = bound.measure is not None and bound.measure.rate and "measure" in bound.own
    if _other_money(said, start, end) or (not total and not rated and said.has("bill", start, end)):
        return "the sum is no price"
    if _is_difference(said, bound):
        return "it says only how much more or less something costs"
    if said.has("points", max(0, bound.hit.start - _ASIDE), bound.hit.end + _ASIDE):
        return "it is what a seller's own points are worth"
    if _per_unknown(said, bound):
        return "what it is paid for is not in the facts"
    return ""


def _other_money(said: Said, start: int, end: int) -> bool:
    """Savings, budgets, fees; but "extra storage" is storage."""
    for found in said.words.having("not_price").finditer(said.folded, start, end):
        if not said.items_in(found.end(), found.end() + 2):
            return True
    return False


def _is_difference(said: Said, bound: Bound) -> bool:
    """ "two cents more", "贵 0.01 美元"."""
    behind = said.folded[bound.hit.whole[1] : bound.hit.whole[1] + _ASIDE].lstrip()
    if said.words.having("difference_after").match(behind):
        return True
    before = said.folded[max(0, bound.hit.start - _BEFORE) : bound.hit.start].rstrip()
    return any(f.end() == len(before) for f in said.words.having("difference_before").finditer(before))


def _per_unknown(said: Said, bound: Bound) -> bool:
    """ "$12 a year", "$0.25 for each sheet", where the facts know neither years nor sheets."""
    if bound.hit.measure is not None:
        return False
    rest = said.folded[bound.hit.end : bound.hit.end + _ASIDE]
    behind = rest.lstrip()
    at = bound.hit.end + len(rest) - len(behind)
    if said.words.having("each").match(behind):
        return False
    per = said.words.having("per").match(behind)
    if per is None or per.group() in _NEVER_UNITS:
        return False
    word = _WORD.match(behind[per.end() :].lstrip())
    if word is None or said.items_in(at, at + per.end() + word.end() + 2):
        return False
    units = FactWords.of(said.lexicon).unit_ids
    known = any(word.group() in _PARTS.split(unit) for unit in units)
    return not known and not said.has("sum", bound.hit.end, at + per.end() + word.end() + 1)


def supposed(said: Said, bound: Bound, sentence: Sentence) -> bool:
    """ "If it cost $1, ...": the amount ends a condition."""
    start = max(sentence.start, bound.hit.start - _IF_REACH)
    at = said.last("if", start, bound.hit.start)
    if at < 0 and said.words.having("if_first").match(said.folded, sentence.start):
        at = sentence.start
    if at < 0 or _COMMA.search(said.folded, at, bound.hit.start):
        return False
    end = bound.hit.whole[1]
    return _COMMA.search(said.folded, end, min(end + _COMMA_REACH, sentence.end)) is not None
