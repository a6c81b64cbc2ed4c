"""Where a text names an entity: the longest name wins, and a name inside a longer one is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import ahocorasick_rs

from freshlint.facts.fact import Entity
from freshlint.keep import Keep, Nowhere, made_once
from freshlint.language.normal import fold, fold_name, is_unspaced
from freshlint.language.writing import joiners, ranges

_DATED = re.compile(r"-\d{4}-\d{2}-\d{2}(?![\w-]|\.\w)", re.A)
_TAIL = re.compile(r"(?:[-_@:][a-zà-ÿ0-9]|\.\d)(?:[a-zà-ÿ0-9@:_-]|\.(?=\w))*")
_FIRST_VERSION = re.compile(r"(?<=-)v?\d")
_LAST_VERSION = re.compile(r"\d+(?:\.\d+)*\Z", re.A)
_VERSION_TAIL = re.compile(r"(?:\.\d+)+", re.A)


_PATH_REACH = 400
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


@cache
def _between() -> re.Pattern[str]:
    """What stands between the names of a list, in a text folded as names are: marks, words, both."""
    words = "|".join(map(re.escape, joiners()))
    return re.compile(rf"-?(?:[/,&、，-]|{words})-?(?:(?:{words})-)?")


@cache
def _range() -> re.Pattern[str]:
    """What makes a name the end of a range, in a folded text: "+", "or newer", "models and above", "以上"."""
    spaced = "|".join(re.escape(fold_name(word)) for word in ranges() if not is_unspaced(word[0]))
    unspaced = "|".join(re.escape(fold_name(word)) for word in ranges() if is_unspaced(word[0]))
    return re.compile(rf"(?:-[^\W\d]{{1,12}})?-(?:{spaced})(?!\w)|-?(?:{unspaced})|\+(?!\w)")


class Mention(NamedTuple):
    """text[start:end] names `entity`.

    snapshot  the mention is a snapshot: the entity's id and a day, or its version and a tail (".4" of "16.4")
    tail      what a hyphen, `@`, `:` or `/` ties to the name ("-skill", "-Modell"); "" mostly
    """

    start: int
    end: int
    entity: str
    text: str
    snapshot: bool = False
    tail: str = ""


class _Name(NamedTuple):
    """A name as it is folded; `verbatim` where it counts only as it is written there."""

    entity: str
    text: str
    verbatim: str = ""


@dataclass(frozen=True)
class MentionIndex:
    """All names of all entities, matched in one pass. Case, width and separators do not matter.

    snapshots  by entity, the ids of those that facts know
    keep       where the folded names are kept; it must forget them when the entities change
    """

    entities: tuple[Entity, ...]
    snapshots: Mapping[str, Iterable[str]] = field(default_factory=dict)
    keep: Keep = field(default_factory=Nowhere)

    @classmethod
    def of(
        cls,
        entities: Iterable[Entity],
        snapshots: Mapping[str, Iterable[str]] | None = None,
        keep: Keep | None = None,
    ) -> MentionIndex:
        """An index over the entities' ids and names."""
        return cls(tuple(entities), snapshots or {}, keep or Nowhere())

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _names(self) -> list[_Name]:
        return made_once(self.keep, "names", list[_Name], self._folded_names)

    def _folded_names(self) -> list[_Name]:
        names: dict[str, _Name] = {}
        for entity in self.entities:
            for name in (entity.id, *entity.names):
                if name not in entity.identifiers:
                    names.setdefault(fold_name(name), _Name(entity.id, fold_name(name)))
        for entity in self.entities:
            for name in entity.identifiers:
                names.setdefault(fold_name(name), _Name(entity.id, fold_name(name), name))
        return sorted(names.values(), key=lambda name: name.text)

    @cached_property
    def _matcher(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick([name.text for name in self._names])

    @cached_property
    def _siblings(self) -> dict[str, dict[str, str]]:
        """Version to entity, by the part of the name before the version: {"dall-e-": {"2": ..., "3": ...}}."""
        groups: dict[str, dict[str, str]] = {}
        for entity, name, verbatim in self._names:
            if verbatim:
                continue
            version = _FIRST_VERSION.search(name)
            if version:
                groups.setdefault(name[: version.start()], {}).setdefault(name[version.start() :], entity)
        return groups

    def find(self, text: str) -> list[Mention]:
        """The mentions in a text, in order, none overlapping another; characters without width hide none."""
        if not _INVISIBLE.search(text):
            return self._find(text)
        kept = [at for at, char in enumerate(text) if not _INVISIBLE.match(char)]
        found = self._find("".join(text[at] for at in kept))
        return [one._replace(start=kept[one.start], end=kept[one.end - 1] + 1) for one in found]

    def _find(self, text: str) -> list[Mention]:
        folded = fold_name(text)
        found: list[Mention] = []
        for start, end, name in self._candidates(folded):
            if found and start < found[-1].end:
                continue
            mention = self._mention(text, folded, start, end, name)
            if mention:
                found.append(mention)
                found.extend(self._short_forms(text, folded, mention, name))
        return found

    def _candidates(self, folded: str) -> list[tuple[int, int, _Name]]:
        hits = self._matcher.find_matches_as_indexes(folded, overlapping=True)
        rows = [(start, end, self._names[number]) for number, start, end in hits]
        return sorted(rows, key=lambda row: (row[0], -row[1]))

    def _mention(self, text: str, folded: str, start: int, end: int, name: _Name) -> Mention | None:
        if not _starts_free(folded, text, start) or (name.verbatim and text[start:end] != name.verbatim):
            return None
        if _range().match(folded, end):
            return None
        following = folded[end : end + 1]
        if following.isalnum() and not is_unspaced(following):
            return None
        plain = fold(text[end : end + 80])
        dated = _DATED.match(plain)
        if dated:
            end += dated.end()
            return Mention(start, end, name.entity, text[start:end], snapshot=True)
        tail = _tail(plain[: _ascii_end(text, end) - end])
        if tail[:1] == ".":
            numbered = self._numbers(name) and _VERSION_TAIL.fullmatch(tail)
            return Mention(start, end, name.entity, text[start:end], True, tail) if numbered else None
        return Mention(start, end, name.entity, text[start:end], tail=tail)

    def _numbers(self, name: _Name) -> bool:
        """Whether the entity's snapshots are versions of the one that the name ends with: 16.0, 16.1 of 16."""
        version = _LAST_VERSION.search(name.text)
        known = self.snapshots.get(name.entity, ())
        return version is not None and any(one.startswith(f"{version.group()}.") for one in known)

    def _short_forms(self, text: str, folded: str, mention: Mention, name: _Name) -> Iterator[Mention]:
        """ "gpt-image-1-mini and 1.5", "DALL-E 2/3": versions that lean on the name before them."""
        version = _FIRST_VERSION.search(name.text)
        siblings = self._siblings.get(name.text[: version.start()], {}) if version else {}
        at = mention.end
        while siblings:
            between = _between().match(folded, at)
            if not between:
                return
            begin = between.end()
            match = next(
                (v for v in sorted(siblings, key=len, reverse=True) if _whole(folded, begin, v)), None
            )
            if match is None:
                return
            at = begin + len(match)
            yield Mention(begin, at, siblings[match], text[begin:at])


def _starts_free(folded: str, text: str, start: int) -> bool:
    """Whether a name may start here: not inside a word, an identifier, a path or an address."""
    if start == 0:
        return True
    before = folded[start - 1]
    if before.isalnum():
        return is_unspaced(before)
    if text[start - 1].isspace() or before not in "-./@\\":
        return True
    if before == "/":
        near = text[max(0, start - _PATH_REACH) : start].split()
        word = near[-1] if near else ""
        return "://" not in word and word.count("/") == 1 and not word.startswith("/")
    # An em dash or a bullet may touch the name; an identifier may not.
    return not (start >= 2 and folded[start - 2].isalnum() and text[start - 1] in "-_./@\\")


def _ascii_end(text: str, start: int) -> int:
    """Where plain letters and marks end: a full-width colon is folded to one that ties, but ties nothing."""
    end = start
    while end < min(len(text), start + 80) and (text[end].isascii() or text[end].isalpha()):
        end += 1
    return end


def _tail(following: str) -> str:
    found = _TAIL.match(following)
    return found.group().rstrip(":@-_") if found else ""


def _whole(folded: str, start: int, version: str) -> bool:
    end = start + len(version)
    if not folded.startswith(version, start):
        return False
    following = folded[end : end + 2]
    tied = following[:1].isalnum() and not is_unspaced(following[:1])
    return not tied and not (following[:1] in (".", ",") and following[1:].isdigit())
