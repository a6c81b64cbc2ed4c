"""A thing that refuses a name: "the API rejects that identifier", "requests for X are turned down by it".

Who refuses is the vendor or one of the product's things; what is refused is the name, the id, or a request
that carries it. An API that rejects a size, or somebody's own gateway that rejects the name, says nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from freshlint.language.clauses import Clause
from freshlint.language.frame import AVAILABLE, Frame
from freshlint.language.polarity import negations
from freshlint.language.tokens import Token

_REFUSERS = frozenset({"vendor", "available.vendor", "available.thing"})


def refused(clause: Clause) -> Frame | None:
    """That a clause's vendor or API refuses a name; None where something else is refused, or nobody refuses."""
    words = clause.having("available.refuse")
    unknown = any(token.unknown and len(token.text) > 1 for token in clause.tokens)
    if not words or unknown or clause.has("available.account", "owner"):
        return None
    word = words[0]
    before, behind = _around(clause, word)
    passive = bool(before) and "auxiliary" in before[-1].concepts
    refusers, refused_ones = (behind, before) if passive else (before, behind)
    if not any(token.concepts & _REFUSERS for token in refusers):
        return None
    if not any(token.mention or "anaphor" in token.concepts for token in refused_ones):
        return None
    denials = [token for token in negations(clause) if token is not word]
    return Frame(AVAILABLE, len(denials) % 2 == 1, word)


def _around(clause: Clause, word: Token) -> tuple[Sequence[Token], Sequence[Token]]:
    """The tokens before a word, up to its auxiliary, and those behind it."""
    at = clause.tokens.index(word)
    start = at
    while start and "adverb" in clause.tokens[start - 1].concepts:
        start -= 1
    return clause.tokens[:start], clause.tokens[at + 1 :]
