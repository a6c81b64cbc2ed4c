"""Releases that a clause expects: announced, guessed, scheduled, put off."""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.clauses import Clause
from freshlint.language.frame import PENDING, Frame
from freshlint.language.poles import attributive
from freshlint.language.tokens import Token

_LABEL = 3
_ELIDED = 4
_WHEN = frozenset({"preposition", "now", "future", "season", "adverb", "hedge", "clause"})
# What a number in the clause may count instead of days.
_SIGNS = frozenset("$€%")
_COUNTED = ("unit:", "meter:", "available.price", "money")
_LINKS = frozenset({"determiner", "preposition", "available.modifier", "adverb"})


def events_of(clause: Clause) -> list[Token]:
    """The words of a clause that a release can hang on."""
    events = clause.having("available.assert", "available.launch")
    return [token for token in events if not attributive(clause, token)]


def scheduled(clause: Clause, event: Token) -> bool:
    """ "X ships in May": an event of the present tense in a season or month that no day makes a report."""
    told = clause.has("past", "number") or "available.past" in event.concepts
    dated = event.concepts & {"available.event", "available.date-thing"}
    return bool(dated) and clause.has("season") and not told


def guessed(clauses: Sequence[Clause], number: int, events: Sequence[Token]) -> bool:
    """ "Best guess: ...": a label says that what stands behind its colon is expected, or the day of it."""
    opener = clauses[number].opener
    if number == 0 or opener is None or opener.text not in ":：":
        return False
    label = clauses[number - 1]
    if not label.has("expectation", "future"):
        return False
    dated = label.has("available.launch", "available.date-thing") and clauses[number].has("season", "number")
    return dated or (bool(events) and len(label.tokens) <= _LABEL)


def elided(clauses: Sequence[Clause], number: int) -> bool:
    """ "The page goes live when the model does": the event of the clause before, said of another subject."""
    clause = clauses[number]
    words = [token for token in clause.tokens if not token.punctuation]
    opens = clause.opener is not None and "temporal-ahead" in clause.opener.concepts
    if number == 0 or not opens or clause.has("past", "negation") or not 1 < len(words) <= _ELIDED:
        return False
    subject, verb = words[-2:]
    named = subject.mention or "anaphor" in subject.concepts
    return bool(named) and "auxiliary" in verb.concepts and clauses[number - 1].has("available.event")


def put_off(clause: Clause, events: Sequence[Token]) -> Frame | None:
    """ "Do not expect X before summer": what is not expected soon is expected all the same."""
    hoped = clause.having("expectation")
    when = clause.has("season", "temporal", "anytime")
    if not hoped or not when or clause.has("past"):
        return None
    direct = _stands_before_name(clause, "expectation")
    return direct or (Frame(PENDING, True, events[0]) if events else None)


def awaited(clause: Clause, events: Sequence[Token]) -> Frame | None:
    """ "is expected soon", "rumored for June", "we wait for X", "the forthcoming X", "X is around the corner"."""
    announced = _stands_before_name(clause, "ahead")
    if announced:
        return announced
    if clause.has("future", "expectation"):
        to_come = events or (clause.having("available.ability") if clause.has("ability") else [])
        if to_come:
            return Frame(PENDING, True, to_come[0])
    bare = [token for token in clause.having("bare-event") if _takes_nothing(clause, token)]
    if bare and clause.has("future", "expectation", "modal"):
        return Frame(PENDING, True, bare[0])
    direct = _stands_before_name(clause, "expectation")
    if direct:
        return direct
    arriving = clause.having("arriving")
    if arriving:
        return Frame(PENDING, True, arriving[0])
    hoped = clause.having("expectation")
    counted = any(concept.startswith(_COUNTED) for concept in clause.concepts) or any(
        token.text in _SIGNS for token in clause.tokens
    )
    if hoped and (clause.has("future", "season", "ahead") or (clause.has("number") and not counted)):
        return Frame(PENDING, True, hoped[0])
    return None


def _takes_nothing(clause: Clause, verb: Token) -> bool:
    """ "API access will follow", not "X will follow your style": nothing but a time or a place behind it."""
    behind = clause.tokens[clause.tokens.index(verb) + 1 :]
    return not behind or behind[0].punctuation or bool(behind[0].concepts & _WHEN)


def _stands_before_name(clause: Clause, concept: str) -> Frame | None:
    """A word of the concept right before a name, the vendor's name or a word for the product."""
    for at, token in enumerate(clause.tokens):
        if concept not in token.concepts:
            continue
        rest = (t for t in clause.tokens[at + 1 :] if not t.concepts & _LINKS)
        following = next(rest, None)
        if following and following.mention and not following.mention.tail:
            if concept == "expectation" and _acts(clause, following):
                continue
            return Frame(PENDING, True, token, mention=following.mention)
        if following and concept == "ahead" and following.concepts & {"vendor", "available.kind"}:
            return Frame(PENDING, True, token, refers=True)
        if following and "vendor" in following.concepts and following is clause.tokens[-1]:
            return Frame(PENDING, True, token)
    return None


def _acts(clause: Clause, named: Token) -> bool:
    """ "wait for X to finish", "I expect X to draw well": what it does is awaited, not its release."""
    behind = clause.tokens[clause.tokens.index(named) + 1 :][:1]
    return bool(behind) and "infinitive" in behind[0].concepts and not events_of(clause)
