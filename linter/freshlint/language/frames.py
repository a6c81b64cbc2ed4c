"""What a clause says before it is known of whom: available or not, awaited, undated, watched.

A *state* predicate has words that say so (`assert`), words that deny it (`deny`), and things whose presence
stands for it (`thing`). Polarity is the parity of what denies.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from freshlint.language.awaited import pending, release_date, watch, watched, watched_already
from freshlint.language.beside import unsaid
from freshlint.language.clauses import Clause, predicative
from freshlint.language.frame import AVAILABLE, Frame
from freshlint.language.polarity import FILLERS, negations
from freshlint.language.poles import poles
from freshlint.language.refusals import refused
from freshlint.language.standins import things
from freshlint.language.tokens import Token


def read_frame(clauses: Sequence[Clause], number: int) -> Frame | None:
    """What clause `number` says of a release or of availability; None where it says nothing of it."""
    clause = clauses[number]
    if clause.has("newest.rival") and len(clause.mentions) < 2:
        # "Nothing newer than X is out" speaks of what would come after X.
        return None
    return (
        release_date(clauses, number)
        or pending(clauses, number)
        or _confined(clause)
        or _excepted(clause)
        or refused(clause)
        or watched(clause)
        or _maintained(clause)
        or _availability(clauses, number)
        or (None if watched_already(clauses, number) else watch(clause))
    )


def _availability(clauses: Sequence[Clause], number: int) -> Frame | None:
    clause = clauses[number]
    words = poles(clause)
    denials = [token for token in negations(clause) if token not in words]
    if _prohibits(clause) or (words and _tells_how(clause, words[-1])):
        return None
    denied = [token for token in words if "available.deny" in token.concepts]
    if denied and any(token.start >= denied[-1].end for token in clause.having("lifts")):
        # "the waitlist has been lifted"
        return None
    if words and (denials or not _leaves_open(clause, words[-1])):
        pole = (denied or words)[-1] if not denials else words[-1]
        if denials and pole not in denied and denied and denied[-1].end <= denials[0].start:
            # "社内テスト用で外には出していない": the verb at the end is denied, what stands before it says so too.
            denied = []
        doubted = _unproven(clauses, number)
        return Frame(AVAILABLE, (len(denials) + len(denied[:1]) + doubted) % 2 == 0, pole)
    said = things(clauses, number, "available.thing")
    asked = [token for token in clause.having("available.price") if token is clause.tokens[0]]
    if asked and unsaid(clauses, number):
        # "unclear what X will cost"
        return Frame(AVAILABLE, False, asked[0])
    return _absent_thing(clause, denials, said)


def _leaves_open(clause: Clause, last: Token) -> bool:
    """ "価格は蓋を開けてみるまで分からない": what ends the clause says that a thing is not known."""
    unknown = clause.having("available.unknown")
    return bool(unknown) and unknown[-1].start >= last.end and clause.has("available.thing")


def asked_frame(clauses: Sequence[Clause], number: int) -> Frame | None:
    """What a question asks of availability: as `read_frame`, or whether a thing is there ("is there an API?")."""
    clause = clauses[number]
    nouns = [token for token in clause.having("available.thing") if not _compounded(clause, token)]
    there = nouns and clause.has("existential", "having") and not negations(clause)
    asked = Frame(AVAILABLE, True, nouns[0]) if there else _asks_for_place(clause)
    return read_frame(clauses, number) or asked


def _maintained(clause: Clause) -> Frame | None:
    """ "X still receives security fixes": whoever looks after it presents it as there."""
    words = clause.having("available.maintained")
    if not words or clause.has("available.deny"):
        return None
    if any(token.end <= words[0].start for token in negations(clause)):
        return None
    named = any(mention.start < words[0].start for mention in clause.mentions)
    return Frame(AVAILABLE, True, words[0]) if named else None


def _tells_how(clause: Clause, pole: Token) -> bool:
    """ "does not reveal how X works": what is denied is a question of its own."""
    named = [mention.start for mention in clause.mentions if mention.start >= pole.end]
    return bool(named) and any(
        pole.end <= token.start < named[0] and not token.concepts & {"time-question", "available.thing"}
        for token in clause.having("question")
    )


def _unproven(clauses: Sequence[Clause], number: int) -> bool:
    """ "There is no confirmation that X is out": what is not confirmed counts as denied."""
    before = clauses[number - 1] if number else None
    opener = clauses[number].opener
    led = opener is not None and "that" in opener.concepts
    if before is None or not led or before.sentence != clauses[number].sentence:
        return False
    proof = before.having("proof")
    return bool(proof) and any(n.end <= proof[0].start for n in negations(before))


def _prohibits(clause: Clause) -> bool:
    """ "Do not call X here", "never use X": advice, not a statement."""
    words = [token for token in clause.tokens if not token.punctuation and "adverb" not in token.concepts]
    if not words or "negation" not in words[0].concepts:
        followed = len(words) > 1 and "auxiliary" in words[0].concepts and "negation" in words[1].concepts
        return followed and any("available.ability" in token.concepts for token in words[2:3])
    # "cannot" denies an ability; only a bare "not" or "never" forbids.
    unable = "ability" in words[0].concepts
    return not unable and any("available.ability" in token.concepts for token in words[1:2])


def _confined(clause: Clause) -> Frame | None:
    """ "only in the app": said to be had in one place alone, and so not where developers are."""
    surfaces = clause.having("available.surface")
    if surfaces and clause.has("exclusive") and not negations(clause):
        return Frame(AVAILABLE, False, clause.having("available.surface", "exclusive")[0], confined=True)
    return None


def _excepted(clause: Clause) -> Frame | None:
    """ "Every model has an endpoint except X": what is said of the others is not so of the one behind the word."""
    said = {"available.assert", "available.of-thing", "available.thing"}
    if any(token.unknown and len(token.text) > 1 for token in clause.tokens):
        return None
    for word, token in pairwise(clause.tokens):
        before = [other for other in clause.tokens if other.end <= word.start]
        told = any(other.concepts & said for other in before) and any(predicative(other) for other in before)
        if "exception" in word.concepts and token.mention and not token.mention.tail and told:
            denials = [n for n in negations(clause) if n.end <= word.start]
            return Frame(AVAILABLE, len(denials) % 2 == 1, word, mention=token.mention)
    return None


def _absent_thing(clause: Clause, denials: Sequence[Token], named: Sequence[Token]) -> Frame | None:
    """ "no public API row", "without an endpoint", "价格没有": a thing that is said not to be there."""
    unknown = clause.having("available.unknown")
    said = [token for token in named if not _compounded(clause, token)]
    if said and unknown:
        return Frame(AVAILABLE, len(denials) % 2 == 1, unknown[0])
    if said and (silent := clause.having("available.silent")):
        # "the price list keeps silent about X"
        return Frame(AVAILABLE, False, silent[0])
    for thing in said:
        if denials and _located(clause, thing, denials):
            return Frame(AVAILABLE, len(denials) % 2 == 0, thing)
    for absence in clause.having("absence"):
        if "neutral" in absence.concepts:
            continue
        alone = "negation" not in absence.concepts
        # "Without an API, X is of no use": what follows does not bring the API back.
        count = 1 + sum(n.end <= absence.start for n in denials) if alone else len(denials)
        for thing in said:
            if _adjacent(clause, absence, thing):
                return Frame(AVAILABLE, count % 2 == 0, thing)
    for owner in clause.having("having"):
        for thing in said:
            if denials and owner.end <= thing.start and _adjacent(clause, owner, thing):
                return Frame(AVAILABLE, len(denials) % 2 == 0, thing)
    if left := _left_without(clause):
        return Frame(AVAILABLE, False, left)
    if not said and (missing := _missing_itself(clause, denials)):
        return Frame(AVAILABLE, len(denials) % 2 == 0, missing)
    for identity in clause.having("available.identity"):
        if any(n.end <= identity.start and _adjacent(clause, n, identity) for n in denials):
            return Frame(AVAILABLE, len(denials) % 2 == 0, identity)
    for missed in clause.having("available.unseen"):
        if any(token.mention and _adjacent(clause, missed, token) for token in clause.tokens):
            return Frame(AVAILABLE, (len(denials) - (missed in denials)) % 2 == 1, missed)
    told = clause.having("report", "past-report")
    if told and said and any(_adjacent(clause, n, told[0]) for n in denials) and told[0].end <= said[0].start:
        # "has not said what it will cost"
        return Frame(AVAILABLE, len(denials) % 2 == 0, said[0])
    said = said or _described_kinds(clause)
    if said and denials and clause.has("existential"):
        return Frame(AVAILABLE, len(denials) % 2 == 0, said[0])
    return None


def _missing_itself(clause: Clause, denials: Sequence[Token]) -> Token | None:
    """ "There is no X yet", "X gibt es in der API nicht": the product itself is said not to be there."""
    there = clause.having("existential")
    for before, token in pairwise([None, *clause.tokens]):
        if there and denials and token and token.mention and not token.mention.snapshot:
            led = before is not None and bool(before.concepts & {"preposition", "of"})
            denied = (
                not before
                or "absence" in before.concepts
                or not any("absence" in d.concepts for d in denials)
            )
            return there[0] if denied and not led else None
    return None


def _left_without(clause: Clause) -> Token | None:
    """ "leaves developers without X": the audience is left, and the product is what it lacks."""
    if not (clause.has("leaving") and clause.has("available.audience")):
        return None
    for before, token in pairwise(clause.tokens):
        if "absence" in before.concepts and token.mention:
            return before
    return None


def _described_kinds(clause: Clause) -> list[Token]:
    """ "a public version": a word for the product, described as one that people can have."""
    return [
        token
        for before, token in pairwise(clause.tokens)
        if "available.kind" in token.concepts and "available.modifier" in before.concepts
    ]


def _located(clause: Clause, thing: Token, denials: Sequence[Token]) -> bool:
    """ "is not in the API", "no way to ... through the API": denied of the thing as a place or a way."""
    at = clause.tokens.index(thing)
    before = [
        token for token in clause.tokens[:at] if "negation" in token.concepts or not token.concepts & FILLERS
    ]
    if (
        not before
        or "preposition" not in before[-1].concepts
        or not any(n.end <= thing.start for n in denials)
    ):
        return False
    if clause.has("ability"):
        return not any(token.unknown for token in clause.tokens)
    there_is_none = len(before) > 2 and bool(before[-2].mention) and "absence" in before[-3].concepts
    return there_is_none or (len(before) > 1 and bool(before[-2].concepts & {"negation", "auxiliary"}))


def _compounded(clause: Clause, thing: Token) -> bool:
    """Whether a further noun makes the thing a part of its name ("API key")."""
    rest = clause.tokens[clause.tokens.index(thing) + 1 :]
    if rest and rest[0].text == "-" and rest[0].start == thing.end:
        rest = rest[1:]
    following = rest[0] if rest else None
    return bool(
        following and following.unknown and following.start <= thing.end + 1 and len(following.text) > 1
    )


def _adjacent(clause: Clause, one: Token, other: Token) -> bool:
    """Whether nothing but describing words stands between two tokens."""
    first, last = sorted((clause.tokens.index(one), clause.tokens.index(other)))
    return all(
        token.mention
        or (token.unknown and len(token.text) < 2)
        or token.concepts & (FILLERS | {"available.thing", "vendor", "of", "auxiliary", "topic", "anaphor"})
        for token in clause.tokens[first + 1 : last]
    )


def _asks_for_place(clause: Clause) -> Frame | None:
    """ "Is X in the API?": asks whether it is there without a word for being available."""
    for thing in clause.having("available.thing"):
        before = [
            token for token in clause.tokens[: clause.tokens.index(thing)] if not token.concepts & FILLERS
        ]
        if len(before) < 3:
            continue
        verb, named, tie = before[-3:]
        asked = "auxiliary" in verb.concepts and "preposition" in tie.concepts
        if asked and (named.mention or "anaphor" in named.concepts):
            return Frame(AVAILABLE, True, thing)
    return None
