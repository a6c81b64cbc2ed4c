"""Claims that something is, is not, or will be so: frames of clauses, joined with what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from freshlint.claim import Claim, Confidence, Modality
from freshlint.document.model import Block, Role
from freshlint.language.aboutness import Aboutness
from freshlint.language.awaited import watch
from freshlint.language.clauses import Clause, predicative
from freshlint.language.frame import AVAILABLE, PENDING, RELEASE_DATE, SETTLED_QUESTION, WATCH, Frame
from freshlint.language.frames import read_frame
from freshlint.language.meaning import modality, time
from freshlint.language.page import Page
from freshlint.language.phrases import holds_a_name
from freshlint.language.polarity import FILLERS
from freshlint.language.surroundings import Surroundings
from freshlint.language.topic import OTHER, About, Topic
from freshlint.source import Span

_ON = "condition:platform="
_CARRIED = FILLERS | {"auxiliary", "negation"}


@dataclass(frozen=True)
class States:
    """Reads the state claims of one page's blocks."""

    page: Page

    def claims(self, block: Block, answered: Sequence[Claim] = ()) -> Iterator[Claim]:
        """The state claims of a block's running text; `answered` are those that it makes as an answer."""
        clauses = self.page.clauses(block)
        denied: Span | None = None
        awaited = {claim.entity for claim in answered if _lacking(claim)}
        for number in range(len(clauses)):
            frame = read_frame(clauses, number)
            claim = self._claim(block, clauses, number, frame) if frame else None
            if claim is None or frame is None:
                continue
            if claim.sentence == denied and (frame.confined or _goes_on(clauses[number], frame)):
                # "not live; only app users have it": the second half says the first once more.
                continue
            if claim.predicate == WATCH and claim.entity in awaited:
                # "No date is known. Stay tuned.": what is said to be missing is not watched for once more.
                continue
            yield claim
            if _lacking(claim):
                awaited.add(claim.entity)
            if claim.predicate == AVAILABLE and not claim.polarity:
                denied = claim.sentence

    def about(self, block: Block, clauses: Sequence[Clause], number: int, frame: Frame) -> Topic:
        """The entity that clause `number` says it of."""
        if frame.mention:
            behind = [token for token in clauses[number].tokens if token.start >= frame.mention.start]
            named = holds_a_name(block, behind, self.page.lexicon(block).grammar.capital_nouns)
            # "waiting for X in Acme Studio"
            return OTHER if named else About(frame.mention.entity, near=True)
        about = Aboutness(self.page, AVAILABLE)
        after = clauses[number + 1] if number + 1 < len(clauses) else None
        if after and after.mentions and not clauses[number].mentions and _leads_to(clauses, number, frame):
            return about.clause(block, clauses, number + 1)
        if frame.refers:
            return Surroundings(self.page, AVAILABLE).antecedent(block, clauses, number)
        return about.clause(block, clauses, number, frame.pole, scoped=not frame.confined)

    def _claim(self, block: Block, clauses: Sequence[Clause], number: int, frame: Frame) -> Claim | None:
        if frame.predicate in (PENDING, RELEASE_DATE) and self._speaks_of_an_end(block):
            return None
        topic = self.about(block, clauses, number, frame)
        if topic is OTHER and (watching := watch(clauses[number])):
            # "rumored features and likely release month of X": the other half may be about it.
            frame = watching
            topic = self.about(block, clauses, number, frame)
        return (
            state_claim(self.page, block, clauses, number, frame, topic) if isinstance(topic, About) else None
        )

    def _speaks_of_an_end(self, block: Block) -> bool:
        """Whether a label says that the dates of a table or list are those of a shutdown."""
        labels = [clause for label in block.labels for clause in self.page.clauses(label.block)]
        return any(clause.has("ending", "retired.assert") for clause in labels)


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
        conditions=_conditions(page, block, clause) | _platform(page, clause, topic.entity),
        modality=meant,
        time=when,
        language=page.language_of(block),
        confidence=Confidence.HIGH if topic.near else Confidence.MEDIUM,
        sentence=_sentence(block, clause),
    )


