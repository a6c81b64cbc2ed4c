"""Prices that code keeps: `IMAGE_OUTPUT_USD_PER_MILLION = 30`, rate tables in JSON and YAML.

A number is a price only where every word of the names that it stands under is understood, and the names, the
texts beside it and the comments tell entity, currency, and what it is per.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from freshlint.claim import NOW, Claim, Confidence, Quantity
from freshlint.document.code.figures import Figure, find_figures
from freshlint.document.model import Block, Kind
from freshlint.language.amounts import Measure
from freshlint.language.code_labels import labels_before, labels_wrong
from freshlint.language.fact_words import METER, FactWords
from freshlint.language.lexicon import Lexicon
from freshlint.language.meaning import entry_time
from freshlint.language.money_words import money_words
from freshlint.language.normal import fold
from freshlint.language.page import Page
from freshlint.language.price_context import surroundings
from freshlint.language.price_parts import Parts
from freshlint.language.quantities import find_currencies, read_money
from freshlint.language.tokens import tokens

PREDICATE = "price"
_WORD = re.compile(r"[^\W\d_]+")
_OTHERS = (
    "seller",
    "own",
    "former",
    "former_label",
    "not_price",
    "off",
    "tier",
    "average",
    "points",
    "total",
)
_MARKS = " \t\n/#*-;<>!'\""
_MOST = 200


def code_price_claims(page: Page, block: Block) -> Iterator[Claim]:
    """The prices that one code block keeps, in order."""
    if block.kind is not Kind.CODE or not any(char.isdigit() for char in block.text):
        return
    around = [other for other in (block, block.lead, *block.headings) if other is not None]
    if not any(page.mentions(other) for other in around):
        return
    beside = [other.text for other in (block.lead, *block.headings[-1:]) if other is not None]
    if any(labels_wrong(text) or labels_before(text) for text in beside):
        return
    for figure in find_figures(block.text, block.syntax)[:_MOST]:
        claim = _Reader(page, block, figure).claim()
        if claim is not None:
            yield claim


class _Reader:
    """Reads one number of a code block."""

    def __init__(self, page: Page, block: Block, figure: Figure) -> None:
        self.page, self.block, self.figure = page, block, figure
        english = page.lexicons.lexicon("en")
        # Names in code are too short to tell their language.
        codes = dict.fromkeys([page.language, "en", *page.lexicons.languages])
        self.lexicons = [page.lexicons.lexicon(code) for code in codes]
        self.parts = Parts(FactWords.of(english).meter_ids, money_words("en"))
        self.texts = (*figure.path, *figure.beside, *(c.strip(_MARKS) for c in figure.comments))

    def claim(self) -> Claim | None:
        """What the number says of a price; None where that is not plain."""
        entity = self._entity()
        currency = self._currency()
        if not entity or not currency or self._speaks_of_others():
            return None
        conditions = self._conditions()
        measure = self._measure()
        if not conditions or (measure is None and len(conditions) < 2):
            return None
        start, end = self.figure.start, self.figure.end
        digits = self.block.text[start:end]
        amount = Decimal(digits.replace("_", ""))
        span = self.block.inline.span(start, end)
        quantity = Quantity(
            amount=amount,
            currency=currency,
            unit=measure.unit if measure else "",
            count=measure.number if measure else Decimal(1),
            places=len(digits.partition(".")[2]),
            literal=digits,
            digits=span,
        )
        return Claim(
            PREDICATE,
            entity,
            self.block,
            span,
            digits,
            time=entry_time(self.page, self.block) or NOW,
            value=quantity,
            conditions=conditions,
            language=self.page.language,
            confidence=Confidence.HIGH,
        )

    def _entity(self) -> str:
        """The only entity that the nearest text names, from the number outwards to the section's heading."""
        around = [block.text for block in (self.block.lead, *reversed(self.block.headings)) if block]
        for text in (*self.texts, self.block.text, *around):
            found = self.page.index.find(text)
            named = {mention.entity for mention in found}
            if found:
                whole = len(named) == 1 and not any(mention.tail for mention in found)
                return named.pop() if whole else ""
        return ""

    def _currency(self) -> str:
        for text in self.texts:
            # A sign of one language may be part of another's word: the page's own language first.
            each = (find_currencies(text, lexicon) for lexicon in self.lexicons)
            named = next((codes for codes in each if codes), set())
            if named:
                return named.pop() if len(named) == 1 else ""
        return surroundings(self.page).currency

    def _speaks_of_others(self) -> bool:
        """Whether a name has a word that nobody knows, or a comment speaks of prices that are not the vendor's."""
        if any(labels_wrong(text) or labels_before(text) for text in self.figure.comments):
            return True
        said = [fold(text) for text in self.texts]
        words = [money_words(lexicon.language) for lexicon in self.lexicons]
        if any(word.having(kind).search(text) for kind in _OTHERS for word in words for text in said):
            return not any(word.having("official").search(text) for word in words for text in said)
        return any(self._unknown(text) for text in self.figure.path)

    def _unknown(self, name: str) -> bool:
        """Whether a name holds a word that is neither of money nor of the facts."""
        taken = [(m.start, m.end) for m in self.page.index.find(name)]
        folded = fold(name)
        for lexicon in self.lexicons:
            words, facts = money_words(lexicon.language), FactWords.of(lexicon)
            taken += [(t.start, t.end) for t in facts.find(name)]
            taken += [(t.start, t.end) for t in facts.units(name)]
            taken += [(t.start, t.end) for t in words.tokens(folded)]
            taken += [(t.start, t.end) for t in tokens(name, lexicon, []) if "vendor" in t.concepts]
            patterns = [words.having("plain"), words.having("key"), words.having("official")]
            patterns += [*words.parts.values(), *words.short_parts.values()]
            taken += [found.span() for pattern in patterns for found in pattern.finditer(folded)]
        for word in _WORD.finditer(folded):
            inside = any(start <= word.start() and word.end() <= end for start, end in taken)
            if not inside and word.group() not in money_words("en").scales:
                return True
        return False

    def _conditions(self) -> dict[str, str]:
        """Meter and conditions, each from the nearest text that names one value of it."""
        found: dict[str, str] = {}
        told = self._told()
        if told:
            found[METER] = told
        for text in self.texts:
            for lexicon in self.lexicons:
                named: dict[str, set[str]] = {}
                for term in FactWords.of(lexicon).find(text):
                    named.setdefault(term.dimension, set()).add(term.value)
                for dimension, values in named.items():
                    if len(values) == 1:
                        found.setdefault(dimension, next(iter(values)))
        return found

    def _told(self) -> str:
        """The meter that the words of the names tell together, innermost first; else those that they may mean."""
        names: frozenset[str] = frozenset()
        for name in (*self.figure.path, *self.texts[len(self.figure.path) :]):
            for mention in self.page.index.find(name):
                name = name[: mention.start] + " " * (mention.end - mention.start) + name[mention.end :]
            for lexicon in self.lexicons:
                parts = Parts(self.parts.meters.values(), money_words(lexicon.language))
                names |= parts.names(fold(name), True)
            if self.parts.told(names):
                return self.parts.told(names)
        return self.parts.among(names)

    def _measure(self) -> Measure | None:
        """What the nearest text says that prices are per; how many of it, the code itself may say."""
        said = self._said_measure()
        if not self.figure.over:
            return said
        unit = said.unit if said else self._unit()
        return Measure(0, 0, unit, self.figure.over, per=True) if unit else None

    def _unit(self) -> str:
        """The unit that the nearest text names."""
        for text in self.texts:
            for lexicon in self.lexicons:
                named = {term.unit for term in FactWords.of(lexicon).units(text)}
                if named:
                    return named.pop() if len(named) == 1 else ""
        return ""

    def _said_measure(self) -> Measure | None:
        for text in self.texts:
            for lexicon in self.lexicons:
                found = _rate(text, lexicon, [(m.start, m.end) for m in self.page.index.find(text)])
                if found is not None:
                    return found
        return None


def _rate(text: str, lexicon: Lexicon, names: list[tuple[int, int]]) -> Measure | None:
    """ "usd per million", "USD / 1M tokens", "unit 1M tokens", "monthly fee"."""
    rates = read_money(text, lexicon, names=names).measures
    if not rates:
        # A name such as "image output per million" leaves its money out.
        at = next(
            (found.start() for found in money_words(lexicon.language).having("per").finditer(fold(text))), -1
        )
        rates = read_money("$1 " + text[at:], lexicon).measures if at >= 0 else []
    return rates[0] if rates else None
