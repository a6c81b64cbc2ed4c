"""Clauses that set a case or a moment ahead: a verb put first ("Kommt X, stellen wir um"), "if" before an event."""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.clauses import Clause
from freshlint.language.polarity import negations

_OPENS_THE_REST = frozenset({"auxiliary", "ability", "verb", "instruction", "consequence"})


def sets_a_case(clauses: Sequence[Clause], number: int) -> bool:
    """A verb opens the sentence, and another verb the clause behind its comma: what stands first is a case."""
    clause = clauses[number]
    after = clauses[number + 1] if number + 1 < len(clauses) else None
    if clause.opener or clause.sentence.question or after is None or after.sentence != clause.sentence:
        return False
    if "case-first" not in clause.tokens[0].concepts or after.opener is None or after.opener.text != ",":
        return False
    return not after.tokens[0].concepts.isdisjoint(_OPENS_THE_REST)


def awaits_event(clauses: Sequence[Clause], number: int) -> bool:
    """ "When X is released", "Erscheint X, ...": an event of the present tense in such a clause lies ahead.

    What "appears in the list" may do so for one account alone.
    """
    clause = clauses[number]
    opens = clause.opener is not None and "temporal-ahead" in clause.opener.concepts
    if not (opens or sets_a_case(clauses, number)) or clause.has("past") or negations(clause):
        return False
    listed = clause.has("available.thing")
    return any(
        not (listed and "available.listing" in token.concepts) for token in clause.having("available.event")
    )
