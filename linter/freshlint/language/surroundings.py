"""What a clause that names nothing is about: the text before it, labels, headings, the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from freshlint.document.model import Block, Kind, LabelKind, Role
from freshlint.language.clauses import Clause, predicative
from freshlint.language.mentions import Mention
from freshlint.language.naming import Naming
from freshlint.language.normal import is_unspaced
from freshlint.language.page import Page, Subject
from freshlint.language.phrases import (
    holds_a_name,
    owned_elsewhere,
    refers,
    scoped_elsewhere,
    subject_region,
    unknown_head,
)
from freshlint.language.topic import OTHER, About, Topic

_NAMED_BY = frozenset({LabelKind.ROW, LabelKind.TERM, LabelKind.LABEL, LabelKind.QUESTION})
_NAME_WORDS = 5
_VERBS = frozenset({"verb", "future"})
_TIES = ("thing", "date-thing", "launch", "surface", "vendor", "audience")


def product_nouns(predicate: str) -> frozenset[str]:
    """Concepts of the nouns that belong to a product: its vendor, its things, its users."""
    return frozenset({"vendor", *(f"{predicate}.{part}" for part in _TIES)})


@dataclass(frozen=True)
class Surroundings:
    """Looks around the clauses of one page. `predicate` names the wording's words."""

    page: Page
    predicate: str

    def antecedent(self, block: Block, clauses: Sequence[Clause], number: int) -> Topic:
        """The nearest thing that an unnamed subject can stand for."""
        head_final = self.page.lexicon(block).grammar.head_final
        clause = clauses[number]
        pronoun = not any(
            refers(token) or (token.concepts & product_nouns(self.predicate) and not token.concepts & _VERBS)
            for token in clause.tokens
        )
        for earlier in reversed(clauses[max(0, number - 4) : number]):
            if self._speaks_of_another(block, earlier):
                return OTHER
            if clause.has("for-that") and any(t.unknown and len(t.text) > 1 for t in earlier.tokens):
                # "X makes no videos, and there is no date for that"
                return OTHER
            if pronoun and _denies_a_feature(earlier, clause):
                return OTHER
            if not pronoun and earlier.mentions:
                return About(earlier.mentions[-1].entity, near=True)
            named = Naming(self.page, self.predicate).named(earlier, head_final)
            if isinstance(named, Mention):
                return About(named.entity, near=True)
            if named is OTHER or self._leads_elsewhere(block, earlier, clause, pronoun):
                return OTHER
        return self.around(block)

    def _speaks_of_another(self, block: Block, clause: Clause) -> bool:
        """Whether a clause with a name is about another thing: "Can the app use X?", "我们的小程序还没接入 X"."""
        grammar = self.page.lexicon(block).grammar
        region = subject_region(clause, None)
        if clause.sentence.question:
            asked = clause.having(f"{self.predicate}.assert", f"{self.predicate}.ability")
            scoped = bool(asked) and scoped_elsewhere(clause, asked[-1], grammar)
            return unknown_head(region, grammar.head_final) or scoped
        acted_on = bool(region) and not any(token.mention for token in region)
        return grammar.head_final and acted_on and unknown_head(region, True) and bool(clause.mentions)

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
        if owned_elsewhere(earlier.tokens, self.predicate):
            return True
        labelled = clause.opener is not None and clause.opener.text in ":："
        if same and labelled and not earlier.mentions and holds_a_name(block, earlier.tokens):
            # "Public API for Framewell: date to be announced"
            return True
        if same and pronoun and not earlier.mentions and holds_a_name(block, region):
            # "The part on Acme 3 is short, as its API is nobody's guess"
            return True
        if not unknown_head(region, grammar.head_final):
            return False
        # Over the end of a sentence a common noun does not reach, however it is written.
        if holds_a_name(block, region, grammar.capital_nouns and not same):
            return True
        if labelled and same:
            # "Layers: missing" names what is missing; "Honest answer: it has no API" does not.
            return not any(token.concepts & {"anaphor", "vendor"} for token in clause.tokens)
        return pronoun and any(predicative(token) for token in earlier.tokens)

    def around(self, block: Block) -> Topic:
        """What the block's labels, the text before it, its headings and the page are about."""
        for label in block.labels:
            topic = self._label(label.block, label.kind)
            if topic is not None:
                return topic
        if block.kind not in (Kind.HEADING, Kind.FRONT_MATTER, Kind.ATTRIBUTE, Kind.STRUCTURED_DATA):
            # Items of a list lean on what introduces it, however far up.
            far = 12 if block.kind is Kind.LIST_ITEM else 2
            for other in self.page.preceding(block, far):
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
            named = Naming(self.page, self.predicate).named(clause, head_final)
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
        unknown = [t for t in clause.tokens if t.unknown and len(t.text) > 1]
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
        if self.page.mentions(heading) and not all(m.snapshot for m in self.page.mentions(heading)):
            # "X-pro": a thing named after it.
            return OTHER
        own = any(clause.has("owner") for clause in self.page.clauses(heading))
        return OTHER if own or (heading.role is not Role.TITLE and self._reads_like_a_name(heading)) else None

    def _reads_like_a_name(self, heading: Block) -> bool:
        """ "Veo 4", "即梦 5.0", "Firefly の次世代モデル": an unknown word and a number, or first a name and a kind."""
        tokens = [token for clause in self.page.clauses(heading) for token in clause.tokens]
        words = [token for token in tokens if not token.punctuation]
        unknown = [token for token in words if token.unknown and len(token.text) > 1]
        numbered = any("number" in token.concepts for token in words)
        capital = any(heading.text[token.start].isupper() for token in unknown)
        if not unknown or len(words) > _NAME_WORDS:
            return False
        kind = any(f"{self.predicate}.kind" in token.concepts for token in words)
        leads = unknown[0] is words[0] and heading.text[unknown[0].start].isupper()
        return (numbered and (capital or is_unspaced(unknown[0].text[0]))) or (kind and leads)


def _denies_a_feature(earlier: Clause, clause: Clause) -> bool:
    """ "X has no layers; when they come is unknown": the thing that X lacks comes before X."""
    same = earlier.sentence == clause.sentence
    return same and earlier.has("negation", "absence") and earlier.tokens[-1].unknown
