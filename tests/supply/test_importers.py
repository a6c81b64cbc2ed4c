"""Importers on data in the shape of their sources: what is taken over, and every mistake of a source by its name."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from freshlint.facts import schema
from freshlint.supply.importing import (
    cycles,
    distro_info,
    endoflife,
    genai_prices,
    litellm,
    models_dev,
    node_releases,
    openai_models,
    openai_pages,
    shutdowns,
    table,
)
from freshlint.supply.importing.batch import Batch, SourceError

DAY = date(2026, 11, 20)


def prices(batch: Batch, name: str) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (row.meter, f"{row.amount:f}", str(row.since or "") or None, str(row.until or "") or None)
        for row in batch.entities[name].prices
    ]


def stages(batch: Batch, name: str) -> list[tuple[str, str]]:
    return [(row.value, str(row.since)) for row in batch.entities[name].status]


def codes(batch: Batch) -> list[str]:
    return sorted(f"{problem.where} {problem.code}" for problem in batch.problems)


GENAI = """
import datetime
from decimal import Decimal
from .types import *
providers: list[Provider] = [Provider(id='kites', name='Kites', pricing_urls=['https://example.com/p'], models=[
    ModelInfo(id='kite-1', name='Kite 1', match=ClauseEquals(equals='kite-1'), prices=ModelPrice(
        input_mtok=Decimal('5'), output_mtok=TieredPrices(base=Decimal('10'), tiers=[Tier(start=200000, price=Decimal('15'))]),
        requests_kcount=Decimal('2'))),
    ModelInfo(id='kite-2', match=ClauseEquals(equals='kite-2'), prices=[
        ConditionalPrice(prices=ModelPrice(input_mtok=Decimal('10'))),
        ConditionalPrice(constraint=StartDateConstraint(start_date=datetime.date(2025, 6, 10)),
                         prices=ModelPrice(input_mtok=Decimal('2')))],
        price_variants=[PriceVariant(when={'processing': 'batch'}, prices=ModelPrice(input_mtok=Decimal('1')),
                                     constraint=StartDateConstraint(start_date=datetime.date(2026, 1, 1)))]),
    ModelInfo(id='kite-3', prices=[
        ConditionalPrice(constraint=StartDateConstraint(start_date=datetime.date(2026, 6, 10)), prices=ModelPrice(input_mtok=Decimal('2'))),
        ConditionalPrice(constraint=StartDateConstraint(start_date=datetime.date(2025, 6, 10)), prices=ModelPrice(input_mtok=Decimal('1')))]),
    ModelInfo(id='kite-4', prices=[
        ConditionalPrice(prices=ModelPrice(input_mtok=Decimal('2'))),
        ConditionalPrice(constraint=TimeOfDateConstraint(start_time=datetime.time(0, 30, tzinfo=datetime.UTC)),
                         prices=ModelPrice(input_mtok=Decimal('1')))]),
    ModelInfo(id='kite-5', prices=ModelPrice(input_mtok=Decimal('-1'), output_mtok=None)),
])]
"""  # noqa: E501


def test_genai_prices_with_history_and_without_days_that_it_does_not_say() -> None:
    batch = genai_prices.read(GENAI.encode(), "kites")
    assert prices(batch, "kite-1") == [
        ("text input", "5", None, None),
        ("text output", "10", None, None),
        ("text output", "15", None, None),
    ]
    assert batch.entities["kite-1"].prices[2].where == {"prompt": "over 200000 tokens"}
    assert prices(batch, "kite-2") == [
        ("text input", "10", None, "2025-06-09"),
        ("text input", "2", "2025-06-10", None),
        ("text input", "1", "2026-01-01", None),
    ]
    assert all(row.verified is None and row.evidence is None for row in batch.entities["kite-2"].prices)
    assert batch.sources["genai-prices"].url == "https://example.com/p"


def test_what_genai_prices_gets_wrong_is_named() -> None:
    assert codes(genai_prices.read(GENAI.encode(), "kites")) == [
        "kite-1/requests_kcount unknown-unit",
        "kite-3 dates-out-of-order",
        "kite-4 unknown-unit",
        "kite-5/input_mtok negative-price",
        "kite-5/output_mtok missing-price",
    ]


def test_python_source_is_read_and_never_run() -> None:
    with pytest.raises(SourceError, match="is not plain data"):
        genai_prices.read(b"providers = [x for x in open('/etc/hostname')]", "kites")
    with pytest.raises(SourceError, match="no provider 'owls'; there are kites"):
        genai_prices.read(GENAI.encode(), "owls")


def test_litellm_per_token_is_per_million_and_exact() -> None:
    data = """{"sample_spec": {"litellm_provider": "kites"},
      "kites/kite-1": {"litellm_provider": "kites", "input_cost_per_token": 2.5e-06, "output_cost_per_token": 1e-05,
        "input_cost_per_token_batches": 1.25e-06, "output_cost_per_token_above_200k_tokens": 0.000015,
        "deprecation_date": "2026-10-23", "output_cost_per_second": 0.1, "max_tokens": 5},
      "kite-2": {"litellm_provider": "kites", "input_cost_per_token": -1e-6, "output_cost_per_token": "x",
        "deprecation_date": "soon"},
      "ft:kite-1": {"litellm_provider": "kites", "input_cost_per_token": 1},
      "owl": {"litellm_provider": "owls", "input_cost_per_token": 1}}"""
    batch = litellm.read(data.encode(), "kites")
    assert [(row.meter, row.amount, row.where) for row in batch.entities["kite-1"].prices] == [
        ("text input", Decimal("2.5"), {}),
        ("text output", Decimal("10"), {}),
        ("text input", Decimal("1.25"), {"tier": "batch"}),
        ("text output", Decimal("15"), {"prompt": "over 200000 tokens"}),
    ]
    assert stages(batch, "kite-1") == [("retired", "2026-10-23")]
    assert sorted(batch.entities) == ["kite-1", "kite-2"]
    assert codes(batch) == [
        "kite-1/output_cost_per_second unknown-unit",
        "kite-2/deprecation_date bad-date",
        "kite-2/input_cost_per_token negative-price",
        "kite-2/output_cost_per_token not-a-number",
    ]


def test_another_platform_gives_ends_only_and_limited_to_it() -> None:
    data = {
        "azure/kite-1": {
            "litellm_provider": "azure",
            "input_cost_per_token": 1,
            "deprecation_date": "2027-04-14",
        }
    }
    batch = litellm.read(json.dumps(data).encode(), "azure", "azure")
    (row,) = batch.entities["kite-1"].status
    assert (row.where, batch.entities["kite-1"].prices) == ({"platform": "azure"}, [])


def test_models_dev_gives_release_days_where_they_are_days() -> None:
    models: dict[str, Any] = {
        "kite-1": {"name": "Kite 1", "release_date": "2024-05-13", "cost": {"input": 2.5, "reasoning": 1}},
        "kite-2": {"name": "Kite 2", "release_date": "2024-05", "cost": {"input": None}},
        "kite-3": 7,
    }
    batch = models_dev.read(json.dumps({"kites": {"name": "Kites", "models": models}}).encode(), "kites")
    assert stages(batch, "kite-1") == [("released", "2024-05-13")]
    assert prices(batch, "kite-1") == [("text input", "2.5", None, None)]
    assert codes(batch) == [
        "kite-1/reasoning unknown-unit",
        "kite-2/input missing-price",
        "kite-2/release_date bad-date",
        "kite-3 bad-name",
    ]


CYCLES = [
    {"cycle": "2", "releaseDate": "2024-10-01", "eol": False, "lts": True},
    {"cycle": "1", "releaseDate": "2022-10-01", "eol": "2025-10-01", "lts": True},
    {"cycle": "0", "releaseDate": "2020-10-01", "eol": True},
    {"cycle": "3", "releaseDate": "2025-10-01", "eol": "2024-10-01"},
    {"cycle": "4", "releaseDate": "2026-10-01", "eol": "never"},
    {"cycle": 5},
    {"cycle": "6", "releaseDate": "2026-10-02"},
    {"cycle": "6", "releaseDate": "2026-10-03"},
]


def test_endoflife_days_may_be_true_or_false() -> None:
    batch = endoflife.read(json.dumps(CYCLES).encode(), "kite", "Kite DB")
    assert stages(batch, "kite-0") == [("released", "2020-10-01"), ("deprecated", "None")]
    assert stages(batch, "kite-1") == [("released", "2022-10-01"), ("deprecated", "2025-10-01")]
    assert stages(batch, "kite-2") == [("released", "2024-10-01")]
    assert batch.entities["kite-2"].names == ["Kite DB 2"]
    assert codes(batch) == [
        "kite bad-name",
        "kite-3 dates-out-of-order",
        "kite-4/eol bad-date",
        "kite-6 duplicate-name",
    ]


def test_a_short_lived_version_is_not_newer_than_a_lasting_one() -> None:
    """ "24.04 is the latest LTS" stays true when 24.10 comes out."""
    batch = Batch()
    versions = [("22.04", 2022, True), ("23.10", 2023, False), ("24.04", 2024, True), ("24.10", 2025, False)]
    cycles.add_cycles(
        batch,
        [cycles.Cycle(f"kite-{name}", (), date(year, 4, 1), long_term=lts) for name, year, lts in versions],
        "s",
        "Kite",
        "kite",
    )
    older = {name: [row.entity for row in entity.supersedes] for name, entity in batch.entities.items()}
    assert older == {
        "kite-22.04": [],
        "kite-23.10": [],
        "kite-24.04": ["kite-23.10", "kite-22.04"],
        "kite-24.10": ["kite-23.10"],
    }


def test_node_debian_and_ubuntu_tables() -> None:
    schedule = {
        "v22": {"start": "2024-04-24", "lts": "2024-10-29", "end": "2027-04-30"},
        "v23": {"start": "x"},
    }
    node = node_releases.read(json.dumps(schedule).encode())
    assert stages(node, "node.js-22") == [("released", "2024-04-24"), ("deprecated", "2027-04-30")]
    assert codes(node) == ["v23 bad-date"]
    ubuntu = distro_info.read(
        b"version,codename,series,created,release,eol\n"
        b"24.04 LTS,Noble Numbat,noble,2023-10-26,2024-04-25,2029-05-31\n"
        b",Sid,sid,1993-08-16,,\n",
        "Ubuntu",
    )
    assert ubuntu.entities["ubuntu-24.04"].names[:2] == ["Ubuntu 24.04", "Ubuntu 24.04 LTS"]
    with pytest.raises(SourceError, match="not a table"):
        distro_info.read(b"a,b\n1,2\n", "Ubuntu")


def test_shutdowns_carry_the_day_on_which_they_were_seen() -> None:
    row = {
        "provider": "Kites",
        "model_id": "kite-1",
        "deprecation_date": "2026-01-01",
        "shutdown_date": "2026-06-01",
        "replacement_models": ["kite-2"],
        "url": "https://example.com/deprecations#2026",
        "last_observed": "2026-05-01",
    }
    wrong = [
        row | {"model_id": "kite-3", "shutdown_date": "?"},
        row | {"model_id": "kite-4", "shutdown_date": "2025-01-01"},
    ]
    batch = shutdowns.read(
        json.dumps([row, *wrong, row | {"model_id": "kite-5", "url": ""}]).encode(), "Kites"
    )
    assert stages(batch, "kite-1") == [("deprecated", "2026-01-01"), ("retired", "2026-06-01")]
    assert {stage.verified for stage in batch.entities["kite-1"].status} == {date(2026, 5, 1)}
    assert batch.entities["kite-1"].replaced_by[0].entity == "kite-2"  # type: ignore[union-attr]
    assert codes(batch) == ["kite-3 bad-date", "kite-4 dates-out-of-order", "kite-5 bad-name"]


DEPRECATIONS = """# Deprecations

