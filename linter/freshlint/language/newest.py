"""Claims that an entity is the newest, latest, only current one of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from freshlint.claim import Claim, Confidence, Modality
from freshlint.document.model import Block, Label, LabelKind
from freshlint.language.aboutness import Aboutness
from freshlint.language.clauses import RELATIVE, Clause, predicative
from freshlint.language.meaning import modality, time
from freshlint.language.mentions import Mention
from freshlint.language.page import Page
from freshlint.language.phrases import subject_region, unknown_head, without_asides
from freshlint.language.polarity import negations
from freshlint.language.tokens import Token
from freshlint.language.topic import About

NEWEST = "newest"
_STRONG = f"{NEWEST}.assert"
_WEAK = f"{NEWEST}.weak"
_RIVAL = f"{NEWEST}.rival"
_KINDS = frozenset({f"{NEWEST}.kind", "available.kind"})
_REACH = 3
_ANSWER = 8
_OPENING, _CLOSING = "([（［", ")]）］"
_ENDS = frozenset({"auxiliary", "preposition", "clause", "topic"})
_NAMED_BY = frozenset({LabelKind.QUESTION, LabelKind.ROW, LabelKind.TERM, LabelKind.LABEL, LabelKind.COLUMN})


@dataclass(frozen=True)
class Newest:
    """Reads superlatives of recency on one page."""

    page: Page

    def claims(self, block: Block) -> Iterator[Claim]:
        """The claims of a block's running text, or of its answer to a question for the newest."""
        clauses = self.page.clauses(block)
        found = False
        for number, clause in enumerate(clauses):
            word = _superlative(clause)
            if self.page.lexicon(block).grammar.head_first:
                word = _behind_a_kind(clause) if word is None or _follows_a_thing(clause, word) else word
            if word is None or _owned(clause, word):
                continue
            mention = _subject(clause, word)
            if mention is None:
                entity = self._referred(block, clauses, number, word)
            else:
                other = self._of_another(block, clauses, number, word, mention)
                entity = None if other else mention.entity
            if entity:
                found = True
                yield self._claim(block, clauses, number, word, entity)
        if not found and clauses:
            yield from self._value(block, clauses)
            yield from self._ticked(block, clauses)
        if not found and clauses and clauses[0].mentions and len(clauses[0].tokens) <= _ANSWER:
            yield from self._answer(block, clauses)
        if not found:
            yield from self._answered_at_once(block, clauses)

    def _of_another(
        self, block: Block, clauses: Sequence[Clause], number: int, word: Token, mention: Mention
    ) -> bool:
        """Whether the newest is meant of another product's choice: "Acme 3, newest member with X".

        Where the noun stands last, the clause before may name that product ("Acme 3 ..., 可选的最新模型是 X").
        """
        clause = clauses[number]
        region = [token for token in clause.tokens if token.start < min(word.start, mention.start)]
        if not self.page.lexicon(block).grammar.head_final:
            return _unknown_noun(region[-2:])
        if _unknown_noun(without_asides(region, len(region))):
            return True
        before = clauses[number - 1] if number and mention.start > word.start else None
        led = before is not None and before.sentence == clause.sentence and not clause.has("vendor")
        return led and before is not None and unknown_head(subject_region(before, None), True)

    def _value(self, block: Block, clauses: Sequence[Clause]) -> Iterator[Claim]:
        """A cell "current generation" in the row of an entity."""
        word = _superlative(clauses[0])
        if word is None and self.page.lexicon(block).grammar.head_first:
            word = _behind_a_kind(clauses[0])
        if word is None or len(clauses) > 1 or clauses[0].mentions or len(clauses[0].tokens) > 5:
            return
        entity = self._named_by_label(block)
        if entity:
            yield self._claim(block, clauses, 0, word, entity, whole=True)

    def _ticked(self, block: Block, clauses: Sequence[Clause]) -> Iterator[Claim]:
        """ "✅" in the row of an entity and the column "newest generation"."""
        first = clauses[0]
        if block.cell is None or len(first.tokens) != 1 or not first.has("yes"):
            return
        entity = self._named_by_label(block)
        if entity and any(self._asks(label) for label in block.labels):
            yield self._claim(block, clauses, 0, first.tokens[0], entity, whole=True)

    def _named_by_label(self, block: Block) -> str:
        """The one entity that the nearest label with a name in it names."""
        for label in block.labels:
            named = [mention for mention in self.page.mentions(label.block) if not mention.tail]
            if named and label.kind in _NAMED_BY - {LabelKind.QUESTION}:
                return named[0].entity if len(named) == 1 else ""
        return ""

    def _referred(self, block: Block, clauses: Sequence[Clause], number: int, word: Token) -> str | None:
        """The entity of "it is the newest", and of "X, the newest model": named in the clause before."""
        clause = clauses[number]
        before = [token for token in clause.tokens if token.end <= word.start]
        leans = number > 0 and clauses[number - 1].tokens[-1].mention is not None
        apposed = leans and clause.opener is not None and clauses[number - 1].sentence == clause.sentence
        pointed = any("anaphor" in token.concepts and "determiner" not in token.concepts for token in before)
        named = clauses[number - 1].mentions if number else []
        if apposed and named and all(_linking(token) for token in before):
            return named[-1].entity
        if apposed and named and clause.opener and clause.opener.concepts >= RELATIVE:
            # "X, which no later model has replaced"
            return named[-1].entity
        head_final = self.page.lexicon(block).grammar.head_final
        rival = _RIVAL in word.concepts
        tied = all(_linking(token) or (rival and "negation" in token.concepts) for token in before)
        if named and head_final and tied and not _has_a_topic(before):
            # Chinese and Japanese leave a known subject out.
            return named[-1].entity
        if introduced := _introduced(clauses, number, word):
            return introduced.entity
        same = [other for other in clauses[number + 1 :] if other.sentence == clause.sentence]
        pointed = pointed or (not named and any(_points(other) for other in same[:1]))
        # "There is nothing newer": than what was just spoken of.
        pointed = pointed or (_RIVAL in word.concepts and not clause.mentions)
        topic = Aboutness(self.page, NEWEST).clause(block, clauses, number) if pointed else None
        return topic.entity if isinstance(topic, About) else None

    def _answer(self, block: Block, clauses: Sequence[Clause]) -> Iterator[Claim]:
        """ "GPT Image 1.5." under "Which is the newest?"; beside a day it was so then."""
        mention = clauses[0].mentions[0]
        rows = [label.block for label in block.labels if label.kind is LabelKind.ROW]
        if mention.tail or mention.snapshot or any(self.page.dates(row) for row in rows):
            return
        for label in block.labels:
            if label.kind in _NAMED_BY and self._asks(label) and not self._repeats(block, label, mention):
                token = next(token for token in clauses[0].tokens if token.mention)
                yield self._claim(block, clauses, 0, token, mention.entity, whole=True)
                return

    def _repeats(self, block: Block, label: Label, mention: Mention) -> bool:
        """Whether a cell before this one has answered the same header with the same entity: its name, then its id."""
        if block.cell is None or label.kind not in (LabelKind.ROW, LabelKind.COLUMN):
            return False
        grid, row, column = block.cell.table.grid, block.cell.row, block.cell.column
        before = (
            grid[row][:column] if label.kind is LabelKind.ROW else [cells[column] for cells in grid[:row]]
        )
        return any(
            named.entity == mention.entity
            for other in before
            if other is not None and other is not label.block
            for named in self.page.mentions(other)
        )

    def _answered_at_once(self, block: Block, clauses: Sequence[Clause]) -> Iterator[Claim]:
        """ "Q. いちばん新しいモデルは？ A. GPT Image 1.5 です。": the answer to a question in the same block."""
        asked = False
        for number, clause in enumerate(clauses):
            if clause.sentence.question:
                asked = bool(_superlative(clause)) and not clause.mentions and not clause.has("owner")
            elif asked and clause.mentions:
                named = clause.mentions[0]
                token = next(token for token in clause.tokens if token.mention)
                if len(clause.tokens) <= _ANSWER and not (named.tail or named.snapshot):
                    yield self._claim(block, clauses, number, token, named.entity, whole=True)
                return
            elif any(predicative(token) for token in clause.tokens):
                asked = False

    def _asks(self, label: Label) -> bool:
        asked = self.page.clauses(label.block)
        return any(
            _superlative(clause) and not clause.mentions and not clause.has("owner", "past")
            for clause in asked
        )

    def _claim(
        self,
        block: Block,
        clauses: Sequence[Clause],
        number: int,
        word: Token,
        entity: str,
        whole: bool = False,
    ) -> Claim:
        clause = clauses[number]
        sentence = clause.sentence
        last = number + 1 == len(clauses) or clauses[number + 1].sentence != sentence
        start, end = clause.start, sentence.end if last or whole else clause.end
        # "(newest)": the bracket around the clause is no part of it.
        end -= block.text[end - 1] in _CLOSING and block.text[start] not in _OPENING
        denials = negations(clause)
        nothing_newer = _RIVAL in word.concepts
        return Claim(
            predicate=NEWEST,
            entity=entity,
            block=block,
            span=block.inline.span(start, end),
            text=block.text[start:end],
            polarity=(len(denials) % 2 == 1) if nothing_newer else len(denials) % 2 == 0,
            modality=self._modality(block, clauses, number, word),
            time=time(self.page, block, clauses, number),
            language=self.page.language_of(block),
            confidence=Confidence.HIGH if _STRONG in word.concepts else Confidence.MEDIUM,
            sentence=block.inline.span(sentence.start, sentence.end),
        )

    def _modality(self, block: Block, clauses: Sequence[Clause], number: int, word: Token) -> Modality:
        meant = modality(self.page, block, clauses, number, word)
        if (
            meant is Modality.CONDITIONAL
            and clauses[number].opener
            and "temporal" in clauses[number].concepts
        ):
            return Modality.ASSERTED
        return meant


