"""Dated snapshots that running text names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from freshlint.claim import Claim, Identifier
from freshlint.document.model import Block
from freshlint.language.meaning import modality, time
from freshlint.language.page import Page

SNAPSHOT = "snapshot"


@dataclass(frozen=True)
class Identifiers:
    """Reads the dated identifiers of one page's running text; those in code are the code reader's."""

    page: Page

    def claims(self, block: Block) -> Iterator[Claim]:
        """A claim for each dated identifier that a block names."""
        clauses = self.page.clauses(block)
        for number, clause in enumerate(clauses):
            for token in clause.tokens:
                if token.mention and token.mention.snapshot:
                    start, end = token.mention.start, token.mention.end
                    yield Claim(
                        predicate=SNAPSHOT,
                        entity=token.mention.entity,
                        block=block,
                        span=block.inline.span(start, end),
                        text=block.text[start:end],
                        modality=modality(self.page, block, clauses, number, token),
                        time=time(self.page, block, clauses, number),
                        value=Identifier(token.mention.text),
                        language=self.page.language_of(block),
                    )
