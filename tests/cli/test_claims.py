"""`freshlint claims`: what a site claims, as a table, JSON, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

PAGE = "# Prices\n\ngpt-image-2 image output costs $30 per 1M tokens.\n\ngpt-image-2 is not available in the API.\n"
DAY = ("--as-of", "2026-04-22")


@pytest.fixture(autouse=True)
def page(site: Path) -> Path:
    file = site / "a.md"
    file.write_text(PAGE)
    (site / "b.md").write_text("Nothing of note.\n")
    return file


def _claims(done: Any) -> list[dict[str, Any]]:
    return list(json.loads(done.out)["claims"])


def test_every_claim_is_listed_with_its_place_verdict_and_days(freshlint: Any) -> None:
    price, state = _claims(freshlint("claims", *DAY, "--output-format", "json"))
    assert (price["path"], price["line"], price["column"]) == ("a.md", 3, 32)
    assert (price["value"], price["verdict"]) == ("30 USD per 1000000 token", "fresh")
    assert price["source_title"] == "OpenAI API pricing"
    assert (state["predicate"], state["polarity"], state["verdict"]) == ("available", False, "stale")
    assert state["held"] == "..2026-04-20"


def test_the_table_is_for_reading(freshlint: Any) -> None:
    done = freshlint("claims", *DAY)
    head, first, _ = done.out.splitlines()
    assert head.split() == ["place", "entity", "claim", "value", "verdict", "held", "source"]
    assert first.startswith("a.md:3  gpt-image-2  price (meter=image output)  30 USD")
    assert "2 claims on 1 pages as of 2026-04-22, 0 contradictions" in done.err


def test_csv_and_parquet_hold_the_same_rows(freshlint: Any, site: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = list(csv.DictReader(io.StringIO(freshlint("claims", *DAY, "--output-format", "csv").out)))
    freshlint("claims", *DAY, "--output-format", "parquet", "--output-file", "claims.parquet")
    table = parquet.read_table(site / "claims.parquet").to_pylist()
    assert [{key: str(value) for key, value in row.items()} for row in table] == rows
    assert table[0]["line"] == 3


def test_a_page_cannot_put_a_formula_into_a_spreadsheet(freshlint: Any, site: Path) -> None:
    (site / "=1.md").write_text(PAGE)
    assert "'=1.md" in freshlint("claims", *DAY, "--output-format", "csv").out


def test_claims_are_chosen_by_entity_kind_and_verdict(freshlint: Any) -> None:
    chosen = freshlint("claims", *DAY, "--verdict", "stale", "--output-format", "json")
    assert [claim["predicate"] for claim in _claims(chosen)] == ["available"]
    assert _claims(freshlint("claims", *DAY, "--entity", "gpt-image-1", "--output-format", "json")) == []


def test_a_file_that_cannot_be_read_is_an_error_and_the_others_are_listed(freshlint: Any, site: Path) -> None:
    (site / "c.md").write_bytes(b"gpt-image-2 \xff\xfe\x00 broken")
    done = freshlint("claims", *DAY, "--output-format", "json")
    assert (done.code, len(_claims(done))) == (2, 2)
    assert "error: c.md" in done.err


def test_many_files_are_shared_by_processes_and_come_in_order(freshlint: Any, site: Path) -> None:
    for number in range(3):
        (site / f"big-{number}.md").write_text(PAGE + "Words of no weight.\n\n" * 18_000)
    listed = _claims(freshlint("claims", *DAY, "--jobs", "2", "--output-format", "json"))
    assert [claim["path"] for claim in listed][::2] == ["a.md", "big-0.md", "big-1.md", "big-2.md"]
