"""Claims that something is, is not, or will be so: the predicates that a wording file gives words for.

A *state* predicate has words that say so (`assert`), words that deny it (`deny`), and things whose presence
stands for it (`thing`). A clause makes one state claim at most; its polarity is the parity of what negates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from freshlint.claim import Claim, Confidence, Modality
from freshlint.document.model import Block, Role
from freshlint.language.aboutness import OTHER, About, Aboutness, Topic
from freshlint.language.clauses import Clause, Token, predicative
from freshlint.language.meaning import modality, time
from freshlint.language.page import Page
from freshlint.source import Span

AVAILABLE = "available"
PENDING = "release-pending"
RELEASE_DATE = "release-date"
WATCH = "watch"
SETTLED_QUESTION = "settled-question"
_FILLERS = frozenset({"determiner", "adverb", "now", "hedge", "generic-noun", "available.modifier"})


class Frame(NamedTuple):
    """What a clause says before it is known of whom: predicate, polarity, and the word it hangs on."""

    predicate: str
    polarity: bool
    pole: Token


@dataclass(frozen=True)
class States:
    """Reads the state claims of one page's blocks."""

    page: Page

    def claims(self, block: Block) -> Iterator[Claim]:
        """The state claims of a block's running text."""
        clauses = self.page.clauses(block)
        denied: Span | None = None
        for number in range(len(clauses)):
            claim = self._claim(block, clauses, number)
            if claim is None or (claim.sentence == denied and _confined(clauses[number])):
                # "not live; only app users have it": the second half says the first once more.
                continue
            yield claim
            if claim.predicate == AVAILABLE and not claim.polarity:
                denied = claim.sentence

    def frame(self, block: Block, clauses: Sequence[Clause], number: int) -> Frame | None:
        """What a clause says of availability; None where it says nothing of it."""
        clause = clauses[number]
        if clause.has("newest.rival") and len(clause.mentions) < 2:
            # "Nothing newer than X is out" speaks of what would come after X.
            return None
        return (
            _release_date(clause)
            or _pending(clauses, number)
            or _confined(clause)
            or _availability(clause)
            or _watch(clause)
        )

    def about(self, block: Block, clauses: Sequence[Clause], number: int, pole: Token) -> Topic:
        """The entity that clause `number` says it of."""
        return Aboutness(self.page, AVAILABLE).clause(block, clauses, number, pole)

    def _claim(self, block: Block, clauses: Sequence[Clause], number: int) -> Claim | None:
        frame = self.frame(block, clauses, number)
        if frame is None:
            return None
        topic = self.about(block, clauses, number, frame.pole)
        if topic is None or topic is OTHER or not isinstance(topic, About):
            return None
        return state_claim(self.page, block, clauses, number, frame, topic)


def state_claim(
    page: Page, block: Block, clauses: Sequence[Clause], number: int, frame: Frame, topic: About
) -> Claim:
    """The claim that a frame and its entity make, with how and when it is said."""
    clause = clauses[number]
    meant = modality(page, block, clauses, number, frame.pole)
    if meant is not Modality.REJECTED and _about_an_account(clauses, number):
        meant = Modality.CONDITIONAL
    predicate = frame.predicate
    if meant is Modality.QUESTION and block.role in (Role.TITLE, Role.DESCRIPTION):
        # Nobody answers a title: a question left in it is judged as watch wording.
        predicate, meant = SETTLED_QUESTION, Modality.ASSERTED
    when = time(page, block, clauses, number)
    start, end = _extent(clauses, number)
    return Claim(
        predicate=predicate,
        entity=topic.entity,
        block=block,
        span=block.inline.span(start, end),
        text=block.text[start:end],
        polarity=frame.polarity,
        conditions={"for": "everyone"} if clause.has(f"{AVAILABLE}.universal") else {},
        modality=meant,
        time=when,
        language=page.language_of(block),
        confidence=Confidence.HIGH if topic.near else Confidence.MEDIUM,
        sentence=_sentence(block, clause),
    )


def _extent(clauses: Sequence[Clause], number: int) -> tuple[int, int]:
    """The clause, from the word that makes it a condition of time to the end mark of its sentence.

    A clause that only names what a short value after its colon says gives way to that value.
    """
    clause = clauses[number]
    following = clauses[number + 1] if number + 1 < len(clauses) else None
    if following and _is_value(following):
        clause, number = following, number + 1
    start = clause.start
    if clause.opener and clause.opener.concepts & {"temporal", "temporal-ahead"}:
        start = clause.opener.start
    last = number + 1 == len(clauses) or clauses[number + 1].sentence != clause.sentence
    return start, clause.sentence.end if last else clause.end


def _is_value(clause: Clause) -> bool:
    """Whether a clause is a bare value behind a colon."""
    after_colon = clause.opener is not None and clause.opener.text in ":："
    return after_colon and len(clause.tokens) <= 4 and not any(predicative(token) for token in clause.tokens)


def _sentence(block: Block, clause: Clause) -> Span:
    return block.inline.span(clause.sentence.start, clause.sentence.end)


def _about_an_account(clauses: Sequence[Clause], number: int) -> bool:
    """Whether the sentence makes it a matter of one account, region or plan."""
    sentence = clauses[number].sentence
    words = (f"{AVAILABLE}.account", "owner")
    same = [other for other in clauses if other.sentence == sentence]
    return any(other.has(*words) or _addressed(other) for other in same)


def _addressed(clause: Clause) -> bool:
    """ "your model list": a thing of the reader's own, not the vendor's."""
    return any(
        "addressee" in one.concepts and "available.thing" in other.concepts
        for one, other in pairwise(clause.tokens)
    )


