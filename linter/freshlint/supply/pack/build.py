"""From a recipe to the pack's files and the report on them."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from freshlint.facts import schema
from freshlint.facts.load import LoadedFile
from freshlint.supply.importing.batch import LISTS, Batch, rows_of
from freshlint.supply.importing.combine import Combined, Conflict, Side, combine
from freshlint.supply.importing.facts_yaml import write
from freshlint.supply.pack.artefacts import Artefacts
from freshlint.supply.pack.canonical import canonical, last_end
from freshlint.supply.pack.naming import give_names, tellable
from freshlint.supply.pack.recipe import Recipe, Section, Take


@dataclass
class Pack:
    """What was made: files by name, and what the report tells.

    refused     id or name -> why it is not looked for
    collisions  name -> ids that wanted it
    """

    files: dict[str, bytes] = field(default_factory=dict)
    sections: dict[str, Combined] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    collisions: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, int] = field(default_factory=dict)


def build(recipe: Recipe, artefacts: Artefacts, own: Sequence[LoadedFile]) -> Pack:
    """The pack. `own` are the files written by hand: what they say is not said again. Raises RecipeError."""
    ours = {name: entity for file in own for name, entity in file.content.entities.items()}
    pack = Pack()
    for name, section in recipe.sections.items():
        ends: dict[str, date] = {}
        batches = [_taken(take, section, artefacts, pack, ends) for take in section.take]
        _drop_strangers(batches, section, ours)
        combined = combine(batches, {id: e for id, e in ours.items() if e.vendor == section.vendor})
        _drop_early_ends(combined, ends)
        combined.entities, refused = tellable(combined.entities, ours)
        pack.refused |= refused
        pack.sections[name] = combined
    pack.collisions = give_names(
        [(pack.sections[name].entities, section.swaps) for name, section in recipe.sections.items()], ours
    )
    known = {*ours, *(name for combined in pack.sections.values() for name in combined.entities)}
    for name, combined in pack.sections.items():
        entities = {id: _closed(entity, known) for id, entity in combined.entities.items()}
        combined.entities = {id: entity for id, entity in entities.items() if _says_something(entity)}
        comments = _comments(recipe, recipe.sections[name])
        pack.files[f"{name}.yaml"] = write(comments, combined.sources, combined.entities)
    return pack


def _taken(take: Take, section: Section, artefacts: Artefacts, pack: Pack, ends: dict[str, date]) -> Batch:
    importer = importlib.import_module(f"freshlint.supply.importing.{take.importer}")
    data = artefacts.read(take.package, take.file)
    arguments = [argument for argument in (take.part, take.platform) if argument]
    batch: Batch = importer.read(data, *arguments, source=_source(take))
    for problem in batch.problems:
        key = f"{take.package}: {problem.code}"
        pack.problems[key] = pack.problems.get(key, 0) + 1
    for base, end in last_end(batch, section).items():
        ends[base] = max(end, ends.get(base, end))
    batch = canonical(batch, section)
    if take.only:
        batch.entities = {name: _only(entity, take.only) for name, entity in batch.entities.items()}
    return batch


def _drop_early_ends(combined: Combined, ends: Mapping[str, date]) -> None:
    """A model that is shut down before one of its snapshots is: somebody is wrong, so that its end is not taken."""
    for name, entity in combined.entities.items():
        for row in entity.status:
            if (
                row.value == "retired"
                and row.since
                and not row.where
                and row.since < ends.get(name, row.since)
            ):
                said = f"the model is shut down on {row.since}"
                sides = (
                    Side(row.source or "", said, ""),
                    Side("another", f"a snapshot of it is on {ends[name]}", ""),
                )
                combined.conflicts.append(Conflict(f"{name}/status/retired", sides))
                stages = [one for one in entity.status if one is not row]
                combined.entities[name] = msgspec.structs.replace(entity, status=stages)


def _drop_strangers(batches: Sequence[Batch], section: Section, ours: Mapping[str, schema.Entity]) -> None:
    """A platform serves other vendors' models too: of its own list only this vendor's are taken."""
    vendors = [b.entities for take, b in zip(section.take, batches, strict=True) if not take.platform]
    known = {*ours, *(name for entities in vendors for name in entities)}
    for batch in batches:
        batch.entities = {name: entity for name, entity in batch.entities.items() if name in known}


def _source(take: Take) -> str:
    return f"{take.package}-{take.platform}" if take.platform else take.package


def _only(entity: schema.Entity, keys: Sequence[str]) -> schema.Entity:
    empty: dict[str, object] = {key: [] for key in LISTS.values() if key not in keys}
    return msgspec.structs.replace(entity, **empty)


def _closed(entity: schema.Entity, known: set[str]) -> schema.Entity:
    """Without rows about entities that the pack does not have."""
    return msgspec.structs.replace(
        entity,
        replaced_by=[r for r in entity.replaced_by if isinstance(r, schema.EntityRow) and r.entity in known],
        supersedes=[row for row in entity.supersedes if row.entity in known],
    )


def _says_something(entity: schema.Entity) -> bool:
    return any(rows_of(entity, aspect) for aspect in LISTS)


def _comments(recipe: Recipe, section: Section) -> list[str]:
    names = dict.fromkeys(take.package for take in section.take)
    packages = [(name, recipe.packages[name]) for name in names]
    lines = [
        "Made by `make pack` from the packages below; rows without a day judge nothing until one is known."
    ]
    return lines + [f"{name} {p.version}, {p.licence}, {p.holder}: {p.url}" for name, p in packages]