## Upcoming

### 2026-06-02: Kite snapshots

| Shutdown date | Model / system | Recommended replacement |
| --- | --- | --- |
| 2026-12-01 | `kite-1` | `kite-3` or `kite-4` |
| Dec 11, 2026 | `kite-2` and `kite-2-mini` | --- |
| soon | `kite-5` | `kite-3` |
| 2026-01-01 | `kite-6` | `kite-3` |
"""


def test_the_deprecations_page_by_its_tables() -> None:
    batch = openai_pages.read_deprecations(DEPRECATIONS.encode(), DAY)
    assert stages(batch, "kite-1") == [("deprecated", "2026-06-02"), ("retired", "2026-12-01")]
    assert stages(batch, "kite-2-mini") == [("deprecated", "2026-06-02"), ("retired", "2026-12-11")]
    rows = [row for row in batch.entities["kite-1"].replaced_by if isinstance(row, schema.EntityRow)]
    assert [(row.entity, row.verified) for row in rows] == [("kite-3", DAY), ("kite-4", DAY)]
    assert codes(batch) == ["kite-5 bad-date", "kite-6 dates-out-of-order"]
    assert openai_pages.read_deprecations(DEPRECATIONS.encode()).entities["kite-1"].status[0].verified is None


@pytest.mark.parametrize("text", ["", "# Sign in", "| a | b |\n| - | - |\n| 1 | 2 |\n"])
def test_a_changed_layout_is_told_not_read_as_nothing(text: str) -> None:
    with pytest.raises(SourceError, match="layout has changed"):
        openai_pages.read_deprecations(text.encode())
    with pytest.raises(SourceError, match="layout has changed"):
        openai_pages.read_model(text.encode())


MODEL = """# Kite 2

