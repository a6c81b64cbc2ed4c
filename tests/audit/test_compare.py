"""Runs compared, listed and exported."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pyarrow import parquet

from audit.samples import BASIS, KEY, finding, page, stored
from freshlint.audit.store.database import opened
from freshlint.audit.store.pages import stored_pages
from freshlint.audit.store.runs import RunKey

Call = Callable[..., Any]
STORE = "freshlint-audit.db"


@pytest.fixture
def two_runs(site: Path) -> Path:
    """A store in which a finding stays, one is fixed, one is new, and two cannot be known."""
    stays, moved = finding(line=1), finding(line=9)
    stored(
        site / STORE,
        [
            page("docs/a.md", stays, moved, finding(message="was fixed")),
            page("docs/gone.md", finding()),
            page("blog/broken.md", finding()),
        ],
    )
    broken = page("blog/broken.md", state="unreadable", reason="not valid UTF-8")
    again = page("docs/a.md", stays, replace(moved, line=20))
    stored(site / STORE, [again, page("blog/b.md", finding(message="is new")), broken])
    return site


@pytest.mark.usefixtures("two_runs")
def test_what_was_fixed_what_is_new_and_what_remains(freshlint: Call) -> None:
    outcome = freshlint("audit", "compare", "1", "2")
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "new: blog/b.md:3: error[price] is new",
        "unknown: blog/broken.md:3: error[price] $40 is not the price",
        "section      fixed        new  remaining       gone    unknown",
        "blog             0          1          0          0          1",
        "docs             1          0          2          1          0",
        "all              1          1          2          1          1",
    ]


@pytest.mark.usefixtures("two_runs")
def test_a_comparison_for_programs(freshlint: Call) -> None:
    compared = json.loads(freshlint("audit", "compare", "1", "2", "--output-format", "json").out)
    assert compared["counts"] == {"fixed": 1, "new": 1, "remaining": 2, "gone": 1, "unknown": 1}
    assert compared["sections"]["blog"]["new"] == 1
    fixed = [each for each in compared["findings"] if each["fate"] == "fixed"]
    assert [each["message"] for each in fixed] == ["was fixed"]


def test_runs_that_were_judged_differently_are_told_apart(site: Path, freshlint: Call) -> None:
    stored(site / STORE, [page("a.md", finding())])
    other = RunKey(KEY.source, KEY.series, replace(BASIS, as_of=date(2026, 5, 1)))
    stored(site / STORE, [page("a.md", finding())], other)
    assert "judged by different facts, rules or days" in freshlint("audit", "compare", "1", "2").out


def test_a_run_that_is_not_there_is_an_error(site: Path, freshlint: Call) -> None:
    assert "no store here" in freshlint("audit", "compare", "1", "2").err
    stored(site / STORE, [])
    outcome = freshlint("audit", "compare", "1", "7")
    assert (outcome.code, outcome.err) == (2, "error: there is no finished run 7\n")


@pytest.mark.usefixtures("two_runs")
def test_history_lists_runs_with_what_they_found(freshlint: Call) -> None:
    head, first, second = freshlint("audit", "history").out.splitlines()
    assert head.endswith("pages  stale  errors  warnings  notices  not checked  source")
    assert first.split()[3:8] == ["3", "3", "5", "0", "0"]
    assert second.split()[3:9] == ["3", "2", "3", "0", "0", "1"]


def test_an_export_holds_all_that_the_store_holds(two_runs: Path, freshlint: Call) -> None:
    assert freshlint("audit", "export", "2", "--output-dir", "out").code == 0
    assert freshlint("audit", "export", "2", "--output-dir", "out", "--format", "csv").code == 0
    with opened(two_runs / STORE) as store:
        pages = list(stored_pages(store, 2))
    found = parquet.read_table(two_runs / "out/findings.parquet").to_pylist()
    assert [row["message"] for row in found] == [f.message for p in pages for f in p.findings]
    listed = parquet.read_table(two_runs / "out/pages.parquet").to_pylist()
    assert listed[1]["modified"] == date(2026, 1, 1)
    assert listed[1]["reason"] == "not valid UTF-8"
    with (two_runs / "out/findings.csv").open(newline="") as stream:
        written = list(csv.DictReader(stream))
    assert [{key: str(value) for key, value in row.items()} for row in found] == written


def test_a_cell_is_no_formula(site: Path, freshlint: Call) -> None:
    stored(site / STORE, [page("a.md", finding(message="=HYPERLINK(1)"))])
    freshlint("audit", "export", "--output-dir", "out", "--format", "csv")
    assert ",'=HYPERLINK(1)," in (site / "out/findings.csv").read_text()


def test_pages_come_back_from_the_store_as_they_were_kept(site: Path) -> None:
    kept = [page("a.md", finding(), warnings=("odd", "öd"), undecided=2), page("b.md")]
    stored(site / STORE, kept)
    with opened(site / STORE) as store:
        assert list(stored_pages(store, 1)) == kept
