"""Claims of predicates that only a pack's wording knows: words that say so of an entity, or deny it.

predicates:
  free:
    assert: [free of charge, "at no {cost,charge}"]    # says that it is so
    deny: [chargeable]                                 # says that it is not
    other: ["free trial"]                              # looks like it, and says something else
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from freshlint.claim import Claim, Confidence
from freshlint.document.model import Block
from freshlint.language.aboutness import Aboutness
from freshlint.language.clauses import Clause
from freshlint.language.meaning import modality, time
from freshlint.language.page import Page
from freshlint.language.polarity import negations
from freshlint.language.tokens import Token
from freshlint.language.topic import About


@dataclass(frozen=True)
class Sayings:
    """Reads the clauses of one page for the predicates of packs."""

    page: Page

    def claims(self, block: Block) -> Iterator[Claim]:
        """One claim for each clause and predicate that it asserts or denies."""
        clauses = self.page.clauses(block)
        for predicate in self.page.lexicons.sayings:
            for number, clause in enumerate(clauses):
                words = clause.having(f"{predicate}.assert", f"{predicate}.deny")
                topic = words and Aboutness(self.page, predicate).clause(block, clauses, number, words[0])
                if isinstance(topic, About):
                    yield self._claim(block, clauses, number, predicate, words, topic)

    def _claim(
        self,
        block: Block,
        clauses: Sequence[Clause],
        number: int,
        predicate: str,
        words: Sequence[Token],
        topic: About,
    ) -> Claim:
        clause = clauses[number]
        last = number + 1 == len(clauses) or clauses[number + 1].sentence != clause.sentence
        start, end = clause.start, clause.sentence.end if last else clause.end
        denied = any(f"{predicate}.deny" in word.concepts for word in words)
        denials = [token for token in negations(clause) if token not in words]
        return Claim(
            predicate=predicate,
            entity=topic.entity,
            block=block,
            span=block.inline.span(start, end),
            text=block.text[start:end],
            polarity=(len(denials) + denied) % 2 == 0,
            modality=modality(self.page, block, clauses, number, words[0]),
            time=time(self.page, block, clauses, number),
            language=self.page.language_of(block),
            confidence=Confidence.HIGH if topic.near else Confidence.MEDIUM,
            sentence=block.inline.span(clause.sentence.start, clause.sentence.end),
        )
