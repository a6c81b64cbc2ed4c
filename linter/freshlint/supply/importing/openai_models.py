"""OpenAI's models endpoint: days of shutdown, as the vendor's own API gives them."""

from __future__ import annotations

from datetime import date

from freshlint.facts import schema
from freshlint.supply.importing.amounts import read_object
from freshlint.supply.importing.batch import Batch, SourceError
from freshlint.supply.importing.days import day

URL = "https://api.openai.com/v1/models"


def read(data: bytes, seen: date | None = None, source: str = "openai-models") -> Batch:
    """The models that have a `shutdown_date`. Raises SourceError."""
    models = read_object(data, "the answer").get("data")
    if not isinstance(models, list):
        raise SourceError("the answer has no list `data`")
    batch = Batch(sources={source: schema.Source(title="OpenAI models endpoint", url=URL, official=True)})
    for model in models:
        name = model.get("id") if isinstance(model, dict) else None
        if not isinstance(name, str) or not name:
            batch.left_out("data", "bad-name", f"a model's id is {name!r}")
            continue
        value = model.get("shutdown_date")
        since = day(value)
        if since is None:
            if value is not None:
                batch.left_out(f"{name}/shutdown_date", "bad-date", f"{value!r} is not a day")
            continue
        if name in batch.entities:
            batch.left_out(name, "duplicate-name", "stands there twice; the first counts")
            continue
        row = schema.StatusRow(value="retired", since=since, verified=seen, source=source)
        batch.add(name, schema.Entity(kind="model", vendor="OpenAI", status=[row]))
    return batch
