"""What a clause says before it is known of whom: available or not, awaited, undated, watched.

A *state* predicate has words that say so (`assert`), words that deny it (`deny`), and things whose presence
stands for it (`thing`). Polarity is the parity of what denies.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from freshlint.language.clauses import Clause, Token, predicative
from freshlint.language.mentions import Mention
from freshlint.language.polarity import FILLERS, negations

AVAILABLE = "available"
PENDING = "release-pending"
RELEASE_DATE = "release-date"
WATCH = "watch"
SETTLED_QUESTION = "settled-question"
_LINKS = frozenset({"determiner", "preposition", "available.modifier", "adverb"})


class Frame(NamedTuple):
    """Predicate, polarity, and the word that they hang on.

    confined  it is denied by being had in one place alone ("only in the app")
    mention   the name that the pole stands right before ("the forthcoming X"), which settles whom it is said of
    refers    the pole describes a word for the product ("this upcoming model"), whatever the clause's subject is
    """

    predicate: str
    polarity: bool
    pole: Token
    confined: bool = False
    mention: Mention | None = None
    refers: bool = False


def read_frame(clauses: Sequence[Clause], number: int) -> Frame | None:
    """What clause `number` says of a release or of availability; None where it says nothing of it."""
    clause = clauses[number]
    if clause.has("newest.rival") and len(clause.mentions) < 2:
        # "Nothing newer than X is out" speaks of what would come after X.
        return None
    return (
        _release_date(clause)
        or _pending(clauses, number)
        or _confined(clause)
        or _watched(clause)
        or _availability(clause)
        or _maintained(clause)
        or (None if _watched_already(clauses, number) else _watch(clause))
    )


def _attributive(clause: Clause, token: Token) -> bool:
    """Whether a predicate's word only describes the thing or name behind it ("a public API")."""
    if "available.modifier" not in token.concepts:
        return False
    at = clause.tokens.index(token)
    led = at > 0 and bool(clause.tokens[at - 1].concepts & {"determiner", "absence", "available.modifier"})
    for following in clause.tokens[at + 1 :]:
        if following.mention:
            return led or at == 0
        if following.concepts & {"available.thing", "available.date-thing"}:
            return True
        if "available.kind" in following.concepts or "of" in following.concepts:
            return True
        if "determiner" in following.concepts or not (following.concepts & FILLERS):
            return False
    return False


def _poles(clause: Clause) -> list[Token]:
    """The words that say or deny it, those that only describe a noun left out."""
    words = clause.having("available.assert", "available.deny")
    if clause.has("ability") or _impersonal(clause):
        words += clause.having("available.ability")
    if clause.has("available.thing"):
        words += clause.having("available.of-thing")
    unique = sorted(set(words), key=lambda token: token.start)
    unique = [token for token in unique if not _relative(clause, token) and not _spoken_of(clause, token)]
    return [token for token in unique if not _attributive(clause, token) and not _thing_like(clause, token)]


def _relative(clause: Clause, token: Token) -> bool:
    """ "提供…的服务都不可信": a mark behind it makes it describe a noun, and what is denied is said of the noun."""
    marks = [mark.start for mark in clause.having("describes") if mark.start >= token.end]
    return bool(marks) and any(denial.start > marks[0] for denial in negations(clause))


def _spoken_of(clause: Clause, token: Token) -> bool:
    """ "公開は旧モデルの料金に影響していない": the release is the topic, and another verb behind it is denied."""
    at = clause.tokens.index(token)
    behind = clause.tokens[at + 1 :]
    if "available.launch" not in token.concepts or not behind or "topic" not in behind[0].concepts:
        return False
    verbs = [other for other in behind if "verb" in other.concepts or (other.unknown and len(other.text) > 1)]
    return any(denial.start > verb.start for verb in verbs for denial in negations(clause))


def _impersonal(clause: Clause) -> bool:
    """Whether nobody in particular acts: passive, or the audience at large."""
    nobody = set(clause.having("available.audience")) & set(clause.having("negation"))
    return clause.has("passive") or (bool(nobody) and not clause.has("obligation"))


