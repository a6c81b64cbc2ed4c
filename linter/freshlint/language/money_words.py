"""The words and signs of money in one language, and the tokens that a text has of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import cache, cached_property
from importlib import resources
from typing import Any, NamedTuple

import ahocorasick_rs

from freshlint.language.data import parse_wording
from freshlint.language.normal import fold
from freshlint.language.numbers import NumberWords, Numeral, parse_digits
from freshlint.language.terms import expand

_LETTER = "a-zà-öø-ÿ"
_DIGITS = r"\d{1,15}(?:[.,]\d{1,15}|(?<=\d) (?=\d{3}(?!\d))\d{3})*|[.,]\d{1,15}"


class Sign(Enum):
    """What a token does in a sum of money."""

    NUMBER = "number"
    CURRENCY = "currency"
    PER = "per"
    EACH = "each"
    ADVERB = "adverb"
    ABOUT = "about"
    LEAST = "least"
    LEAST_AFTER = "least_after"
    TO = "to"
    AND = "and"
    FREE = "free"


class Token(NamedTuple):
    """text[start:end] is a sign.

    number    of a NUMBER: its value, magnitude words included, and places; `digits_end` is where its digits end
    currency  of a CURRENCY: the code ("" where the word does not tell it) and what one of it is worth
    """

    start: int
    end: int
    sign: Sign
    number: Numeral | None = None
    digits_end: int = 0
    magnitude: Decimal = Decimal(1)
    currency: str = ""
    worth: Decimal = Decimal(1)


@dataclass(frozen=True)
class MoneyWords:
    """The compiled words of one language."""

    language: str
    data: Mapping[str, Any]

    @property
    def decimal_mark(self) -> str:
        """The mark before decimals: "." or ","."""
        return str(self.data.get("decimal", "."))

    @property
    def plural(self) -> tuple[str, ...]:
        """Endings that make a noun of a condition's word."""
        return tuple(self.data.get("plural", ()))

    @property
    def compounds(self) -> bool:
        """Whether nouns are written together, the head last ("Ausgabetoken")."""
        return self.data.get("compounds") == "yes"

    @property
    def head_first(self) -> bool:
        """Whether a noun phrase begins with what it is about ("tokens de salida")."""
        return self.data.get("head") == "first"

    @cached_property
    def numbers(self) -> NumberWords:
        """The number words."""
        digits, tens, powers = (_values(self.data.get(key, {})) for key in ("digits", "tens", "powers"))
        return NumberWords(digits, tens, powers, tuple(map(fold, self.data.get("joiner", ()))))

    @cached_property
    def scales(self) -> dict[str, Decimal]:
        """Magnitudes that may follow digits: k, mio., 万."""
        return {**_values(self.data.get("scales", {})), **self.numbers.powers}

    @cached_property
    def _currencies(self) -> dict[str, tuple[str, Decimal]]:
        found: dict[str, tuple[str, Decimal]] = {}
        for key, worth in (("currencies", Decimal(1)), ("minor", Decimal("0.01"))):
            for code, words in self.data.get(key, {}).items():
                found.update(dict.fromkeys(_forms(words), (code, worth)))
        return found

    @cached_property
    def parts(self) -> dict[str, re.Pattern[str]]:
        """Words of which meters' names are made, by the English one."""
        return {
            name: re.compile(_either(_forms(forms))) for name, forms in self.data.get("parts", {}).items()
        }

    @cached_property
    def short_parts(self) -> dict[str, re.Pattern[str]]:
        """Those that are something else in running text ("in", "out")."""
        short = self.data.get("short_parts", {})
        return {name: re.compile(_either(_forms(forms))) for name, forms in short.items()}

    @cached_property
    def idioms(self) -> re.Pattern[str]:
        """Phrases whose words are no conditions ("as low as"), in text whose hyphens are spaces."""
        return re.compile(_either(form.replace("-", " ") for form in _forms(self.data.get("idioms", ()))))

    @cached_property
    def _lists(self) -> dict[str, re.Pattern[str]]:
        return {}

    def having(self, kind: str) -> re.Pattern[str]:
        """Finds the words of a list of the file ("seller", "former") in a folded text."""
        if kind not in self._lists:
            self._lists[kind] = re.compile(_either(_forms(self.data.get(kind, ()))))
        return self._lists[kind]

    @cached_property
    def _currency_signs(self) -> tuple[ahocorasick_rs.AhoCorasick, re.Pattern[str]]:
        return ahocorasick_rs.AhoCorasick(list(self._currencies)), re.compile(_either(self._currencies))

    def names_currency(self, folded: str) -> bool:
        """Whether a folded text names some currency; without one there is no amount with a currency."""
        # The matcher passes over most texts at once; the pattern tells "cents" from "recents".
        matcher, pattern = self._currency_signs
        return bool(matcher.find_matches_as_indexes(folded)) and pattern.search(folded) is not None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        scales = rf"(?:\s?(?P<scale>{_either([*self.scales, *self._scale_runs])}))?"
        words = _either(self.numbers.words, bounded=False)
        joiner = "|".join(map(re.escape, self.numbers.joiner)) or r"(?!)"
        sequence = rf"(?:{words})(?:[ -]?(?:(?:{joiner})[ -]?)?(?:{words}))*"
        currency = _either(self._currencies)
        parts = [
            rf"(?P<currency>(?<!per ){currency})",
            rf"(?P<number>(?<![{_LETTER}0-9_])(?<![{_LETTER}_][-_.])(?<!\d[x×*.,])(?<!\d [x×*] )(?P<digits>{_DIGITS})"
            rf"{scales}(?!\s?[x×*]\s?\d)(?!\s?%)(?!\d)(?:(?![{_LETTER}_])|(?={currency})))",
            rf"(?P<word>(?<![{_LETTER}]){sequence}(?![{_LETTER}]))",
        ]
        for sign in _PLAIN:
            forms = _forms(self.data.get(sign.value, ()))
            if forms:
                parts.append(rf"(?P<{sign.value}>{_either(forms)})")
        return re.compile("|".join(parts))

    @cached_property
    def _scale_runs(self) -> list[str]:
        """Magnitudes of several signs, such as 百万."""
        return [a + b for a in self.numbers.tens for b in self.numbers.powers if len(a) == len(b) == 1]

    def tokens(self, folded: str) -> Iterator[Token]:
        """The signs of a folded text in order, not overlapping."""
        for found in self._pattern.finditer(folded):
            token = self._token(found)
            if token:
                yield token

    def _token(self, found: re.Match[str]) -> Token | None:
        start, end = found.span()
        if found["currency"]:
            code, worth = self._currencies[found["currency"]]
            return Token(start, end, Sign.CURRENCY, currency=code, worth=worth)
        if found["number"]:
            numeral = parse_digits(found["digits"], self.decimal_mark)
            magnitude = self._magnitude(found["scale"])
            return numeral and Token(
                start, end, Sign.NUMBER, _scaled(numeral, magnitude), found.end("digits"), magnitude
            )
        if found["word"]:
            value = self.numbers.parse(found["word"])
            return None if value is None else Token(start, end, Sign.NUMBER, _spoken(value), end)
        return Token(start, end, Sign(found.lastgroup))

    def _magnitude(self, word: str | None) -> Decimal:
        if not word:
            return Decimal(1)
        return self.scales.get(word) or self.numbers.parse(word) or Decimal(1)


