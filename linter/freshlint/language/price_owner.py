"""Whose price an amount is, and whether it is a price at all."""

from __future__ import annotations

import re

from freshlint.language.normal import is_unspaced
from freshlint.language.phrases import unknown_head
from freshlint.language.price_bound import Bound
from freshlint.language.price_sums import no_price
from freshlint.language.price_words import COMPARED, ENTITY, OTHER, Said, unknown_tier
from freshlint.language.sentences import Sentence
from freshlint.language.tokens import Token

_PERCENT = re.compile(r"\d\s?[%％]")
_BETWEEN = re.compile(r"[,;，；、。—]|\bbut\b|\bwhile\b")
_COMMA = re.compile("[,，、]")
_BEFORE_AMOUNT = 26
_OWNER_REACH = 30
_SUPPOSING = "なら"
_TOPIC = frozenset({"は", _SUPPOSING})
_FAR = 600
_SELLS = frozenset({"verb", "auxiliary"})


def not_this_price(said: Said, bound: Bound, sentence: Sentence, total: bool) -> str:
    """Why an amount is no price of the entity; "" where nothing speaks against it. `total`: of several things."""
    region, hit = bound.region, bound.hit
    near = (region.near_start, region.near_end)
    if _is_compared(said, bound):
        return "two entities are compared"
    if bound.values.get(ENTITY) == OTHER:
        return "the price is of something named after it"
    if _sold_by_other(said, bound, sentence):
        return "the price may be somebody else's"
    other_sum = no_price(said, bound, total)
    if other_sum:
        return other_sum
    if said.has("average", *near):
        return "an average is not a price in the facts"
    if unknown_tier(said, *near):
        return "a rate of its own, which the facts do not tell"
    if _unknown_thing(said, region.near_start, hit.start):
        return "nothing is known of what it is a price of"
    changed = said.has("change", region.near_start, hit.start)
    discounted = said.has("off", *near) or (_PERCENT.search(said.folded, *near) and not changed)
    if discounted and not said.has("official", max(region.near_start, hit.start - _BEFORE_AMOUNT), hit.start):
        return "a discount may be in it"
    return ""


def _unknown_thing(said: Said, start: int, end: int) -> bool:
    """ "..., outgoing traffic costs $0.15": the words of an amount name a thing, and none that the facts know."""
    words = said.tokens_in(start, end)
    if said.lexicon.grammar.head_final:
        return _unknown_topic(said, words)
    if said.items_in(start, end) or any(said.measured.touch(t.start, t.end) for t in words):
        return False
    if _part_of_it(said, words):
        return True
    if any(t.mention or t.concepts & {"pronoun", "anaphor", "vendor"} for t in words):
        return any("owner" in token.concepts for token in words)
    if any(start <= thing.start < end for thing in said.things):
        # "Ten of them make $2.11": so many of what is sold.
        return False
    plain = said.words.having("plain")
    subject = [token for token in words if not plain.fullmatch(token.text)]
    return unknown_head(subject, head_final=False)


def _part_of_it(said: Said, words: list[Token]) -> bool:
    """ "Snapshots of a Pro database cost $0.05": an unknown thing of the entity's."""
    subject = [token for token in words if "determiner" not in token.concepts][:2]
    if len(subject) < 2 or not any(token.mention for token in words):
        return False
    thing, of = subject
    other = thing.unknown or "a.thing" in thing.concepts
    return other and "of" in of.concepts and not said.words.having("plain").fullmatch(thing.text)


def _unknown_topic(said: Said, words: list[Token]) -> bool:
    """ "独自ドメインは年 12 ドル": the topic is a thing that neither facts nor lexicons know."""
    topics = [n for n, token in enumerate(words) if n and token.text in _TOPIC]
    if not topics:
        return _opens_with_unknown(said, words)
    supposing = words[topics[-1]].text == _SUPPOSING
    if any(said.named.touch(t.start, t.end) for t in (words[: topics[-1]] if supposing else words)):
        return False
    thing = words[topics[-1] - 1]
    return thing.unknown and len(thing.text) > 1 and not said.words.having("plain").search(thing.text)


def _opens_with_unknown(said: Said, words: list[Token]) -> bool:
    """ "域名每年 12 美元": where no particle marks the topic, the word before "a year" is it."""
    if len(words) < 2 or any(said.named.touch(token.start, token.end) for token in words):
        return False
    first, plain = words[0], said.words.having("plain")
    named = first.unknown and len(first.text) > 1 and not plain.search(first.text)
    return named and said.words.having("adverb").match(words[1].text) is not None


def _is_compared(said: Said, bound: Bound) -> bool:
    """Whether the entity beside the amount is one that another is compared with, and no pronoun takes over."""
    start = bound.region.near_start
    near = said.items_in(start, bound.hit.start)
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
    if said.has("own_block", 0, len(said.text)):
        return True
    names = _unknown_name(said, start, hit.start)
    other = max(said.last("seller", start, hit.start), _own(said, start, hit.start), names)
    behind = (hit.end, region.near_end)
    if said.has("seller", *behind) or said.has("own", *behind) or _unknown_name(said, *behind) >= 0:
        return True
    if _made_by_another(said, sentence, hit.start):
        return True
    if other < 0:
        return False
    if _frames(said, sentence, start, hit.start):
        return True
    named = [t.start for t in said.tokens_in(other + 1, hit.start) if t.mention or "vendor" in t.concepts]
    home = max([said.last("official", start, hit.start), *named])
    fronted = said.words.having("via").fullmatch(said.folded[sentence.start : other].strip())
    comma = said.folded.find(",", other) if fronted else -1
    return home < other or _BETWEEN.search(said.folded, max(other, comma + 1), home) is None


