"""Clauses that set a case or a moment ahead, and what follows from them: "if", "suppose", a verb put first."""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.clauses import Clause
from freshlint.language.polarity import FILLERS, negations

# Words that may stand before what a sentence begins with.
LEADING = frozenset(
    {"determiner", "preposition", "adverb", "temporal-ahead", "temporal", "clause", "generic-noun"}
)
_UNSAID = LEADING | {"condition"}
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


def is_conditional(clause: Clause) -> bool:
    """Whether it holds only in some case; "without an API, X is a toy" takes it for granted that there is none."""
    if clause.opener is not None and "condition" in clause.opener.concepts:
        return True
    cases = clause.having("condition")
    granted = bool(cases) and cases[0] is clause.tokens[0] and "absence" in cases[0].concepts
    if not granted or clause.has("future", "subjunctive", "modal"):
        return bool(cases)
    behind = (token for token in clause.tokens[1:] if not token.concepts & FILLERS)
    lacked = next(behind, None)
    return lacked is None or "available.thing" not in lacked.concepts or len(cases) > 1


def supposes(clause: Clause) -> bool:
    """ "When a customer says that ...", "Suppose ...": a case that may come up, not a statement."""
    opens = clause.opener is not None and "temporal-ahead" in clause.opener.concepts
    return (opens and clause.has("report")) or "supposition" in clause.tokens[0].concepts


def follows_a_case(clauses: Sequence[Clause], number: int) -> bool:
    """ "If the page is missing, X is not out", "Suppose that .... Then ...": what would follow from such a case.

    A case of the reader's own ("if you need an API, there is none") leaves the statement a statement.
    """
    clause = clauses[number]
    opening = [clause.opener, *clause.tokens[:1]] if clause.opener else clause.tokens[:1]
    then = any(token and "consequence" in token.concepts for token in opening)
    for earlier in reversed(clauses[:number]):
        if earlier.sentence == clause.sentence:
            if is_conditional(earlier) and "exclusive" not in earlier.concepts and _states_a_case(earlier):
                return True
        elif then:
            return supposes(earlier)
        else:
            return False
    return False


def _states_a_case(clause: Clause) -> bool:
    """Whether a condition is about the product, not about what a reader wants."""
    subject = next((token for token in clause.tokens if not token.concepts & _UNSAID), None)
    ours = subject is not None and bool(subject.concepts & {"pronoun", "reader", "available.audience"})
    impersonal = subject is not None and bool(subject.concepts & {"anaphor", "existential"})
    said = clause.has("negation", "absence", "existential", "available.assert", "available.deny")
    return said and (impersonal or not ours)
