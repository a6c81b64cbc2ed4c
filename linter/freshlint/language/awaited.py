"""What a clause says of a release that lies ahead: undated, expected, watched for."""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.beside import expected_before, led_to_past, told_to_readers, unsaid
from freshlint.language.cases import awaits_event
from freshlint.language.clauses import Clause, predicative
from freshlint.language.expected import awaited, elided, events_of, guessed, put_off, scheduled
from freshlint.language.frame import PENDING, RELEASE_DATE, WATCH, Frame
from freshlint.language.polarity import negations
from freshlint.language.poles import poles
from freshlint.language.standins import things
from freshlint.language.tokens import Token


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
    events = events_of(clause)
    awaits_thing = _is_condition_of_time(clause) and any(predicative(token) for token in clause.tokens)
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
        _is_condition_of_time(clause)
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
    if elided(clauses, number):
        return Frame(PENDING, True, clause.tokens[-1])
    if negations(clause):
        return put_off(clause, events)
    hoped = clause.having("expectation")
    if hoped and clause.has("time-question") and (clause.mentions or clause.has("anaphor")):
        # "when can developers expect it?"
        return Frame(PENDING, True, hoped[0])
    dated = events or clause.having("available.date-thing")
    if dated and scheduled(clause, dated[0]):
        return Frame(PENDING, True, dated[0])
    if guessed(clauses, number, events):
        return Frame(PENDING, True, (events or clause.tokens)[0])
    return awaited(clause, events)


def _is_condition_of_time(clause: Clause) -> bool:
    """ "until there is an API"; "until July" only says how long."""
    for opening in (*([clause.opener] if clause.opener else ()), *clause.tokens):
        rest = [token for token in clause.tokens if token.start >= opening.end]
        ends = bool(rest) and bool(rest[0].concepts & {"season", "number"})
        if "temporal" in opening.concepts and not ends:
            return True
    return False


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
