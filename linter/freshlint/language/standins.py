"""Words that stand for a thing named before: "It does not have one", "there is none"."""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.clauses import Clause
from freshlint.language.tokens import Token

_REACH = 3


def things(clauses: Sequence[Clause], number: int, concept: str) -> list[Token]:
    """The tokens of clause `number` that carry a concept, or stand for such a thing of a clause before."""
    clause = clauses[number]
    own = clause.having(concept)
    standing = [token for token in clause.tokens if "stand-in" in token.concepts]
    if own or not standing or not _is_last(clause, standing[-1]):
        return own
    for earlier in reversed(clauses[max(0, number - _REACH) : number]):
        named = [token for token in earlier.tokens if token.unknown and len(token.text) > 1]
        meant = earlier.having(concept)
        if meant and not any(token.start > meant[-1].start for token in named):
            return standing[-1:]
        if named or meant:
            return []
    return []


def _is_last(clause: Clause, token: Token) -> bool:
    """ "one" stands for a thing at the end; "one model", "one of them" count."""
    rest = clause.tokens[clause.tokens.index(token) + 1 :]
    return all(other.punctuation or other.concepts & {"now", "adverb", "hedge"} for other in rest)
