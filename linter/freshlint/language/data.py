"""Lexicons by language, compiled on first use from the engine's files, the packs' wordings and the facts' words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from freshlint.facts.fact import Entity, Vocabulary
from freshlint.keep import Keep, Nowhere, made_once
from freshlint.language.lexicon import Lexicon, Plain, compile_lexicon
from freshlint.language.normal import fold, is_unspaced
from freshlint.language.terms import expand
from freshlint.language.writing import is_unspaced_language, kana_in, written_with

# Every scalar is text: an unquoted `no` is a word here, not a truth value.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
# So many Han letters without any kana are Chinese, whatever a page declares.
_TELLING = 60
_FEW = 3
# Predicates whose words readers of their own ask for; those of any other are read as sayings.
_READ = frozenset({"available", "newest", "retired"})
_DETECTED_BY = ("determiner", "preposition", "auxiliary", "negation", "pronoun")


class WordingError(ValueError):
    """A lexicon or wording file that cannot be read; the message says why."""


def parse_wording(data: bytes) -> dict[str, Any]:
    """A lexicon or wording file as mappings, lists and text. Raises WordingError."""
    try:
        parsed = yaml.load(data, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise WordingError(f"not valid YAML: {error}") from error
    if not isinstance(parsed, dict):
        raise WordingError("holds no mapping")
    return parsed


def check_wording(data: bytes) -> None:
    """Raises WordingError where a file's predicates are not lists of words by what they do."""
    predicates = _said(parse_wording(data))
    for predicate, parts in predicates.items() if isinstance(predicates, dict) else [("", None)]:
        if not isinstance(parts, dict) or not all(isinstance(words, list) for words in parts.values()):
            where = f"`predicates: {predicate}`" if predicate else "`predicates`"
            raise WordingError(f"{where}: write `assert:` and `deny:`, each with a list of words")


@cache
def grammar_files() -> dict[str, bytes]:
    """The engine's lexicon files by language."""
    folder = resources.files("freshlint.language") / "lexicons"
    return {
        entry.name.removesuffix(".yaml"): entry.read_bytes()
        for entry in folder.iterdir()
        if entry.name.endswith(".yaml") and len(entry.name) == len("en.yaml")
    }


@cache
def _grammar(language: str) -> dict[str, Any]:
    return parse_wording(grammar_files()[language])


