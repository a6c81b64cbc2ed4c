"""models.dev (MIT): models by provider with release day and prices; `api.json`, also as a package has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from freshlint.facts import schema
from freshlint.supply.importing.amounts import AmountError, amount, read_object
from freshlint.supply.importing.batch import Batch, SourceError
from freshlint.supply.importing.days import day

_METERS = {
    "input": "text input",
    "output": "text output",
    "cache_read": "cached text input",
    "cache_write": "cache write",
    "input_audio": "audio input",
    "output_audio": "audio output",
}


def read(data: bytes, provider: str, source: str = "models.dev") -> Batch:
    """The models of one provider (by models.dev's id). Raises SourceError."""
    providers = read_object(data, "api.json")
    found = providers.get(provider)
    if not isinstance(found, dict) or not isinstance(found.get("models"), dict):
        raise SourceError(f"no provider {provider!r}; there are {', '.join(sorted(providers)[:40])}")
    title = f"{found.get('name') or provider}: models.dev"
    batch = Batch(sources={source: schema.Source(title=title, url="https://models.dev")})
    for key, model in found["models"].items():
        if not isinstance(model, dict):
            batch.left_out(key, "bad-name", "is not described")
            continue
        status = list(_released(key, model, batch, source))
        prices = list(_prices(key, model.get("cost"), batch, source))
        names = [model["name"]] if isinstance(model.get("name"), str) else []
        batch.add(key, schema.Entity(kind="model", names=names, status=status, prices=prices))
    return batch


def _released(key: str, model: Mapping[str, Any], batch: Batch, source: str) -> Iterator[schema.StatusRow]:
    """The release, where it is a whole day: some are only a month or a year."""
    value = model.get("release_date")
    since = day(value)
    if since:
        yield schema.StatusRow(value="released", since=since, source=source)
    elif value:
        batch.left_out(f"{key}/release_date", "bad-date", f"{value!r} is not a day")


def _prices(key: str, cost: object, batch: Batch, source: str) -> Iterator[schema.PriceRow]:
    if not isinstance(cost, dict):
        return
    for name, value in cost.items():
        meter = _METERS.get(name)
        if meter is None:
            batch.left_out(f"{key}/{name}", "unknown-unit", "no meter of facts files means this")
            continue
        try:
            price = amount(value)
        except AmountError as error:
            batch.left_out(f"{key}/{name}", error.code, str(error))
            continue
        yield schema.PriceRow(meter=meter, amount=price, currency="USD", per="1M tokens", source=source)
