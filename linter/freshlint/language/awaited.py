"""What a clause says of a release that lies ahead: undated, expected, watched for."""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.beside import expected_before, led_to_past, told_to_readers, unsaid
from freshlint.language.cases import awaits_event
from freshlint.language.clauses import Clause, predicative
from freshlint.language.frame import PENDING, RELEASE_DATE, WATCH, Frame
from freshlint.language.polarity import negations
from freshlint.language.poles import attributive, poles
from freshlint.language.standins import things
from freshlint.language.tokens import Token

_LABEL = 3
_WHEN = frozenset({"preposition", "now", "future", "season", "adverb", "hedge", "clause"})
# What a number in the clause may count instead of days.
_SIGNS = frozenset("$€%")
_COUNTED = ("unit:", "meter:", "available.price", "money")
_LINKS = frozenset({"determiner", "preposition", "available.modifier", "adverb"})


def release_date(clauses: Sequence[Clause], number: int) -> Frame | None:
    """ "The release date is unknown", "no ETA", "has not given a date"."""
    clause = clauses[number]
    if clause.has("ending", "retired.assert"):
        return None
    dates = things(clauses, number, "available.date-thing")
    silent = clause.having("available.silent")
    if silent and (dates or clause.has("available.launch")):
        # "Acme keeps silent about the launch"
        return Frame(RELEASE_DATE, False, silent[0])
    if not dates:
        return None
    unknown = clause.having("available.unknown")
    denials = negations(clause)
    if unknown:
        return Frame(RELEASE_DATE, len(denials) % 2 == 1, unknown[-1])
    return Frame(RELEASE_DATE, False, dates[0]) if len(denials) % 2 else None


def pending(clauses: Sequence[Clause], number: int) -> Frame | None:
    """Says that the release lies ahead: "is expected soon", "once it ships", "best guess for the launch"."""
    clause = clauses[number]
    if clause.has("neutral", "ending"):
        return None
    events = _events(clause)
    awaits_thing = clause.has("temporal") and any(predicative(token) for token in clause.tokens)
    if awaits_thing and not events:
        events = clause.having("available.thing", "available.date-thing") or _delivery(clause)
    ahead = events and clause.has("time-question") and not _tells_the_past(clause, events[0])
    whether = clause.having("available.whether")
    if whether and any(event.start > whether[0].start for event in events):
        # "it is not known whether X will be opened"
        return Frame(RELEASE_DATE, False, whether[0])
    got = clause.having("available.ability") if clause.has("time-question") else []
    if ahead and told_to_readers(clauses, number):
        return Frame(PENDING, True, events[0])
    if (ahead or got) and unsaid(clauses, number):
        return Frame(RELEASE_DATE, False, (events or got)[0])
    temporal = (
        clause.has("temporal")
        or "temporal-first" in clause.tokens[0].concepts
        or (clause.has("temporal-ahead") and _sentence_has(clauses, clause, "future"))
        or _bridged(clauses, clause)
        or (clause.has("temporal-ahead") and clause.has("subjunctive") and not negations(clause))
        or awaits_event(clauses, number)
        or (clause.has("subjunctive") and expected_before(clauses, number))
    )
    if events and temporal and not _tells_the_past(clause, events[0]) and not led_to_past(clauses, number):
        return Frame(PENDING, True, events[0])
    late = clause.having("before") if clause.has("season") else []
    if late and any(token.end <= late[0].start for token in negations(clause)):
        # "OpenAI no lo sacará antes de julio"
        return Frame(PENDING, True, late[0])
    if negations(clause):
        return None
    hoped = clause.having("expectation")
    if hoped and clause.has("time-question") and (clause.mentions or clause.has("anaphor")):
        # "when can developers expect it?"
        return Frame(PENDING, True, hoped[0])
    scheduled = events or clause.having("available.date-thing")
    if scheduled and _scheduled(clause, scheduled[0]):
        return Frame(PENDING, True, scheduled[0])
    if events and _guessed(clauses, number):
        return Frame(PENDING, True, events[0])
    return _awaited(clause, events)


