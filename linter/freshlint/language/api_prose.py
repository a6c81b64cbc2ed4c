"""Prose that tells readers to put an identifier into an API's field: "set `model` to X in a Responses call"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from freshlint.claim import ApiUse, Modality
from freshlint.language.api_names import QUOTES, ApiName, NamedApi, apis_in
from freshlint.language.data import parse_wording
from freshlint.language.mentions import Mention
from freshlint.language.normal import fold, is_unspaced

_SENTENCE = re.compile(
    r"[^.!?;。！？；\n]*(?:\.(?!\s|$)[^.!?;。！？；\n]*|\n(?![ \t]*\n)[^.!?;。！？；\n]*)*(?:[.!?;。！？；]+|\n|$)"
)
_FARTHEST = 60
_LEAD = 12


class ApiProse(NamedTuple):
    """text[start:end] says it."""

    start: int
    end: int
    use: ApiUse
    modality: Modality


@dataclass(frozen=True)
class _Words:
    """The words of one language as patterns over folded text."""

    field: dict[str, re.Pattern[str]]
    noun: re.Pattern[str]
    to: re.Pattern[str]
    into: re.Pattern[str]
    verb: re.Pattern[str]
    takes: re.Pattern[str]
    after: re.Pattern[str] | None
    api: re.Pattern[str]
    against: re.Pattern[str]
    joined: re.Pattern[str]


@cache
def api_rows() -> dict[str, Any]:
    """The words of lexicons/api.yaml, by language."""
    return parse_wording((resources.files("freshlint.language") / "lexicons" / "api.yaml").read_bytes())


@cache
def _words(language: str) -> _Words | None:
    rows = api_rows().get(language)
    if rows is None:
        return None
    fields = {name: _any([name, *words]) for name, words in rows["field"].items()}
    return _Words(
        fields,
        _any(rows["noun"]),
        _any(rows["to"]),
        _any(rows["into"]),
        _any(rows["verb"]),
        _any(rows["takes"]),
        _any(rows["after"]) if rows["after"] else None,
        _any(rows["api"]),
        _any(rows["not"]),
        _any(rows["joined"]),
    )


@cache
def _as_written(field: str) -> re.Pattern[str]:
    """A field that the language has no words for: its name, also with spaces."""
    return _any([field, field.replace("_", " ")])


def _any(terms: Iterable[str]) -> re.Pattern[str]:
    folded = sorted({fold(term) for term in terms}, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, folded)))


def _bounded(term: str) -> str:
    before = r"(?<![\w-])" if term[0].isalnum() and not is_unspaced(term[0]) else ""
    after = r"(?![\w-])" if term[-1].isalnum() and not is_unspaced(term[-1]) else ""
    # Beside Han and kana no space is written.
    before = before.replace(r"[\w-]", r"[a-z0-9_-]") if before else ""
    after = after.replace(r"[\w-]", r"[a-zà-ÿ0-9_-]") if after else ""
    return f"{before}{re.escape(term)}{after}"


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text that instruct or state on their own."""
    for found in _SENTENCE.finditer(text):
        if found[0].strip():
            yield found.span()


def api_words(language: str) -> re.Pattern[str]:
    """The words beside which a bare name is an API's."""
    words = _words(language) or _words("en")
    return words.api if words else _any(["api"])


def prose_api_uses(
    text: str, mentions: Sequence[Mention], apis: Sequence[ApiName], language: str
) -> list[ApiProse]:
    """The instructions in a text that put an entity into a field of an API; offsets are in the text."""
    words = _words(language) or _words("en")
    if words is None or not mentions or not apis:
        return []
    folded = fold(text)
    found: list[ApiProse] = []
    before: list[NamedApi] = []
    for start, end in sentences(text):
        named = list(apis_in(text, start, end, apis, words.api))
        if words.against.search(folded, start, end) or text[:end].rstrip().endswith(("?", "？")):
            before = []
            continue
        inside = [m for m in mentions if start <= m.start and m.end <= end and not m.tail]
        for mention in inside:
            found.extend(_uses(folded, (start, end), mention, mentions, named or before, words))
        before = named
    return found


