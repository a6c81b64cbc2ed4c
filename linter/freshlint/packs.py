"""Packs: rules, wordings and facts under one name. One ships; others are installed and named in the config.

A pack is a package with
    RULES       in its `__init__`: one "module:Class" for each rule, modules inside the package
    wording/    <lang>.yaml: how predicates are said; statements/<lang>.yaml: how fixes are worded
    facts/      *.yaml: facts files that ship with it; imported/*.yaml: those made from other people's data
    cases/      <rule>/cases.yaml: stale, fresh and fixed examples of each rule
Every part may be missing. Others announce themselves by the entry point group `freshlint.packs`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from freshlint.errors import SetupError
from freshlint.finding import HORIZON, PREMATURE

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from freshlint.rule import Rule

SHIPPED = "freshlint_rules"
# Facts without rules, with a version of their own: the package freshlint-facts.
DATA = "freshlint_facts"
ENTRY_POINTS = "freshlint.packs"
# Ids of findings that no rule module owns.
ENGINE_RULES = (PREMATURE, HORIZON, "unused-suppression")


class PackError(SetupError):
    """A pack cannot be found or read; the message says which and why."""


@dataclass(frozen=True, eq=False)
class Pack:
    """What a pack brings. Compared by identity, so that what is made from it can be cached by it.

    wording     YAML by language: phrases that express predicates
    statements  YAML by language: wordings of fixes
    facts       (label, bytes) of each facts file
    """

    name: str
    rules: tuple[Rule, ...] = ()
    wording: Mapping[str, bytes] = field(default_factory=dict)
    statements: Mapping[str, bytes] = field(default_factory=dict)
    facts: tuple[tuple[str, bytes], ...] = ()


def load_pack(package: str) -> Pack:
    """The pack in a package, by its import name. Raises PackError."""
    root = _root(package)
    module = importlib.import_module(package)
    if package != SHIPPED:
        _check_words(package, root)
    return Pack(
        name=package,
        rules=tuple(_rule(package, entry) for entry in getattr(module, "RULES", ())),
        wording=_by_language(root / "wording"),
        statements=_by_language(root / "wording" / "statements"),
        facts=_facts(package, root),
    )


def load_packs(named: tuple[str, ...]) -> tuple[Pack, ...]:
    """The shipped pack and those that are named; entry points are scanned only for the latter."""
    packs = tuple(load_pack(package) for package in (SHIPPED, *_installed(named)))
    _check_owners(packs)
    return packs


class PackFacts(NamedTuple):
    """What a pack brings, as far as facts go: (label, bytes) of each file."""

    name: str
    facts: tuple[tuple[str, bytes], ...]


def packs_facts(named: tuple[str, ...] = ()) -> list[PackFacts]:
    """The facts of the shipped pack and of those that are named; imports no rule."""
    return [PackFacts(package, _facts(package, _root(package))) for package in (SHIPPED, *_installed(named))]


def pack_facts(named: tuple[str, ...] = ()) -> list[tuple[str, bytes]]:
    """(label, bytes) of the facts files of the shipped pack and of those that are named; imports no rule."""
    return [file for pack in packs_facts(named) for file in pack.facts]


def rule_ids(packs: Iterable[Pack]) -> list[str]:
    """Every rule id that can be selected: those of the packs, and those that no rule module owns."""
    return sorted({*(rule.id for pack in packs for rule in pack.rules), *ENGINE_RULES})


def _installed(named: tuple[str, ...]) -> list[str]:
    """The packages of packs by the names of their entry points."""
    if not named:
        return []
    from importlib.metadata import entry_points

    known = {entry.name: entry.module for entry in entry_points(group=ENTRY_POINTS)}
    for name in named:
        if name not in known:
            have = ", ".join(sorted(known)) or "none"
            raise PackError(f"no pack {name!r} is installed (installed packs: {have})")
    return [known[name] for name in named]


def _check_words(package: str, root: Traversable) -> None:
    """Raises PackError where words cannot be read; those that ship are tested."""
    from freshlint.language.data import WordingError, check_wording, parse_wording

    readers: dict[str, Callable[[bytes], object]] = {
        "wording": check_wording,
        "wording/statements": parse_wording,
    }
    for folder, read in readers.items():
        for name, data in _yaml_files(root.joinpath(*folder.split("/"))):
            try:
                read(data)
            except WordingError as error:
                raise PackError(f"pack {package!r}: {folder}/{name}: {error}") from error


def _check_owners(packs: Iterable[Pack]) -> None:
    """A rule's id and a claim's predicate belong to one rule: a second one would silently take its place."""
    from freshlint.rule import ClaimRule

    owners: dict[str, str] = {}
    for pack in packs:
        for rule in pack.rules:
            predicates = rule.predicates if isinstance(rule, ClaimRule) else ()
            for what in (f"rule {rule.id!r}", *(f"predicate {name!r}" for name in sorted(predicates))):
                owner = owners.setdefault(what, pack.name)
                if owner != pack.name:
                    raise PackError(f"pack {pack.name!r} brings the {what}, which is one of {owner!r}")


def pack_folders(named: tuple[str, ...] = ()) -> list[Path]:
    """The folders of the shipped pack and of those that are named, as far as they are folders."""
    roots = (_root(package) for package in (SHIPPED, *_installed(named)))
    return [root for root in roots if isinstance(root, Path)]


def _root(package: str) -> Traversable:
    """Where a pack's files are. A plain folder is found without importing what reads zip files."""
    try:
        found = find_spec(package)
        folders = list(found.submodule_search_locations or ()) if found else []
        if len(folders) == 1 and Path(folders[0]).is_dir():
            return Path(folders[0])
        from importlib.resources import files

        return files(package)
    except ImportError as error:
        raise PackError(f"cannot import the pack {package!r}: {error}") from error


