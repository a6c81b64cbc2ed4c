"""Claims made by a value whose question, label or table header says what it is about.

"No." under "Is it public?", a cell "none so far" in the row "Endpoint", "GPT Image 1.5." under "Which is the
newest?": the words that carry the predicate stand in another block, or before a colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from freshlint.claim import Claim
from freshlint.document.model import Block, LabelKind
from freshlint.language.clauses import Clause
from freshlint.language.frame import AVAILABLE, RELEASE_DATE, WATCH, Frame
from freshlint.language.frames import asked_frame, read_frame
from freshlint.language.page import Page
from freshlint.language.parties import another_party
from freshlint.language.states import States, state_claim
from freshlint.language.surroundings import Surroundings
from freshlint.language.tokens import Token
from freshlint.language.topic import About

_SHORT = 7
_VERBS = 3
_ASIDE = frozenset({"adverb", "now", "hedge"})
_SUBJECTS = frozenset({"pronoun", "anaphor"})
_VERBAL = frozenset({"auxiliary", "negation", "ability", "existential", "having"})
_LABELS = frozenset({LabelKind.ROW, LabelKind.COLUMN, LabelKind.TERM, LabelKind.LABEL})


@dataclass(frozen=True)
class Answers:
    """Reads the answers and values of one page."""

    page: Page
    states: States

    def claims(self, block: Block) -> Iterator[Claim]:
        """The claims that a block makes as an answer or a value; its other words are read elsewhere."""
        clauses = self.page.clauses(block)
        question = self.page.question(block)
        if not clauses or another_party(self.page, block, clauses, len(clauses) - 1):
            return
        claim = self._answer(block, clauses, 0, question, self.page.clauses(question)) if question else None
        if claim is None:
            claim = self._answered_at_once(block, clauses)
        if claim is None and any(label.kind in _LABELS for label in block.labels):
            claim = self._value(block, clauses)
        if claim is None:
            claim = self._after_colon(block, clauses)
        if claim:
            yield claim

    def _answered_at_once(self, block: Block, clauses: Sequence[Clause]) -> Claim | None:
        """ "Is it out? No." in one block: the question is the sentence before."""
        for number in range(1, len(clauses)):
            opens = clauses[number].sentence != clauses[number - 1].sentence
            if opens and clauses[number - 1].sentence.question and _bare(clauses[number]):
                asked = [c for c in clauses[:number] if c.sentence == clauses[number - 1].sentence]
                return self._answer(block, clauses, number, block, asked)
        return None

    def _answer(
        self, block: Block, clauses: Sequence[Clause], number: int, question: Block, asked: Sequence[Clause]
    ) -> Claim | None:
        """A bare yes or no, or "nobody knows", in clause `number`, after a question about availability."""
        word = _bare(clauses[number])
        unknown = clauses[number].having("available.unknown")
        if word is None and not unknown:
            return None
        for position in range(len(asked)):
            frame = asked_frame(asked, position)
            if frame is None or asked[position].has(f"{AVAILABLE}.account"):
                continue
            topic = self.states.about(question, asked, position, frame)
            if not isinstance(topic, About):
                return None
            if word is None:
                return self._unknown(
                    block, clauses, number, Frame(frame.predicate, frame.polarity, unknown[0]), topic
                )
            if "yes" in word.concepts and _asks_for_a_day(asked[position], frame):
                # "When does X come? It is here already."
                frame = Frame(AVAILABLE, True, frame.pole)
            said = _answered(frame, "yes" in word.concepts, word)
            return self._bare_claim(block, clauses, number, said, topic) if said else None
        return None

    def _unknown(
        self, block: Block, clauses: Sequence[Clause], number: int, frame: Frame, topic: About
    ) -> Claim | None:
        if frame.predicate == AVAILABLE and not frame.polarity:
            return None
        return state_claim(self.page, block, clauses, number, Frame(RELEASE_DATE, False, frame.pole), topic)

    def _bare_claim(
        self, block: Block, clauses: Sequence[Clause], number: int, frame: Frame, topic: About
    ) -> Claim:
        """A bare yes or no belongs to the clause after it: one claim over both."""
        claim = state_claim(self.page, block, clauses, number, frame, topic)
        after = number + 1
        if after < len(clauses) and _only(clauses[number], frame.pole):
            last = after + 1 == len(clauses) or clauses[after + 1].sentence != clauses[after].sentence
            start, end = clauses[number].start, clauses[after].sentence.end if last else clauses[after].end
            return replace(claim, span=block.inline.span(start, end), text=block.text[start:end])
        return claim

    def _value(self, block: Block, clauses: Sequence[Clause]) -> Claim | None:
        """A short cell or value: what the labels name, said to be there or not."""
        if len(clauses) > 1 or len(clauses[0].tokens) > _SHORT:
            return None
        labels = [label.block for label in block.labels if label.kind in _LABELS]
        named = list(chain.from_iterable(self.page.clauses(label) for label in labels))
        if any(self._foreign(clause) for clause in named) or not clauses[0].tokens:
            return None
        topic = Surroundings(self.page, AVAILABLE).around(block)
        frame = _value_frame(clauses[0], named)
        if frame is None or not isinstance(topic, About):
            return None
        return state_claim(self.page, block, clauses, 0, frame, topic)

    def _foreign(self, clause: Clause) -> bool:
        """Whether a label speaks of something that is not known, or of one account."""
        unknown = any(token.unknown and len(token.text) > 1 for token in clause.tokens)
        return unknown or clause.has(f"{AVAILABLE}.account")

    def _after_colon(self, block: Block, clauses: Sequence[Clause]) -> Claim | None:
        """ "Price row for X: none": the words before the colon are the label."""
        for number in range(1, len(clauses)):
            clause, label = clauses[number], clauses[number - 1]
            if not clause.opener or clause.opener.text not in ":：" or len(clause.tokens) > _SHORT:
                continue
            if self._foreign(label) or read_frame(clauses, number):
                continue
            frame = _value_frame(clause, [label])
            topic = self.states.about(block, clauses, number, frame) if frame else None
            if frame and isinstance(topic, About):
                return state_claim(self.page, block, clauses, number, frame, topic)
        return None


def _asks_for_a_day(asked: Clause, frame: Frame) -> bool:
    return asked.has("time-question") or "available.date-thing" in frame.pole.concepts


def _answered(frame: Frame, yes: bool, word: Token) -> Frame | None:
    """What a yes or no makes of the frame of a question."""
    if frame.predicate == AVAILABLE:
        return Frame(AVAILABLE, frame.polarity == yes, word)
    if frame.predicate == WATCH or "expectation" in frame.pole.concepts or yes:
        # "Do I have to wait for it? No." says nothing that can be stale.
        return Frame(frame.predicate, True, word) if yes else None
    return Frame(AVAILABLE, False, word)


def _bare(clause: Clause) -> Token | None:
    """The yes or no that a clause begins with."""
    for token in clause.tokens:
        if token.concepts & {"yes", "no"}:
            return token
        if not (token.concepts & _ASIDE or token.punctuation):
            return _elliptic(clause)
    return None


def _elliptic(clause: Clause) -> Token | None:
    """ "It isn't.", "You can.", "There is none.": a subject and the question's verb say yes or no, as such a word."""
    words = [token for token in clause.tokens if not (token.punctuation or token.concepts & _ASIDE)]
    subject, verbs = words[0], words[1:]
    if not (subject.mention or subject.concepts & _SUBJECTS) or not 0 < len(verbs) <= _VERBS:
        if "existential" not in subject.concepts:
            return None
        verbs = words
    if not all(token.concepts & _VERBAL or _stands_in(clause, token) for token in verbs):
        return None
    denied = sum("negation" in token.concepts for token in verbs) % 2
    return verbs[-1]._replace(concepts=verbs[-1].concepts | {"no" if denied else "yes"})


