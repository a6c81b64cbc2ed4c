"""genai-prices (PyPI, MIT): prices of language models with their history. `data.py` is read, never run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from freshlint.facts import schema
from freshlint.supply.importing.amounts import AmountError, amount
from freshlint.supply.importing.batch import Batch, SourceError
from freshlint.supply.importing.python_data import Call, read_assigned

# What the package calls a meter, what facts call it, and per how many of what. Others are left out by name.
_METERS = {
    "input_mtok": "text input",
    "cache_read_mtok": "cached text input",
    "cache_write_mtok": "cache write",
    "cache_write_1h_mtok": "one-hour cache write",
    "output_mtok": "text output",
    "input_image_mtok": "image input",
    "cache_image_read_mtok": "cached image input",
    "output_image_mtok": "image output",
    "input_audio_mtok": "audio input",
    "cache_audio_read_mtok": "cached audio input",
    "output_audio_mtok": "audio output",
}
# By what the package tells tiers of service apart.
_CONDITIONS = frozenset({"service_tier", "processing", "speed"})


def read(data: bytes, provider: str, source: str = "genai-prices") -> Batch:
    """The models of one provider (by the package's id). Raises SourceError."""
    providers = read_assigned(data, "providers")
    known = {found.get("id"): found for found in providers if isinstance(found, Call)}
    if provider not in known:
        raise SourceError(f"no provider {provider!r}; there are {', '.join(sorted(filter(None, known)))}")
    found = known[provider]
    url = next(iter(found.get("pricing_urls") or ()), "https://github.com/pydantic/genai-prices")
    title = f"{found.get('name') or provider} prices, as genai-prices has them"
    batch = Batch(sources={source: schema.Source(title=title, url=url)})
    for model in found.get("models", ()):
        rows = list(_rows(model, batch, source))
        names = [model["name"]] if model.get("name") else []
        batch.add(model["id"], schema.Entity(kind="model", names=names, prices=rows))
    return batch


def _rows(model: Call, batch: Batch, source: str) -> Iterator[schema.PriceRow]:
    """The prices of each period. A period without a first day has none here either."""
    periods = list(_periods(model, batch))
    for number, (since, prices) in enumerate(periods):
        following = periods[number + 1][0] if number + 1 < len(periods) else None
        until = following - timedelta(days=1) if following else None
        yield from _meters(model["id"], prices, batch, since, until, source, {})
    for where, since, until, prices in _variants(model):
        yield from _meters(model["id"], prices, batch, since, until, source, where)


def _variants(model: Call) -> Iterator[tuple[dict[str, str], date | None, date | None, Call]]:
    """(conditions, first day, last day, prices) of tiers that facts can name; each period ends with the next."""
    groups: dict[str, list[tuple[date | None, Call]]] = {}
    for variant in model.get("price_variants", ()):
        when = variant.get("when") or {}
        first = _since(variant.get("constraint"))
        tier = next(iter(when.values())) if len(when) == 1 and when.keys() <= _CONDITIONS else "default"
        if not isinstance(first, str) and tier != "default":
            groups.setdefault(tier, []).append((first, variant["prices"]))
    for tier, periods in groups.items():
        periods.sort(key=lambda period: period[0] or date.min)
        ends = [following - timedelta(days=1) if following else None for following, _ in periods[1:]]
        for (since, prices), until in zip(periods, [*ends, None], strict=True):
            yield {"tier": tier}, since, until, prices


def _periods(model: Call, batch: Batch) -> list[tuple[date | None, Call]]:
    """(first day, prices) in the order of time. Prices by the hour of the day are left out altogether."""
    prices = model["prices"]
    if isinstance(prices, Call):
        return [(None, prices)]
    periods: list[tuple[date | None, Call]] = []
    for each in prices:
        since = _since(each.get("constraint"))
        if isinstance(since, str):
            batch.left_out(model["id"], "unknown-unit", f"prices by {since} are not taken over")
            return []
        periods.append((since, each["prices"]))
    known = [since for since, _ in periods if since]
    if known != sorted(set(known)) or any(since is None for since, _ in periods[1:]):
        batch.left_out(model["id"], "dates-out-of-order", "the periods of its prices are not in order")
        return []
    return periods


def _since(constraint: Any) -> date | str | None:
    """The first day; None where there is none; the kind of a constraint that is no day."""
    if constraint is None:
        return None
    start = constraint.get("start_date") if isinstance(constraint, Call) else None
    return start if isinstance(start, date) else getattr(constraint, "name", "something else")


def _meters(
    model: str,
    prices: Call,
    batch: Batch,
    since: date | None,
    until: date | None,
    source: str,
    where: Mapping[str, str],
) -> Iterator[schema.PriceRow]:
    for key, value in prices.items():
        meter = _METERS.get(key)
        if meter is None:
            batch.left_out(f"{model}/{key}", "unknown-unit", "no meter of facts files means this")
            continue
        for extra, price in _tiers(value):
            try:
                row = schema.PriceRow(
                    meter=meter,
                    amount=amount(price),
                    currency="USD",
                    per="1M tokens",
                    since=since,
                    until=until,
                    source=source,
                    where={**where, **extra},
                )
            except AmountError as error:
                batch.left_out(f"{model}/{key}", error.code, str(error))
            else:
                yield row


def _tiers(value: Any) -> Iterator[tuple[dict[str, str], Decimal | None]]:
    """The price below the first threshold, then those of prompts that are longer."""
    if not isinstance(value, Call):
        yield {}, value
        return
    yield {}, value.get("base")
    for tier in value.get("tiers", ()):
        yield {"prompt": f"over {tier['start']} tokens"}, tier.get("price")
