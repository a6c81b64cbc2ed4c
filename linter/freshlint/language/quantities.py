"""Sums of money in a text: how much, in what currency, and per what."""

from __future__ import annotations

from collections.abc import Iterable

from freshlint.language.amounts import Measure, Money, QuantityHit
from freshlint.language.fact_words import FactWords
from freshlint.language.lexicon import Lexicon
from freshlint.language.money_events import events
from freshlint.language.money_reader import Reader
from freshlint.language.money_words import Sign, money_words
from freshlint.language.normal import fold


def find_quantities(text: str, lexicon: Lexicon) -> list[QuantityHit]:
    """The amounts of money in a text, in order; offsets are code points of the text."""
    if not money_words(lexicon.language).names_currency(fold(text)):
        return []
    return read_money(text, lexicon).hits


def find_measures(text: str, lexicon: Lexicon) -> list[Measure]:
    """What the text says that prices are per ("per 1M tokens", "1,000 images"), in order."""
    return read_money(text, lexicon).measures


def find_currencies(text: str, lexicon: Lexicon) -> set[str]:
    """The currencies that a text names, with or without an amount."""
    words, folded = money_words(lexicon.language), fold(text)
    if not words.names_currency(folded):
        return set()
    return {t.currency for t in words.tokens(folded) if t.sign is Sign.CURRENCY and t.currency}


def read_money(
    text: str, lexicon: Lexicon, bare: bool = False, names: Iterable[tuple[int, int]] = ()
) -> Money:
    """Amounts, measures and other numbers of a text. `bare`: a text of nothing but numbers is amounts.

    `names` are stretches of the text that are names: numbers and units in them are none.
    """
    chars = list(text)
    for start, end in names:
        chars[start:end] = "·" * (end - start)
    text = "".join(chars)
    words = money_words(lexicon.language)
    return Reader(events(text, FactWords.of(lexicon), words), words).read(bare)
