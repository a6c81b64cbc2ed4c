"""The figures that ship, against what is known of the source pages."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from freshlint.facts.check import check
from freshlint.facts.fact import Aspect, PriceValue, SnapshotValue, StatusValue, UsageValue
from freshlint.facts.load import LoadedFile, load_all
from freshlint.facts.merge import build_view
from freshlint.facts.view import FactsView
from freshlint.packs import pack_facts

LANGUAGES = {"en", "zh", "ja", "es", "de"}


@pytest.fixture(scope="module")
def files() -> list[LoadedFile]:
    """The files written by hand; what is imported is tested in tests/supply/test_pack.py."""
    return load_all((label, data) for label, data in pack_facts() if "/imported/" not in label)


def _on(files: list[LoadedFile], day: str) -> FactsView:
    return build_view(files, date.fromisoformat(day))


def _prices(view: FactsView, entity: str) -> dict[str, str]:
    return {
        fact.identity.split("/prices/")[1]: f"{fact.value.amount} {fact.value.currency} per {fact.value.per}"
        for fact in view.prices(entity)
        if isinstance(fact.value, PriceValue)
    }


def _status(view: FactsView, entity: str) -> str | None:
    fact = view.status(entity)
    return fact.value.value if fact and isinstance(fact.value, StatusValue) else None


def test_they_read_the_same_where_pyyaml_has_no_libyaml(
    files: list[LoadedFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("freshlint.facts.nodes._Loader", yaml.SafeLoader)
    assert load_all((file.path, dict(pack_facts())[file.path]) for file in files) == files


def test_the_release_day_and_the_verified_day_of_gpt_image_2_are_kept_apart(files: list[LoadedFile]) -> None:
    release = _on(files, "2026-04-22").release("gpt-image-2")
    assert release is not None
    assert release.citation is not None
    assert (release.since, release.verified) == (date(2026, 4, 21), date(2026, 4, 22))
    assert release.citation.url == "https://developers.openai.com/api/docs/models/gpt-image-2"
    assert release.official
    assert [_on(files, day).is_public("gpt-image-2") for day in ("2026-04-20", "2026-04-21")] == [False, True]


def test_the_prices_of_gpt_image_2(files: list[LoadedFile]) -> None:
    view = _on(files, "2026-04-22")
    assert _prices(view, "gpt-image-2") == {
        "text input": "5 USD per 1M tokens",
        "cached text input": "1.25 USD per 1M tokens",
        "text output": "10 USD per 1M tokens",
        "image input": "8 USD per 1M tokens",
        "cached image input": "2 USD per 1M tokens",
        "image output": "30 USD per 1M tokens",
        "image[quality=low,size=1024x1024]": "0.006 USD per image",
        "image[quality=medium,size=1024x1024]": "0.053 USD per image",
        "image[quality=high,size=1024x1024]": "0.211 USD per image",
        "image[quality=low,size=1024x1536]": "0.005 USD per image",
        "image[quality=medium,size=1024x1536]": "0.041 USD per image",
        "image[quality=high,size=1024x1536]": "0.165 USD per image",
        "image[quality=low,size=1536x1024]": "0.005 USD per image",
        "image[quality=medium,size=1536x1024]": "0.041 USD per image",
        "image[quality=high,size=1536x1024]": "0.165 USD per image",
    }
    for fact in view.prices("gpt-image-2"):
        assert isinstance(fact.value, PriceValue)
        assert fact.citation is not None
        assert fact.verified == date(2026, 4, 22)
        assert fact.value.estimate is (fact.value.unit == "image")
    assert view.prices("gpt-image-2", date(2026, 4, 21)) == []


@pytest.mark.parametrize(
    ("entity", "day", "expected"),
    [
        ("gpt-image-1", "2025-04-23", {"text input": "5", "image input": "10", "image output": "40"}),
        ("gpt-image-1.5", "2025-12-16", {"text input": "5", "image input": "8", "image output": "32"}),
    ],
)
def test_older_prices_hold_from_the_release_and_are_not_cited(
    files: list[LoadedFile], entity: str, day: str, expected: dict[str, str]
) -> None:
    view = _on(files, day)
    assert _prices(view, entity) == {
        meter: f"{amount} USD per 1M tokens" for meter, amount in expected.items()
    }
    assert all(fact.verified is None and fact.citation is None for fact in view.prices(entity))


def test_newer_models_have_the_token_rates_of_gpt_image_2(files: list[LoadedFile]) -> None:
    view = _on(files, "2026-11-23")
    rates = {name: price for name, price in _prices(view, "gpt-image-2").items() if "[" not in name}
    without_text_output = {name: price for name, price in rates.items() if name != "text output"}
    for line in ("flare", "sunburst"):
        assert _prices(view, f"gpt-image-2.5-{line}") == rates
        assert _prices(view, f"gpt-image-2.6-{line}") == without_text_output


@pytest.mark.parametrize(
    ("day", "newest"),
    [
        ("2025-12-15", {"gpt-image-1"}),
        ("2025-12-16", {"gpt-image-1.5"}),
        ("2026-04-20", {"gpt-image-1.5"}),
        ("2026-04-21", {"gpt-image-2"}),
        ("2026-04-22", {"gpt-image-2"}),
        ("2026-09-07", {"gpt-image-2"}),
        ("2026-09-08", {"gpt-image-2.5-flare", "gpt-image-2.5-sunburst"}),
        ("2026-11-03", {"gpt-image-2.5-flare", "gpt-image-2.5-sunburst"}),
        ("2026-11-04", {"gpt-image-2.6-flare", "gpt-image-2.6-sunburst"}),
        ("2026-11-23", {"gpt-image-2.6-flare", "gpt-image-2.6-sunburst"}),
    ],
)
def test_the_newest_of_the_family(files: list[LoadedFile], day: str, newest: set[str]) -> None:
    assert set(_on(files, day).newest("gpt-image-1")) == newest


def test_what_supersedes_gpt_image_2_can_be_cited(files: list[LoadedFile]) -> None:
    assert _on(files, "2026-04-22").superseded_by("gpt-image-2") == []
    rows = _on(files, "2026-09-08").superseded_by("gpt-image-2")
    assert [fact.entity for fact in rows] == ["gpt-image-2.5-flare", "gpt-image-2.5-sunburst"]
    assert all(fact.citation and fact.citation.verified == date(2026, 9, 8) for fact in rows)


def test_a_mini_or_an_alias_supersedes_nothing(files: list[LoadedFile]) -> None:
    view = _on(files, "2026-11-23")
    for entity in ("gpt-image-1-mini", "chatgpt-image-latest"):
        assert view.rows(entity, Aspect.SUPERSEDES) == []


SHUTDOWNS = {
    "2026-05-12": ["dall-e-2", "dall-e-3"],
    "2026-10-23": ["gpt-image-1", "gpt-3.5-turbo", "gpt-4", "o1", "o3-mini", "o4-mini", "gpt-4.1-nano"],
    "2026-12-01": ["gpt-image-1-mini", "gpt-image-1.5", "chatgpt-image-latest"],
    "2026-12-11": ["gpt-5", "gpt-5-mini", "gpt-5-nano"],
    "2027-01-14": ["gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-4.1-mini"],
}


@pytest.mark.parametrize(
    ("day", "entity"), [(day, entity) for day, names in SHUTDOWNS.items() for entity in names]
)
def test_a_model_is_retired_from_its_shutdown_on(files: list[LoadedFile], day: str, entity: str) -> None:
    last = _on(files, day).status(entity)
    assert last is not None
    assert last.value == StatusValue("retired")
    assert (last.since, last.verified) == (date.fromisoformat(day), date(2026, 10, 27))
    assert last.citation is not None
    assert last.citation.url == "https://developers.openai.com/api/docs/deprecations"
    before = date.fromordinal(date.fromisoformat(day).toordinal() - 1)
    assert _status(_on(files, before.isoformat()), entity) != "retired"


@pytest.mark.parametrize("entity", SHUTDOWNS["2026-12-01"])
def test_what_was_deprecated_in_june_2026(files: list[LoadedFile], entity: str) -> None:
    assert _status(_on(files, "2026-06-01"), entity) != "deprecated"
    assert _status(_on(files, "2026-06-02"), entity) == "deprecated"
    replacements = _on(files, "2026-11-23").holding(entity, Aspect.REPLACED_BY)
    assert [fact.verified for fact in replacements] == [date(2026, 11, 5), date(2026, 11, 5)]


def test_release_days(files: list[LoadedFile]) -> None:
    view = _on(files, "2026-11-23")
    releases = {entity: view.release(entity) for entity in view.entities}
    assert {name: (str(row.since), str(row.verified)) for name, row in releases.items() if row} == {
        "gpt-image-1": ("2025-04-23", "None"),
        "gpt-image-1.5": ("2025-12-16", "2026-10-27"),
        "gpt-image-2": ("2026-04-21", "2026-04-22"),
        "gpt-image-2.5-flare": ("2026-09-08", "2026-09-08"),
        "gpt-image-2.5-sunburst": ("2026-09-08", "2026-09-08"),
        "gpt-image-2.6-flare": ("2026-11-04", "2026-11-05"),
        "gpt-image-2.6-sunburst": ("2026-11-04", "2026-11-05"),
    }


def test_only_the_snapshots_of_gpt_image_2_are_complete(files: list[LoadedFile]) -> None:
    view = _on(files, "2026-04-22")
    assert [entity.id for entity in view.entities.values() if entity.snapshots_complete] == ["gpt-image-2"]
    assert [f.value for f in view.snapshots("gpt-image-2")] == [SnapshotValue("gpt-image-2-2026-04-21")]
    assert [f.value for f in view.snapshots("gpt-image-1.5")] == [SnapshotValue("gpt-image-1.5-2025-12-16")]


def test_where_gpt_image_2_can_be_named(files: list[LoadedFile]) -> None:
    values = [
        f.value for f in _on(files, "2026-04-22").usage("gpt-image-2") if isinstance(f.value, UsageValue)
    ]
    assert [(value.path, value.field, value.accepts) for value in values] == [
        ("/v1/images/generations", "model", True),
        ("/v1/images/edits", "model", True),
        ("/v1/responses", "model", False),
        ("/v1/responses", "tools[].model", True),
    ]
    assert {host for value in values for host in value.hosts} == {"api.openai.com"}
    assert values[2].instead == {"model": "gpt-5.4", "tool": "image_generation"}
    assert values[2].calls[""] == ("responses.create",)
    assert "CreateResponseAsync" in values[2].calls["csharp"]


def test_the_account_gate_belongs_to_gpt_image_2(files: list[LoadedFile]) -> None:
    (caveat,) = _on(files, "2026-04-22").holding("gpt-image-2", Aspect.CAVEAT)
    assert caveat.identity == "gpt-image-2/caveats/account-gate"


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("GPT Image 2", "gpt-image-2"),
        ("GPT-Image-1.5", "gpt-image-1.5"),
        ("DALL·E 3", "dall-e-3"),
        ("DALLE 3", "dall-e-3"),
        ("DALL-E 2", "dall-e-2"),
    ],
)
def test_names_as_people_write_them(files: list[LoadedFile], name: str, entity: str) -> None:
    assert dict(_on(files, "2026-04-22").named())[name] == entity


def test_meters_units_and_conditions_have_words_in_five_languages(files: list[LoadedFile]) -> None:
    words = _on(files, "2026-04-22").vocabulary
    tables = [words.meters, words.units, words.conditions["size"], words.conditions["quality"]]
    for table in tables:
        for word, languages in table.items():
            assert set(languages) == LANGUAGES, word
    assert "图像输出" in words.meters["image output"]["zh"]
    assert "portrait" in words.conditions["size"]["1024x1536"]["en"]


def test_no_term_of_a_language_means_two_things(files: list[LoadedFile]) -> None:
    words = _on(files, "2026-04-22").vocabulary
    for table in (words.meters, words.units, *words.conditions.values()):
        owners: dict[tuple[str, str], str] = {}
        for word, languages in table.items():
            for language, terms in languages.items():
                for term in terms:
                    assert owners.setdefault((language, term.casefold()), word) == word, term


def test_no_row_written_by_hand_is_without_days(files: list[LoadedFile]) -> None:
    assert [str(notice) for notice in check(files, date(2026, 11, 23)) if notice.severity == "warning"] == []


def test_nothing_that_ships_was_seen_after_5_november_2026(files: list[LoadedFile]) -> None:
    view = _on(files, "2026-11-23")
    days = (fact.verified for entity in view.entities for fact in view.facts(entity))
    assert max(filter(None, days)) == date(2026, 11, 5)
