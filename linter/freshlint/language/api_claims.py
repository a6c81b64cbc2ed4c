"""Claims of running text and tables about what an API takes in a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from freshlint.claim import ApiUse, Claim, Confidence, Modality
from freshlint.document.model import Block, Kind, MarkKind
from freshlint.language.api_names import ApiName, NamedApi, apis_in
from freshlint.language.api_parts import takings
from freshlint.language.api_prose import api_words, prose_api_uses
from freshlint.language.api_tables import cell_takings
from freshlint.language.meaning import modality, time
from freshlint.language.page import Page
from freshlint.source import Span

API_FIELD = "api-field"


@dataclass(frozen=True)
class ApiClaims:
    """Reads what one page says of the fields of `apis`."""

    page: Page
    apis: Sequence[ApiName]

    def claims(self, block: Block) -> Iterator[Claim]:
        """The claims of a block, each over the words that make it."""
        if block.kind is Kind.CODE or not self.apis:
            return
        language = self.page.language_of(block)
        if block.cell is not None:
            for entity, use, polarity in cell_takings(self.page, block, self.apis):
                claim = self._claim(block, 0, len(block.text), entity, use, Modality.ASSERTED)
                yield replace(claim, polarity=polarity)
            return
        mentions = self.page.mentions(block)
        if not mentions:
            return
        tight = prose_api_uses(block.text, mentions, self.apis, language)
        for start, end, use, meant in tight:
            inside = [m for m in mentions if start <= m.start < end] or mentions
            yield self._claim(block, start, end, inside[0].entity, use, meant)
        code = [(mark.start, mark.end) for mark in block.inline.marks if mark.kind is MarkKind.CODE]
        free = takings(block.text, mentions, self.apis, language, code, self._around(block))
        for start, end, entity, use, polarity, meant in free:
            if not any(one.start < end and start < one.end for one in tight):
                yield replace(self._claim(block, start, end, entity, use, meant), polarity=polarity)

    def _around(self, block: Block) -> list[NamedApi]:
        """The APIs that the nearest text before a block names: its question or label, what precedes it, its heading."""
        labels = [label.block for label in block.labels]
        for other in (*labels, *self.page.preceding(block, 2), *reversed(block.headings)):
            words = api_words(self.page.language_of(other))
            named = list(apis_in(other.text, 0, len(other.text), self.apis, words))
            if named:
                return named
        return []

    def _claim(self, block: Block, start: int, end: int, entity: str, use: ApiUse, meant: Modality) -> Claim:
        claim = Claim(
            predicate=API_FIELD,
            entity=entity,
            block=block,
            span=block.inline.span(start, end),
            text=block.text[start:end],
            modality=meant,
            value=use,
            language=self.page.language_of(block),
            confidence=Confidence.MEDIUM,
        )
        clauses = self.page.clauses(block)
        at = next((n for n, c in enumerate(clauses) if start < c.end), None)
        if at is None:
            return claim
        # The instruction itself is meant or quoted; quotation marks around an identifier quote nothing.
        token = next(t for clause in clauses for t in clause.tokens if start < t.end)
        said = modality(self.page, block, clauses, at, token)
        changes = any(start <= word.start < end for clause in clauses for word in clause.having("reject"))
        sentence: Span = block.inline.span(clauses[at].sentence.start, clauses[at].sentence.end)
        return replace(
            claim,
            # A word such as "replace" in the instruction itself rejects no wording.
            modality=said if said is Modality.REJECTED and not changes else meant,
            time=time(self.page, block, clauses, at),
            sentence=sentence,
        )
