"""How a fix says what holds: one file a language, statements keyed by what is said and by where it lands.

A template is plain text with `{param}` places, `code` between backticks, and [parts in brackets] that are
left out where one of their params is not given. Days are written out; `{date:short}` is short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from freshlint.citation import NEUTRAL, CitationWording, Code, Piece, Pieces, Text

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_PARAM = re.compile(r"\{(\w+)(?::short)?\}")
_AFTER_ANSWER = re.compile(r"\s*(?:\Z|[^\w\s])")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Where a form has no words of its own, those of the next one fit.
_FALLBACK = {
    "answer": "sentence",
    "description": "sentence",
    "heading": "title",
    "label": "cell",
    "cell_flip": "cell",
}
_SCRIPT_SUBTAGS = frozenset({"hant", "tw", "hk", "mo"})


@dataclass(frozen=True)
class Dates:
    """Patterns of a language with {year}, {month}, {name} (of the month) and {day}."""

    long: str
    short: str
    months: tuple[str, ...]


class _Day:
    """A day that a template's format specification writes: `{date}` or `{date:short}`."""

    def __init__(self, day: date, dates: Dates) -> None:
        self._day, self._dates = day, dates

    def __format__(self, spec: str) -> str:
        pattern = self._dates.short if spec == "short" else self._dates.long
        day = self._day
        name = self._dates.months[day.month - 1] if self._dates.months else ""
        return pattern.format(year=day.year, month=day.month, day=day.day, name=name)


@dataclass(frozen=True)
class Statement:
    """The templates of one statement by form.

    about  what it tells: of statements that tell the same, a paragraph needs one
    rank   its place in the file: of those, the first tells most
    """

    about: str
    rank: int
    forms: Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """The words of one language.

    joiner   stands between two sentences, `after_flip` between a bare answer and its sentence
    decimal  the decimal mark for numbers that show none
    flips    a bare answer and its opposite: "No" -> "Yes", "❌" -> "✅"
    numbers  number words and what they mean
    """

    language: str
    dates: Dates
    statements: Mapping[str, Statement]
    citation: CitationWording = NEUTRAL
    joiner: str = " "
    after_flip: str = ". "
    decimal: str = "."
    flips: Mapping[str, str] | None = None
    numbers: Mapping[str, Decimal] | None = None

    def statement(self, key: str, kind: str = "") -> Statement | None:
        """The statement of a key; one for a kind of entity ("released.model") goes before the general one."""
        return self.statements.get(f"{key}.{kind}") or self.statements.get(key)

    def say(
        self,
        statement: Statement,
        form: str,
        params: Mapping[str, str],
        spoken: Mapping[str, str] | None = None,
    ) -> Pieces | None:
        """A statement's words in a form; None where the language has none or a param is missing.

        `spoken` are other values of params for running text, where backticks mean code too.
        """
        template: str | None = statement.forms.get(form)
        while template is None and form in _FALLBACK:
            form = _FALLBACK[form]
            template = statement.forms.get(form)
        return None if template is None else self._fill(template, params, spoken or {})

    def _fill(self, template: str, params: Mapping[str, str], spoken: Mapping[str, str]) -> Pieces | None:
        if any("`" in value for value in params.values()):
            return None
        given = {key: value for key, value in params.items() if value}
        kept = _OPTIONAL.sub(lambda found: found[1] if _needs(found[1]) <= given.keys() else "", template)
        if not _needs(kept) <= given.keys():
            return None
        values = {key: self._value(value) for key, value in given.items()}
        pieces: list[Piece] = []
        for number, part in enumerate(kept.split("`")):
            if number % 2:
                pieces.append(Code(part.format_map(values)))
            else:
                pieces += _pieces(part.format_map({**values, **spoken}))
        return tuple(piece for piece in pieces if piece.text)

    def _value(self, value: str) -> str | _Day:
        return _Day(date.fromisoformat(value), self.dates) if _ISO_DAY.fullmatch(value) else value

    def flipped(self, text: str) -> tuple[str, int] | None:
        """The opposite of the bare answer that a text begins with, and where that answer ends."""
        for answer in sorted(self.flips or (), key=len, reverse=True):
            said = text[: len(answer)]
            if said.casefold() == answer.casefold() and _stands_alone(text, len(answer)):
                return _in_case_of(said, (self.flips or {})[answer]), len(answer)
        return None


Statements = Mapping[str, Wording]


def wording_for(statements: Statements, language: str) -> Wording | None:
    """The wording of a language tag ("en-GB" takes "en"); None for another script or where there is none."""
    tags = language.lower().replace("_", "-").split("-")
    return None if _SCRIPT_SUBTAGS & set(tags[1:]) else statements.get(tags[0])


def read_statements(files: Iterable[tuple[str, bytes]]) -> dict[str, Wording]:
    """Wordings by language, from (language, bytes); of two files of a language the later adds and overrides.

    Raises ValueError with a bad one's language.
    """
    trees: dict[str, dict[str, Any]] = {}
    for language, data in files:
        tree = trees.setdefault(language, {})
        added = _tree(language, data)
        said = {**tree.get("statements", {}), **added.get("statements", {})}
        tree |= {**added, "statements": said}
    return {language: _read(language, tree) for language, tree in trees.items()}


def _tree(language: str, data: bytes) -> dict[str, Any]:
    import yaml

    try:
        tree = yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError(f"statements for {language!r}: {error!r}") from error
    if not isinstance(tree, dict):
        raise ValueError(f"statements for {language!r}: a file of statements holds a mapping")
    return tree


def _read(language: str, tree: Mapping[str, Any]) -> Wording:
    try:
        return _wording(language, tree)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"statements for {language!r}: {error!r}") from error


def _wording(language: str, tree: Mapping[str, Any]) -> Wording:
    dates = tree["dates"]
    return Wording(
        language=language,
        dates=Dates(dates["long"], dates["short"], tuple(dates.get("months", ()))),
        statements={
            key: _statement(key, rank, forms) for rank, (key, forms) in enumerate(tree["statements"].items())
        },
        citation=CitationWording.read(tree["citation"]),
        joiner=tree.get("joiner", " "),
        after_flip=tree.get("after_flip", ". "),
        decimal=tree.get("decimal", "."),
        flips=tree.get("flips", {}),
        numbers={word: Decimal(str(number)) for word, number in tree.get("numbers", {}).items()},
    )


def _statement(key: str, rank: int, forms: Mapping[str, str]) -> Statement:
    texts = {form: template for form, template in forms.items() if form != "about"}
    return Statement(forms.get("about", key), rank, texts)


def _pieces(text: str) -> list[Piece]:
    return [Code(part) if number % 2 else Text(part) for number, part in enumerate(text.split("`"))]


def _needs(template: str) -> set[str]:
    return set(_PARAM.findall(template))


def _stands_alone(text: str, end: int) -> bool:
    """Whether the words that end here are an answer: "No." and "No, ...", but not "No public row"."""
    return not text[end - 1].isalnum() or _AFTER_ANSWER.match(text, end) is not None


def _in_case_of(model: str, word: str) -> str:
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word[:1].lower() + word[1:] if model[:1].islower() else word
