"""Rows of a facts file as facts: their values, and what makes two rows rows of the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from freshlint.facts import schema
from freshlint.facts.fact import (
    Aspect,
    CaveatValue,
    PriceValue,
    ReplacementValue,
    SnapshotValue,
    StatusValue,
    SupersedesValue,
    UsageValue,
    Value,
)
from freshlint.facts.per import parse_per
from freshlint.facts.reader import Key


class Identity(NamedTuple):
    """What makes two rows rows of the same thing; `render` writes it for people and reports."""

    entity: str
    aspect: Aspect
    what: str
    where: tuple[tuple[str, str], ...]
    currency: str

    def render(self, with_currency: bool) -> str:
        """gpt-image-2/prices/image[quality=low,size=1024x1024]; `@USD` at the end where currencies differ."""
        conditions = ",".join(f"{name}={value}" for name, value in self.where)
        text = f"{self.entity}/{self.aspect}/{self.what}"
        return (
            text + (f"[{conditions}]" if conditions else "") + (f"@{self.currency}" if with_currency else "")
        )


def rows(entity: schema.Entity) -> Iterator[tuple[Aspect, Key, schema.Row]]:
    """Every row of an entity, with its path below it. A bare name in `replaced_by` is a row without days."""
    replacements = [schema.EntityRow(entity=r) if isinstance(r, str) else r for r in entity.replaced_by]
    nested = isinstance(entity.snapshots, schema.Snapshots)
    lists: tuple[tuple[Aspect, Key, Iterable[schema.Row]], ...] = (
        (Aspect.STATUS, ("status",), entity.status),
        (Aspect.SUPERSEDES, ("supersedes",), entity.supersedes),
        (Aspect.SNAPSHOT, ("snapshots", "rows") if nested else ("snapshots",), snapshot_rows(entity)),
        (Aspect.USAGE, ("usage",), entity.usage),
        (Aspect.PRICE, ("prices",), entity.prices),
        (Aspect.CAVEAT, ("caveats",), entity.caveats),
        (Aspect.REPLACED_BY, ("replaced_by",), replacements),
    )
    for aspect, above, items in lists:
        for index, row in enumerate(items):
            yield aspect, (*above, index), row


def snapshot_rows(entity: schema.Entity) -> list[schema.SnapshotRow]:
    """The snapshots, written as a list or with `complete`."""
    snapshots = entity.snapshots
    return snapshots.rows if isinstance(snapshots, schema.Snapshots) else snapshots


def identity(entity: str, aspect: Aspect, row: schema.Row) -> Identity:
    """What the row is a row of."""
    currency = row.currency if isinstance(row, schema.PriceRow) else ""
    return Identity(entity, aspect, _what(row), tuple(sorted(row.where.items())), currency)


def _what(row: schema.Row) -> str:
    match row:
        case schema.StatusRow():
            return row.value
        case schema.EntityRow():
            return row.entity
        case schema.SnapshotRow() | schema.CaveatRow():
            return row.id
        case schema.UsageRow():
            return f"{row.api}#{row.field}"
        case schema.PriceRow():
            return row.meter
    raise TypeError(f"no identity for {type(row).__name__}")


def value(aspect: Aspect, row: schema.Row, apis: Mapping[str, schema.Api]) -> Value:
    """What the row says."""
    match row:
        case schema.StatusRow():
            return StatusValue(row.value)
        case schema.EntityRow():
            return (SupersedesValue if aspect is Aspect.SUPERSEDES else ReplacementValue)(row.entity)
        case schema.SnapshotRow():
            return SnapshotValue(row.id)
        case schema.CaveatRow():
            return CaveatValue(row.id, row.text)
        case schema.UsageRow():
            return _usage(row, apis.get(row.api, schema.Api()))
        case schema.PriceRow():
            return _price(row)
    raise TypeError(f"no value for {type(row).__name__}")


def _usage(row: schema.UsageRow, api: schema.Api) -> UsageValue:
    tail = ".".join(row.api.split(".")[-2:])
    calls = {"": (tail,)} | {language: tuple(names) for language, names in api.calls.items()}
    return UsageValue(
        api=row.api,
        field=row.field,
        accepts=row.accepts,
        hosts=tuple(row.hosts or api.hosts),
        path=row.path or api.path or "",
        calls=calls,
        instead=row.instead,
    )


def _price(row: schema.PriceRow) -> PriceValue:
    per = parse_per(row.per)
    if per is None:
        raise ValueError(f"`{row.per}` was let through by the loader")
    return PriceValue(
        meter=row.meter,
        amount=row.amount,
        currency=row.currency,
        per=row.per,
        unit=per.unit,
        count=per.count,
        where=row.where,
        default=row.default,
        estimate=row.estimate,
    )
