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
from freshlint.language.clauses import Clause, Token, predicative
from freshlint.language.lexicon import Grammar
from freshlint.language.mentions import Mention
from freshlint.language.normal import is_unspaced
from freshlint.language.page import Page, Subject

_SKIPPED = frozenset({"determiner", "adverb", "now", "hedge", "generic-noun", "neutral", "clause", "future"})
_DESCRIBING = frozenset({"determiner", "adverb", "pronoun", "of", "generic-noun", "available.modifier"})
_NAMED_BY = frozenset({LabelKind.ROW, LabelKind.TERM, LabelKind.LABEL, LabelKind.QUESTION})
_NAME_WORDS = 5
# Where the subject may stand behind the verb, it stands among the first words of its clause.
_SUBJECT_REACH = 4


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
        region = _subject_region(clause, pole)
        own = self._named(clause, head_final)
        if own is OTHER:
            return OTHER
        acted_on = not head_final and pole is not None and isinstance(own, Mention) and own.start > pole.start
        told = clause.has("report", "past-report", "expectation")
        if (own is None or (acted_on and not told)) and self._unknown_head(region, head_final):
            return OTHER
        if grammar.head_first and _placed_first(region):
            return OTHER
        if pole is not None and scoped and self._scoped_elsewhere(clause, pole, grammar):
            return OTHER
        if self._foreign_thing(clause, grammar.head_first):
            return OTHER
        if isinstance(own, Mention):
            return About(own.entity, near=True)
        topic = self.antecedent(block, clauses, number)
        far = isinstance(topic, About) and not topic.near
        return topic if not far or self._speaks_of_a_product(block, clauses, number) else None

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
            (token.concepts & self._nouns and "pronoun" not in token.concepts) or _refers(token)
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
            if "variant" in following.concepts or _is_head(tokens, position + 1, head_final):
                return True
            if "possessive" in following.concepts or (head_final and "of" in following.concepts):
                return self._owns_unknown(tokens, position + 2)
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

    def _owns_unknown(self, tokens: Sequence[Token], position: int) -> bool:
        """ "X 的 官方插件": what the name owns is a thing that nobody knows."""
        for token in tokens[position:]:
            if token.unknown and len(token.text) > 1:
                return True
            if not (token.concepts & _DESCRIBING or (token.unknown and len(token.text) < 2)):
                return False
        return False

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
        if head.concepts & {f"{self.predicate}.assert", f"{self.predicate}.deny"}:
            # "available for X", "supported by X": something else is, and X has it.
            things = {f"{self.predicate}.{part}" for part in ("thing", "date-thing", "launch")} | {
                "expectation"
            }
            return not any(token.concepts & things for token in tokens[:left])
        return head.unknown and _noun_like(head)

    def _unknown_head(self, region: Sequence[Token], head_final: bool) -> bool:
        """Whether the subject is a word that nobody knows. Only words before the first preposition count."""
        if any("owner" in token.concepts for token in region):
            return True
        nouns: list[Token] = []
        aside = False
        for token in region:
            if "preposition" in token.concepts and not head_final:
                if nouns:
                    break
                aside = True
            elif token.punctuation or token.concepts & {"pronoun", "anaphor"} or token.mention:
                aside = False
            if aside or token.concepts & (_SKIPPED | {"preposition"}) or token.punctuation:
                continue
            nouns.append(token)
        content = [token for token in nouns if not (token.unknown and len(token.text) < 2)]
        if not content:
            return False
        if "anaphor" in content[0].concepts and "determiner" not in content[0].concepts:
            return False
        return any(token.unknown for token in (content if head_final else content[-2:]))

    def _scoped_elsewhere(self, clause: Clause, pole: Token, grammar: Grammar) -> bool:
        """ "not available in Photoshop", "supports masks": said of a part, a place or another object."""
        after = [token for token in clause.tokens if token.start >= pole.end]
        if grammar.verb_second:
            # The predicate's word may stand last: every noun of the clause narrows what is said.
            said = _up_to_comma(_reported(clause, pole), pole)
            return any(token.unknown and len(token.text) > 1 for token in said)
        if grammar.head_final:
            before = [token for token in clause.tokens if token.end <= pole.start]
            return _unknown_between(before) or _unknown_object(after)
        phrase: list[Token] = []
        attached, placed = True, False
        for token in after:
            if token.punctuation or predicative(token) or token.concepts & {"clause", "relative"}:
                if _other_object(phrase, attached, placed or grammar.head_first):
                    return True
                phrase, attached, placed = [], False, False
            elif "preposition" in token.concepts:
                if _other_object(phrase, attached, placed or grammar.head_first):
                    return True
                phrase, attached, placed = [], True, True
            else:
                phrase.append(token)
        return _other_object(phrase, attached, placed or grammar.head_first)

    def antecedent(self, block: Block, clauses: Sequence[Clause], number: int) -> Topic:
        """The nearest thing that an unnamed subject can stand for."""
        head_final = self.page.lexicon(block).grammar.head_final
        clause = clauses[number]
        pronoun = not any(_refers(token) or token.concepts & self._nouns for token in clause.tokens)
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
        region = _subject_region(earlier, None)
        if not self._unknown_head(region, self.page.lexicon(block).grammar.head_final):
            return False
        if _holds_a_name(block, region):
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
        unknown = [t for t in clause.tokens if t.unknown and _noun_like(t) and len(t.text) > 1]
        return bool(unknown) or self._unknown_head(_subject_region(clause, None), head_final)

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
        return bool(unknown) and len(words) <= _NAME_WORDS and numbered and (capital or _unspaced(unknown))


