"""A text as tokens: mentions of entities, terms with concepts, unknown words, punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from freshlint.language.lexicon import Lexicon
from freshlint.language.mentions import Mention
from freshlint.language.normal import fold, is_unspaced
from freshlint.language.terms import Term

# Han that goes on in hiragana which is no particle: a verb or an adjective in some form.
_INFLECTED = re.compile(r"[㐀-鿿々]{0,2}[ぁ-ゖ]+")
_WORD = re.compile(r"[^\W_]+(?:[.,'-][^\W_]+)*|\S", re.UNICODE)
# Concepts that tell nothing of what a thing is: a thing of its own, listed because it holds shorter terms;
# a word that names what somebody does ("fine-tuning"). Such words count as unknown.
_TELLS_NOTHING = frozenset({"other-thing", "deed"})
_TIED = frozenset({"thing", "date-thing", "kind", "launch"})
_WORD_REACH = 80
_UNIT_LETTERS = 4


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
        known = any(concept.rpartition(".")[2] not in _TELLS_NOTHING for concept in self.concepts)
        return not (known or self.mention or self.punctuation)


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
            yield Token(begin, stop, word, _of_no_noun(text, begin, stop, lexicon))
        else:
            yield from _split_scripts(folded, begin, stop, lexicon.grammar.kana_inflects)


def _of_no_noun(text: str, begin: int, stop: int, lexicon: Lexicon) -> frozenset[str]:
    """What the ending of a word that is no noun tells: a verb parts clauses, and may be one of the past."""
    grammar, word = lexicon.grammar, text[begin:stop]
    rest = text[stop:].lstrip()[:1]
    ends = not rest or not (rest.isalnum() or rest in "\"'„“»«`(")
    if word.endswith(grammar.verb_endings) or (ends and word.endswith(grammar.final_verb_endings)):
        return frozenset({"adverb", "verb"})
    before = text[max(0, begin - _WORD_REACH) : begin].split()
    follows_noun = bool(before) and before[-1][:1].isupper() and before[-1][-1].isalnum()
    if follows_noun and word.endswith(grammar.past_endings):
        return frozenset({"adverb", "verb", "past"})
    return frozenset({"adverb"})


def _split_scripts(folded: str, start: int, end: int, kana_inflects: bool) -> Iterator[Token]:
    """A run of letters cut where an unspaced script meets a spaced one."""
    begin = start
    # ASCII has no unspaced script: such a run is one piece.
    for at in (end,) if folded[start:end].isascii() else range(start + 1, end + 1):
        if at == end or is_unspaced(folded[at]) != is_unspaced(folded[begin]):
            piece = folded[begin:at].strip(".,'-")
            if piece:
                # "4K", "16-bit" count; "4K-Ausgaben" is a thing.
                counts = piece[0].isdigit() and sum(map(str.isalpha, piece)) <= _UNIT_LETTERS
                concepts = frozenset({"number"}) if counts else frozenset[str]()
                if kana_inflects and _INFLECTED.fullmatch(piece):
                    # No noun: whatever it means, it is not what a clause is about.
                    concepts = frozenset({"adverb"})
                yield Token(begin, at, piece, concepts)
            begin = at