def _owned(clause: Clause, word: Token) -> bool:
    """ "our newest model"; but in "our images ship with X, the latest" what is owned is another thing."""
    if clause.opener and "owner" in clause.opener.concepts:
        return True
    owners = clause.having("owner")
    at = clause.tokens.index(word)
    if at and clause.tokens[at - 1].concepts & {"vendor", "available.vendor"}:
        # "we draw with Acme's flagship"
        return False
    between = [m for m in clause.mentions if owners and owners[-1].end <= m.start < word.start]
    named_behind = any(m.start > word.start for m in clause.mentions)
    return bool(owners) and (owners[-1].start > word.start or named_behind or not between)


def _points(clause: Clause) -> bool:
    """ "As the flagship of the line, it ...": the subject comes behind."""
    return bool(clause.tokens) and "anaphor" in clause.tokens[0].concepts


def _linking(token: Token) -> bool:
    """Words between a name and what it is said to be: "which remains", "still"."""
    return "auxiliary" in token.concepts or not predicative(token)


def _has_a_topic(tokens: Sequence[Token]) -> bool:
    """A subject marked as such; what only says where ("では") is none, unless nobody knows the noun before it."""
    marked = any("topic" in token.concepts and "preposition" not in token.concepts for token in tokens)
    return marked or any(token.unknown and len(token.text) > 1 for token in tokens)


