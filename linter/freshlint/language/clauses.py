"""Sentences, clauses and tokens: a text cut into the pieces that claims are read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from freshlint.language.lexicon import Lexicon, Term
from freshlint.language.mentions import Mention
from freshlint.language.normal import fold, is_unspaced

_END = re.compile(r"""[.!?]+["'”’»)\]*]*(?=\s|$)|[。！？!?]+[”’」』）)]*|…+(?=\s|$)|\n\s*\n""")
_WORD = re.compile(r"[^\W_]+(?:[.,'-][^\W_]+)*|\S", re.UNICODE)
_BREAK_CHARS = frozenset(";:,—–()（）；：，、|•·/")
_PREDICATIVE = frozenset({"auxiliary", "negation", "verb", "future", "expectation", "reject", "report"})
# A thing of its own, listed because it holds shorter terms; it counts as an unknown word.
_OTHER_THING = "other-thing"
_TIED = frozenset({"thing", "date-thing", "kind", "launch"})
# A word that both parts clauses and stands for the noun before it.
RELATIVE = frozenset({"clause", "relative"})
_HARD_BREAKS = frozenset(";；()（）|•")
_WORD_REACH = 80
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "‘": "’", "‹": "›", "”": "”"}


class Token(NamedTuple):
    """A piece of text: a mention of an entity, a term with concepts, an unknown word, or punctuation."""

    start: int
    end: int
    text: str
    concepts: frozenset[str] = frozenset()
    mention: Mention | None = None
    punctuation: bool = False

    @property
    def unknown(self) -> bool:
        """A word of which no lexicon knows anything, or only that it is a thing of its own."""
        known = any(concept.rpartition(".")[2] != _OTHER_THING for concept in self.concepts)
        return not (known or self.mention or self.punctuation)


class Sentence(NamedTuple):
    """text[start:end], its end mark included; `question` where it asks."""

    start: int
    end: int
    question: bool


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
        return [token for token in self.tokens if not token.concepts.isdisjoint(concepts)]

    def has(self, *concepts: str) -> bool:
        """Whether some token, or the opener, carries one of the concepts."""
        return not self.concepts.isdisjoint(concepts)

    @property
    def mentions(self) -> list[Mention]:
        """The entities named in it."""
        return [token.mention for token in self.tokens if token.mention]


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """The ranges between quotation marks, marks included; an unclosed mark opens nothing."""
    ranges, at = [], 0
    while at < len(text):
        closing = _QUOTES.get(text[at])
        if closing is None or (text[at] in '‘"' and at and text[at - 1].isalnum()):
            at += 1
            continue
        end = text.find(closing, at + 1)
        if end < 0 or end - at > 400:
            at += 1
            continue
        ranges.append((at, end + 1))
        at = end + 1
    return ranges


def sentences(text: str, lexicon: Lexicon, mentions: Sequence[Mention] = ()) -> Iterator[Sentence]:
    """The sentences of a text, without the white space around them."""
    start = 0
    for found in _END.finditer(text):
        if _is_inner(text, found, lexicon, mentions):
            continue
        if text[start : found.end()].strip():
            yield _trimmed(text, start, found.end())
        start = found.end()
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return Sentence(start, end, text[start:end].rstrip("\"'”’」』）)*").endswith(("?", "？")))


def _is_inner(text: str, found: re.Match[str], lexicon: Lexicon, mentions: Sequence[Mention]) -> bool:
    """Whether a full stop belongs to an abbreviation, an ordinal or a name."""
    if any(mention.start < found.start() < mention.end for mention in mentions):
        return True
    if found.group()[0] != ".":
        return False
    word = _word_before(text, found.start())
    if fold(word) + "." in lexicon.grammar.abbreviations:
        return True
    rest = text[found.end() :].lstrip()
    starts_with_name = any(mention.start == len(text) - len(rest) for mention in mentions)
    if rest[:1].islower() and not word.isdigit() and not starts_with_name:
        return True
    named = any(mention.end == found.start() for mention in mentions)
    return lexicon.grammar.ordinal_dot and word.isdigit() and len(word) <= 2 and not named