def _uses(
    folded: str,
    sentence: tuple[int, int],
    mention: Mention,
    mentions: Sequence[Mention],
    named: Sequence[NamedApi],
    words: _Words,
) -> Iterator[ApiProse]:
    if not named:
        return
    nearest = min(named, key=lambda one: min(abs(one.start - mention.end), abs(mention.start - one.end)))
    for name in sorted(nearest.api.fields):
        for field in (words.field.get(name) or _as_written(name)).finditer(folded, *sentence):
            if any(m.start < field.end() and field.start() < m.end for m in mentions):
                continue
            identifier = mention.text if mention.snapshot else mention.entity
            use = ApiUse(identifier, name, host=nearest.host, path=nearest.api.path)
            if _takes(folded, mention, mentions, field.end(), named, words):
                yield ApiProse(mention.start, mention.end, use, Modality.ASSERTED)
                return
            span = _linked(folded, mention, field.span(), named, words)
            if span is None:
                continue
            start = _with_verb(folded, sentence, span, words)
            if start is None:
                continue
            yield ApiProse(start, span[1], use, Modality.INSTRUCTION)
            return


def _takes(
    folded: str,
    mention: Mention,
    mentions: Sequence[Mention],
    field_end: int,
    named: Sequence[NamedApi],
    words: _Words,
) -> bool:
    """ "The field accepts X, Y and Z": only a word that says so, and other names, stand between."""
    if not 0 < mention.start - field_end <= _FARTHEST:
        return False
    between = list(folded[field_end : mention.start])
    for start, end in [(m.start, m.end) for m in mentions] + [(one.start, one.end) for one in named]:
        for at in range(max(start, field_end), min(end, mention.start)):
            between[at - field_end] = " "
    said = "".join(between)
    if not words.takes.search(said):
        return False
    for pattern in (words.takes, words.noun, words.api, words.joined):
        said = pattern.sub(" ", said)
    return re.search(r"[^\W_]", _articles(said)) is None


def _linked(
    folded: str, mention: Mention, field: tuple[int, int], named: Sequence[NamedApi], words: _Words
) -> tuple[int, int] | None:
    """The stretch over field and identifier, where only words that tie one to the other stand between."""
    first, second = sorted([(mention.start, mention.end), field])
    if second[0] - first[1] > _FARTHEST or second[0] < first[1]:
        return None
    noun = words.noun.match(folded, _skip(folded, field[1]))
    end = max(second[1], noun.end() if noun and second == field else 0)
    between = folded[first[1] : second[0]]
    for one in named:
        if first[1] <= one.start and one.end <= second[0]:
            between = between.replace(folded[one.start : one.end], " ")
    for pattern in (words.noun, words.api):
        between = pattern.sub(" ", between)
    link = words.to if first == field else words.into
    if first == field and not between.strip(QUOTES):
        # "the call with model X"
        lead = len(folded[: field[0]].rstrip(QUOTES))
        leads = any(found.end() == lead for found in link.finditer(folded, max(0, lead - _LEAD), lead))
        return (first[0], end) if leads else None
    rest = link.sub(" ", between)
    if not link.search(between) or re.search(r"[^\W_]", _articles(rest)):
        return None
    return first[0], end


def _articles(text: str) -> str:
    """The text without articles and the methods of HTTP."""
    return re.sub(
        r"(?<!\w)(?:get|post|put|patch|delete|the|a|an|your|its|el|la|los|de|das|der|den|die|dem|des|einer|eines|una?|を|に|の|的)(?!\w)",
        " ",
        text,
    )


def _skip(folded: str, at: int) -> int:
    while at < len(folded) and folded[at] in QUOTES:
        at += 1
    return at


def _with_verb(folded: str, sentence: tuple[int, int], span: tuple[int, int], words: _Words) -> int | None:
    """Where the claim begins: at the last instruction before it; None where nothing instructs."""
    before = [found.start() for found in words.verb.finditer(folded, sentence[0], span[0])]
    if before:
        return before[-1]
    inside = words.verb.search(folded, *span)
    after = words.after.search(folded, span[1], min(sentence[1], span[1] + 30)) if words.after else None
    return span[0] if inside or after else None
