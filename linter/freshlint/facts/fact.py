"""A fact as rules and readers see it: one value of one entity, the days on which it holds, and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as default
from datetime import date
from decimal import Decimal
from enum import StrEnum


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
    """Where a fact was seen, and when. `since`: its first day; `verified`: the day it was seen there."""

    title: str
    url: str
    since: date | None
    verified: date


@dataclass(frozen=True)
class StatusValue:
    """announced, preview, released, deprecated or retired."""

    value: str


@dataclass(frozen=True)
class SupersedesValue:
    """The entity is newer than `entity`."""

    entity: str


@dataclass(frozen=True)
class SnapshotValue:
    """A dated identifier of the entity."""

    id: str


@dataclass(frozen=True)
class UsageValue:
    """Whether `field` of an API takes the entity's identifier; `instead` is what to write there.

    `calls` are the call's names by programming language; the key "" holds the tail for every other language.
    """

    api: str
    field: str
    accepts: bool
    hosts: tuple[str, ...] = ()
    path: str = ""
    calls: Mapping[str, tuple[str, ...]] = default(default_factory=dict)
    instead: Mapping[str, str] = default(default_factory=dict)


@dataclass(frozen=True)
class PriceValue:
    """An amount of money per `count` of `unit` ("1M tokens" is count 1,000,000 and unit "token")."""

    meter: str
    amount: Decimal
    currency: str
    per: str
    unit: str
    count: Decimal
    where: Mapping[str, str] = default(default_factory=dict)
    default: bool = False
    estimate: bool = False


@dataclass(frozen=True)
class CaveatValue:
    """A condition that belongs beside a statement about the entity."""

    id: str
    text: str


@dataclass(frozen=True)
class ReplacementValue:
    """What to use instead of a retired entity."""

    entity: str


Value = (
    StatusValue | SupersedesValue | SnapshotValue | UsageValue | PriceValue | CaveatValue | ReplacementValue
)


@dataclass(frozen=True)
class Fact:
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
    where: Mapping[str, str] = default(default_factory=dict)

    def holds(self, day: date) -> bool:
        """Whether the row holds on a day: from `since`, else from `verified`; never if both are unknown."""
        start = self.since or self.verified
        return start is not None and start <= day and (self.until is None or day <= self.until)

    def seen_on(self, day: date) -> Fact:
        """The row, had it been seen on its source on a day."""
        return replace(self, verified=day)


@dataclass(frozen=True)
class Entity:
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


@dataclass(frozen=True)
class Vocabulary:
    """How people call meters, units and conditions, by language: wording[kind][id][language] -> terms.

    meters["image output"]["en"] == ("image output", ...)
    conditions["size"]["1024x1536"]["en"] == ("portrait",)
    """

    meters: Mapping[str, Mapping[str, tuple[str, ...]]] = default(default_factory=dict)
    units: Mapping[str, Mapping[str, tuple[str, ...]]] = default(default_factory=dict)
    conditions: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = default(default_factory=dict)