def _stands_in(clause: Clause, token: Token) -> bool:
    """ "It has one.": the last word, for the thing that the question names."""
    return "stand-in" in token.concepts and token.end == clause.end


def _only(clause: Clause, word: Token) -> bool:
    """Whether a clause says no more than yes or no."""
    rest = [token for token in clause.tokens if token is not word and not token.punctuation]
    return all(token.concepts & {"adverb", "now", "hedge", "generic-noun"} for token in rest)


def _value_frame(clause: Clause, labels: Sequence[Clause]) -> Frame | None:
    """What a value says of the thing, date or state that its labels name."""
    predicate = _labelled(labels)
    if predicate is None:
        return None
    flipped = any(label.has("available.deny") for label in labels)
    word = next(
        iter(clause.having("yes", "no", "to-come", "absence", "available.deny", "available.unknown")), None
    )
    if word is None:
        return None
    polarity = "yes" in word.concepts
    if predicate == RELEASE_DATE and not polarity:
        return Frame(RELEASE_DATE, False, word)
    return Frame(AVAILABLE, polarity != flipped, word)


def _labelled(labels: Sequence[Clause]) -> str | None:
    if any(label.has("available.date-thing", "available.launch") for label in labels):
        return RELEASE_DATE
    parts = ("thing", "assert", "deny", "modifier", "maintained")
    said = ("status", *(f"{AVAILABLE}.{part}" for part in parts))
    return AVAILABLE if any(label.has(*said) for label in labels) else None
