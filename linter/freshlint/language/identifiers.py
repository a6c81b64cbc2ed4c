"""Snapshots that running text names: dated identifiers, and versions behind a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from freshlint.claim import Claim, Identifier, Modality
from freshlint.document.model import Block
from freshlint.language.clauses import Clause
from freshlint.language.frame import AVAILABLE
from freshlint.language.frames import read_frame
from freshlint.language.meaning import modality, time
from freshlint.language.mentions import Mention
from freshlint.language.page import Page
from freshlint.language.tokens import Token

SNAPSHOT = "snapshot"
_VERSION = re.compile(r"\d+(?:\.\d+)*\Z")


@dataclass(frozen=True)
class Identifiers:
    """Reads the dated identifiers of one page's running text; those in code are the code reader's."""

    page: Page

    def claims(self, block: Block) -> Iterator[Claim]:
        """A claim for each snapshot that a block names."""
        clauses = self.page.clauses(block)
        for number, clause in enumerate(clauses):
            for token in clause.tokens:
                if token.mention and token.mention.snapshot and not _ahead(clauses, number, token.mention):
                    start, end = _pinned(token.mention)
                    yield Claim(
                        predicate=SNAPSHOT,
                        entity=token.mention.entity,
                        block=block,
                        span=block.inline.span(start, end),
                        text=block.text[start:end],
                        modality=self._modality(block, clauses, number, token),
                        time=time(self.page, block, clauses, number),
                        value=Identifier(block.text[start:end]),
                        language=self.page.language_of(block),
                    )

    def _modality(self, block: Block, clauses: Sequence[Clause], number: int, token: Token) -> Modality:
        """ "There is no snapshot X", "do not pin X": what is denied or forbidden is not claimed to be right."""
        if any(other.end <= token.start for other in clauses[number].having("negation", "absence")):
            return Modality.REJECTED
        return modality(self.page, block, clauses, number, token)


def _pinned(mention: Mention) -> tuple[int, int]:
    """Where the snapshot's id stands: a dated identifier is one whole; of "Petrel DB 16.4" it is "16.4"."""
    version = _VERSION.search(mention.text) if mention.tail else None
    return mention.start + (version.start() if version else 0), mention.end + len(mention.tail)


def _ahead(clauses: Sequence[Clause], number: int, mention: Mention) -> bool:
    """Whether a version is one that is said not to be there yet: "16.4 will follow in May"."""
    if not mention.tail:
        return False
    frame = read_frame(clauses, number)
    waits = frame is not None and (frame.predicate != AVAILABLE or not frame.polarity)
    return waits or clauses[number].has("future", "expectation")
