"""The words of several facts files for meters, units and conditions, as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from freshlint.facts import schema
from freshlint.facts.fact import Fact, PriceValue, Vocabulary

_Table = dict[str, dict[str, tuple[str, ...]]]


def merge_vocabulary(files: Iterable[schema.Vocabulary], facts: Iterable[Fact]) -> Vocabulary:
    """The files' terms in their order, each once. What a row itself is called is a word for it in English."""
    meters: _Table = {}
    units: _Table = {}
    conditions: dict[str, _Table] = {}
    for words in files:
        _add(meters, words.meters)
        _add(units, words.units)
        for name, values in words.conditions.items():
            _add(conditions.setdefault(name, {}), values)
    for fact in facts:
        if isinstance(fact.value, PriceValue):
            _add(meters, {fact.value.meter: {"en": [fact.value.meter]}})
            _add(units, {fact.value.unit: {"en": [fact.value.unit]}})
        for name, value in fact.where.items():
            _add(conditions.setdefault(name, {}), {value: {"en": [value]}})
    return Vocabulary(meters, units, conditions)


def _add(table: _Table, more: Mapping[str, Mapping[str, Iterable[str]]]) -> None:
    for word, languages in more.items():
        known = table.setdefault(word, {})
        for language, terms in languages.items():
            known[language] = tuple(dict.fromkeys((*known.get(language, ()), *terms)))
