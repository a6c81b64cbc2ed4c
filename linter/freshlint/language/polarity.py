"""Polarity: what in a clause denies, counted so that two denials make an assertion."""

from __future__ import annotations

from freshlint.language.clauses import Clause
from freshlint.language.tokens import Token

FILLERS = frozenset({"determiner", "adverb", "now", "hedge", "generic-noun", "available.modifier"})


def negations(clause: Clause) -> list[Token]:
    """What denies: a negation, once where several agree ("no ... ningún"), or "without" before a denying word."""
    found: list[Token] = []
    for token in clause.having("negation", "absence"):
        agrees = found and ("concord" in token.concepts or _correlates(found, token))
        spared = "negation" in token.concepts or _spares(clause, token)
        if spared and "neutral" not in token.concepts and not agrees:
            found.append(token)
    return found


def _spares(clause: Clause, without: Token) -> bool:
    """ "without a waitlist": what would deny it is itself absent."""
    for token in clause.tokens[clause.tokens.index(without) + 1 :]:
        if not (token.concepts & FILLERS):
            return "available.deny" in token.concepts
    return False


def _correlates(found: list[Token], token: Token) -> bool:
    """ "neither ... nor" denies once."""
    return "correlative" in token.concepts and any("correlative" in other.concepts for other in found)
