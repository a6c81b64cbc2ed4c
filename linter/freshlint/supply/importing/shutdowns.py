"""llm-sunset (PyPI, MIT): days of deprecation and shutdown, read off vendors' pages by a program every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from freshlint.facts import schema
from freshlint.supply.importing.amounts import read_json
from freshlint.supply.importing.batch import Batch, SourceError
from freshlint.supply.importing.days import day


def read(data: bytes, provider: str, platform: str = "", source: str = "shutdowns") -> Batch:
    """One provider's rows of `snapshot.json`; with a platform, limited to it. Raises SourceError.

    `last_observed` is the day on which that program saw the row on the vendor's page: it is `verified` here.
    """
    rows = read_json(data, "the snapshot")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise SourceError("the snapshot is not a list of rows")
    batch = Batch()
    for row in rows:
        if row.get("provider") != provider or not isinstance(row.get("model_id"), str):
            continue
        page = str(row.get("url") or "").partition("#")[0]
        if not page:
            batch.left_out(row["model_id"], "bad-name", "has no page")
            continue
        known = {found.url: name for name, found in batch.sources.items()}
        name = known.get(page) or f"{source}-{len(batch.sources) + 1}" if batch.sources else source
        batch.sources.setdefault(
            name, schema.Source(title=f"{provider} deprecations", url=page, official=True)
        )
        status = list(_status(row, batch, platform, name))
        batch.add(
            row["model_id"],
            schema.Entity(kind="model", status=status, replaced_by=_others(row, name, platform)),
        )
    return batch


def _status(row: Mapping[str, Any], batch: Batch, platform: str, source: str) -> Iterator[schema.StatusRow]:
    deprecated, shut = day(row.get("deprecation_date")), day(row.get("shutdown_date"))
    if shut is None:
        batch.left_out(
            row["model_id"], "bad-date", f"shutdown_date {row.get('shutdown_date')!r} is not a day"
        )
        return
    if deprecated and deprecated > shut:
        batch.left_out(
            row["model_id"], "dates-out-of-order", f"deprecated {deprecated}, after its end {shut}"
        )
        return
    seen = day(row.get("last_observed"))
    where = {"platform": platform} if platform else {}
    if deprecated and deprecated < shut:
        yield schema.StatusRow(
            value="deprecated", since=deprecated, verified=seen, source=source, where=where
        )
    yield schema.StatusRow(value="retired", since=shut, verified=seen, source=source, where=where)


def _others(row: Mapping[str, Any], source: str, platform: str) -> list[schema.EntityRow | str]:
    names = row.get("replacement_models") or ()
    seen = day(row.get("last_observed"))
    if platform or not seen:
        return []
    return [
        schema.EntityRow(entity=name, verified=seen, source=source) for name in names if isinstance(name, str)
    ]