@dataclass(frozen=True)
class Lexicons:
    """Lexicons of all languages that both the engine and some pack have words for.

    wordings  per language, the wording files of all packs
    keep      where compiled ones are kept; it must forget them when anything that they are made of changes
    """

    wordings: Mapping[str, tuple[bytes, ...]]
    entities: tuple[Entity, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    keep: Keep = field(default_factory=Nowhere)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages' codes."""
        return tuple(sorted(set(grammar_files()) & set(self.wordings)))

    @cached_property
    def sayings(self) -> tuple[str, ...]:
        """The predicates that no reader of the engine's own knows."""
        return made_once(self.keep, "sayings", tuple[str, ...], self._sayings)

    def _sayings(self) -> tuple[str, ...]:
        files = (file for files in self.wordings.values() for file in files)
        named = {predicate for file in files for predicate in _said(parse_wording(file))}
        return tuple(sorted(named - _READ))

    def lexicon(self, language: str) -> Lexicon:
        """The compiled lexicon; English where there is none for the language."""
        code = language if language in self.languages else "en"
        if code not in self._compiled:
            plain = made_once(self.keep, f"lexicon-{code}", Plain, lambda: self._compile(code).plain())
            self._compiled[code] = Lexicon.of(plain)
        return self._compiled[code]

    @cached_property
    def _compiled(self) -> dict[str, Lexicon]:
        return {}

    def _compile(self, language: str) -> Lexicon:
        wordings = [_flattened(parse_wording(file)) for file in self.wordings[language]]
        lexicon = compile_lexicon(
            _grammar(language), *wordings, _facts_words(self.entities, self.vocabulary, language)
        )
        return _knowing_kinds(lexicon, {entity.kind for entity in self.entities if entity.kind})

    def declared(self, code: str) -> str:
        """The language of a code such as "de-AT"; "" where nothing is known of it."""
        base = code.lower().split("-")[0].split("_")[0]
        return base if base in self.languages else ""

    def detect(self, text: str, declared: str = "") -> str:
        """The language of a text: by its script, else by its small words; `declared` decides where it can."""
        sample = text[:_SAMPLE]
        unspaced = sum(map(is_unspaced, sample))
        base = self.declared(declared)
        if base and not any(map(str.isalpha, sample)):
            return base
        if unspaced and (unspaced * 12 >= len(sample.strip()) or unspaced >= 200):
            kana = kana_in(sample)
            if is_unspaced_language(base) and unspaced < _TELLING and not kana:
                return base
            return written_with(kana=kana * 16 >= unspaced)
        if base and not is_unspaced_language(base):
            return base
        counts = Counter(_WORD.findall(fold(sample)))
        scores = {
            language: sum(counts[word] for word in self._small_words[language] & counts.keys())
            for language in self._spaced
        }
        best = max(scores, key=lambda language: scores[language], default="en")
        rest = max((score for language, score in scores.items() if language != best), default=0)
        if scores.get(best, 0) - rest < _FEW:
            # Too few small words to tell: the language that knows most of the text.
            scores = {language: self._known(language, sample) for language in self._spaced}
            best = max(scores, key=lambda language: scores[language], default="en")
        return best if scores.get(best, 0) > scores.get("en", 0) * 1.2 else "en"

    def _known(self, language: str, sample: str) -> int:
        """How many letters of a text the terms of a language cover."""
        return sum(term.end - term.start for term in self.lexicon(language).find(fold(sample)))

    @cached_property
    def _small_words(self) -> dict[str, frozenset[str]]:
        return made_once(
            self.keep,
            "small-words",
            dict[str, frozenset[str]],
            lambda: {language: _small_words(language) for language in self._spaced},
        )

    @cached_property
    def _spaced(self) -> tuple[str, ...]:
        return tuple(code for code in self.languages if not is_unspaced_language(code))


def _small_words(language: str) -> frozenset[str]:
    concepts = _grammar(language)["concepts"]
    words = (form for name in _DETECTED_BY for word in concepts.get(name, ()) for form in expand(word))
    return frozenset(fold(word) for word in words if " " not in word)


def _said(wording: Mapping[str, Any]) -> Mapping[str, Mapping[str, list[str]]]:
    """The predicates of a wording file, each with its words by what they do."""
    predicates: Mapping[str, Mapping[str, list[str]]] = wording.get("predicates", {})
    return predicates


def _flattened(wording: Mapping[str, Any]) -> dict[str, list[str]]:
    """{"available": {"assert": [...]}} as {"available.assert": [...]}."""
    return {
        f"{predicate}.{part}": terms
        for predicate, parts in _said(wording).items()
        for part, terms in parts.items()
    }


def _knowing_kinds(lexicon: Lexicon, kinds: Iterable[str]) -> Lexicon:
    """What the facts' entities are is no matter of an account: where plans are called tiers, "tier" is a kind."""
    words = {form for kind in kinds for form in (fold(kind), f"{fold(kind)}s")}
    found = {
        pattern: frozenset(_as_kind(concept) for concept in concepts)
        for pattern, concepts in lexicon.terms.items()
        if pattern.text in words
    }
    return replace(lexicon, terms={**lexicon.terms, **found})


def _as_kind(concept: str) -> str:
    return f"{concept.removesuffix('.account')}.kind" if concept.endswith(".account") else concept


def _facts_words(entities: Iterable[Entity], vocabulary: Vocabulary, language: str) -> dict[str, list[str]]:
    """The words that facts add: vendors, meters, units and conditions."""
    words: dict[str, list[str]] = {"vendor": sorted({e.vendor for e in entities if e.vendor})}
    for meter, terms in vocabulary.meters.items():
        words[f"meter:{meter}"] = list(terms.get(language, ()))
    for unit, terms in vocabulary.units.items():
        words[f"unit:{unit}"] = list(terms.get(language, ()))
    for name, values in vocabulary.conditions.items():
        for value, terms in values.items():
            words[f"condition:{name}={value}"] = list(terms.get(language, ()))
    return words
