"""Names as people write them, made from an identifier; and which names must not be looked for in texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from freshlint.language.normal import fold_name

_PART = re.compile(r"\d+|[^\W\d_]+")
_VERSION = re.compile(r"(?<![\d.])([1-9]\d?)-(\d{1,2})(?![\w.])")
_GLUE = re.compile(r"^([^\W\d_]{3,})-(\d)")
_TIERED = re.compile(r"(?P<brand>[a-z]+)-(?P<tier>[a-z]+)-(?P<version>\d+(?:\.\d+)?)")
_VERSIONED = re.compile(r"(?P<brand>[a-z]+)-(?P<version>\d+(?:\.\d+)?)-(?P<tier>[a-z]+)")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+")
_LEAST_CHARACTERS = 4
_LEAST_IDENTIFIER = 7
_TELLING_PARTS = 4


def aliases(
    entity_id: str, said: Iterable[str] = (), sure: Iterable[str] = (), swaps: bool = False
) -> list[str]:
    """Other forms of an identifier, each once, those refused left out.

    Case and separators do not matter to who looks for them, so "GPT-4o mini" is no form of "gpt-4o-mini"; other
    forms are "GPT4o mini", "Claude 3.5 Sonnet" for claude-3-5-sonnet, "Claude Sonnet 3.5". `said`: what sources
    call it; taken over only where it has the identifier's own words and numbers, for some call two things alike.
    `sure`: names that are its own whatever their words. `swaps`: its vendor writes the version at either place.
    """
    forms = [entity_id, _VERSION.sub(r"\1.\2", entity_id)]
    glued = [_GLUE.sub(r"\1\2", fold_name(form)) for form in forms]
    forms += [name for name in said if _same_parts(name, entity_id)]
    forms += [swapped for form in forms if swaps and (swapped := _swapped(fold_name(form)))]
    forms += [*glued, *sure]
    unique: dict[str, str] = {}
    for form in forms:
        unique.setdefault(fold_name(form), form)
    unique.pop(fold_name(entity_id), None)
    return [form for form in unique.values() if refusal(form) is None]


def refusal(name: str) -> str | None:
    """Why a name would be found where nobody means it; None where it is telling.

    Too short ("o3"); without a number ("Gemini", "DeepSeek chat"); of ordinary words ("Voyage 3"), unless there are
    many ("text-embedding-3-small").
    """
    parts = _PART.findall(fold_name(name))
    if sum(map(len, parts)) < _LEAST_CHARACTERS:
        return "too short to be looked for"
    words = [part for part in parts if not part.isdigit()]
    if len(parts) < 2:
        return "one word alone is a family, or an ordinary word"
    if len(words) == len(parts):
        return "without a number it may describe a thing instead of naming it"
    if len(parts) < _TELLING_PARTS and all(len(word) == 1 or word in _ordinary() for word in words):
        return "made of ordinary words"
    return None


def is_identifier(name: str) -> bool:
    """Whether a name that is refused can still be looked for as it is written: "deepseek-chat", "voyage-3"."""
    return len(name) >= _LEAST_IDENTIFIER and _IDENTIFIER.fullmatch(name) is not None


def collisions(names: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Names that several entities have, folded, with the ids of those entities."""
    owners: dict[str, list[str]] = {}
    for entity, own in names.items():
        for name in dict.fromkeys(fold_name(one) for one in (entity, *own)):
            owners.setdefault(name, []).append(entity)
    return {name: found for name, found in owners.items() if len(found) > 1}


def _same_parts(name: str, entity_id: str) -> bool:
    """Whether a name has the identifier's words and numbers, in any order; a version's ".0" may be missing."""
    wanted, found = Counter(_PART.findall(fold_name(entity_id))), Counter(_PART.findall(fold_name(name)))
    return found == wanted or (wanted - found == Counter({"0": 1}) and not found - wanted)


def _swapped(form: str) -> str | None:
    """ "claude-sonnet-4.5" for "claude-4.5-sonnet", and the other way round."""
    found = _TIERED.fullmatch(form)
    if found:
        return f"{found['brand']}-{found['version']}-{found['tier']}"
    found = _VERSIONED.fullmatch(form)
    return f"{found['brand']}-{found['tier']}-{found['version']}" if found else None


@cache
def _ordinary() -> frozenset[str]:
    import yaml

    text = (files(__package__) / "ordinary.yaml").read_text(encoding="utf-8")
    return frozenset(str(word) for words in yaml.safe_load(text).values() for word in words)