def _delivery(clause: Clause) -> list[Token]:
    """ "until Acme delivers X": whatever the vendor does to the product by then, it is awaited."""
    named = [mention.start for mention in clause.mentions]
    if not named or not any(token.start < named[0] for token in clause.having("vendor")):
        return []
    return [token for token in clause.tokens if "verb" in token.concepts and not token.mention][-1:]


def _bridged(clauses: Sequence[Clause], clause: Clause) -> bool:
    """ "在 X 开放之前，请先用 Y": what to do until a release that is so named."""
    named = clause.mentions or clause.has("anaphor")
    before = "before-end" in clause.tokens[-1].concepts and "placing" in clause.tokens[0].concepts
    ahead = clause.has("temporal-ahead") or before
    return bool(named) and ahead and _sentence_has(clauses, clause, "bidding")


def _scheduled(clause: Clause, event: Token) -> bool:
    """ "X ships in May": an event of the present tense in a season or month that no day makes a report."""
    told = clause.has("past", "number") or "available.past" in event.concepts
    dated = event.concepts & {"available.event", "available.date-thing"}
    return bool(dated) and clause.has("season") and not told


def _guessed(clauses: Sequence[Clause], number: int) -> bool:
    """ "Best guess: ...": a short label says that what stands behind its colon is expected."""
    opener = clauses[number].opener
    if number == 0 or opener is None or opener.text not in ":：":
        return False
    label = clauses[number - 1]
    return label.has("expectation", "future") and len(label.tokens) <= _LABEL


def watch(clause: Clause) -> Frame | None:
    """Words that announce a watch over a release."""
    words = clause.having("available.watch")
    ahead = clause.has("temporal", "temporal-ahead", "at-once")
    if not words and ahead and clause.has("available.assert", "available.launch", "available.date-thing"):
        # "We tell you when it opens": whoever offers that watches.
        words = clause.having("available.notify")
    return Frame(WATCH, True, words[0]) if words and not clause.has("negation", "neutral") else None


def watched(clause: Clause) -> Frame | None:
    """ "Keep an eye on the list for X to drop": the event behind a preposition is what is watched for."""
    frame = watch(clause)
    words = poles(clause) if frame else []
    at = clause.tokens.index(words[-1]) if words else 0
    awaited = at > 0 and "preposition" in clause.tokens[at - 1].concepts
    return frame if frame and awaited and frame.pole.end <= words[-1].start else None


def _events(clause: Clause) -> list[Token]:
    events = clause.having("available.assert", "available.launch")
    return [token for token in events if not attributive(clause, token)]


def _awaited(clause: Clause, events: Sequence[Token]) -> Frame | None:
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
    awaited = clause.having("expectation")
    counted = any(concept.startswith(_COUNTED) for concept in clause.concepts) or any(
        token.text in _SIGNS for token in clause.tokens
    )
    if awaited and (clause.has("future", "season", "ahead") or (clause.has("number") and not counted)):
        return Frame(PENDING, True, awaited[0])
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
    return bool(behind) and "infinitive" in behind[0].concepts and not _events(clause)


def _tells_the_past(clause: Clause, event: Token) -> bool:
    """ "when it launched": a past form without an auxiliary is history, not a condition."""
    awaited = "temporal-first" in clause.tokens[0].concepts
    return "available.past" in event.concepts and not clause.has("auxiliary") and not awaited


def _sentence_has(clauses: Sequence[Clause], clause: Clause, concept: str) -> bool:
    return any(other.sentence == clause.sentence and other.has(concept) for other in clauses)


def watched_already(clauses: Sequence[Clause], number: int) -> bool:
    """Whether an earlier clause of the sentence watches ("rumors, leaks"): one sentence watches once."""
    same = [other for other in clauses[:number] if other.sentence == clauses[number].sentence]
    return any(watch(other) for other in same)
