"""The sources that facts can be imported from: where each is had, and what reads it."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from freshlint.supply.importing.batch import Batch

_LITELLM = "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json"


@dataclass(frozen=True)
class Kind:
    """One source.

    module, function  what reads it
    url    where it is had; {part} is replaced; "" where only a file can be read
    part   what --part means: a provider, a product; "" where it means nothing
    dated  the reader takes the day on which the page was seen
    key    the environment variable with the key that the source needs; "" mostly
    """

    module: str
    function: str = "read"
    url: str = ""
    part: str = ""
    dated: bool = False
    key: str = ""

    @property
    def reader(self) -> Callable[..., Batch]:
        """What reads it, imported now."""
        module = importlib.import_module(f"freshlint.supply.importing.{self.module}")
        reader: Callable[..., Batch] = getattr(module, self.function)
        return reader

    def read(self, data: bytes, part: str, title: str, platform: str, seen: date | None) -> Batch:
        """The facts in the source's bytes. Raises batch.SourceError."""
        arguments = [word for word in (part if self.part else "", title or "", platform or "") if word]
        return self.reader(data, *arguments, **({"seen": seen} if self.dated else {}))


KINDS = {
    "genai-prices": Kind("genai_prices", part="provider, such as openai"),
    "litellm": Kind("litellm", url=_LITELLM, part="provider, such as openai"),
    "models.dev": Kind("models_dev", url="https://models.dev/api.json", part="provider, such as openai"),
    "endoflife.date": Kind(
        "endoflife", url="https://endoflife.date/api/{part}.json", part="product, such as python"
    ),
    "openai-deprecations": Kind(
        "openai_pages",
        "read_deprecations",
        url="https://developers.openai.com/api/docs/deprecations.md",
        dated=True,
    ),
    "openai-model": Kind(
        "openai_pages",
        "read_model",
        url="https://developers.openai.com/api/docs/models/{part}.md",
        dated=True,
    ),
    "openai-models": Kind(
        "openai_models", url="https://api.openai.com/v1/models", dated=True, key="OPENAI_API_KEY"
    ),
    "csv": Kind("table"),
}