def _conditions(page: Page, block: Block, clause: Clause) -> dict[str, str]:
    """Of whom it is said ("everyone"), and of what part of the product ("price") where it is one."""
    found = {"for": "everyone"} if clause.has(f"{AVAILABLE}.universal") else {}
    said = [clause, *(other for label in block.labels for other in page.clauses(label.block))]
    nouns = [token for other in said for token in other.having(f"{AVAILABLE}.thing")]
    if nouns and all(f"{AVAILABLE}.price" in token.concepts for token in nouns):
        found["of"] = "price"
    return found


def _platform(page: Page, clause: Clause, entity: str) -> dict[str, str]:
    """The platform that a clause names, where it is not the entity's own ("not available on Azure")."""
    named = (concept for token in clause.tokens for concept in token.concepts)
    values = {concept.removeprefix(_ON) for concept in named if concept.startswith(_ON)}
    others = values - {page.index.by_id[entity].platform}
    return {"platform": min(others)} if others else {}


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


def _goes_on(clause: Clause, frame: Frame) -> bool:
    """ "... and unavailable": a denial without a subject of its own says the one before once more."""
    if frame.predicate != AVAILABLE or frame.polarity or clause.mentions:
        return False
    before = [token for token in clause.tokens if token.start < frame.pole.start]
    return f"{AVAILABLE}.deny" in frame.pole.concepts and all(t.concepts & _CARRIED for t in before)


def _is_value(clause: Clause) -> bool:
    """Whether a clause is a bare value behind a colon."""
    return (
        _behind_colon(clause)
        and len(clause.tokens) <= 4
        and not any(predicative(token) for token in clause.tokens)
    )


def _leads_to(clauses: Sequence[Clause], number: int, frame: Frame) -> bool:
    """ "Rumours: what X will do", "join the waitlist to hear when X is out": the name follows the watch."""
    clause, after = clauses[number], clauses[number + 1]
    waits = frame.predicate == WATCH or f"{AVAILABLE}.barrier" in frame.pole.concepts
    unknown = any(token.unknown and len(token.text) > 1 for token in clause.tokens)
    if not waits or unknown or not (_behind_colon(after) or after.sentence == clause.sentence):
        return False
    said = read_frame(clauses, number + 1)
    return said is None or (said.predicate == AVAILABLE and said.polarity)


def _behind_colon(clause: Clause) -> bool:
    return clause.opener is not None and clause.opener.text in ":："


def _sentence(block: Block, clause: Clause) -> Span:
    return block.inline.span(clause.sentence.start, clause.sentence.end)


def _lacking(claim: Claim) -> bool:
    return not claim.polarity or claim.predicate == PENDING


def _about_an_account(clauses: Sequence[Clause], number: int) -> bool:
    """Whether the sentence makes it a matter of one account, region or plan."""
    clause = clauses[number]
    same = [other for other in clauses if other.sentence == clause.sentence]
    if any(other.has("regardless") for other in same):
        # "whatever your tier, X is not in the API"
        return clause.has("owner")
    return clause.has("owner") or any(_speaks_of_accounts(other) or _addressed(other) for other in same)


def _speaks_of_accounts(clause: Clause) -> bool:
    """Whether it is said of accounts, and not "not only" of them, of all, or even of theirs."""
    accounts = clause.having(f"{AVAILABLE}.account")
    spared = [token for token in clause.having("neutral") if accounts and token.end <= accounts[0].start]
    some = any(f"{AVAILABLE}.universal" not in token.concepts for token in accounts)
    return some and not spared and not clause.has("concession")


def _addressed(clause: Clause) -> bool:
    """ "your model list": a thing of the reader's own, not the vendor's ("OpenAI ... su plataforma")."""
    vendor = next(iter(clause.having("vendor")), None)
    return any(
        "addressee" in one.concepts
        and "available.thing" in other.concepts
        and not (vendor and vendor.start < one.start and "determiner" in one.concepts)
        for one, other in pairwise(clause.tokens)
    )
