"""Claims of running text and tables about what an API takes in a field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from freshlint.claim import ApiUse, Claim, Confidence, Modality
from freshlint.document.model import Block, Kind, MarkKind
from freshlint.language.api_names import ApiName, NamedApi, apis_in
from freshlint.language.api_parts import Taking, answered, listed, read_question, takings
from freshlint.language.api_prose import api_words, prose_api_uses, sentences
from freshlint.language.api_tables import cell_takings
from freshlint.language.meaning import modality, time
from freshlint.language.mentions import Mention
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
        around = self._around(block)
        free = takings(block.text, mentions, self.apis, language, code, around)
        if not tight and not free:
            free = list(self._as_value(block, mentions, language, code, around))
        for start, end, entity, use, polarity, meant in free:
            if not any(one.start < end and start < one.end for one in tight):
                yield replace(self._claim(block, start, end, entity, use, meant), polarity=polarity)

    def is_of_a_field(self, claim: Claim) -> bool:
        """ "Don't put X into the model field of a Responses call; the API refuses it": a refusal there, not of X."""
        language = self.page.language_of(claim.block)
        if claim.block.kind is Kind.CODE or not read_question(claim.text, (), (), language).has("refuse"):
            return False
        text, spoke = claim.block.text, False
        for start, end in sentences(text):
            said = read_question(text[start:end], (), self.apis, language)
            named = {name for one in said.named for name in one.api.fields}
            speaks = any(f"field:{name}" in term.concepts for term in said.terms for name in named)
            # What a pronoun refuses, the piece before may have named.
            if (speaks or spoke) and claim.block.inline.span(start, end).overlaps(claim.span):
                return True
            spoke = speaks
        return False

    def _as_value(
        self,
        block: Block,
        mentions: Sequence[Mention],
        language: str,
        code: Sequence[tuple[int, int]],
        around: Sequence[NamedApi],
    ) -> Iterator[Taking]:
        """A name that is all that a list gives for a field, or that answers a question for it."""
        if block.kind is Kind.LIST_ITEM and (found := listed(block.text, mentions, language, code, around)):
            yield found
        question = self.page.question(block)
        if question is not None:
            asked = read_question(
                question.text, self.page.mentions(question), self.apis, self.page.language_of(question)
            )
            if found := answered(asked, block.text, mentions, language, self.apis):
                yield found

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
