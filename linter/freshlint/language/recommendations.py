"""Claims that tell readers to use an entity, and announcements that one will be shut down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from freshlint.claim import Claim, Confidence, Modality
from freshlint.document.model import Block
from freshlint.language.clauses import Clause
from freshlint.language.meaning import modality, time
from freshlint.language.page import Page
from freshlint.language.tokens import Token

RECOMMENDED = "recommended"
RETIREMENT = "retirement-pending"
_BETWEEN = frozenset({"determiner", "adverb", "now", "preposition"})


@dataclass(frozen=True)
class Recommendations:
    """Reads what one page's running text tells readers to use, and what it says will end."""

    page: Page

    def claims(self, block: Block) -> Iterator[Claim]:
        """The instructions and announcements of a block that name an entity."""
        clauses = self.page.clauses(block)
        for number, clause in enumerate(clauses):
            named = _told_to_use(clause, self.page.lexicon(block).grammar.head_final) or _said_to_work(clause)
            if named:
                yield self._claim(block, clauses, number, RECOMMENDED, named)
            ended = _said_to_end(clause)
            if ended:
                yield self._claim(block, clauses, number, RETIREMENT, ended)

    def _claim(
        self, block: Block, clauses: Sequence[Clause], number: int, predicate: str, named: Token
    ) -> Claim:
        clause, sentence = clauses[number], clauses[number].sentence
        last = number + 1 == len(clauses) or clauses[number + 1].sentence != sentence
        start, end = clause.start, sentence.end if last else clause.end
        meant = modality(self.page, block, clauses, number, named)
        told = predicate == RECOMMENDED and (meant is Modality.ASSERTED or _for_a_case(clause, meant, named))
        return Claim(
            predicate=predicate,
            entity=named.mention.entity if named.mention else "",
            block=block,
            span=block.inline.span(start, end),
            text=block.text[start:end],
            modality=Modality.INSTRUCTION if told else meant,
            time=time(self.page, block, clauses, number),
            language=self.page.language_of(block),
            confidence=Confidence.MEDIUM,
            sentence=block.inline.span(sentence.start, sentence.end),
        )


def _advice(token: Token) -> bool:
    return "advice" in token.concepts


def _advises(one: Token, other: Token) -> bool:
    """ "we recommend"; "请使用", also behind who is asked."""
    told = _advice(one) and "instruction" in other.concepts
    return told or ("self" in one.concepts and _advice(other))


def _for_a_case(clause: Clause, meant: Modality, named: Token) -> bool:
    """ "Use X if you start out": recommended, if only to some; "if Y fails, use X" is another matter."""
    conditions = clause.having("condition")
    return meant is Modality.CONDITIONAL and all(token.start > named.start for token in conditions)


def _told_to_use(clause: Clause, head_final: bool) -> Token | None:
    """ "Use X", "we recommend X": a word of instruction or advice that opens the clause, the name right behind it."""
    words = [t for t in clause.tokens if not t.punctuation and (_advice(t) or "adverb" not in t.concepts)]
    advised = (n for n, pair in enumerate(pairwise(words)) if _advises(*pair))
    words = words[next(advised, -1) + 1 :]
    if not words or clause.has("negation"):
        return None
    ends_with_advice = any(word.concepts & {"instruction", "advice"} for word in words[-2:])
    if head_final and ends_with_advice and (named := _object(words)):
        return named
    if not words[0].concepts & {"instruction", "advice"}:
        return None
    for token in words[1:]:
        if token.mention:
            whole = not token.mention.tail or token.mention.snapshot
            return token if whole and not _names_more(clause, token) else None
        if not token.concepts & _BETWEEN:
            return None
    return None


def _names_more(clause: Clause, named: Token) -> bool:
    """ "Use the X plugin": a further noun makes the name a part of another thing's."""
    following = [token for token in clause.tokens if token.start >= named.end][:1]
    return any(token.unknown and token.start <= named.end + 1 for token in following)


def _object(words: Sequence[Token]) -> Token | None:
    """ "X を使ってください": the name that an object's particle ties to the words of instruction behind it."""
    said = {"instruction", "advice", "available.ability", "auxiliary", "verb", "particle"}
    for number, token in enumerate(words[:-1]):
        if token.mention and "object" in words[number + 1].concepts and not token.mention.tail:
            return token if all(other.concepts & said for other in words[number + 2 :]) else None
    return None


def _said_to_work(clause: Clause) -> Token | None:
    """ "X works well for icons", "our default is X": presented as something that can be used."""
    if not clause.has("retired.works") or clause.has("negation", "condition", "past", "retired.assert"):
        return None
    named = [token for token in clause.tokens if token.mention and not token.mention.tail]
    return named[0] if len({token.mention.entity for token in named if token.mention}) == 1 else None


def _said_to_end(clause: Clause) -> Token | None:
    """ "X will be shut down": a future, a word for the end, and the name before them."""
    ends = clause.having("retired.assert")
    if not ends or not clause.has("future") or clause.has("negation"):
        return None
    before = [token for token in clause.tokens if token.mention and token.end <= ends[0].start]
    return before[0] if before and before[0].mention and not before[0].mention.tail else None
