"""Clauses: a text cut into the pieces that claims are read from, each with at most one predicate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from freshlint.language.lexicon import Lexicon
from freshlint.language.mentions import Mention
from freshlint.language.sentences import Sentence, sentences
from freshlint.language.tokens import Token, tokens

_BREAK_CHARS = frozenset(";:,—–()（）：；，、|•·/")
_PREDICATIVE = frozenset({"auxiliary", "negation", "verb", "future", "expectation", "reject", "report"})
# A word that both parts clauses and stands for the noun before it.
RELATIVE = frozenset({"clause", "relative"})
_HARD_BREAKS = frozenset(";；()（）|•")


@dataclass(frozen=True)
class Clause:
    """A stretch of a sentence with at most one predicate, as tokens. Offsets are in the block's text.

    opener  the token that ties it to the clause before: "because", "which", ":", "," or None
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    opener: Token | None = None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.tokens[-1].end

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept in it, the opener's included."""
        own = frozenset().union(*(token.concepts for token in self.tokens))
        return own | self.opener.concepts if self.opener else own

    def having(self, *concepts: str) -> list[Token]:
        """The tokens that carry one of the concepts."""
        if self.concepts.isdisjoint(concepts):
            return []  # asked of every clause for every concept; most carry few
        return [token for token in self.tokens if not token.concepts.isdisjoint(concepts)]

    def has(self, *concepts: str) -> bool:
        """Whether some token, or the opener, carries one of the concepts."""
        return not self.concepts.isdisjoint(concepts)

    @property
    def mentions(self) -> list[Mention]:
        """The entities named in it."""
        return [token.mention for token in self.tokens if token.mention]


def clauses(text: str, lexicon: Lexicon, mentions: Sequence[Mention]) -> list[Clause]:
    """The clauses of a text: sentences cut at marks and conjunctions that part two predicates."""
    every = tokens(text, lexicon, mentions)
    starts = [token.start for token in every]
    found: list[Clause] = []
    for sentence in sentences(text, lexicon, mentions):
        inside = every[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        found.extend(_cut(_asking(sentence, inside), inside))
    return found


def _asking(sentence: Sentence, inside: Sequence[Token]) -> Sentence:
    """The sentence as a question where its last word asks ("吗", "ますか")."""
    last = next((token for token in reversed(inside) if not token.punctuation), None)
    asks = last is not None and "question-end" in last.concepts
    return sentence._replace(question=True) if asks else sentence


def _cut(sentence: Sentence, inside: Sequence[Token]) -> Iterator[Clause]:
    groups: list[tuple[Token | None, list[Token]]] = [(None, [])]
    for token in inside:
        if _breaks(token):
            groups.append((token, []))
        else:
            groups[-1][1].append(token)
    merged: list[tuple[Token | None, list[Token]]] = []
    for opener, group in groups:
        if merged and not (_stands_alone(opener, group, merged[-1][1]) or _sets_a_condition(merged[-1])):
            merged[-1][1].extend(([opener] if opener else []) + group)
        elif merged and not merged[-1][1]:
            merged[-1] = (opener, group)
        else:
            merged.append((opener, group))
    for opener, group in merged:
        while group and group[-1].punctuation and group[-1].text not in ")）":
            group.pop()
        if any(not token.punctuation for token in group):
            yield Clause(sentence, tuple(group), opener)


def _sets_a_condition(piece: tuple[Token | None, list[Token]]) -> bool:
    """ "Once it ships, ...": what such a word opens ends at its comma, whatever the rest is."""
    opener, group = piece
    opens = opener is not None and not opener.concepts.isdisjoint({"temporal", "temporal-ahead", "condition"})
    # "在 X 发布之前，...": or what ends it.
    ends = bool(group) and "before-end" in group[-1].concepts
    return (opens or ends) and _says(group)


def _breaks(token: Token) -> bool:
    if token.punctuation:
        return token.text in _BREAK_CHARS
    return "clause" in token.concepts


def _stands_alone(opener: Token | None, group: Sequence[Token], before: Sequence[Token]) -> bool:
    """Whether a piece is a clause of its own: both it and what stands before it say something."""
    if opener is None or opener.text in _HARD_BREAKS or not before:
        return True
    if opener.text in ":：" or _relates(opener, before):
        return True
    if "temporal" in opener.concepts and any(token.mention for token in before):
        # "stay on X until Y is out"
        return _says(group)
    if (
        "temporal-ahead" in opener.concepts
        and any(token.mention for token in group)
        and before[-1].end < opener.start
    ):
        # "we'll update this guide the day X ships"
        return _says(group)
    # "announced, but without an API"
    lacks = "adversative" in opener.concepts and any("absence" in token.concepts for token in group)
    return (_says(group) or lacks) and _says(before)


def _relates(opener: Token, before: Sequence[Token]) -> bool:
    """ "a tour of X, which ...": what stands behind the relative word is said of the name before it."""
    last = next((token for token in reversed(before) if not token.punctuation), None)
    return last is not None and last.mention is not None and opener.concepts >= RELATIVE


def _says(group: Sequence[Token]) -> bool:
    return any(predicative(token) for token in group)


def predicative(token: Token) -> bool:
    """Whether a token can carry a statement: a verb, a negation, a word of some predicate."""
    return any(
        concept in _PREDICATIVE or concept.endswith((".assert", ".deny")) for concept in token.concepts
    )