def _made_by_another(said: Said, sentence: Sentence, end: int) -> bool:
    """ "Snapframe draws with X for $0.09": the subject is a name that nobody knows, and X is what it does it with."""
    words = [token for token in said.tokens_in(sentence.start, end) if "adverb" not in token.concepts]
    if said.lexicon.grammar.head_final or len(words) < 3:
        return False
    name, verb, *rest = words
    acts = "verb" in verb.concepts and not said.words.having("plain").fullmatch(verb.text)
    return (
        acts
        and name.unknown
        and len(name.text) > 1
        and said.text[name.start].isupper()
        and not _known(said, name)
        and any(token.mention for token in rest)
        and not said.has("official", sentence.start, end)
    )


def _frames(said: Said, sentence: Sentence, start: int, end: int) -> bool:
    """ "Through the Acme gateway, X costs ...", "Acme では、X は ...": what opens the sentence names the seller."""
    comma = _COMMA.search(said.text, sentence.start, end)
    if comma is None or start > sentence.start:
        return False
    opening = (sentence.start, comma.start())
    if said.words.having("via").match(said.folded[sentence.start : end]) is None:
        particles = said.words.having("via_end")
        ended = any(hit.end() == comma.start() for hit in particles.finditer(said.folded, *opening))
        if not ended:
            return False
    named = any(token.mention or "vendor" in token.concepts for token in said.tokens_in(*opening))
    # "In Python, ..." names a place of work, "through Acme, ..." a seller.
    place = said.words.having("place").match(said.folded[sentence.start : end]) is not None
    unknown = not place and _unknown_name(said, *opening) >= 0
    seller = unknown or said.has("seller", *opening) or said.has("own", *opening)
    return seller and not named and not said.has("official", comma.end(), end)


def _own(said: Said, start: int, end: int) -> int:
    """Where the author's own offer is last named: "we charge", "our print service"; -1 where it is not."""
    found = said.last("own", start, end)
    thing = said.last("own_thing", start, end)
    owner = said.last("possessive", max(start, thing - _OWNER_REACH), thing) if thing > found else -1
    named = owner >= 0 and any(token.mention for token in said.tokens_in(owner, thing))
    return max(found, -1 if named else owner)


def _unknown_name(said: Said, start: int, end: int) -> int:
    """Where the last name of an unknown seller or product in text[start:end] begins; -1 where there is none."""
    found = -1
    inside = said.tokens_in(start, end)
    for number, token in enumerate(inside):
        if _versioned(said, token, inside[number + 1 : number + 2]):
            found = token.start
        before = inside[number - 1] if number else None
        after = inside[number + 1] if number + 1 < len(inside) else None
        if _numbered(said, token, after) or (token.unknown and _stands_as_name(said, token, before, after)):
            found = token.start
    return found


def _numbered(said: Said, token: Token, after: Token | None) -> bool:
    """ "Imagen 5": a word with a capital and a number that counts nothing."""
    if after is None or after.start != token.end + 1 or not (token.unknown or _is_unit(token)):
        return False
    dated = said.dated.touch(token.start, token.end)
    return said.counted.touch(after.start, after.end) and not dated and said.text[token.start].isupper()


def _is_unit(token: Token) -> bool:
    return bool(token.concepts) and all(concept.startswith("unit:") for concept in token.concepts)


def _stands_as_name(said: Said, token: Token, before: Token | None, after: Token | None) -> bool:
    """Whether an unknown word with a capital is bought from, or sells: "via Acme", "Acme charges"."""
    if not _name_like(said, token) or _known(said, token):
        return False
    if said.lexicon.grammar.capital_nouns:
        # Where every noun has a capital, a name is what stands alone before a verb, or gives the page its title.
        if before is None or before.punctuation:
            return _sells(said, after)
        return said.words.having("via").fullmatch(before.text) is not None and said.page.is_titled(token.text)
    if before is None or before.punctuation:
        more = after is not None and (after.unknown or "variant" in after.concepts)
        twice = after is not None and more and _name_like(said, after) and not _known(said, after)
        return twice or _sells(said, after)
    via = "preposition" in before.concepts
    return via or (after is not None and not after.concepts.isdisjoint(_SELLS))


def _known(said: Said, token: Token) -> bool:
    """Whether a word belongs to a condition, a unit or a number, although no lexicon has this form of it."""
    kinds = (said.named, said.measured, said.counted, said.dated)
    return any(spans.touch(token.start, token.end) for spans in kinds)


def _versioned(said: Said, token: Token, after: list[Token]) -> bool:
    """ "即梦 5.0": an unknown word that opens a clause and a number that counts nothing."""
    if not (token.unknown and after and is_unspaced(token.text[0]) and len(token.text) > 1):
        return False
    before = said.text[max(0, token.start - 3) : token.start].strip()
    opens = not before or before[-1] in "。；;，,：:"
    return opens and "." in after[0].text and said.counted.touch(after[0].start, after[0].end)


def _sells(said: Said, after: Token | None) -> bool:
    return after is not None and said.words.having("sells").match(after.text) is not None


def _name_like(said: Said, token: Token) -> bool:
    word = said.text[token.start : token.end]
    if said.words.having("plain").fullmatch(token.text):
        return False
    return (len(word) > 1 and word[0].isupper() and not word.isupper()) or any(
        c.isupper() for c in word[1:-1]
    )