def _negations(clause: Clause) -> list[Token]:
    return [token for token in clause.having("negation") if "neutral" not in token.concepts]


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
        if not (following.concepts & _FILLERS):
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
    return [token for token in unique if not _attributive(clause, token) and not _thing_like(clause, token)]


def _impersonal(clause: Clause) -> bool:
    """Whether nobody in particular acts: passive, or the audience at large."""
    return clause.has("passive") or bool(
        set(clause.having("available.audience")) & set(clause.having("negation"))
    )


def _thing_like(clause: Clause, token: Token) -> bool:
    """A word that is also a noun ("release", "call") counts as a noun behind a determiner or a thing."""
    if not token.concepts & {"available.thing", "available.launch"}:
        return False
    at = clause.tokens.index(token)
    before = clause.tokens[at - 1] if at else None
    return before is not None and bool(before.concepts & {"determiner", "available.thing", "absence"})


def _availability(clause: Clause) -> Frame | None:
    poles = _poles(clause)
    negations = [token for token in _negations(clause) if token not in poles]
    if _prohibits(clause):
        return None
    if poles:
        denied = [token for token in poles if "available.deny" in token.concepts]
        pole = (denied or poles)[-1] if not negations else poles[-1]
        return Frame(AVAILABLE, (len(negations) + len(denied[:1])) % 2 == 0, pole)
    return _absent_thing(clause, negations)


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
    if surfaces and clause.has("exclusive") and not _negations(clause):
        return Frame(AVAILABLE, False, surfaces[0])
    return None


def _absent_thing(clause: Clause, negations: Sequence[Token]) -> Frame | None:
    """ "no public API row", "without an endpoint", "价格没有": a thing that is said not to be there."""
    unknown = clause.having("available.unknown")
    things = [token for token in clause.having("available.thing") if not _compounded(clause, token)]
    if things and unknown:
        return Frame(AVAILABLE, len(negations) % 2 == 1, unknown[0])
    for thing in things:
        if negations and _located(clause, thing, negations):
            return Frame(AVAILABLE, len(negations) % 2 == 0, thing)
    for negation in negations:
        if "absence" not in negation.concepts:
            continue
        for thing in things:
            if _adjacent(clause, negation, thing):
                return Frame(AVAILABLE, len(negations) % 2 == 0, thing)
    return None


def _located(clause: Clause, thing: Token, negations: Sequence[Token]) -> bool:
    """ "is not in the API", "no way to ... through the API": denied of the thing as a place or a way."""
    at = clause.tokens.index(thing)
    before = [token for token in clause.tokens[:at] if not token.concepts & _FILLERS]
    if (
        not before
        or "preposition" not in before[-1].concepts
        or not any(n.end <= thing.start for n in negations)
    ):
        return False
    if clause.has("ability"):
        return not any(token.unknown for token in clause.tokens)
    return len(before) > 1 and bool(before[-2].concepts & {"negation", "auxiliary"})


def _compounded(clause: Clause, thing: Token) -> bool:
    """Whether a further noun makes the thing a part of its name ("API key")."""
    at = clause.tokens.index(thing)
    following = clause.tokens[at + 1] if at + 1 < len(clause.tokens) else None
    return bool(
        following and following.unknown and following.start <= thing.end + 1 and len(following.text) > 1
    )


def _adjacent(clause: Clause, one: Token, other: Token) -> bool:
    """Whether nothing but describing words stands between two tokens."""
    first, last = sorted((clause.tokens.index(one), clause.tokens.index(other)))
    return all(
        token.mention
        or token.concepts & (_FILLERS | {"available.thing", "vendor", "of", "auxiliary", "topic", "anaphor"})
        for token in clause.tokens[first + 1 : last]
    )


def _release_date(clause: Clause) -> Frame | None:
    """ "The release date is unknown", "no ETA", "has not given a date"."""
    things = clause.having("available.date-thing")
    if not things:
        return None
    unknown = clause.having("available.unknown")
    negations = _negations(clause)
    if unknown:
        return Frame(RELEASE_DATE, len(negations) % 2 == 1, unknown[-1])
    return Frame(RELEASE_DATE, False, things[0]) if len(negations) % 2 else None


def _events(clause: Clause) -> list[Token]:
    events = clause.having("available.assert", "available.launch")
    return [token for token in events if not _attributive(clause, token)]


def _pending(clauses: Sequence[Clause], number: int) -> Frame | None:
    """Says that the release lies ahead: "is expected soon", "once it ships", "best guess for the launch"."""
    clause = clauses[number]
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
    )
    if events and temporal and not _tells_the_past(clause, events[0]):
        return Frame(PENDING, True, events[0])
    if events and clause.has("future", "expectation") and not _negations(clause):
        return Frame(PENDING, True, events[0])
    awaited = clause.having("expectation")
    if awaited and (clause.has("future", "season", "number") or events) and not _negations(clause):
        return Frame(PENDING, True, awaited[0])
    return None


def _unsaid(clauses: Sequence[Clause], number: int) -> bool:
    """ "unclear when", "has not said when": what comes before denies that the time is known."""
    sentence = clauses[number].sentence
    before = [other for other in clauses[:number] if other.sentence == sentence]
    return bool(before) and before[-1].has("negation", "available.unknown") and not before[-1].has("past")


def _tells_the_past(clause: Clause, event: Token) -> bool:
    """ "when it launched": a past form without an auxiliary is history, not a condition."""
    return "available.past" in event.concepts and not clause.has("auxiliary")


def _sentence_has(clauses: Sequence[Clause], clause: Clause, concept: str) -> bool:
    return any(other.sentence == clause.sentence and other.has(concept) for other in clauses)


def _watch(clause: Clause) -> Frame | None:
    words = clause.having("available.watch")
    return Frame(WATCH, True, words[0]) if words and not clause.has("negation", "neutral") else None
