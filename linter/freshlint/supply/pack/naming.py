"""The names of a pack's entities: those that texts are searched for, none of which may mean anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence

import msgspec

from freshlint.facts import schema
from freshlint.language.normal import fold_name
from freshlint.supply.importing.names import aliases, collisions, is_identifier, refusal

_GLUED_DAY = re.compile(r"-20\d{6}")
_ID = re.compile(r"[a-z0-9][a-z0-9._+-]*")
_Entities = Mapping[str, schema.Entity]


def tellable(entities: _Entities, ours: _Entities) -> tuple[dict[str, schema.Entity], dict[str, str]]:
    """The entities whose id can be looked for, some only letter by letter; and why the others cannot.

    Hand-written files vouch for the ids of theirs.
    """
    kept: dict[str, schema.Entity] = {}
    refused: dict[str, str] = {}
    for name, entity in entities.items():
        reason = None if name in ours else refusal(name)
        if not _ID.fullmatch(name):
            refused[name] = "not a plain id"
        elif reason is None:
            kept[name] = entity
        elif is_identifier(name):
            kept[name] = msgspec.structs.replace(entity, identifiers=[name])
        else:
            refused[name] = reason
    return kept, refused


def give_names(
    sections: Sequence[tuple[MutableMapping[str, schema.Entity], bool]], ours: _Entities
) -> dict[str, list[str]]:
    """Give each entity its names; one that two could have goes to neither. Those names, with who wanted them.

    A section is its entities, and whether its vendor swaps the parts of names.
    """
    wanted = {
        name: []
        if name in ours or entity.identifiers
        else aliases(name, entity.names, _sure(name, entity), swaps)
        for entities, swaps in sections
        for name, entity in entities.items()
    }
    hand_written = {name: [*entity.names, *wanted.get(name, [])] for name, entity in ours.items()}
    contested = collisions({**wanted, **hand_written})
    for entities, _ in sections:
        for name, entity in entities.items():
            names = [alias for alias in wanted[name] if fold_name(alias) not in contested]
            entities[name] = msgspec.structs.replace(entity, names=names)
    return contested


def _sure(name: str, entity: schema.Entity) -> list[str]:
    """Names that need no second look: those of versions, and an id with its day behind it."""
    dated = (alias for alias in entity.names if _GLUED_DAY.fullmatch(alias.removeprefix(name)))
    return list(entity.names) if entity.kind == "version" else list(dated)