def _introduced(clauses: Sequence[Clause], number: int, word: Token) -> Mention | None:
    """ "OpenAI のフラッグシップ、X が ...": the name right behind the comma is what the words before it call so."""
    following = clauses[number + 1] if number + 1 < len(clauses) else None
    if following is None or following.sentence != clauses[number].sentence or following.opener is None:
        return None
    first = following.tokens[0].mention
    ends = word is clauses[number].tokens[-1] and "vendor" in clauses[number].tokens[0].concepts
    return first if ends and following.opener.text in ",，、" and first and not first.tail else None


def _superlative(clause: Clause) -> Token | None:
    """The word that claims recency of a whole model or product, not of its price or snapshot."""
    for token in clause.having(_STRONG, _WEAK, _RIVAL):
        if _RIVAL in token.concepts or (_describes_a_kind(clause, token) and not _ranked(clause, token)):
            return token
    return None


def _ranked(clause: Clause, word: Token) -> bool:
    """ "The second newest", "el segundo modelo más reciente", "the previous flagship", "el buque insignia anterior"."""
    at = clause.tokens.index(word)
    before = clause.tokens[max(0, at - _REACH) : at]
    ranked = any("ordinal" in token.concepts for token in before)
    return ranked or any(
        "former" in token.concepts for token in (*before[-1:], *clause.tokens[at + 1 : at + 2])
    )


def _describes_a_kind(clause: Clause, word: Token) -> bool:
    """Whether the word describes a model or product as such: "newest (image) model", "is the flagship"."""
    at = clause.tokens.index(word)
    strong = _STRONG in word.concepts
    for distance, token in enumerate(clause.tokens[at + 1 :]):
        if token.concepts & _KINDS:
            # "现行模型里", "最新モデルのうち": among several of the kind, not one of them.
            behind = clause.tokens[at + distance + 2 :]
            return not any("among" in token.concepts for token in behind[:1]) and not _restricted(behind)
        linking = token.concepts & _ENDS and "possessive" not in token.concepts
        if token.mention or linking or token.punctuation:
            return strong and not _names_a_part(clause.tokens[at + 1 : at + 1 + distance])
        if distance >= _REACH:
            return False
    return strong and not _names_a_part(clause.tokens[at + 1 :])


def _restricted(behind: Sequence[Token]) -> bool:
    """ "the latest model that supports masks": newest only among those that have what nobody knows."""
    opens = bool(behind) and bool(behind[0].concepts & {"relative", "restricting"})
    for token in behind if opens else ():
        if token.punctuation or token.mention or "clause" in token.concepts:
            return False
        if token.unknown and len(token.text) > 1:
            return True
    return False


def _behind_a_kind(clause: Clause) -> Token | None:
    """ "el modelo actual": where nouns stand first, a weak word behind a kind claims recency of it."""
    for before, word in pairwise(clause.tokens):
        if before.concepts & _KINDS and _WEAK in word.concepts:
            return word
    return None


def _follows_a_thing(clause: Clause, word: Token) -> bool:
    """ "el precio más reciente": the noun before it is what it describes."""
    at = clause.tokens.index(word)
    return at > 0 and "available.thing" in clause.tokens[at - 1].concepts


def _names_a_part(tokens: Sequence[Token]) -> bool:
    """Whether words behind a superlative name a part of a product ("latest snapshot"), not the product."""
    return any(token.unknown or "available.thing" in token.concepts for token in tokens)


def _subject(clause: Clause, word: Token) -> Mention | None:
    """The entity that is called newest: the first named before the word, else the first after it."""
    named = [token.mention for token in clause.tokens if token.mention and not token.mention.tail]
    named = [mention for mention in named if not mention.snapshot]
    before = [mention for mention in named if mention.end <= word.start]
    return before[0] if before else (named[0] if named else None)


def _unknown_noun(tokens: Sequence[Token]) -> bool:
    return any(token.unknown and len(token.text) > 1 and not token.text.endswith("ly") for token in tokens)
