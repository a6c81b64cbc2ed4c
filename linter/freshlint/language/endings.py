"""Claims of the day on which something is shut down, or until which it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from freshlint.claim import Claim, Confidence, Ending, Tense, Time
from freshlint.document.model import Block, Kind, LabelKind
from freshlint.language.aboutness import Aboutness
from freshlint.language.clauses import Clause
from freshlint.language.dates import DateHit
from freshlint.language.meaning import entry_time, modality, time
from freshlint.language.page import Page
from freshlint.language.tokens import Token
from freshlint.language.topic import About

ENDING = "retirement-date"
_YEAR = re.compile(r"20\d\d")
_REACH = 5
_BETWEEN = frozenset({"determiner", "preposition", "of", "adverb", "generic-noun", "season", "retired.late"})
_CASE = frozenset({"self", "owner", "negation", "condition"})


@dataclass(frozen=True)
class Endings:
    """Reads the end dates that one page gives."""

    page: Page

    def claims(self, block: Block) -> Iterator[Claim]:
        """The end dates in a block of running text, or in a cell under a header that says so."""
        if entry_time(self.page, block) is not None:
            return
        if block.kind is Kind.CELL:
            yield from self._cell(block)
            return
        clauses = self.page.clauses(block)
        for number, clause in enumerate(clauses):
            hits = [hit for hit in self.page.dates(block) if clause.start <= hit.start < clause.end]
            word, ending = _said(clause, hits)
            if word is None or ending is None or clause.has(*_CASE) or _of_the_past(self, block, number):
                continue
            topic = Aboutness(self.page, "retired").clause(block, clauses, number, word, scoped=False)
            if isinstance(topic, About):
                meant = modality(self.page, block, clauses, number, word)
                claim = self._claim(block, topic.entity, ending, clause.start, clause.end)
                yield Claim(**{**vars(claim), "modality": meant})

    def _cell(self, block: Block) -> Iterator[Claim]:
        """ "| Model | Shutdown |": a day in such a column, in the row of a model."""
        hits = self.page.dates(block)
        rows = [label.block for label in block.labels if label.kind is LabelKind.ROW]
        columns = [label.block for label in block.labels if label.kind is LabelKind.COLUMN]
        named = {m.entity for row in rows for m in self.page.mentions(row) if not m.tail or m.snapshot}
        ends = any(
            clause.has("retired.ends", "ending") for column in columns for clause in self.page.clauses(column)
        )
        alone = len(hits) == 1 and not re.search(
            r"\w", block.text[: hits[0].start] + block.text[hits[0].end :]
        )
        if not (ends and alone and len(named) == 1 and hits[0].day and hits[0].first):
            return
        ending = Ending(hits[0].first, hits[0].day)
        yield self._claim(block, named.pop(), ending, hits[0].start, hits[0].end)

    def _claim(self, block: Block, entity: str, ending: Ending, start: int, end: int) -> Claim:
        return Claim(
            predicate=ENDING,
            entity=entity,
            block=block,
            span=block.inline.span(start, end),
            text=block.text[start:end],
            time=Time(),
            value=ending,
            language=self.page.language_of(block),
            confidence=Confidence.MEDIUM,
        )


def _of_the_past(reader: Endings, block: Block, number: int) -> bool:
    return time(reader.page, block, reader.page.clauses(block), number).tense is Tense.PAST


def _said(clause: Clause, hits: Sequence[DateHit]) -> tuple[Token | None, Ending | None]:
    """What a clause says of an end, and the word that it hangs on."""
    goes_on = clause.having("retired.lasts")
    last = _until(clause, hits) if goes_on else None
    if last is not None:
        return goes_on[0], Ending(last, last, at_least=True)
    ends = clause.having("retired.ends")
    if ends and len(hits) == 1 and hits[0].day and hits[0].first and not clause.has("retired.until"):
        return ends[0], Ending(hits[0].first, hits[0].day)
    return None, None


def _until(clause: Clause, hits: Sequence[DateHit]) -> date | None:
    """The first day that "until D", "through the end of Y", "D まで" can mean."""
    for number, token in enumerate(clause.tokens):
        if "retired.until" not in token.concepts:
            continue
        behind = clause.tokens[number + 1 : number + 1 + _REACH]
        before = clause.tokens[max(0, number - _REACH) : number][::-1]
        for words in (behind, before):
            day = _named(words, hits)
            if day is not None:
                late = any("retired.late" in other.concepts for other in (token, *words))
                return day.replace(month=12) if late and (day.month, day.day) == (1, 1) else day
    return None


def _named(words: Sequence[Token], hits: Sequence[DateHit]) -> date | None:
    """The first day of the date, month or year that the words lead to; None where other words stand between."""
    for token in words:
        dated = next((hit for hit in hits if hit.start <= token.start < hit.end), None)
        if dated is not None:
            return dated.first
        if _YEAR.fullmatch(token.text):
            return date(int(token.text), 1, 1)
        if not token.concepts & _BETWEEN and not token.text.startswith("年"):
            return None
    return None