_PLAIN = (
    Sign.FREE,
    Sign.EACH,
    Sign.ADVERB,
    Sign.ABOUT,
    Sign.LEAST,
    Sign.LEAST_AFTER,
    Sign.PER,
    Sign.TO,
    Sign.AND,
)


def _scaled(numeral: Numeral, magnitude: Decimal) -> Numeral:
    return Numeral(numeral.value * magnitude, numeral.places)


def _spoken(value: Decimal) -> Numeral:
    """A number in words; its places are those that it would be written with."""
    return Numeral(value, max(0, -int(value.normalize().as_tuple().exponent)))


def _values(words: Mapping[str, str]) -> dict[str, Decimal]:
    return {fold(word): Decimal(value) for word, value in words.items()}


def _forms(words: Iterable[str]) -> list[str]:
    return [" ".join(fold(form).split()) for word in words for form in expand(word)]


def _either(words: Iterable[str], bounded: bool = True) -> str:
    """A pattern for any of the words, the longest first; letters at an edge are not inside a longer word."""
    ranked = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return (
        "(?:" + ("|".join(_bounded(word) if bounded else re.escape(word) for word in ranked) or r"(?!)") + ")"
    )


def _bounded(word: str) -> str:
    letter = re.compile(f"[{_LETTER}]")
    left = rf"(?<![{_LETTER}])" if letter.match(word[0]) else ""
    right = rf"(?![{_LETTER}])" if letter.match(word[-1]) else ""
    return left + re.escape(word) + right


@cache
def money_words(language: str) -> MoneyWords:
    """The words of a language, with those of every language; only the latter where it is unknown."""
    data = _data()
    merged: dict[str, Any] = dict(data.get(language, {}))
    for key, value in data["any"].items():
        own = merged.get(key)
        if isinstance(value, dict):
            merged[key] = {k: _joined(value.get(k), (own or {}).get(k)) for k in {*value, *(own or {})}}
        else:
            merged[key] = [*value, *(own or ())]
    return MoneyWords(language, merged)


def _joined(common: Any, own: Any) -> Any:
    if isinstance(common, list) and isinstance(own, list):
        return [*common, *own]
    return own if own is not None else common


@cache
def _data() -> dict[str, Any]:
    return parse_wording(
        (resources.files("freshlint.language") / "lexicons" / "quantities.yaml").read_bytes()
    )
