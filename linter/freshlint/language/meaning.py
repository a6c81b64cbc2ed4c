"""How a clause is meant and when it holds: modality and time, by the tables of DESIGN section 6."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from freshlint.claim import Modality, Tense, Time
from freshlint.document.model import Block, MarkKind
from freshlint.language.cases import (
    LEADING,
    awaits_event,
    follows_a_case,
    is_conditional,
    sets_a_case,
    supposes,
)
from freshlint.language.clauses import Clause
from freshlint.language.lexicon import Grammar
from freshlint.language.page import Page
from freshlint.language.polarity import negations
from freshlint.language.sentences import Sentence
from freshlint.language.tense import describes_a_noun, is_past
from freshlint.language.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d", re.A)
_YEAR_SIGN = "年"
_SHORT = 14
_LABEL = 3
_BRACKETS = frozenset("【】[]〔〕")
_ASIDE = frozenset({"adverb", "auxiliary"})


def modality(page: Page, block: Block, clauses: Sequence[Clause], number: int, token: Token) -> Modality:
    """How the author means clause `number`; `token` is the word that carries its predicate."""
    clause = clauses[number]
    if (
        _struck_or_quoted(page, block, token)
        or _forbidden(page, block)
        or _rejected_below(page, block)
        or _rejected(clauses, number)
        or _hearsay(clause, token)
    ):
        return Modality.REJECTED
    if clause.sentence.question:
        return Modality.QUESTION
    supposed = is_conditional(clause) and not clause.has("regardless")
    case = supposed or _inverted(clause) or sets_a_case(clauses, number)
    if _lacked(clause, token) and _at_times(clause):
        # Nobody waits for the day when it cannot be had.
        return Modality.CONDITIONAL
    if supposes(clause) or follows_a_case(clauses, number) or (case and not awaits_event(clauses, number)):
        return Modality.CONDITIONAL
    if clause.has("hedge", "expectation"):
        return Modality.HEDGED
    if clause.has("report"):
        return Modality.REPORTED
    return Modality.ASSERTED


def _lacked(clause: Clause, token: Token) -> bool:
    """Whether the clause says that a thing cannot be had."""
    denied = len(negations(clause)) % 2 == 1
    return (
        denied if "available.assert" in token.concepts else not denied and "available.deny" in token.concepts
    )


def _at_times(clause: Clause) -> bool:
    """ "Once X is down", "当 X 不可用时": whenever it is so."""
    opens = clause.opener is not None and "temporal" in clause.opener.concepts
    return opens or "moment" in clause.tokens[-1].concepts


def _inverted(clause: Clause) -> bool:
    """ "Sollte X nicht erreichbar sein, ...": a verb put first sets a case where no "if" does."""
    return clause.opener is None and "condition-first" in clause.tokens[0].concepts


def _hearsay(clause: Clause, token: Token) -> bool:
    """ "Many posts treat X as unreleased": what others write is told, not adopted."""
    media = [other for other in clause.having("media") if other.end <= token.start]
    # What "sites can" do is no hearsay.
    return bool(media) and not any(
        media[-1].end <= other.start < token.start for other in clause.having("ability")
    )


def _struck_or_quoted(page: Page, block: Block, token: Token) -> bool:
    kinds = (MarkKind.STRIKE, MarkKind.QUOTE)
    if any(mark.kind in kinds for mark in block.inline.marks_at(token.start, token.end)):
        return True
    return any(start <= token.start and token.end <= end for start, end in page.quotes(block))


def _rejected(clauses: Sequence[Clause], number: int) -> bool:
    """Whether the sentence, or a short one that points back at it, calls the wording wrong."""
    sentence = clauses[number].sentence
    if _alleged(clauses, number):
        return True
    if _rebutted(clauses, number):
        return True
    for clause in clauses:
        if clause.sentence == sentence and (_rejects(clause) or _denies_a_claim(clause)):
            return True
        if clause.sentence.start > sentence.start:
            follows = not any(
                sentence.start < other.sentence.start < clause.sentence.start for other in clauses
            )
            points_back = _points_back(clause)
            return follows and points_back and clause.has("reject") and len(clause.tokens) <= _SHORT
    return False


def _rebutted(clauses: Sequence[Clause], number: int) -> bool:
    """ "Some say that X is closed; in fact ...": what others say, and what the next clause holds against it."""
    clause = clauses[number]
    after = clauses[number + 1] if number + 1 < len(clauses) else None
    hearsay = clause.has("report") and not clause.has("vendor")
    return hearsay and after is not None and "rebuttal" in after.tokens[0].concepts


def _points_back(clause: Clause) -> bool:
    """ "That is wrong", "Wrong:", "Es falso": what a sentence opens with speaks of the one before."""
    said = [token for token in clause.tokens if not token.punctuation]
    if not said[0].concepts.isdisjoint({"determiner", "anaphor", "pronoun", "no"}):
        return True
    words = [token for token in said if "untrue" in token.concepts or not token.concepts & _ASIDE]
    return bool(words) and "untrue" in words[0].concepts


def _rejects(clause: Clause) -> bool:
    return clause.has("reject") and not _repairs(clause)


def _denies_a_claim(clause: Clause) -> bool:
    """ "... nobody can claim any more": what may not be said is not said."""
    return clause.has("claiming") and clause.has("negation")


def _set_against(rejected: Clause, clause: Clause) -> bool:
    """ "The name is settled, but its date is open": what "but" opens is not what was called settled before it."""
    opens = clause.opener is not None and "adversative" in clause.opener.concepts
    return opens and rejected.start < clause.start


def _forbidden(page: Page, block: Block) -> bool:
    """ "Do not write:" above a quotation or list: an example of what is wrong."""
    above = next(page.preceding(block, 1), None)
    if above is None or (block.kind is above.kind and block.container == above.container):
        return False
    if not above.text.rstrip().endswith((":", "：")):
        return False
    last = page.clauses(above)[-1:]
    return any(clause.has("reject") for clause in last)


def _rejected_below(page: Page, block: Block) -> bool:
    """A block quotation, and under it "That is out of date: ..."."""
    if "quote" not in block.container:
        return False
    below = page.following(block)
    if below is None or "quote" in below.container:
        return False
    clauses = page.clauses(below)[:2]
    return any(clause.has("reject") and _points_back(clause) for clause in clauses)


def _repairs(clause: Clause) -> bool:
    """ "corrected in 16.1": a fault that a version mends, not a wording."""
    versions = any(mention.snapshot and mention.tail for mention in clause.mentions)
    return versions and all("repair" in token.concepts for token in clause.having("reject"))


def _alleged(clauses: Sequence[Clause], number: int) -> bool:
    """ "Claim: ...", "Myth: ...": the words behind such a label are put up to be judged."""
    opener = clauses[number].opener
    if number == 0 or opener is None or opener.text not in ":：":
        return False
    label = [token for token in clauses[number - 1].tokens if not token.punctuation]
    return len(label) <= 3 and any("alleged" in token.concepts for token in label)


def time(page: Page, block: Block, clauses: Sequence[Clause], number: int) -> Time:
    """When clause `number` holds, by its tense, the days that it names, and the entry that it stands in."""
    clause = clauses[number]
    sentence = clause.sentence
    named = [hit for hit in page.dates(block) if sentence.start <= hit.start < sentence.end]
    inside = [hit for hit in named if hit.day]
    day = inside[0].day if inside else None
    grammar = page.lexicon(block).grammar
    if is_past(clause, clauses, grammar):
        return Time(Tense.PAST, day)
    if inside and any(other.has("stamp") for other in clauses if other.sentence == sentence):
        return Time(Tense.PRESENT, day, stamp=True)
    fronted = _fronted(clauses, sentence, inside[0].start, grammar) if inside else None
    if fronted is None and not named:
        day, fronted = _fronted_year(clauses, sentence, grammar)
    if day and fronted is not None:
        # Of "until D", the day before counts.
        until = any("temporal" in token.concepts for token in fronted)
        return Time(Tense.PRESENT, day - timedelta(days=1) if until else day)
    if number and "past" in clauses[0].concepts and _is_label(clauses):
        # "Back then: ..."
        return Time(Tense.PAST)
    if named and _labels(clauses, number, named[0].end):
        # "4 月 12 日的推送：...": whatever it awaits, it was told on that day.
        return Time(Tense.PAST)
    if (
        named
        and not clause.has("future", "expectation", "stamp")
        and _fronted(clauses, sentence, named[0].start, grammar) is not None
    ):
        # "In March there is no API": a month without its year, put first, is told of as past.
        return Time(Tense.PAST)
    return entry_time(page, block) or _led_by_a_day(page, block, clauses) or Time(Tense.PRESENT)


def _led_by_a_day(page: Page, block: Block, clauses: Sequence[Clause]) -> Time | None:
    """ "10 April 2026. Acme may ...", "10 April 2026, diary.": a first sentence of a day alone dates what follows."""
    hits = page.dates(block)
    first = clauses[0].sentence
    if not hits or hits[0].day is None or hits[0].start >= first.end:
        return None
    said = [token for clause in clauses if clause.sentence == first for token in clause.tokens]
    around = [t for t in said if not (t.punctuation or hits[0].start <= t.start < hits[0].end)]
    titled = len(around) <= 1 and all("generic-noun" in token.concepts for token in around)
    return Time(Tense.PRESENT, hits[0].day) if titled else None


def _is_label(clauses: Sequence[Clause]) -> bool:
    """Whether the first clause is a word or two before a colon."""
    opener = clauses[1].opener
    return opener is not None and opener.text in ":：" and len(clauses[0].tokens) <= _LABEL


def _labels(clauses: Sequence[Clause], number: int, end: int) -> bool:
    """Whether a day that ends at an offset stands in a label, or in brackets, that opens the sentence."""
    clause = clauses[number]
    opening = next(other for other in clauses if other.sentence == clause.sentence)
    closing = next((token for token in opening.tokens if token.start >= end), None)
    if opening is clause:
        return clause.tokens[0].text in _BRACKETS and closing is not None and closing.text in _BRACKETS
    labelled = clause.opener is not None and clause.opener.text in ":：" and clauses[number - 1] is opening
    return labelled and not any("stamp" in token.concepts for token in opening.tokens) and opening.end >= end


def _fronted(
    clauses: Sequence[Clause], sentence: Sentence, start: int, grammar: Grammar
) -> list[Token] | None:
    """The words before a day that opens its sentence, and so is the day of what it says; else None.

    "On April 10, ...", "2026-02-10: ..."; no day that describes a noun ("3月に公開された X").
    """
    same = [clause for clause in clauses if clause.sentence == sentence]
    rest = [token for clause in same[:1] for token in clause.tokens if token.start > start]
    if describes_a_noun(rest, grammar):
        return None
    openers = [clause.opener for clause in same[:1] if clause.opener]
    before = [*openers, *(token for clause in same for token in clause.tokens if token.start < start)]
    return before if all(token.punctuation or token.concepts & LEADING for token in before) else None


def _fronted_year(
    clauses: Sequence[Clause], sentence: Sentence, grammar: Grammar
) -> tuple[date | None, list[Token] | None]:
    """The last day of a year that opens its sentence ("In 2024, ...", "2024 年"), and the words before it."""
    for clause in clauses:
        if clause.sentence != sentence:
            continue
        for token, following in pairwise(clause.tokens):
            if _YEAR.fullmatch(token.text):
                before = _fronted(clauses, sentence, token.start, grammar)
                placed = bool(before) or following.text.startswith(_YEAR_SIGN)
                return (date(int(token.text), 12, 31), before) if placed else (None, None)
        return None, None
    return None, None


def entry_time(page: Page, block: Block) -> Time | None:
    """The time of a changelog entry or post: its day; the past where it has none. None outside of such."""
    entry = page.entry(block)
    if entry is None:
        return None
    return Time(Tense.PRESENT, entry.day) if entry.day else Time(Tense.PAST)
