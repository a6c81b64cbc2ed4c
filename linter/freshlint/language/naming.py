"""Which of the entities that a clause names it is about, and which names only belong to other things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from freshlint.language.clauses import Clause
from freshlint.language.mentions import Mention
from freshlint.language.page import Page
from freshlint.language.phrases import is_head, owns_unknown
from freshlint.language.tokens import Token
from freshlint.language.topic import OTHER, Other

_GENERAL = frozenset({"generic-noun", "verb", "adverb", "deed", "instruction"})


@dataclass(frozen=True)
class Naming:
    """Tells names from parts of other names. `predicate` names the wording's words."""

    page: Page
    predicate: str

    def named(self, clause: Clause, head_final: bool) -> Mention | Other | None:
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

    def _is_opaque(self, phrase: Sequence[Token]) -> bool:
        """Whether a general noun that begins a clause is what the clause is about, and not the name behind it.

        Languages list the nouns through which the name shows ("the state of X"); where none are listed, all do.
        """
        head = phrase[-1]
        lexicon = self.page.lexicons.lexicon(self.page.language)
        if (
            "transparent" not in lexicon.concepts
            or not head.concepts <= _GENERAL
            or "generic-noun" not in head.concepts
        ):
            return False
        return all(token.concepts & {"determiner", "adverb", "now"} for token in phrase[:-1])

    def _knows_tail(self, mention: Mention) -> bool:
        """Whether what is tied to the name by a hyphen is one of the predicate's things ("-API", "-Modell")."""
        lexicon = self.page.lexicons.lexicon(self.page.language)
        words = lexicon.find(mention.tail.lstrip("-_@:"))
        wanted = {f"{self.predicate}.thing", f"{self.predicate}.kind", f"{self.predicate}.launch", "anaphor"}
        return bool(words) and mention.tail[0] == "-" and not wanted.isdisjoint(words[-1].concepts)

    def _behind_other_head(self, tokens: Sequence[Token], position: int, head_first: bool) -> bool:
        """ "a plugin for X", "fine-tuning X": a word before the name is what the phrase is about."""
        left = position - 1
        if left >= 0 and tokens[left].unknown and "deed" in tokens[left].concepts:
            return left == 0 or "determiner" not in tokens[left - 1].concepts
        while left >= 0 and (tokens[left].unknown or tokens[left].concepts & {"determiner", "adverb"}):
            left -= 1
        if left < 1 or "preposition" not in tokens[left].concepts:
            return False
        tie = tokens[left]
        describing = {"adverb", "preposition", f"{self.predicate}.modifier"}
        while head_first and left > 1 and tokens[left - 1].concepts & describing:
            left -= 1
        head = tokens[left - 1]
        if "sibling" in head.concepts or ("of" in tie.concepts and self._is_opaque(tokens[:left])):
            # "the little brother of X", "the weights of X"
            return True
        if "variant" in head.concepts:
            # "a mini of X"
            return True
        if "newest.rival" in head.concepts:
            # "the successor of X" is another one.
            return True
        if head.concepts & {f"{self.predicate}.assert", f"{self.predicate}.deny"}:
            # "available for X", "supported by X": something else is, and X has it.
            parts = ("thing", "date-thing", "launch", "barrier", "audience")
            things = {"expectation", *(f"{self.predicate}.{part}" for part in parts)}
            return not any(token.concepts & things for token in tokens[:left])
        return head.unknown
