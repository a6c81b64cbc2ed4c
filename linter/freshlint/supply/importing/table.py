"""A table of one's own: CSV as spreadsheets save it, with commas, semicolons or tabs; a row is a price or a stage."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import get_args

import msgspec

from freshlint.facts import schema
from freshlint.facts.per import parse_per
from freshlint.supply.importing.amounts import AmountError, amount
from freshlint.supply.importing.batch import Batch, SourceError, joined
from freshlint.supply.importing.days import day

COLUMNS = (
    *("entity", "name", "kind", "vendor", "status", "meter", "amount", "currency", "per"),
    *("since", "until", "verified", "source", "url", "evidence"),
)


def read(data: bytes) -> Batch:
    """The rows of a table; its first line names columns of COLUMNS, `entity` among them. Raises SourceError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"the table is not UTF-8: {error}") from error
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    table = csv.DictReader(io.StringIO(text), delimiter=separator)
    names = [name.strip().casefold() for name in table.fieldnames or ()]
    unknown = sorted(set(names) - set(COLUMNS))
    if "entity" not in names or unknown:
        what = f"unknown columns {', '.join(unknown)}" if unknown else "no column `entity`"
        raise SourceError(f"{what}; known are {', '.join(COLUMNS)}")
    batch = Batch()
    seen: dict[object, int] = {}
    for number, cells in enumerate(table, 2):
        values = {name: (value or "").strip() for name, value in zip(names, cells.values(), strict=False)}
        _add(batch, f"line {number}", values, seen, number)
    return batch


def _add(batch: Batch, where: str, values: Mapping[str, str], seen: dict[object, int], number: int) -> None:
    entity = values["entity"]
    if not entity:
        batch.left_out(where, "bad-name", "the row has no entity")
        return
    days = {}
    for name in ("since", "until", "verified"):
        days[name] = day(values.get(name))
        if values.get(name) and days[name] is None:
            batch.left_out(f"{where}/{name}", "bad-date", f"{values[name]!r} is not YYYY-MM-DD")
            return
    if days["since"] and days["until"] and days["until"] < days["since"]:
        batch.left_out(where, "dates-out-of-order", f"ends {days['until']}, before {days['since']}")
        return
    key = (entity, values.get("status"), values.get("meter"), values.get("currency"), days["since"])
    if key in seen:
        batch.left_out(where, "duplicate-name", f"says again what line {seen[key]} says; the first counts")
        return
    found = _entity(batch, where, values, days)
    known = batch.entities.get(entity)
    if found is not None:
        seen[key] = number
        batch.entities[entity] = joined(known, found) if known else found


def _entity(
    batch: Batch, where: str, values: Mapping[str, str], days: Mapping[str, date | None]
) -> schema.Entity | None:
    about = schema.Entity(
        kind=values.get("kind") or None,
        vendor=values.get("vendor") or None,
        names=[values["name"]] if values.get("name") else [],
    )
    shared = {**days, "source": _source(batch, values), "evidence": values.get("evidence") or None}
    if values.get("meter"):
        try:
            price = amount(values.get("amount"))
        except AmountError as error:
            batch.left_out(where, error.code, str(error))
            return None
        per, currency = values.get("per", ""), values.get("currency", "")
        if parse_per(per) is None or len(currency) != 3 or not currency.isupper():
            batch.left_out(
                where, "unknown-unit", f"{currency!r} per {per!r}: write USD and `1M tokens` or the like"
            )
            return None
        row = schema.PriceRow(meter=values["meter"], amount=price, currency=currency, per=per, **shared)  # type: ignore[arg-type]
        return msgspec.structs.replace(about, prices=[row])
    status = values.get("status", "")
    if status not in get_args(schema.StatusWord):
        batch.left_out(where, "bad-name", f"neither a meter nor a status: {status!r}")
        return None
    stage = schema.StatusRow(value=status, **shared)  # type: ignore[arg-type]
    return msgspec.structs.replace(about, status=[stage])


def _source(batch: Batch, values: Mapping[str, str]) -> str | None:
    name, url = values.get("source", ""), values.get("url", "")
    if not name:
        return None
    if name not in batch.sources and url.startswith(("https://", "http://")):
        batch.sources[name] = schema.Source(title=name, url=url)
    return name if name in batch.sources else None
