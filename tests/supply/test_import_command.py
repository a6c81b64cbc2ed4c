"""`freshlint facts import`: from a site or a file into a facts file, with contradictions shown and jumps held."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from loopback import Answer, Site, page

Call = Callable[..., Any]
OWN = """freshlint: 1
sources: {list: {title: List, url: "https://example.com"}}
entities:
  kite-1:
    prices: [{meter: text input, amount: 5, currency: USD, per: 1M tokens, verified: 2026-01-01, source: list}]
"""


MAP = """{"kite-1": {"litellm_provider": "kites", "input_cost_per_token": 5e-06},
 "kite-2": {"litellm_provider": "kites", "input_cost_per_token": AMOUNT, "output_cost_per_token": -1}}"""


def price_map(amount: str = "2e-06") -> str:
    return MAP.replace("AMOUNT", amount)


@pytest.fixture
def load(freshlint: Call, site: Path, web: Site) -> Call:
    """Imports from the loopback site into new.yaml."""
    (site / "freshlint.toml").write_text('facts = ["own.yaml"]\nshipped-facts = false\n')
    (site / "own.yaml").write_text(OWN)

    def call(*options: str) -> Any:
        where = ("--from", f"{web.url}/map.json", "--part", "kites", "--into", "new.yaml", "--allow-private")
        return freshlint("facts", "import", "litellm", *where, *options)

    return call


def test_new_facts_are_written_and_known_ones_are_not_repeated(load: Call, site: Path, web: Site) -> None:
    web.routes["/map.json"] = page(price_map(), "application/json")
    outcome = load()
    assert outcome.code == 0
    text = (site / "new.yaml").read_text()
    assert "{meter: text input, amount: 2, currency: USD" in text
    assert "kite-1" not in text
    assert "verified" not in text
    assert "left out: kite-2/output_cost_per_token: negative-price: -1 is negative" in outcome.out


def test_own_facts_win_and_the_contradiction_is_shown_side_by_side(load: Call, site: Path, web: Site) -> None:
    web.routes["/map.json"] = page(price_map().replace("5e-06", "6e-06"))
    outcome = load()
    assert outcome.code == 1
    told = "contradicts: kite-1/prices/text input: list: 5 USD per 1M tokens (verified 2026-01-01); litellm: 6 USD"
    assert told in outcome.out
    assert "kite-1" not in (site / "new.yaml").read_text()


def test_a_tenfold_jump_waits_for_a_word(load: Call, site: Path, web: Site) -> None:
    web.routes["/map.json"] = page(price_map())
    load()
    web.routes["/map.json"] = page(price_map("20e-06"))
    held = load()
    assert held.code == 1
    assert "kept, a jump of ten times; confirm it with --accept-jumps" in held.out
    assert "amount: 2," in (site / "new.yaml").read_text()
    assert load("--accept-jumps").code == 0
    assert "amount: 20," in (site / "new.yaml").read_text()


def test_a_small_change_is_taken_and_told(load: Call, site: Path, web: Site) -> None:
    web.routes["/map.json"] = page(price_map())
    load()
    web.routes["/map.json"] = page(price_map("3e-06"))
    assert "changed: kite-2/prices/text input: 2 USD per 1M tokens -> 3 USD per 1M tokens" in load().out


@pytest.mark.parametrize(
    "answer", [Answer(status=404), Answer(status=403), page("<html>"), page(""), Answer(b"{", length=9)]
)
def test_what_cannot_be_read_leaves_the_file_as_it_was(
    answer: Answer, load: Call, site: Path, web: Site
) -> None:
    web.routes["/map.json"] = page(price_map())
    load()
    before = (site / "new.yaml").read_bytes()
    web.routes["/map.json"] = answer
    assert load().code == 2
    assert (site / "new.yaml").read_bytes() == before


def test_a_file_written_by_hand_is_not_overwritten(load: Call, site: Path, web: Site) -> None:
    web.routes["/map.json"] = page(price_map())
    (site / "new.yaml").write_text(OWN)
    outcome = load()
    assert outcome.code == 2
    assert "was not made by an import" in outcome.err
    assert (site / "new.yaml").read_text() == OWN


def test_a_dry_run_and_a_choice_of_ids(load: Call, site: Path, web: Site) -> None:
    web.routes["/map.json"] = page(price_map())
    assert "1 entities read" in load("--dry-run", "--only", "kite-2").out
    assert not (site / "new.yaml").exists()


def test_the_models_endpoint_gets_the_key_and_marks_what_it_saw(
    freshlint: Call, site: Path, web: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from freshlint.supply.kinds import KINDS

    web.routes["/v1/models"] = page(json.dumps({"data": [{"id": "kite-9", "shutdown_date": "2026-12-01"}]}))
    monkeypatch.setitem(KINDS, "openai-models", replace(KINDS["openai-models"], url=f"{web.url}/v1/models"))
    command = ("facts", "import", "openai-models", "--into", "new.yaml", "--allow-private")
    assert "OPENAI_API_KEY is not set" in freshlint(*command).err
    monkeypatch.setenv("OPENAI_API_KEY", "k-1")
    assert freshlint(*command).code == 0
    assert web.asked[-1].headers["Authorization"] == "Bearer k-1"
    today = datetime.now(UTC).date()
    assert f"since: 2026-12-01, verified: {today}" in (site / "new.yaml").read_text()
