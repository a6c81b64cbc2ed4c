"""LiteLLM's price map (MIT): prices per token, endpoints and days of deprecation, one JSON file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from freshlint.facts import schema
from freshlint.supply.importing.amounts import MILLION, AmountError, amount, read_object
from freshlint.supply.importing.batch import Batch
from freshlint.supply.importing.days import day

_METERS = {
    "input_cost_per_token": "text input",
    "cache_read_input_token_cost": "cached text input",
    "cache_creation_input_token_cost": "cache write",
    "cache_creation_input_token_cost_above_1hr": "one-hour cache write",
    "output_cost_per_token": "text output",
    "input_cost_per_image_token": "image input",
    "cache_read_input_image_token_cost": "cached image input",
    "output_cost_per_image_token": "image output",
    "input_cost_per_audio_token": "audio input",
    "output_cost_per_audio_token": "audio output",
}
_VARIANT = re.compile(
    r"(?P<meter>.+?)(?:_above_(?P<prompt>\d+)k_tokens)?(?:_(?P<tier>batches|priority|flex))?"
)
_TIERS = {"batches": "batch"}
_NO_MODEL = re.compile(r"^(ft:|.*\d+-x-\d+/|.*/\d+-x-\d+)")
SPECIMEN = "sample_spec"


def read(data: bytes, provider: str, platform: str = "", source: str = "litellm") -> Batch:
    """The models of one of LiteLLM's providers, by their id there without the provider.

    With a platform (Azure, Bedrock), only the day of deprecation is taken, limited to that platform.
    Raises batch.SourceError.
    """
    title = f"{provider}: LiteLLM's price map"
    url = "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"
    batch = Batch(sources={source: schema.Source(title=title, url=url)})
    where = {"platform": platform} if platform else {}
    for key, model in read_object(data, "the price map").items():
        if key == SPECIMEN or not isinstance(model, dict) or model.get("litellm_provider") != provider:
            continue
        name = key.rpartition("/")[2]
        if _NO_MODEL.match(key):
            continue
        status = list(_deprecation(name, model, batch, where, source))
        prices = [] if platform else list(_prices(name, model, batch, source))
        if status or not platform:
            batch.add(name, schema.Entity(kind="model", status=status, prices=prices))
    return batch


def _deprecation(
    name: str, model: Mapping[str, Any], batch: Batch, where: Mapping[str, str], source: str
) -> Iterator[schema.StatusRow]:
    value = model.get("deprecation_date")
    if value is None:
        return
    since = day(value)
    if since is None:
        batch.left_out(f"{name}/deprecation_date", "bad-date", f"{value!r} is not a day")
        return
    # What the map calls deprecation is the last day of service.
    yield schema.StatusRow(value="retired", since=since, source=source, where=dict(where))


def _prices(name: str, model: Mapping[str, Any], batch: Batch, source: str) -> Iterator[schema.PriceRow]:
    for key, value in model.items():
        found = _VARIANT.fullmatch(key)
        meter = _METERS.get(key) or (_METERS.get(found["meter"]) if found else None)
        if meter is None:
            if "cost" in key and not isinstance(value, dict | list):
                batch.left_out(f"{name}/{key}", "unknown-unit", "no meter of facts files means this")
            continue
        where = {}
        if found and key not in _METERS:
            if found["prompt"]:
                where["prompt"] = f"over {found['prompt']}000 tokens"
            if found["tier"]:
                where["tier"] = _TIERS.get(found["tier"], found["tier"])
        try:
            price = amount(value, MILLION)
        except AmountError as error:
            batch.left_out(f"{name}/{key}", error.code, str(error))
            continue
        yield schema.PriceRow(
            meter=meter, amount=price, currency="USD", per="1M tokens", source=source, where=where
        )
