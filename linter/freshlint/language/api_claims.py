"""Claims of running text that tells readers to put an identifier into an API's field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from freshlint.claim import Claim, Confidence
from freshlint.document.model import Block, Kind
from freshlint.language.api_prose import ApiName, prose_api_uses
from freshlint.language.meaning import modality, time
from freshlint.language.page import Page
from freshlint.source import Span


def api_instructions(page: Page, block: Block, apis: Sequence[ApiName]) -> Iterator[Claim]:
    """The instructions of a block, each as an `api-field` claim over the words that give it."""
    mentions = page.mentions(block) if block.kind is not Kind.CODE else []
    if not mentions or not apis:
        return
    clauses = page.clauses(block)
    language = page.language_of(block)
    for start, end, use, meant in prose_api_uses(block.text, mentions, apis, language):
        inside = [m for m in mentions if start <= m.start < end] or mentions
        claim = Claim(
            predicate="api-field",
            entity=inside[0].entity,
            block=block,
            span=block.inline.span(start, end),
            text=block.text[start:end],
            modality=meant,
            value=use,
            language=language,
            confidence=Confidence.MEDIUM,
        )
        at = next((n for n, c in enumerate(clauses) if c.start <= inside[0].start < c.end), None)
        if at is None:
            yield claim
            continue
        # The instruction itself is meant or quoted; quotation marks around an identifier quote nothing.
        token = next(t for clause in clauses for t in clause.tokens if start < t.end)
        said = modality(page, block, clauses, at, token)
        sentence: Span = block.inline.span(clauses[at].sentence.start, clauses[at].sentence.end)
        rejected = said.value == "rejected"
        yield replace(
            claim,
            modality=said if rejected else meant,
            time=time(page, block, clauses, at),
            sentence=sentence,
        )
