"""`freshlint facts new`, `add-price` and `lint`: writing facts of one's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from freshlint.facts.load import load

PRICES = """\
# ours
freshlint: 1
sources: {p: {title: P, url: "https://example.com"}}
entities:
  gull-3:
    prices:
      # the usual one
      - {meter: storage, amount: 4, currency: USD, per: GB, since: 2026-01-05, verified: 2026-01-06, source: p}  # seen
      - meter: storage
        where: {region: EU}
        amount: 5
        currency: USD
        per: GB
        since: 2026-01-05
        verified: 2026-01-06
        source: p

  # the next one
  tern-2: {names: [Tern 2]}
"""


@pytest.fixture
def prices(site: Path) -> Path:
    file = site / "prices.yaml"
    file.write_text(PRICES)
    return file


def _new(freshlint: Any, *arguments: str) -> Any:
    return freshlint("facts", "new", *arguments, "--into", "f.yaml")


def test_a_new_file_is_valid_and_tells_editors_its_schema(freshlint: Any, site: Path) -> None:
    assert _new(freshlint, "petrel-16", "--released", "2026-03-01", "--url", "https://e.com/p").code == 0
    text = (site / "f.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=freshlint-facts.schema.json\n")
    schema = json.loads((site / "freshlint-facts.schema.json").read_text())
    jsonschema.validate(json.loads(json.dumps(yaml.safe_load(text), default=str)), schema)
    assert load("f.yaml", text.encode()).content.entities["petrel-16"].status[0].value == "released"


@pytest.mark.parametrize("name", ["24.10", "yes", "2026-01-01", "a: b", "# xy", '"quoted"', "it's"])
def test_a_name_stays_the_name_it_is(freshlint: Any, site: Path, name: str) -> None:
    assert _new(freshlint, "thing", "--name", name).code == 0
    assert load("f.yaml", (site / "f.yaml").read_bytes()).content.entities["thing"].names == [name]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_further_entity_goes_behind_the_last_and_nothing_else_changes(
    freshlint: Any, site: Path, newline: str
) -> None:
    text = PRICES + "\n# the end\nmax_age: {price: 30d}\n"
    (site / "f.yaml").write_bytes(text.replace("\n", newline).encode())
    assert _new(freshlint, "petrel-16").code == 0
    added = text.replace("[Tern 2]}\n", "[Tern 2]}\n  petrel-16:\n    names: [petrel-16]\n")
    assert (site / "f.yaml").read_bytes() == added.replace("\n", newline).encode()


def test_an_entity_that_is_there_is_left_alone(freshlint: Any, site: Path) -> None:
    (site / "f.yaml").write_text(PRICES)
    done = _new(freshlint, "gull-3")
    assert (done.code, (site / "f.yaml").read_text()) == (2, PRICES)
    assert "has an entity `gull-3`" in done.err


def _add(freshlint: Any, *more: str, amount: str = "6", since: str = "2026-06-01") -> Any:
    arguments = ("--meter", "storage", "--amount", amount, "--since", since, *more)
    return freshlint("facts", "add-price", "gull-3", "--into", "prices.yaml", *arguments)


def test_the_old_price_ends_the_day_before_and_comments_stay(freshlint: Any, prices: Path) -> None:
    assert _add(freshlint, "--verified", "2026-06-02").code == 0
    old, new = prices.read_text().splitlines()[7:9]
    assert "since: 2026-01-05, until: 2026-05-31, verified" in old and old.endswith("# seen")
    assert new.strip() == (
        "- {meter: storage, amount: 6, currency: USD, per: GB, "
        "since: 2026-06-01, verified: 2026-06-02, source: p}"
    )
    rest = prices.read_text().replace(new + "\n", "").replace("until: 2026-05-31, ", "")
    assert rest == PRICES


def test_a_row_in_a_block_is_followed_by_its_conditions(freshlint: Any, prices: Path) -> None:
    assert _add(freshlint, "--where", "region=EU").code == 0
    lines = prices.read_text().splitlines()
    where = lines.index("        source: p")
    assert lines[where + 1].startswith("      - {meter: storage, where: {region: EU}, amount: 6,")
    assert lines[where + 2 : where + 4] == ["", "  # the next one"]


@pytest.mark.parametrize(
    ("more", "changed", "said"),
    [
        ((), {"amount": "40"}, "--accept-jump"),
        ((), {"amount": "-1"}, "is no amount"),
        ((), {"since": "2026-01-05"}, "must begin later"),
        (("--where", "region=US"), {}, "there are storage, storage[region=EU]"),
        (("--source", "q"), {}, "unknown source"),
    ],
)
def test_what_cannot_be_right_is_refused_and_the_file_stays(
    freshlint: Any, prices: Path, more: tuple[str, ...], changed: dict[str, str], said: str
) -> None:
    done = _add(freshlint, *more, **changed)
    assert (done.code, prices.read_text()) == (2, PRICES)
    assert said in done.err


def test_lint_names_each_row_and_what_it_lacks(freshlint: Any, prices: Path) -> None:
    done = freshlint("facts", "lint", "prices.yaml", "--as-of", "2026-06-01", "--no-shipped-facts")
    assert done.code == 1
    codes = [(int(line.split(":")[1]), line.rsplit("[", 1)[1]) for line in done.out.splitlines()]
    assert sorted(codes) == [(8, "fact-age]"), (8, "no-evidence]"), (9, "no-evidence]"), (15, "fact-age]")]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("[Tern 2]", "[24.10]", "24.10"),
        (
            "    prices:\n",
            "    prices:\n      - {meter: storage, amount: 9, currency: USD, per: GB, since: 2026-02-01}\n",
            "holds twice",
        ),
        ("meter: storage,", "metre: storage,", "metre"),
    ],
)
def test_lint_fails_on_what_cannot_be_used(
    freshlint: Any, prices: Path, before: str, after: str, said: str
) -> None:
    prices.write_text(PRICES.replace(before, after))
    done = freshlint("facts", "lint", "prices.yaml", "--no-shipped-facts")
    assert done.code == 2
    assert ": error: " in done.out and said in done.out
