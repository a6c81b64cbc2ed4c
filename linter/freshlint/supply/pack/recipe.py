"""The recipe of a pack: which packages, pinned, and what of them goes into which file."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
import yaml


class RecipeError(Exception):
    """The recipe, or what it names, cannot be used; the message says why."""


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pinned package, or a file kept beside the recipe.

    registry  pypi, npm, or here: files in a folder beside the recipe
    sha256    of the package's file; of each kept file, by its name
    """

    registry: Literal["pypi", "npm", "here"]
    version: str
    licence: str
    holder: str
    sha256: str | dict[str, str]
    url: str
    file: str = ""


class Take(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one importer reads: a file of a package, and which part of it.

    importer  a module of freshlint.supply.importing
    part      the importer's word for it: a provider's id, a product's name
    platform  another platform than the vendor's own: only its stages are taken, limited to it
    only      aspects to take (status, prices, supersedes, replaced_by); all where empty
    """

    importer: str
    package: str
    file: str
    part: str = ""
    platform: str = ""
    only: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the pack: the things of one vendor.

    take        sources, the most trusted first
    leave_out   regular expressions of ids that are no product of the vendor, or moving names
    same        ids that are another word for an id
    latest      "X-latest" is the model X, not a moving name
    swaps       the vendor writes a version before or behind the word for the size ("3.5 Sonnet", "Sonnet 3.5")
    dated       a dated id is the model itself; else it is one snapshot of several, whose end is not the model's
    """

    vendor: str
    take: tuple[Take, ...]
    platform: str = ""
    family: str = ""
    leave_out: tuple[str, ...] = ()
    same: dict[str, str] = {}
    latest: bool = False
    dated: bool = False
    swaps: bool = False


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole recipe: packages by name, sections by the name of their file."""

    packages: dict[str, Package]
    sections: dict[str, Section]


def read_recipe(path: Path) -> Recipe:
    """The recipe in a YAML file. Raises RecipeError."""
    try:
        return msgspec.convert(yaml.safe_load(path.read_bytes()), Recipe)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise RecipeError(f"{path}: {error}") from error