`kite-2` draws.

## Pricing

Prices per 1M tokens.

| Tokens | Price |
| --- | --- |
| Input | $2.50 |
| Cached input | - |
| Output | $1,000.00 |
| Magic | $1 |

## Snapshots

- `kite-2-2026-04-21`
- `kite-3-2026-04-21`
"""


def test_a_model_page_by_its_sections() -> None:
    batch = openai_pages.read_model(MODEL.encode(), DAY)
    entity = batch.entities["kite-2"]
    assert prices(batch, "kite-2") == [("text input", "2.5", None, None), ("text output", "1000", None, None)]
    assert [row.id for row in entity.snapshots] == ["kite-2-2026-04-21"]  # type: ignore[union-attr]
    assert codes(batch) == ["kite-2/Cached input missing-price", "kite-2/Magic unknown-unit"]
    other_unit = openai_pages.read_model(MODEL.replace("1M", "1K").encode(), DAY)
    assert codes(other_unit) == ["kite-2/pricing unknown-unit"]


def test_the_models_endpoint_gives_days_of_shutdown() -> None:
    models = [
        {"id": "kite-1", "shutdown_date": "2026-12-01"},
        {"id": "kite-2", "shutdown_date": None},
        {"id": "kite-3", "shutdown_date": "then"},
        {"id": "kite-1", "shutdown_date": "2027-12-01"},
        {"id": 5},
    ]
    batch = openai_models.read(json.dumps({"data": models}).encode(), DAY)
    assert stages(batch, "kite-1") == [("retired", "2026-12-01")]
    assert codes(batch) == ["data bad-name", "kite-1 duplicate-name", "kite-3/shutdown_date bad-date"]


TABLE = """entity;name;meter;amount;currency;per;since;until;status;source;url
kite;Kite 2;output;30;USD;1M tokens;2026-01-01;;;Our list;https://example.com/list
kite;;output;40;USD;1M tokens;2026-01-01;;;;
kite;;input;-5;USD;1M tokens;;;;;
kite;;input;;USD;1M tokens;;;;;
kite;;input;5;dollars;1M tokens;;;;;
kite;;input;5;USD;?;;;;;
kite;;input;5;USD;image;2026-02-01;2026-01-01;;;
kite;;input;5;USD;image;1.2.2026;;;;
kite;;;;;;2026-01-05;;released;;
;;input;5;USD;image;;;;;
owl;;;;;;;;flying;;
"""


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_spreadsheet_with_every_mistake(separator: str) -> None:
    batch = table.read(b"\xef\xbb\xbf" + TABLE.replace(";", separator).encode())
    assert prices(batch, "kite") == [("output", "30", "2026-01-01", None)]
    assert stages(batch, "kite") == [("released", "2026-01-05")]
    assert batch.entities["kite"].names == ["Kite 2"]
    assert batch.entities["kite"].prices[0].source == "Our list"
    assert (
        codes(batch)
        == [
            "line 10 bad-name",
            "line 11 bad-name",
            "line 12 bad-name",
            "line 3 duplicate-name",
            "line 4 negative-price",
            "line 5 missing-price",
            "line 6 unknown-unit",
            "line 7 unknown-unit",
            "line 8 dates-out-of-order",
            "line 9/since bad-date",
        ][1:]
    )


def test_a_table_with_unknown_columns_is_refused() -> None:
    with pytest.raises(SourceError, match="unknown columns colour; known are entity, name"):
        table.read(b"entity,colour\nkite,red\n")
    with pytest.raises(SourceError, match="no column `entity`"):
        table.read(b"name\nkite\n")


@pytest.mark.parametrize("data", [b"", b"[1]", b'{"a": NaN}', b"\xff"])
def test_what_is_no_such_data_is_refused_whole(data: bytes) -> None:
    with pytest.raises(SourceError):
        litellm.read(data, "openai")