def cases(package: str, rule: str) -> bytes | None:
    """The examples of a rule, as YAML; None where the pack has none.

    An installed pack holds them in `cases/`. A source tree keeps them in `fixtures/rules/`, two levels up.
    """
    root = _root(package)
    found: Traversable = root / "cases" / rule / "cases.yaml"
    if found.is_file():
        return found.read_bytes()
    if not isinstance(root, Path):
        return None
    source_tree = root.parent.parent / "fixtures" / "rules" / rule / "cases.yaml"
    return source_tree.read_bytes() if source_tree.is_file() else None


def _rule(package: str, entry: str) -> Rule:
    from freshlint.rule import Rule

    module, _, name = entry.partition(":")
    try:
        rule = getattr(importlib.import_module(f"{package}.{module}"), name)
    except (ImportError, AttributeError) as error:
        raise PackError(f"pack {package!r}: cannot load the rule {entry!r}: {error}") from error
    if not (isinstance(rule, type) and issubclass(rule, Rule)):
        raise PackError(f"pack {package!r}: {entry!r} is no rule")
    return rule()


def _by_language(folder: Traversable) -> dict[str, bytes]:
    return {name.removesuffix(".yaml"): data for name, data in _yaml_files(folder)}


def _facts(package: str, root: Traversable) -> tuple[tuple[str, bytes], ...]:
    """Those that are imported first: what is written by hand overrides them.

    Where the data package is installed, its facts take the place of those that ship with the rules.
    """
    if package == SHIPPED and find_spec(DATA) is not None:
        package, root = DATA, _root(DATA)
    folders = (f"{package}/facts/imported", root / "facts" / "imported"), (f"{package}/facts", root / "facts")
    return tuple((f"{label}/{name}", data) for label, folder in folders for name, data in _yaml_files(folder))


def _yaml_files(folder: Traversable) -> list[tuple[str, bytes]]:
    if not folder.is_dir():
        return []
    found = sorted((entry.name, entry) for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return [(name, entry.read_bytes()) for name, entry in found]
