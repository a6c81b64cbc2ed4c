"""The published JSON Schema: it is the one of the code, and it accepts and refuses what the loader does."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from freshlint.facts.load import LoadedFile
from freshlint.facts.schema import json_schema
from freshlint.packs import pack_facts

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "facts").glob("*.yaml"))


class _PlainDates(yaml.SafeLoader):
    """Days stay text, as they are for JSON."""


_PlainDates.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)


def _errors(text: str | bytes) -> list[str]:
    checker = jsonschema.Draft202012Validator(json_schema(), format_checker=jsonschema.FormatChecker())
    return [error.message for error in checker.iter_errors(yaml.load(text, _PlainDates))]


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = json.loads((files("freshlint.facts") / "facts.schema.json").read_text(encoding="utf-8"))
    assert published == json_schema(), (
        "run `freshlint facts schema > linter/freshlint/facts/facts.schema.json`"
    )


def test_the_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("label", [label for label, _ in pack_facts()])
def test_the_shipped_files_follow_it(label: str) -> None:
    assert _errors(dict(pack_facts())[label]) == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_the_example_files_follow_it(path: Path) -> None:
    assert _errors(path.read_bytes()) == []


@pytest.mark.parametrize(
    "rows",
    [
        "pricse: []",
        "names: [24.10]",
        "status: [{value: gone}]",
        "status: [{value: released, since: soon}]",
        "prices: [{meter: m, amount: -1, currency: USD, per: image}]",
        "prices: [{meter: m, amount: 1, currency: usd, per: image}]",
        "snapshots: {complete: true}",
    ],
)
def test_it_refuses_what_the_loader_refuses(mistakes: Callable[[str], list[str]], rows: str) -> None:
    text = f"freshlint: 1\nentities:\n  kite:\n    {rows}\n"
    assert _errors(text)
    assert mistakes(text)


FULL = """
    freshlint: 1
    max_age: {price: 45d, usage: 180d, status: never}
    vocabulary:
      meters: {image output: {en: [image output, output image tokens], zh: [图像输出]}}
      units: {token: {en: [token, tokens]}}
      conditions: {size: {1024x1536: {en: [portrait]}}}
    sources:
      page: {title: "A page", url: "https://example.com/p", official: true}
    apis:
      acme.calls.create: {hosts: [api.example.com], path: /v1/calls, calls: {csharp: [CreateCallAsync]}}
    entities:
      reed-1: {}
      kite-2:
        kind: model
        vendor: Acme
        family: kite
        names: [kite-2, Kite 2]
        status: [{value: released, since: 2026-04-21, verified: 2026-04-22, source: page, evidence: "kite-2"}]
        supersedes: [{entity: reed-1, since: 2026-04-21, verified: 2026-04-22, source: page}]
        snapshots:
          complete: true
          rows: [{id: kite-2-2026-04-21, since: 2026-04-21, verified: 2026-04-22, source: page}]
        usage:
          - {api: acme.calls.create, field: model, accepts: false, instead: {model: reed-1, tool: kites}}
          - {api: acme.other.run, hosts: [o.example.com], path: /run, field: "tools[].model", accepts: true}
        prices:
          - {meter: image output, amount: 30, currency: USD, per: 1M tokens, default: true, verified: null}
          - {meter: image, where: {size: small}, amount: "0.10", currency: USD, per: image, estimate: true}
        caveats: [{id: gate, text: "an account is needed", verified: 2026-04-22, source: page}]
        replaced_by: [reed-1]
"""


def test_every_key_of_version_1_is_read(parse: Callable[..., LoadedFile]) -> None:
    assert _errors(FULL) == []
    entity: Any = parse(FULL).content.entities["kite-2"]
    assert str(entity.prices[1].amount) == "0.10"
    assert entity.snapshots.complete
    assert entity.replaced_by == ["reed-1"]