def _up_to_comma(tokens: Sequence[Token], pole: Token) -> Sequence[Token]:
    """The tokens without what a comma adds behind the predicate's word ("..., the older ones are")."""
    commas = (n for n, token in enumerate(tokens) if token.text == "," and token.start >= pole.end)
    return tokens[: next(commas, len(tokens))]


def _placed_first(region: Sequence[Token]) -> bool:
    """ "In Photoshop there is no ...": a place that nobody knows, before the verb and before the name."""
    opens = bool(region) and "preposition" in region[0].concepts
    named = next((number for number, token in enumerate(region) if token.mention), len(region))
    return opens and any(token.unknown and len(token.text) > 1 for token in region[:named])


def _unknown_between(before: Sequence[Token]) -> bool:
    """ "X 在 Azure 上", "X は透過背景に": a thing that nobody knows before the predicate, where the noun stands last.

    Who reports it ("据彭博社报道") does not count.
    """
    reports = [number for number, token in enumerate(before) if "report" in token.concepts]
    rest = before[reports[-1] + 1 :] if reports else before
    return any(token.unknown and len(token.text) > 1 for token in rest)


def _unknown_object(after: Sequence[Token]) -> bool:
    """ "不支持透明背景": the object behind the predicate is a thing that nobody knows."""
    for token in after:
        if token.mention or token.punctuation or (predicative(token) and "verb" not in token.concepts):
            return False
        if token.unknown and len(token.text) > 1:
            return True
    return False


def _holds_a_name(block: Block, region: Sequence[Token]) -> bool:
    """Whether unknown words are written like the name of a product: "Flux 3", "Adobe Firefly", "即梦 5.0"."""
    for token in region:
        if not token.unknown:
            continue
        raw = block.text[token.start : token.end]
        following = block.text[token.end :].lstrip()[:1]
        inside = token.start > region[0].start
        if (raw[0].isupper() and (inside or following.isdigit())) or (
            is_unspaced(raw[0]) and following.isdigit()
        ):
            return True
    return False


def _unspaced(tokens: Sequence[Token]) -> bool:
    return any(is_unspaced(token.text[0]) for token in tokens)


def _subject_region(clause: Clause, pole: Token | None) -> list[Token]:
    """The tokens before the clause's first predicative word; all of them where it has none.

    Who reports it ("support told me that ...") is not what it is about.
    """
    region: list[Token] = []
    for token in _reported(clause, pole):
        if pole is not None and token.start >= pole.start:
            break
        if predicative(token) and not _attributive(token):
            if region:
                break
            continue
        region.append(token)
    return region


def _reported(clause: Clause, pole: Token | None) -> Sequence[Token]:
    said = [n for n, token in enumerate(clause.tokens) if token.concepts & {"report", "past-report"}]
    said = [n for n in said if pole is not None and clause.tokens[n].start < pole.start]
    return clause.tokens[said[-1] + 1 :] if said and said[-1] + 1 < len(clause.tokens) else clause.tokens


def _refers(token: Token) -> bool:
    """ "the model", "the plan": a noun that stands for something named before."""
    return "anaphor" in token.concepts and not token.concepts & {"pronoun", "determiner"}


def _attributive(token: Token) -> bool:
    return (
        any(concept.endswith(".modifier") for concept in token.concepts) and "auxiliary" not in token.concepts
    )


def _is_head(tokens: Sequence[Token], position: int, head_final: bool) -> bool:
    """Whether an unknown word behind a name is a noun that takes the name over ("X integration is ..."), no verb.

    A noun is followed by the predicate or ends a fragment; a verb by its object.
    """
    token = tokens[position]
    if not token.unknown or not _noun_like(token):
        return False
    if head_final:
        return len(token.text) > 1
    rest = tokens[position + 1 :]
    return not rest or any(predicative(other) for other in rest)


def _noun_like(token: Token) -> bool:
    """Whether an unknown word can be a noun; adverbs and participles that describe are none."""
    return not token.text.endswith(("ly", "mente"))


def _other_object(phrase: Sequence[Token], attached: bool, placed: bool = False) -> bool:
    """Whether a noun phrase after the predicate, tied to it, names something that nobody knows.

    Of a bare object only the head counts; behind a preposition or an article every word narrows what is said.
    """
    content = [token for token in phrase if not (token.concepts & (_SKIPPED | {"number", "variant"}))]
    unknown = [token for token in content if token.unknown and _noun_like(token)]
    whole = placed or (bool(phrase) and "determiner" in phrase[0].concepts)
    return attached and bool(unknown) and (whole or content[-1] is unknown[-1])
