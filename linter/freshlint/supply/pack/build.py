"""From a recipe to the pack's files and the report on them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from freshlint.facts import schema
from freshlint.facts.load import LoadedFile
from freshlint.language.normal import fold_name
from freshlint.supply.importing.batch import LISTS, Batch, rows_of
from freshlint.supply.importing.combine import Combined, combine
from freshlint.supply.importing.facts_yaml import write
from freshlint.supply.importing.names import aliases, collisions, refusal
from freshlint.supply.pack.artefacts import Artefacts
from freshlint.supply.pack.canonical import canonical
from freshlint.supply.pack.recipe import Recipe, Section, Take

_GLUED_DAY = re.compile(r"-20\d{6}")
_ID = re.compile(r"[a-z0-9][a-z0-9._+-]*")


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
        batches = [_taken(take, section, artefacts, pack) for take in section.take]
        _drop_strangers(batches, section, ours)
        combined = combine(batches, {id: e for id, e in ours.items() if e.vendor == section.vendor})
        combined.entities = _tellable(combined.entities, ours, pack)
        pack.sections[name] = combined
    _name(pack, ours)
    known = {*ours, *(name for combined in pack.sections.values() for name in combined.entities)}
    for name, combined in pack.sections.items():
        entities = {id: _closed(entity, known) for id, entity in combined.entities.items()}
        combined.entities = {id: entity for id, entity in entities.items() if _says_something(entity)}
        comments = _comments(recipe, recipe.sections[name])
        pack.files[f"{name}.yaml"] = write(comments, combined.sources, combined.entities)
    return pack


def _taken(take: Take, section: Section, artefacts: Artefacts, pack: Pack) -> Batch:
    importer = importlib.import_module(f"freshlint.supply.importing.{take.importer}")
    data = artefacts.read(take.package, take.file)
    arguments = [argument for argument in (take.part, take.platform) if argument]
    batch: Batch = importer.read(data, *arguments, source=_source(take))
    for problem in batch.problems:
        key = f"{take.package}: {problem.code}"
        pack.problems[key] = pack.problems.get(key, 0) + 1
    batch = canonical(batch, section)
    if take.only:
        batch.entities = {name: _only(entity, take.only) for name, entity in batch.entities.items()}
    return batch


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


def _tellable(
    entities: Mapping[str, schema.Entity], ours: Mapping[str, schema.Entity], pack: Pack
) -> dict[str, schema.Entity]:
    """The entities whose id can be looked for; a hand-written file has made sure of its own."""
    kept = {}
    for name, entity in entities.items():
        reason = (
            None if name in ours else refusal(name) or (None if _ID.fullmatch(name) else "not a plain id")
        )
        if reason:
            pack.refused[name] = reason
        else:
            kept[name] = entity
    return kept


def _name(pack: Pack, ours: Mapping[str, schema.Entity]) -> None:
    """Give each entity its names; one that two entities could have goes to neither, an id to its own."""
    wanted = {
        id: aliases(id, entity.names, _sure(id, entity)) if id not in ours else []
        for combined in pack.sections.values()
        for id, entity in combined.entities.items()
    }
    everybody = {**{id: entity.names for id, entity in ours.items()}, **wanted}
    pack.collisions = collisions(everybody)
    for id, entity in ours.items():
        everybody.setdefault(id, entity.names)
    hand_written = {fold_name(name): id for id, entity in ours.items() for name in (id, *entity.names)}
    for combined in pack.sections.values():
        for id, entity in combined.entities.items():
            names = [name for name in wanted[id] if _is_free(name, id, pack.collisions, hand_written)]
            combined.entities[id] = msgspec.structs.replace(entity, names=names)


def _sure(id: str, entity: schema.Entity) -> list[str]:
    """Names that need no second look: those of versions, and an id with its day behind it."""
    return [
        name
        for name in entity.names
        if entity.kind == "version" or _GLUED_DAY.fullmatch(name.removeprefix(id))
    ]


def _is_free(name: str, id: str, contested: Mapping[str, object], hand_written: Mapping[str, str]) -> bool:
    folded = fold_name(name)
    return folded not in contested and hand_written.get(folded, id) == id


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