def _thing_like(clause: Clause, token: Token) -> bool:
    """A word that is also a noun ("release", "call") counts as a noun behind a determiner or a thing."""
    if not token.concepts & {"available.thing", "available.launch"}:
        return False
    at = clause.tokens.index(token)
    before = clause.tokens[at - 1] if at else None
    return before is not None and bool(before.concepts & {"determiner", "available.thing", "absence"})


def _availability(clause: Clause) -> Frame | None:
    poles = _poles(clause)
    denials = [token for token in negations(clause) if token not in poles]
    if _prohibits(clause):
        return None
    if poles:
        denied = [token for token in poles if "available.deny" in token.concepts]
        pole = (denied or poles)[-1] if not denials else poles[-1]
        return Frame(AVAILABLE, (len(denials) + len(denied[:1])) % 2 == 0, pole)
    return _absent_thing(clause, denials)


def asked_frame(clauses: Sequence[Clause], number: int) -> Frame | None:
    """What a question asks of availability: as `read_frame`, or whether a thing is there ("is there an API?")."""
    clause = clauses[number]
    things = [token for token in clause.having("available.thing") if not _compounded(clause, token)]
    there = things and clause.has("existential", "having") and not negations(clause)
    asked = Frame(AVAILABLE, True, things[0]) if there else _asks_for_place(clause)
    return read_frame(clauses, number) or asked


def _maintained(clause: Clause) -> Frame | None:
    """ "X still receives security fixes": whoever looks after it presents it as there."""
    words = clause.having("available.maintained")
    named = any(mention.start < words[0].start for mention in clause.mentions) if words else False
    return Frame(AVAILABLE, True, words[0]) if named and not negations(clause) else None


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


def _absent_thing(clause: Clause, denials: Sequence[Token]) -> Frame | None:
    """ "no public API row", "without an endpoint", "价格没有": a thing that is said not to be there."""
    unknown = clause.having("available.unknown")
    things = [token for token in clause.having("available.thing") if not _compounded(clause, token)]
    if things and unknown:
        return Frame(AVAILABLE, len(denials) % 2 == 1, unknown[0])
    for thing in things:
        if denials and _located(clause, thing, denials):
            return Frame(AVAILABLE, len(denials) % 2 == 0, thing)
    for absence in clause.having("absence"):
        if "neutral" in absence.concepts:
            continue
        count = len(denials) + ("negation" not in absence.concepts)
        for thing in things:
            if _adjacent(clause, absence, thing):
                return Frame(AVAILABLE, count % 2 == 0, thing)
    for owner in clause.having("having"):
        for thing in things:
            if denials and owner.end <= thing.start and _adjacent(clause, owner, thing):
                return Frame(AVAILABLE, len(denials) % 2 == 0, thing)
    things = things or _described_kinds(clause)
    if things and denials and clause.has("existential"):
        return Frame(AVAILABLE, len(denials) % 2 == 0, things[0])
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


def _release_date(clause: Clause) -> Frame | None:
    """ "The release date is unknown", "no ETA", "has not given a date"."""
    things = clause.having("available.date-thing")
    if not things:
        return None
    unknown = clause.having("available.unknown")
    denials = negations(clause)
    if unknown:
        return Frame(RELEASE_DATE, len(denials) % 2 == 1, unknown[-1])
    return Frame(RELEASE_DATE, False, things[0]) if len(denials) % 2 else None


def _events(clause: Clause) -> list[Token]:
    events = clause.having("available.assert", "available.launch")
    return [token for token in events if not _attributive(clause, token)]


def _pending(clauses: Sequence[Clause], number: int) -> Frame | None:
    """Says that the release lies ahead: "is expected soon", "once it ships", "best guess for the launch"."""
    clause = clauses[number]
    if clause.has("neutral"):
        return None
    events = _events(clause)
    awaits_thing = clause.has("temporal") and any(predicative(token) for token in clause.tokens)
    if awaits_thing and not events:
        events = clause.having("available.thing", "available.date-thing")
    ahead = events and clause.has("time-question") and not _tells_the_past(clause, events[0])
    got = clause.having("available.ability") if clause.has("time-question") else []
    if (ahead or got) and _unsaid(clauses, number):
        return Frame(RELEASE_DATE, False, (events or got)[0])
    temporal = (
        clause.has("temporal")
        or "temporal-first" in clause.tokens[0].concepts
        or (clause.has("temporal-ahead") and _sentence_has(clauses, clause, "future"))
        or (clause.has("temporal-ahead") and clause.has("subjunctive") and not negations(clause))
    )
    if events and temporal and not _tells_the_past(clause, events[0]) and not _led_to_past(clauses, number):
        return Frame(PENDING, True, events[0])
    if negations(clause):
        return None
    return _awaited(clause, events)


