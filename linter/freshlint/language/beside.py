"""What the clauses beside one say of it: that its time is unknown, expected, past, or told to those who wait."""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.clauses import Clause
from freshlint.language.polarity import negations


def told_to_readers(clauses: Sequence[Clause], number: int) -> bool:
    """ "sign up to hear when X is out": whoever is to be told of the day waits for it."""
    clause = clauses[number]
    asked = clause.having("time-question")
    if any(token.end <= asked[0].start for token in clause.having("notify")):
        return not negations(clause)
    before = clauses[number - 1] if number and clauses[number - 1].sentence == clause.sentence else None
    return before is not None and before.has("notify") and not before.has("past") and not negations(before)


def unsaid(clauses: Sequence[Clause], number: int) -> bool:
    """ "unclear when", "when ..., nobody knows": the clause beside it denies that the time is known."""
    sentence = clauses[number].sentence
    beside = (*clauses[max(0, number - 1) : number], *clauses[number + 1 : number + 2])
    return any(
        other.sentence == sentence
        and other.has("negation", "available.unknown")
        and not other.has("past", "available.assert")
        for other in beside
    )


def led_to_past(clauses: Sequence[Clause], number: int) -> bool:
    """ "X が公開されるまでは、Y が最新だった": what held until then is told of the past."""
    sentence = clauses[number].sentence
    return any(other.sentence == sentence and other.has("past") for other in clauses[number + 1 :])


def expected_before(clauses: Sequence[Clause], number: int) -> bool:
    """ "Se espera que X salga": the clause before says no more than that it is expected."""
    before = clauses[number - 1] if number else None
    if before is None or before.sentence != clauses[number].sentence:
        return False
    return all(token.concepts & {"expectation", "adverb", "now", "auxiliary"} for token in before.tokens)
