"""What a clause is about: the entity that its subject names, or a thing of its own, or something else.

A stale phrase counts only where it is said of the entity. Words that no lexicon knows are what tells: an
unknown head ("a plugin for X"), an unknown noun after the name ("X integration"), an unknown subject
("Layered output is not documented") make the clause one about something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from freshlint.document.model import Block, Kind, LabelKind
from freshlint.language.clauses import RELATIVE, Clause, Token, predicative
from freshlint.language.mentions import Mention
from freshlint.language.normal import is_unspaced
from freshlint.language.page import Page, Subject
from freshlint.language.phrases import (
    holds_a_name,
    is_head,
    noun_like,
    owns_unknown,
    placed_first,
    refers,
    scoped_elsewhere,
    subject_region,
    unknown_head,
)

_NAMED_BY = frozenset({LabelKind.ROW, LabelKind.TERM, LabelKind.LABEL, LabelKind.QUESTION})
_NAME_WORDS = 5


class Other(Enum):
    """The clause is about something that the facts do not know."""

    OTHER = "other"


OTHER = Other.OTHER


class About(NamedTuple):
    """The entity a clause is about. `near` where the clause itself names it."""

    entity: str
    near: bool


Topic = About | Other | None


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
        clause = clauses[number]
        grammar = self.page.lexicon(block).grammar
        head_final = grammar.head_final
        region = subject_region(clause, pole)
        own = self._named(clause, head_final)
        if own is OTHER:
            return OTHER
        acted_on = not head_final and pole is not None and isinstance(own, Mention) and own.start > pole.start
        told = clause.has("report", "past-report", "expectation")
        if (own is None or (acted_on and not told)) and unknown_head(region, head_final):
            return OTHER
        if (own is None and clause.has("another-one")) or (grammar.head_first and placed_first(region)):
            return OTHER
        if pole is not None and scoped and scoped_elsewhere(clause, pole, grammar):
            return OTHER
        if self._foreign_thing(clause, grammar.head_first):
            return OTHER
        if isinstance(own, Mention):
            return About(own.entity, near=True)
        topic = self._related(block, clauses, number) or self.antecedent(block, clauses, number)
        far = isinstance(topic, About) and not topic.near
        return topic if not far or self._speaks_of_a_product(block, clauses, number) else None

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
            named = self._named(before, self.page.lexicon(block).grammar.head_final)
            own = isinstance(named, Mention) or clauses[number].has("vendor")
            return About(last.mention.entity, near=True) if own else OTHER
        return OTHER if last.unknown and len(last.text) > 1 else None

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
            (token.concepts & self._nouns and "pronoun" not in token.concepts) or refers(token)
            for token in said
        )

    @property
    def _nouns(self) -> frozenset[str]:
        """Concepts of the nouns that belong to a product: its vendor, its things, its users."""
        parts = ("thing", "date-thing", "launch", "surface", "vendor", "audience")
        return frozenset({"vendor", *(f"{self.predicate}.{part}" for part in parts)})

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

    def _named(self, clause: Clause, head_final: bool) -> Mention | Other | None:
        """The one mention that the clause is about; OTHER where the names only belong to other things."""
        seen: Other | None = None
        for position, token in enumerate(clause.tokens):
            if not token.mention:
                continue
            if self._names_another(clause.tokens, position, head_final):
                seen = OTHER
                continue
            return token.mention
        return seen

    def _names_another(self, tokens: Sequence[Token], position: int, head_final: bool) -> bool:
        """Whether the words around a name make it a part of the name of something else."""
        token = tokens[position]
        if token.mention and token.mention.tail and not self._knows_tail(token.mention):
            return True
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        if following and following.start <= token.end + 1 and not following.punctuation:
            if "variant" in following.concepts or is_head(tokens, position + 1, head_final):
                return True
            if "possessive" in following.concepts or (head_final and "of" in following.concepts):
                return owns_unknown(tokens, position + 2)
        if position and "contrast" in tokens[position - 1].concepts:
            return True
        head_first = self.page.lexicons.lexicon(self.page.language).grammar.head_first
        return not head_final and self._behind_other_head(tokens, position, head_first)

    def _knows_tail(self, mention: Mention) -> bool:
        """Whether what is tied to the name by a hyphen is one of the predicate's things ("-API", "-Modell")."""
        lexicon = self.page.lexicons.lexicon(self.page.language)
        words = lexicon.find(mention.tail.lstrip("-_@:"))
        wanted = {f"{self.predicate}.thing", f"{self.predicate}.kind", f"{self.predicate}.launch", "anaphor"}
        return bool(words) and mention.tail[0] == "-" and not wanted.isdisjoint(words[-1].concepts)

    def _behind_other_head(self, tokens: Sequence[Token], position: int, head_first: bool) -> bool:
        """ "a plugin for X", "fine-tuning X": a word before the name is what the phrase is about."""
        left = position - 1
        if left >= 0 and tokens[left].unknown and tokens[left].text.endswith(("ing", "ción", "ung")):
            return left == 0 or "determiner" not in tokens[left - 1].concepts
        while left >= 0 and (tokens[left].unknown or tokens[left].concepts & {"determiner", "adverb"}):
            left -= 1
        if left < 1 or "preposition" not in tokens[left].concepts:
            return False
        while (
            head_first and left > 1 and tokens[left - 1].concepts & {"adverb", f"{self.predicate}.modifier"}
        ):
            left -= 1
        head = tokens[left - 1]
        if "newest.rival" in head.concepts:
            # "the successor of X" is another one.
            return True
        if head.concepts & {f"{self.predicate}.assert", f"{self.predicate}.deny"}:
            # "available for X", "supported by X": something else is, and X has it.
            parts = ("thing", "date-thing", "launch", "barrier", "audience")
            things = {"expectation", *(f"{self.predicate}.{part}" for part in parts)}
            return not any(token.concepts & things for token in tokens[:left])
        return head.unknown and noun_like(head)

    def antecedent(self, block: Block, clauses: Sequence[Clause], number: int) -> Topic:
        """The nearest thing that an unnamed subject can stand for."""
        head_final = self.page.lexicon(block).grammar.head_final
        clause = clauses[number]
        pronoun = not any(refers(token) or token.concepts & self._nouns for token in clause.tokens)
        for earlier in reversed(clauses[max(0, number - 4) : number]):
            if not pronoun and earlier.mentions:
                return About(earlier.mentions[-1].entity, near=True)
            named = self._named(earlier, head_final)
            if isinstance(named, Mention):
                return About(named.entity, near=True)
            if named is OTHER or self._leads_elsewhere(block, earlier, clause, pronoun):
                return OTHER
        return self.surroundings(block)

    def _leads_elsewhere(self, block: Block, earlier: Clause, clause: Clause, pronoun: bool) -> bool:
        """Whether an earlier clause is about a thing that the facts do not know, which a later one can refer to.

        A pronoun takes the nearest subject; "the API", "developers", the vendor reach over common nouns, but
        not over the name of another product.
        """
        same = earlier.sentence == clause.sentence
        if not same and earlier.opener is not None:
            return False
        region = subject_region(earlier, None)
        grammar = self.page.lexicon(block).grammar
        if not unknown_head(region, grammar.head_final):
            return False
        # Over the end of a sentence a common noun does not reach, however it is written.
        if holds_a_name(block, region, grammar.capital_nouns and not same):
            return True
        if clause.opener is not None and clause.opener.text in ":：" and same:
            # "Layers: missing" names what is missing; "Honest answer: it has no API" does not.
            return not any(token.concepts & {"anaphor", "vendor"} for token in clause.tokens)
        return pronoun and any(predicative(token) for token in earlier.tokens)

    def surroundings(self, block: Block) -> Topic:
        """What the block's labels, the text before it, its headings and the page are about."""
        for label in block.labels:
            topic = self._label(label.block, label.kind)
            if topic is not None:
                return topic
        if block.kind not in (Kind.HEADING, Kind.FRONT_MATTER, Kind.ATTRIBUTE, Kind.STRUCTURED_DATA):
            for other in self.page.preceding(block, 2):
                if other.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM) and block.kind is not Kind.CELL:
                    topic = self._last_named(other)
                    if topic is not None:
                        return topic
        for heading in reversed(block.headings):
            topic = self._heading(heading)
            if topic is not None:
                return topic
        subject: Subject | None = self.page.titled
        return About(subject.entity, near=False) if subject else None

    def _label(self, block: Block, kind: LabelKind) -> Topic:
        clauses = self.page.clauses(block)
        head_final = self.page.lexicon(block).grammar.head_final
        for clause in clauses:
            named = self._named(clause, head_final)
            if isinstance(named, Mention):
                return About(named.entity, near=True)
            if named is OTHER:
                return OTHER
        if kind is LabelKind.QUESTION:
            return OTHER if any(self._asks_elsewhere(clause, head_final) for clause in clauses) else None
        if kind in _NAMED_BY and any(
            t.unknown and len(t.text) > 1 for clause in clauses for t in clause.tokens
        ):
            return OTHER
        return None

    def _asks_elsewhere(self, clause: Clause, head_final: bool) -> bool:
        """Whether a question that names no entity is about a word that nobody knows."""
        if clause.has("anaphor"):
            return False
        unknown = [t for t in clause.tokens if t.unknown and noun_like(t) and len(t.text) > 1]
        return bool(unknown) or unknown_head(subject_region(clause, None), head_final)

    def _last_named(self, block: Block) -> Topic:
        mentions = [mention for mention in self.page.mentions(block) if not mention.tail]
        return About(mentions[-1].entity, near=False) if mentions else None

    def _heading(self, heading: Block) -> Topic:
        named = list(dict.fromkeys(m.entity for m in self.page.mentions(heading) if not m.tail))
        if len(named) == 1:
            return About(named[0], near=False)
        if named:
            return None
        own = any(clause.has("owner") for clause in self.page.clauses(heading))
        return OTHER if own or (heading.headings and self._reads_like_a_name(heading)) else None

    def _reads_like_a_name(self, heading: Block) -> bool:
        """ "Veo 4", "即梦 5.0": a short heading of an unknown word and a number is a product of its own."""
        tokens = [token for clause in self.page.clauses(heading) for token in clause.tokens]
        words = [token for token in tokens if not token.punctuation]
        unknown = [token for token in words if token.unknown and len(token.text) > 1]
        numbered = any("number" in token.concepts for token in words)
        capital = any(heading.text[token.start].isupper() for token in unknown)
        return (
            bool(unknown)
            and len(words) <= _NAME_WORDS
            and numbered
            and (capital or is_unspaced(unknown[0].text[0]))
        )
