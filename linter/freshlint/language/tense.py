"""Whether a clause tells of the past: by its verb, by words of time, by the clauses beside it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from freshlint.language.clauses import Clause, predicative
from freshlint.language.lexicon import Grammar
from freshlint.language.tokens import Token

_ENDINGS = frozenset({"particle", "auxiliary", "past"})
_LINKS = frozenset({"topic", "preposition", "of"})
_NOUNS = frozenset({"anaphor", "available.kind", "available.thing"})
_SAID_OF = ("available.thing", "available.date-thing", "available.unknown")


def is_past(clause: Clause, clauses: Sequence[Clause], grammar: Grammar) -> bool:
    """Whether a clause, one of `clauses`, says what was so."""
    if past_words(clause, grammar) or _told(clause):
        return True
    same = [other for other in clauses if other.sentence == clause.sentence]
    before = [other for other in same if other.start < clause.start]
    if _overtaken(clause, same) or _set_in_the_past(before, grammar):
        return True
    believed = any(other.has("past-belief") for other in before)
    if believed or any(other.has("self") and other.has("past-report") for other in (*before, clause)):
        return True
    if grammar.tense_last:
        # "API はなく、価格も未定でした": the verb that ends the sentence has the tense of both.
        after = [other for other in same if other.start > clause.start]
        open_end = "continuing" in clause.tokens[-1].concepts
        if open_end and after and past_words(after[0], grammar) and _speaks_alike(after[0]):
            return True
    # A piece without a verb of its own has the tense of what it follows.
    verbless = not any(token.concepts & {"auxiliary", "verb", "nonpast"} for token in clause.tokens)
    return verbless and bool(before) and bool(past_words(before[-1], grammar))


def _overtaken(clause: Clause, same: Sequence[Clause]) -> bool:
    """ "X was not out on April 20; it came the next day": what another event followed is over."""
    after = next((other for other in same if other.start > clause.start), None)
    if after is None or not after.has("available.assert") or after.has("negation"):
        return False
    opening = [after.opener, *after.tokens[:2]] if after.opener else after.tokens[:2]
    return any(token and "afterwards" in token.concepts for token in opening)


def _set_in_the_past(before: Sequence[Clause], grammar: Grammar) -> bool:
    """ "去年 X 发布时，它是 ...": the moment that the sentence opens with is one of the past."""
    first = before[0] if before else None
    moment = first is not None and "moment" in first.tokens[-1].concepts
    return moment and first is not None and bool(past_words(first, grammar))


def _told(clause: Clause) -> bool:
    """A form that tells the past unless it goes with "so far", as "todavía no publicó" does."""
    told = [token for token in clause.having("preterite") if "available.past" not in token.concepts]
    return bool(told) and not clause.has("now")


def past_words(clause: Clause, grammar: Grammar) -> list[Token]:
    """The words that put a clause in the past; those left out that say nothing of when it holds."""
    opener = clause.opener
    led = [opener] if opener is not None and "past" in opener.concepts else []
    return [*led, *(token for token in clause.having("past") if not _outdone(clause, token, grammar))]


def describes_a_noun(tokens: Sequence[Token], grammar: Grammar) -> bool:
    """ "(去年) 发布的 X", "(3月に) 公開された X": whether what a time stands before only describes a noun.

    A mark makes a verb describe what follows, or a verb's ending stands right before the noun.
    """
    if grammar.tense_last:
        ends = (n for n, token in enumerate(tokens) if token.mention or token.concepts & _NOUNS)
        at = next(ends, 0)
        return at > 0 and _ends_a_verb(tokens[at - 1])
    marks = (n for n, token in enumerate(tokens) if "describes" in token.concepts)
    said = [token for token in tokens[: next(marks, 0)] if "particle" not in token.concepts]
    denied = any(token.mention or "negation" in token.concepts for token in said)
    return _says(said[-1:]) and not denied


def _ends_a_verb(token: Token) -> bool:
    return bool(token.concepts & _ENDINGS) and not token.concepts & _LINKS


def _outdone(clause: Clause, word: Token, grammar: Grammar) -> bool:
    """ "之前说过，目前 ...": a word for today follows; "去年发布的 X ...": a day of the past describes a noun.

    Where the verb at the end has the tense, a day decides nothing against it.
    """
    behind = [token for token in clause.tokens if token.start >= word.end]
    piece = takewhile(lambda token: not token.punctuation, behind)
    if any("present" in token.concepts for token in piece):
        return True
    rest = [token for token in behind if not token.punctuation]
    if "past-ending" in word.concepts and rest:
        # "期待していた X ですが": the verb describes what it stands before.
        return bool(rest[0].mention or rest[0].concepts & _NOUNS)
    if "past-day" not in word.concepts or not rest:
        return False
    return "nonpast" in rest[-1].concepts or describes_a_noun(rest, grammar)


def _says(tokens: Sequence[Token]) -> bool:
    return any(predicative(token) and "auxiliary" not in token.concepts for token in tokens)


def _speaks_alike(clause: Clause) -> bool:
    return any("past" not in token.concepts for token in clause.tokens if predicative(token)) or clause.has(
        *_SAID_OF
    )
