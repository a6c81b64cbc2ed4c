"""The facts file, version 1: every key and its meaning. `load` reads it, `json_schema` publishes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta

Word = Annotated[
    str, Meta(min_length=1, max_length=200, description="text that is not empty, at most 200 characters")
]
Text = Annotated[
    str, Meta(min_length=1, max_length=2000, description="text that is not empty, at most 2000 characters")
]
Url = Annotated[
    str,
    Meta(pattern=r"^https?://[^\s/]+\S*$", max_length=2000, description="an address: `https://...`"),
]
Path = Annotated[str, Meta(pattern=r"^/\S*$", max_length=500, description="a path that begins with `/`")]
Host = Annotated[
    str,
    Meta(pattern=r"^[^\s/:]+$", max_length=253, description="a host name without scheme, port or path"),
]
Currency = Annotated[
    str, Meta(pattern=r"^[A-Z]{3}$", description="a currency in three capital letters, such as USD")
]
Language = Annotated[
    str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", description="a language code such as en or zh")
]
Age = Annotated[
    str, Meta(pattern=r"^([0-9]{1,5}d|never)$", description="a number of days such as 45d, or never")
]
Amount = Annotated[Decimal, Meta(description="a decimal number that is not negative, such as 0.006")]
StatusWord = Literal["announced", "preview", "released", "deprecated", "retired"]
AgedKey = Literal[
    "status",
    "supersedes",
    "snapshot",
    "snapshots",
    "usage",
    "price",
    "prices",
    "caveat",
    "caveats",
    "replaced_by",
]
Terms = dict[Language, list[Word]]
Conditions = dict[Word, Word]


class _Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True, omit_defaults=True):
    """Keys that are not listed are refused."""


class Source(_Strict, kw_only=True, frozen=True):
    """A page on which facts were seen. `official`: the page of whoever decides the fact."""

    title: Text
    url: Url
    official: bool = False


class Api(_Strict, kw_only=True, frozen=True):
    """Where an identifier is used: hosts, path, and the call as each language's client writes it."""

    hosts: list[Host] = []
    path: Path | None = None
    calls: dict[Word, list[Word]] = {}


class Row(_Strict, kw_only=True, frozen=True):
    """What every row has. `since` and `until` are inclusive; `verified`: the day it was seen on `source`."""

    since: date | None = None
    until: date | None = None
    verified: date | None = None
    source: Word | None = None
    evidence: Text | None = None
    where: Conditions = {}


class StatusRow(Row, kw_only=True, frozen=True):
    """The stage an entity is in."""

    value: StatusWord


class EntityRow(Row, kw_only=True, frozen=True):
    """Another entity: the one that is older (`supersedes`), or that replaces this one (`replaced_by`)."""

    entity: Word


class SnapshotRow(Row, kw_only=True, frozen=True):
    """A dated identifier."""

    id: Word


class Snapshots(_Strict, kw_only=True, frozen=True):
    """Dated identifiers. `complete`: there are no others, so an unlisted one is wrong."""

    complete: bool = False
    rows: list[SnapshotRow]


class UsageRow(Row, kw_only=True, frozen=True):
    """Whether a field of an API takes the entity's identifier, and what to write there instead."""

    api: Word
    field: Word
    accepts: bool
    hosts: list[Host] = []
    path: Path | None = None
    instead: dict[Word, Word] = {}


class PriceRow(Row, kw_only=True, frozen=True):
    """An amount of money `per` something: `1M tokens`, `image`, `month`, `user/month`."""

    meter: Word
    amount: Amount
    currency: Currency
    per: Word
    default: bool = False
    estimate: bool = False


class CaveatRow(Row, kw_only=True, frozen=True):
    """A condition that belongs beside a statement about the entity."""

    id: Word
    text: Text


class Entity(_Strict, kw_only=True, frozen=True):
    """A thing facts are about. Its key is its first name; `platform`: where its rows hold unless they say.

    `identifiers` are names that count only as they are written here, letter by letter: "deepseek-chat" is one,
    "DeepSeek chat models" are something else. The key may be among them.
    """

    kind: Word | None = None
    vendor: Word | None = None
    family: Word | None = None
    platform: Word | None = None
    names: list[Word] = []
    identifiers: list[Word] = []
    status: list[StatusRow] = []
    supersedes: list[EntityRow] = []
    snapshots: Snapshots | list[SnapshotRow] = []
    usage: list[UsageRow] = []
    prices: list[PriceRow] = []
    caveats: list[CaveatRow] = []
    replaced_by: list[EntityRow | Word] = []


class Vocabulary(_Strict, kw_only=True, frozen=True):
    """How people call meters, units and conditions, by language."""

    meters: dict[Word, Terms] = {}
    units: dict[Word, Terms] = {}
    conditions: dict[Word, dict[Word, Terms]] = {}


class FactsFile(_Strict, kw_only=True, frozen=True):
    """A freshlint facts file."""

    freshlint: Literal[1]
    max_age: dict[AgedKey, Age] = {}
    vocabulary: Vocabulary = Vocabulary()
    sources: dict[Word, Source] = {}
    apis: dict[Word, Api] = {}
    entities: dict[Word, Entity] = {}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a facts file, dates as strings and amounts as numbers or strings."""
    (root,), parts = msgspec.json.schema_components((FactsFile,), ref_template="#/$defs/{name}")
    # msgspec knows decimals only as strings, and no enumerated keys; YAML writes amounts as plain numbers.
    amount = parts["PriceRow"]["properties"]["amount"]
    parts["PriceRow"]["properties"]["amount"] = {
        "description": amount["description"],
        "type": ["number", "string"],
        "minimum": 0,
        "pattern": r"^[0-9]+(\.[0-9]+)?$",
    }
    parts["FactsFile"]["properties"]["max_age"]["propertyNames"] = {"enum": list(get_args(AgedKey))}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "freshlint facts, version 1",
        **root,
        "$defs": parts,
    }