def _word_before(text: str, end: int) -> str:
    """What stands between the last white space and an offset; looked for nearby, as words are short."""
    near = text[max(0, end - _WORD_REACH) : end]
    return near.split()[-1] if near.strip() and not near[-1].isspace() else ""


def tokens(text: str, lexicon: Lexicon, mentions: Sequence[Mention]) -> list[Token]:
    """The whole text as tokens in order; mentions go before terms, terms before unknown words."""
    folded = fold(text)
    known: list[Term | Mention] = sorted([*mentions, *_free_terms(lexicon.find(folded), mentions)])
    found: list[Token] = []
    at = 0
    for item in known:
        found.extend(_unknown(text, folded, at, item.start, lexicon))
        if isinstance(item, Mention):
            tied = _tied(item, lexicon)
            found.append(Token(item.start, item.end + len(item.tail), item.text, tied, mention=item))
            at = item.end + len(item.tail)
        else:
            found.append(Token(item.start, item.end, folded[item.start : item.end], item.concepts))
            at = item.end
    found.extend(_unknown(text, folded, at, len(text), lexicon))
    return [_numbered(token, after, text) for token, after in zip_longest(found, found[1:])]


def _numbered(token: Token, after: Token | None, text: str) -> Token:
    """ "Imagen 5": a capital word for a unit with a number behind it is a product's name, which nobody knows."""
    unit = bool(token.concepts) and all(concept.startswith("unit:") for concept in token.concepts)
    named = unit and text[token.start].isupper() and after is not None and after.start == token.end + 1
    return token._replace(concepts=frozenset()) if named and after and "number" in after.concepts else token


def _tied(mention: Mention, lexicon: Lexicon) -> frozenset[str]:
    """What a compound with a name is: "X-API" is a thing, "X-Modell" a kind of product."""
    words = lexicon.find(fold(mention.tail)) if mention.tail.startswith("-") else []
    if not words or words[-1].end != len(mention.tail):
        return frozenset()
    return frozenset(concept for concept in words[-1].concepts if concept.rpartition(".")[2] in _TIED)


def _free_terms(terms: Sequence[Term], mentions: Sequence[Mention]) -> list[Term]:
    """The terms that share no character with a mention; both come in order."""
    free: list[Term] = []
    at = 0
    for term in terms:
        while at < len(mentions) and mentions[at].end + len(mentions[at].tail) <= term.start:
            at += 1
        if at == len(mentions) or term.end <= mentions[at].start:
            free.append(term)
    return free


def _unknown(text: str, folded: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Token]:
    for found in _WORD.finditer(folded, start, end):
        begin, stop = found.span()
        word = found.group()
        if not word[0].isalnum():
            yield Token(begin, stop, word, punctuation=True)
        elif word[0].isdigit() and not any(char.isalpha() for char in word):
            yield Token(begin, stop, word, frozenset({"number"}))
        elif lexicon.grammar.capital_nouns and word.isalpha() and text[begin].islower():
            # No noun: whatever it means, it is not what a clause is about.
            yield Token(begin, stop, word, frozenset({"adverb"}))
        else:
            yield from _split_scripts(folded, begin, stop)


def _split_scripts(folded: str, start: int, end: int) -> Iterator[Token]:
    """A run of letters cut where an unspaced script meets a spaced one."""
    begin = start
    for at in range(start + 1, end + 1):
        if at == end or is_unspaced(folded[at]) != is_unspaced(folded[begin]):
            piece = folded[begin:at].strip(".,'-")
            if piece:
                concepts = frozenset({"number"}) if piece[0].isdigit() else frozenset[str]()
                yield Token(begin, at, piece, concepts)
            begin = at


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
    return opens and _says(group)


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
    return _says(group) and _says(before)


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
