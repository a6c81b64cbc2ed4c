"""The same file format for another trade: versions of a database, plans of a hosting company."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from freshlint.facts.check import check
from freshlint.facts.fact import PriceValue, StatusValue, UsageValue
from freshlint.facts.load import LoadedFile, load
from freshlint.facts.merge import build_view
from freshlint.facts.view import FactsView

PATH = Path(__file__).parents[2] / "fixtures" / "facts" / "hosting.yaml"


@pytest.fixture(scope="module")
def file() -> LoadedFile:
    return load("hosting.yaml", PATH.read_bytes())


def _on(file: LoadedFile, day: str) -> FactsView:
    return build_view([file], date.fromisoformat(day))


@pytest.mark.parametrize(("day", "newest"), [("2026-01-19", "petrel-15"), ("2026-01-20", "petrel-16")])
def test_the_newest_version(file: LoadedFile, day: str, newest: str) -> None:
    assert _on(file, day).newest("petrel-14") == [newest]


def test_versions_are_text(file: LoadedFile) -> None:
    assert [fact.identity for fact in _on(file, "2026-04-22").snapshots("petrel-16")] == [
        "petrel-16/snapshots/16.0",
        "petrel-16/snapshots/16.1",
    ]


def test_a_platform_retires_a_version_on_its_own_day(file: LoadedFile) -> None:
    view = _on(file, "2026-04-22")
    status = view.status("petrel-14")
    assert status is not None
    assert (status.value, status.since) == (StatusValue("retired"), date(2026, 4, 1))
    assert view.is_public("petrel-14", date(2026, 3, 31))


def test_a_price_that_changed_keeps_its_history(file: LoadedFile) -> None:
    amounts = {}
    for day in ("2026-02-28", "2026-03-01"):
        (fee, *_) = _on(file, day).prices("harbor-starter")
        assert isinstance(fee.value, PriceValue)
        amounts[day] = str(fee.value.amount)
    assert amounts == {"2026-02-28": "5", "2026-03-01": "7"}


def test_prices_in_two_currencies_are_told_apart(file: LoadedFile) -> None:
    assert [fact.identity for fact in _on(file, "2026-04-22").prices("harbor-pro")] == [
        "harbor-pro/prices/seat@USD",
        "harbor-pro/prices/seat@EUR",
        "harbor-pro/prices/seat[billing=yearly]@USD",
        "harbor-pro/prices/storage",
        "harbor-pro/prices/backup[region=eu]",
    ]


@pytest.mark.parametrize(("day", "accepts"), [("2026-03-31", True), ("2026-04-01", False)])
def test_a_field_stops_taking_a_version(file: LoadedFile, day: str, accepts: bool) -> None:
    (fact,) = _on(file, day).usage("petrel-14")
    assert isinstance(fact.value, UsageValue)
    assert fact.value.accepts is accepts
    assert fact.value.path == "/v2/databases"


def test_every_unit_of_a_price_has_words(file: LoadedFile) -> None:
    words = _on(file, "2026-04-22").vocabulary
    assert {unit: set(languages) for unit, languages in words.units.items()} == {
        unit: {"en", "zh", "ja", "es", "de"} for unit in ("month", "seat/month", "gb-month")
    }


def test_no_row_is_without_days(file: LoadedFile) -> None:
    assert [notice for notice in check([file], date(2026, 4, 22)) if notice.severity == "warning"] == []