def _awaited(clause: Clause, events: Sequence[Token]) -> Frame | None:
    """ "is expected soon", "rumored for June", "we wait for X", "the forthcoming X", "X is around the corner"."""
    if clause.has("future", "expectation"):
        to_come = events or (clause.having("available.ability") if clause.has("ability") else [])
        if to_come:
            return Frame(PENDING, True, to_come[0])
    direct = _stands_before_name(clause, "ahead") or _stands_before_name(clause, "expectation")
    if direct:
        return direct
    arriving = clause.having("arriving")
    if arriving:
        return Frame(PENDING, True, arriving[0])
    awaited = clause.having("expectation")
    if awaited and clause.has("future", "season", "number", "ahead"):
        return Frame(PENDING, True, awaited[0])
    return None


def _stands_before_name(clause: Clause, concept: str) -> Frame | None:
    """A word of the concept right before a name, the vendor's name or a word for the product."""
    for at, token in enumerate(clause.tokens):
        if concept not in token.concepts:
            continue
        rest = (t for t in clause.tokens[at + 1 :] if not t.concepts & _LINKS)
        following = next(rest, None)
        if following and following.mention and not following.mention.tail:
            return Frame(PENDING, True, token, mention=following.mention)
        if following and concept == "ahead" and following.concepts & {"vendor", "available.kind"}:
            return Frame(PENDING, True, token, refers=True)
        if following and "vendor" in following.concepts and following is clause.tokens[-1]:
            return Frame(PENDING, True, token)
    return None


def _unsaid(clauses: Sequence[Clause], number: int) -> bool:
    """ "unclear when", "when ..., nobody knows": the clause beside it denies that the time is known."""
    sentence = clauses[number].sentence
    beside = [other for other in clauses[max(0, number - 1) : number] if other.sentence == sentence]
    if not beside and number + 1 < len(clauses) and clauses[number + 1].sentence == sentence:
        beside = [clauses[number + 1]]
    return bool(beside) and beside[0].has("negation", "available.unknown") and not beside[0].has("past")


def _led_to_past(clauses: Sequence[Clause], number: int) -> bool:
    """ "X が公開されるまでは、Y が最新だった": what held until then is told of the past."""
    sentence = clauses[number].sentence
    return any(other.sentence == sentence and other.has("past") for other in clauses[number + 1 :])


def _tells_the_past(clause: Clause, event: Token) -> bool:
    """ "when it launched": a past form without an auxiliary is history, not a condition."""
    return "available.past" in event.concepts and not clause.has("auxiliary")


def _sentence_has(clauses: Sequence[Clause], clause: Clause, concept: str) -> bool:
    return any(other.sentence == clause.sentence and other.has(concept) for other in clauses)


def _watched_already(clauses: Sequence[Clause], number: int) -> bool:
    """Whether an earlier clause of the sentence watches ("rumors, leaks"): one sentence watches once."""
    same = [other for other in clauses[:number] if other.sentence == clauses[number].sentence]
    return any(_watch(other) for other in same)


def _watch(clause: Clause) -> Frame | None:
    words = clause.having("available.watch")
    return Frame(WATCH, True, words[0]) if words and not clause.has("negation", "neutral") else None


def _watched(clause: Clause) -> Frame | None:
    """ "Keep an eye on the list for X to drop": the event behind a preposition is what is watched for."""
    watch = _watch(clause)
    poles = _poles(clause) if watch else []
    at = clause.tokens.index(poles[-1]) if poles else 0
    awaited = at > 0 and "preposition" in clause.tokens[at - 1].concepts
    return watch if watch and awaited and watch.pole.end <= poles[-1].start else None


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
