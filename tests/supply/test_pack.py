"""The imported pack: the same bytes whenever it is made, and nothing in it that texts would trip over."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from freshlint.facts.load import LoadedFile, load_all
from freshlint.facts.merge import build_view, merge
from freshlint.language.normal import fold_name
from freshlint.packs import pack_facts
from freshlint.supply.importing.names import collisions, refusal
from freshlint.supply.pack.artefacts import Artefacts
from freshlint.supply.pack.build import build
from freshlint.supply.pack.recipe import RecipeError, read_recipe
from freshlint.supply.pack.report import report

ROOT = Path(__file__).parents[2]
RECIPE = ROOT / "rules" / "pack" / "recipe.yaml"
PACKAGES = ROOT / ".venv" / "packages"


@pytest.fixture(scope="module")
def files() -> list[LoadedFile]:
    return load_all(pack_facts())


@pytest.mark.slow
def test_the_committed_pack_is_what_the_recipe_makes(files: list[LoadedFile]) -> None:
    """The packages come from their registries, once; pins and digests make them the same everywhere."""
    recipe = read_recipe(RECIPE)
    own = [file for file in files if "/imported/" not in file.path]
    made = build(recipe, Artefacts(recipe, PACKAGES, RECIPE.parent), own)
    folder = ROOT / "rules" / "freshlint_rules" / "facts" / "imported"
    assert made.files == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert report(recipe, made) == (RECIPE.parent / "REPORT.md").read_text(encoding="utf-8")


def test_it_has_more_than_300_entities_and_each_row_has_a_source(files: list[LoadedFile]) -> None:
    rows = [row for row in merge(files).rows if "/imported/" in row.file.path]
    assert len({row.fact.entity for row in rows}) > 300
    assert all(row.fact.source for row in rows)


def test_no_name_is_short_ordinary_or_of_two_entities(files: list[LoadedFile]) -> None:
    imported = [file for file in files if "/imported/" in file.path]
    own = {name for file in files if file not in imported for name in file.content.entities}
    for file in imported:
        for name, entity in file.content.entities.items():
            loose = {name, *entity.names} - set(entity.identifiers)
            assert name in own or not [word for word in loose if refusal(word)]
    merged = merge(files).entities
    assert collisions({name: entity.names for name, entity in merged.items()}) == {}


def test_every_package_names_its_licence(files: list[LoadedFile]) -> None:
    recipe = read_recipe(RECIPE)
    assert {package.licence for package in recipe.packages.values()} == {"MIT", "ISC"}
    for label, data in pack_facts():
        if "/imported/" in label:
            assert re.search(r"^# [\w.-]+ [\w.+-]+, (MIT|ISC), ", data.decode(), re.M), label


def test_rows_without_days_judge_nothing_and_dated_ones_do(files: list[LoadedFile]) -> None:
    view = build_view(files, date(2026, 11, 23))
    status = view.status("claude-3-5-sonnet")
    assert status is not None
    assert (status.since, status.official) == (date(2025, 10, 28), True)
    assert view.prices("claude-opus-4-1") == []
    assert fold_name("Claude Opus 4.1") in {
        fold_name(name) for name in view.entities["claude-opus-4-1"].names
    }


def test_another_digest_or_file_is_refused(tmp_path: Path) -> None:
    recipe = read_recipe(RECIPE)
    (tmp_path / "distro-info-data").mkdir()
    (tmp_path / "distro-info-data" / "debian.csv").write_text("version,codename,release,eol\n")
    with pytest.raises(RecipeError, match="its digest is"):
        Artefacts(recipe, tmp_path, tmp_path).read("distro-info-data", "debian.csv")
    (tmp_path / recipe.packages["node-releases"].file).write_bytes(b"something else")
    with pytest.raises(RecipeError, match="not the pinned"):
        Artefacts(recipe, tmp_path, tmp_path).read("node-releases", "package/package.json")
