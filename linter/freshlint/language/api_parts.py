"""Sentences that name an API, an identifier and the place for it in any order, and say that it is taken or refused.

The tight readings of api_prose.py need the words between field and identifier to tie the two. Here each part only
has to be there, and nothing in the sentence may name another identifier that the field could hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

from freshlint.claim import ApiUse, Modality
from freshlint.language.api_names import (
    QUOTES,
    ApiName,
    NamedApi,
    apis_in,
    names_another,
    opening_apis,
    opens_with_name,
)
from freshlint.language.api_prose import api_rows, api_words, sentences
from freshlint.language.data import grammar_files, parse_wording
from freshlint.language.lexicon import Lexicon, compile_lexicon
from freshlint.language.mentions import Mention
from freshlint.language.normal import fold
from freshlint.language.terms import Term

# Something with letters and digits that is written like a model's name.
_IDENTIFIER = re.compile(r"(?<![\w/.-])(?=[\w.-]*[a-z])(?=[\w.-]*\d)[a-z][\w.]*(?:-[\w.]+)+", re.I)
_COMMA = re.compile(r"[,，;；:：—(（]")
_NEAR = 40
_ANSWER = 80


class Taking(NamedTuple):
    """text[start:end] says that an API takes an identifier in a field, or (not `polarity`) that it refuses it."""

    start: int
    end: int
    entity: str
    use: ApiUse
    polarity: bool
    modality: Modality


@cache
def _lexicon(language: str) -> Lexicon:
    rows = api_rows().get(language) or api_rows()["en"]
    words = {f"field:{name}": [name, *terms] for name, terms in rows["field"].items()}
    grammar = {**parse_wording(grammar_files().get(language, b"language: en")), "concepts": {}}
    return compile_lexicon(grammar, words, {"noun": rows["noun"], "link": rows["to"]}, rows["parts"])


@dataclass(frozen=True)
class Said:
    """A sentence, text[start:end], with its parts. `code` are the ranges of the text that are set as code."""

    text: str
    start: int
    end: int
    mentions: Sequence[Mention]
    named: Sequence[NamedApi]
    code: Sequence[tuple[int, int]]
    language: str

    @cached_property
    def terms(self) -> list[Term]:
        """The words of api.yaml in it, but for those in names."""
        taken = [(m.start, m.end) for m in self.mentions] + [(one.start, one.end) for one in self.named]
        found = _lexicon(self.language).find(fold(self.text[self.start : self.end]))
        moved = [term._replace(start=term.start + self.start, end=term.end + self.start) for term in found]
        return [t for t in moved if not any(s < t.end and t.start < e for s, e in taken)]

    def has(self, concept: str) -> bool:
        """Whether some word of it has the concept."""
        return any(concept in term.concepts for term in self.terms)

    def having(self, concept: str) -> list[Term]:
        """The words of it that have the concept."""
        return [term for term in self.terms if concept in term.concepts]

    def around(self, mention: Mention) -> Said:
        """The stretch between commas in which an entity is named."""
        marks = [self.start, *(m.end() for m in _COMMA.finditer(self.text, self.start, self.end)), self.end]
        start = max(mark for mark in marks if mark <= mention.start)
        end = min(mark for mark in marks if mark >= mention.end)
        return replace(self, start=start, end=end)

    def fields(self, name: str) -> list[Term]:
        """The words for a field that are meant as one: set as code, called a field, or led or followed by a link."""
        concept = f"field:{name}"
        return [term for n, term in enumerate(self.terms) if concept in term.concepts and self._is_field(n)]

    def _is_field(self, number: int) -> bool:
        term = self.terms[number]
        if any(start <= term.start and term.end <= end for start, end in self.code):
            return True
        before = self.terms[number - 1] if number else None
        after = self.terms[number + 1] if number + 1 < len(self.terms) else None
        if after and _beside(self.text, term, after) and after.concepts & {"noun", "link"}:
            return True
        return bool(before and _beside(self.text, before, term) and before.concepts & {"noun", "as"})

    def others(self, mention: Mention) -> list[int]:
        """Where it names something else that the field could hold."""
        ours = [(m.start, m.end) for m in self.mentions if m.entity == mention.entity]
        apis = [(one.start, one.end) for one in self.named]
        found = [m.start for m in self.mentions if m.entity != mention.entity]
        found += [term.start for term in self.having("other")]
        for other in _IDENTIFIER.finditer(self.text, self.start, self.end):
            if not any(s < other.end() and other.start() < e for s, e in (*ours, *apis)):
                found.append(other.start())
        return found


def _beside(text: str, one: Term, other: Term) -> bool:
    return not text[one.end : other.start].strip(QUOTES)


def takings(
    text: str,
    mentions: Sequence[Mention],
    apis: Sequence[ApiName],
    language: str,
    code: Sequence[tuple[int, int]] = (),
    context: Sequence[NamedApi] = (),
) -> list[Taking]:
    """What the sentences of a text say that APIs take; `context` are the APIs that the text around it names."""
    found: list[Taking] = []
    before = list(context)
    for start, end in sentences(text):
        inside = [m for m in mentions if start <= m.start and m.end <= end and not m.tail]
        said = _said(text, (start, end), inside, apis, code, language)
        asks = text[:end].rstrip().endswith(("?", "？"))
        unclear = not said.named and (
            opens_with_name(text, start, end, apis) or names_another(text, start, end, api_words(language))
        )
        named = said.named or before
        if not asks and not unclear and named and not said.has("veto"):
            one = next((taking for m in inside if (taking := _taking(said, m, named))), None)
            found.extend([one] if one else [])
        before = list(named)
    return found


def listed(
    text: str,
    mentions: Sequence[Mention],
    language: str,
    code: Sequence[tuple[int, int]],
    named: Sequence[NamedApi],
) -> Taking | None:
    """ "`model`: X" in the list of what a request to the nearest API holds."""
    label, colon, value = text.partition(":" if ":" in text else "：")
    inside = [m for m in mentions if m.start > len(label)]
    if not colon or not named or len(mentions) != 1 or not inside or inside[0].tail:
        return None
    said = Said(text, 0, len(label), (), (), code, language)
    for name in sorted(named[0].api.fields):
        whole = said.terms if any(f"field:{name}" in term.concepts for term in said.terms) else []
        alone = len(whole) == 1 and not fold(label).replace(fold(name), "").strip(QUOTES + "-*")
        if alone and value.strip(QUOTES + " .,;*") == inside[0].text:
            said = replace(said, end=len(text), mentions=mentions)
            return _claim(said, inside[0], named[0], name, whole, True, Modality.INSTRUCTION)
    return None


def answered(
    question: Said, text: str, mentions: Sequence[Mention], language: str, apis: Sequence[ApiName]
) -> Taking | None:
    """ "Which model goes to the Responses API?", answered with a name."""
    paths = {one.api.path for one in question.named}
    start, end = next(iter(sentences(text)), (0, 0))
    inside = [m for m in mentions if start <= m.start < end and not m.tail]
    said = _said(text, (start, end), inside, apis, (), language)
    if len(paths) != 1 or question.mentions or len({m.entity for m in inside}) != 1 or said.named:
        return None
    unlike = any(said.has(word) or question.has(word) for word in ("tool", "veto", "not", "refuse", "other"))
    words = len(said.terms) and max(term.end for term in said.terms) - start
    if unlike or len(text[start:end]) > _ANSWER or words > _ANSWER or said.others(inside[0]):
        return None
    for name in sorted(question.named[0].api.fields):
        if any(f"field:{name}" in term.concepts for term in question.terms):
            return _claim(said, inside[0], question.named[0], name, [], True, Modality.INSTRUCTION)
    return None


def read_question(text: str, mentions: Sequence[Mention], apis: Sequence[ApiName], language: str) -> Said:
    """A question with the APIs and fields that it names."""
    return _said(text, (0, len(text)), mentions, apis, (), language)


def _said(
    text: str,
    sentence: tuple[int, int],
    inside: Sequence[Mention],
    apis: Sequence[ApiName],
    code: Sequence[tuple[int, int]],
    language: str,
) -> Said:
    named = list(apis_in(text, *sentence, apis, api_words(language)))
    said = Said(text, *sentence, inside, named, code, language)
    verbs = {term.start for concept in ("take", "refuse", "not") for term in said.having(concept)}
    opening = opening_apis(text, *sentence, apis, verbs.__contains__)
    return replace(said, named=[*opening, *named])


def _taking(said: Said, mention: Mention, named: Sequence[NamedApi]) -> Taking | None:
    nearest = min(named, key=lambda one: min(abs(one.start - mention.end), abs(mention.start - one.end)))
    slots = {
        name: said.fields(name) or said.having("main") or _before(said, name, mention)
        for name in sorted(nearest.api.fields)
    }
    field = next((name for name, words in slots.items() if words), "")
    near = said.around(mention)
    refused = near.having("refuse") or (near.having("take") if near.has("not") else [])
    if refused:
        # Where no field is named, it is a matter of what can be had.
        place = "tools[].model" if said.has("tool") else field
        return _refusal(said, mention, nearest, place, refused) if field or said.has("tool") else None
    if (
        near.has("not")
        or near.has("against")
        or said.has("refuse")
        or (said.has("tool") and not said.has("main"))
    ):
        return None
    verbs = said.having("put") or said.having("take")
    others = said.others(mention)
    swapped = said.has("swap") and bool(others) and max(others) < mention.start
    if not verbs or (others and not swapped):
        return None
    if not field and swapped and len({m.entity for m in said.mentions}) > 1:
        # "where the call names Y, write X instead": the field is the one that holds Y.
        field, slots = min(nearest.api.fields, default=""), {}
    if not field:
        return None
    meant = Modality.ASSERTED if said.has("take") else Modality.INSTRUCTION
    parts = [*slots.get(field, [])[:1], _closest(verbs, mention)]
    return _claim(said, mention, nearest, field, parts, True, meant)


def _before(said: Said, name: str, mention: Mention) -> list[Term]:
    """ "bei responses.create das Modell X angeben": the field's word right before the name, where the API is named."""
    words = [term for term in said.having(f"field:{name}") if term.end < mention.start]
    joined = bool(words) and not said.text[words[-1].end : mention.start].strip(QUOTES)
    return words[-1:] if joined and said.named and said.has("put") else []


def _refusal(said: Said, mention: Mention, api: NamedApi, field: str, words: Sequence[Term]) -> Taking | None:
    """ "The edits endpoint refuses X as its model"; the tool has a field of its own."""
    if said.others(mention):
        return None
    return _claim(said, mention, api, field, [_closest(words, mention)], False, Modality.ASSERTED)


def _closest(terms: Sequence[Term], mention: Mention) -> Term:
    return min(terms, key=lambda term: min(abs(term.start - mention.end), abs(mention.start - term.end)))


def _claim(
    said: Said,
    mention: Mention,
    api: NamedApi,
    field: str,
    parts: Sequence[Term],
    polarity: bool,
    modality: Modality,
) -> Taking:
    identifier = mention.text if mention.snapshot else mention.entity
    use = ApiUse(identifier, field, host=api.host, path=api.api.path)
    places = [(mention.start, mention.end), *((part.start, part.end) for part in parts)]
    if api in said.named and min(abs(api.start - mention.end), abs(mention.start - api.end)) <= _NEAR:
        places.append((api.start, api.end))
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    return Taking(start, end, mention.entity, use, polarity, modality)
