"""A fact as rules and readers see it: one value of one entity, the days on which it holds, and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec


class Aspect(StrEnum):
    """Which list of the facts file a row comes from."""

    STATUS = "status"
    SUPERSEDES = "supersedes"
    SNAPSHOT = "snapshots"
    USAGE = "usage"
    PRICE = "prices"
    CAVEAT = "caveats"
    REPLACED_BY = "replaced_by"


@dataclass(frozen=True)
class Citation:
    """Where a fact was seen, and when. `since`: its first day; `verified`: the day it was seen there.

    A dataclass, as all that the Python API returns.
    """

    title: str
    url: str
    since: date | None
    verified: date


class _Value(msgspec.Struct, frozen=True, array_like=True, tag=True):
    """What a row says; as plain data it begins with the name of its kind."""


class StatusValue(_Value, frozen=True, array_like=True, tag=True):
    """announced, preview, released, deprecated or retired."""

    value: str


class SupersedesValue(_Value, frozen=True, array_like=True, tag=True):
    """The entity is newer than `entity`."""

    entity: str


class SnapshotValue(_Value, frozen=True, array_like=True, tag=True):
    """A dated identifier of the entity."""

    id: str


class UsageValue(_Value, frozen=True, array_like=True, tag=True):
    """Whether `field` of an API takes the entity's identifier; `instead` is what to write there.

    `calls` are the call's names by programming language; the key "" holds the tail for every other language.
    """

    api: str
    field: str
    accepts: bool
    hosts: tuple[str, ...] = ()
    path: str = ""
    calls: Mapping[str, tuple[str, ...]] = {}
    instead: Mapping[str, str] = {}


class PriceValue(_Value, frozen=True, array_like=True, tag=True):
    """An amount of money per `count` of `unit` ("1M tokens" is count 1,000,000 and unit "token")."""

    meter: str
    amount: Decimal
    currency: str
    per: str
    unit: str
    count: Decimal
    where: Mapping[str, str] = {}
    default: bool = False
    estimate: bool = False


class CaveatValue(_Value, frozen=True, array_like=True, tag=True):
    """A condition that belongs beside a statement about the entity."""

    id: str
    text: str


class ReplacementValue(_Value, frozen=True, array_like=True, tag=True):
    """What to use instead of a retired entity."""

    entity: str


Value = (
    StatusValue | SupersedesValue | SnapshotValue | UsageValue | PriceValue | CaveatValue | ReplacementValue
)


class Fact(msgspec.Struct, frozen=True, array_like=True):
    """One row of the facts. `since` and `until` are inclusive; see `holds`.

    identity   what makes two rows rows of one thing: "gpt-image-2/prices/image[quality=low,size=1024x1024]"
    citation   None where no verified day or source is known: then there is no citation and no fix
    aged       verified longer ago than the file's `max_age` allows, on the view's day
    official   the source is the vendor's own page
    evidence   the exact text that must stand on the source page
    """

    entity: str
    aspect: Aspect
    identity: str
    value: Value
    since: date | None
    until: date | None
    verified: date | None
    source: str = ""
    citation: Citation | None = None
    aged: bool = False
    official: bool = False
    evidence: str = ""
    where: Mapping[str, str] = {}

    def holds(self, day: date) -> bool:
        """Whether the row holds on a day: from `since`, else from `verified`; never if both are unknown."""
        start = self.since or self.verified
        return start is not None and start <= day and (self.until is None or day <= self.until)

    def seen_on(self, day: date) -> Fact:
        """The row, had it been seen on its source on a day."""
        return msgspec.structs.replace(self, verified=day)


class Entity(msgspec.Struct, frozen=True, array_like=True):
    """A thing facts are about. `names` are what people call it, its id first.

    identifiers  those of the names that count only as they are written, letter by letter
    """

    id: str
    kind: str = ""
    vendor: str = ""
    family: str = ""
    names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    snapshots_complete: bool = False
    platform: str = ""


class Vocabulary(msgspec.Struct, frozen=True, array_like=True):
    """How people call meters, units and conditions, by language: wording[kind][id][language] -> terms.

    meters["image output"]["en"] == ("image output", ...)
    conditions["size"]["1024x1536"]["en"] == ("portrait",)
    """

    meters: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    units: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    conditions: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = {}
