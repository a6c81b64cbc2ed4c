"""What a clause is about: the entity that its subject names, or a thing of its own, or something else.

A stale phrase counts only where it is said of the entity. Words that no lexicon knows are what tells: an
unknown head ("a plugin for X"), an unknown noun after the name ("X integration"), an unknown subject
("Layered output is not documented") make the clause one about something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from freshlint.document.model import Block, Kind
from freshlint.language.clauses import RELATIVE, Clause
from freshlint.language.mentions import Mention
from freshlint.language.naming import Naming
from freshlint.language.page import Page
from freshlint.language.parties import another_party
from freshlint.language.phrases import (
    names_a_version,
    owned_elsewhere,
    placed_first,
    refers,
    scoped_elsewhere,
    subject_region,
    told_by_another,
    unknown_head,
)
from freshlint.language.surroundings import Surroundings, product_nouns
from freshlint.language.tokens import Token
from freshlint.language.topic import OTHER, About, Topic

_FRONTED = frozenset({"absence", "condition", "temporal", "temporal-ahead"})


@dataclass(frozen=True)
class Aboutness:
    """Answers, for the blocks of one page, what a clause is about. `predicate` names the wording's words."""

    page: Page
    predicate: str

    def clause(
        self,
        block: Block,
        clauses: Sequence[Clause],
        number: int,
        pole: Token | None = None,
        scoped: bool = True,
    ) -> Topic:
        """What clause `number` of a block is about; `pole` is the word that its predicate hangs on.

        `scoped`: words behind the pole may narrow what is said to another thing.
        """
        if another_party(self.page, block, clauses, number):
            return OTHER
        clause = clauses[number]
        grammar = self.page.lexicon(block).grammar
        head_final = grammar.head_final
        region = subject_region(clause, pole)
        own = Naming(self.page, self.predicate).named(clause, head_final)
        if own is OTHER or (own is None and names_a_version(block, clause.tokens)):
            return OTHER
        acted_on = not head_final and isinstance(own, Mention) and _is_object(clause, own, region, pole)
        told = clause.has("report", "past-report", "expectation")
        if (own is None or (acted_on and not told)) and unknown_head(region, head_final):
            return OTHER
        if own is None and pole is not None and told_by_another(clause, pole, self.predicate):
            return OTHER
        if own is None and (owned_elsewhere(region, self.predicate) or _is_sibling(region)):
            return OTHER
        if (own is None and clause.has("another-one")) or (grammar.head_first and placed_first(region)):
            return OTHER
        if pole is not None and scoped and scoped_elsewhere(clause, pole, grammar):
            return OTHER
        if self._foreign_thing(clause, grammar.head_first):
            return OTHER
        if isinstance(own, Mention):
            return About(own.entity, near=True)
        around = Surroundings(self.page, self.predicate)
        topic = self._related(block, clauses, number) or self._ahead(clauses, number, head_final)
        topic = topic or around.antecedent(block, clauses, number)
        if not isinstance(topic, About) or topic.near or self._speaks_of_a_product(block, clauses, number):
            return topic
        if pole is not None and f"{self.predicate}.watch" in pole.concepts:
            return None
        left_out = self._under_its_heading(block) or _named_later(clauses, number, topic.entity)
        return topic if grammar.head_final and left_out else None

    def _under_its_heading(self, block: Block) -> bool:
        """Whether the heading right above names a product and no part of it, or is a label ("提供状況", "发布时间").

        Chinese and Japanese leave out a subject that the heading has named.
        """
        tokens = [
            token
            for heading in block.headings[-1:]
            for clause in self.page.clauses(heading)
            for token in clause.tokens
        ]
        if any(token.unknown and len(token.text) > 1 for token in tokens):
            return False
        labels = product_nouns(self.predicate) | {"status", f"{self.predicate}.assert"}
        return any(token.mention or token.concepts & labels for token in tokens)

    def _related(self, block: Block, clauses: Sequence[Clause], number: int) -> Topic:
        """ "X, which ...": what a relative clause is about stands right before it.

        "a plugin for X, which is free" is not about X; the vendor makes it so ("X, which Acme keeps to itself").
        """
        opener = clauses[number].opener
        if number == 0 or opener is None or not opener.concepts >= RELATIVE:
            return None
        before = clauses[number - 1]
        last = before.tokens[-1]
        if last.mention:
            named = Naming(self.page, self.predicate).named(
                before, self.page.lexicon(block).grammar.head_final
            )
            own = isinstance(named, Mention) or clauses[number].has("vendor")
            return About(last.mention.entity, near=True) if own else OTHER
        numbered = before.tokens[-2:-1] if "number" in last.concepts else ()
        return OTHER if any(token.unknown and len(token.text) > 1 for token in (last, *numbered)) else None

    def _ahead(self, clauses: Sequence[Clause], number: int, head_final: bool) -> Topic:
        """ "Without a public endpoint, X is a toy": what opens its sentence leans on the name behind its comma."""
        clause, following = clauses[number], clauses[number + 1 : number + 2]
        opening = {*clause.tokens[0].concepts, *(clause.opener.concepts if clause.opener else ())}
        first = number == 0 or clauses[number - 1].sentence != clause.sentence
        if not (first and following and opening & _FRONTED) or following[0].sentence != clause.sentence:
            return None
        named = Naming(self.page, self.predicate).named(following[0], head_final)
        leads = isinstance(named, Mention) and not unknown_head(
            [token for token in following[0].tokens if token.end <= named.start], head_final
        )
        return About(named.entity, near=True) if leads and isinstance(named, Mention) else None

    def _speaks_of_a_product(self, block: Block, clauses: Sequence[Clause], number: int) -> bool:
        """Whether a clause that names nothing can be about what the page is about.

        A whole page's or section's subject is far away: only a clause with the vendor, a thing of the product
        ("the API", "the price") or a word for it ("the model") reaches that far, or one behind a label that does
        ("API: closed").
        """
        if block.labels or block.kind in (Kind.FRONT_MATTER, Kind.ATTRIBUTE, Kind.STRUCTURED_DATA):
            return True
        opener = clauses[number].opener
        labelled = number > 0 and opener is not None and opener.text in ":："
        said = [*(clauses[number - 1].tokens if labelled else ()), *clauses[number].tokens]
        return any(
            (token.concepts & product_nouns(self.predicate) and "pronoun" not in token.concepts)
            or refers(token)
            for token in said
        )

    def _foreign_thing(self, clause: Clause, head_first: bool) -> bool:
        """ "the LangGraph API", "the /mcp endpoint": a thing that an unknown word beside it gives to another."""
        for before, token in pairwise(clause.tokens):
            if token.start > before.end + 1:
                continue
            for thing, beside in ((token, before), (before, token) if head_first else (token, before)):
                named = (beside.unknown and len(beside.text) > 1) or "variant" in beside.concepts
                if f"{self.predicate}.thing" in thing.concepts and named:
                    return True
        return False


def _is_sibling(region: Sequence[Token]) -> bool:
    """ "the mini": another one of the family."""
    behind = region[-2:]
    return len(behind) > 1 and "determiner" in behind[0].concepts and "sibling" in behind[1].concepts


def _named_later(clauses: Sequence[Clause], number: int, entity: str) -> bool:
    """ "コードから呼べない以上、X は ...": the clause behind names what this one leaves out."""
    sentence = clauses[number].sentence
    return any(
        clause.sentence == sentence and [mention.entity for mention in clause.mentions] == [entity]
        for clause in clauses[number + 1 :]
    )


def _is_object(clause: Clause, named: Mention, region: Sequence[Token], pole: Token | None) -> bool:
    """ "OpenRouter does not list X": the name stands behind the predicate, or the verb of another subject."""
    if pole is not None and named.start > pole.start:
        return True
    subject = region[-1].end if region else 0
    return any(
        "verb" in token.concepts and subject <= token.start and token.end <= named.start
        for token in clause.tokens
    )
