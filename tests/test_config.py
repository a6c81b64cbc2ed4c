"""The configuration: where it is found, and what a mistake in it is answered with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from freshlint.config import Config, ConfigError, OverrideTable, find, nearest, read


def test_without_a_file_the_defaults_hold(site: Path) -> None:
    found = find(site)
    assert (found.config, found.file, found.folder) == (Config(), None, site)


def test_the_nearest_file_upwards_is_used(site: Path) -> None:
    deep = site / "docs/guide"
    deep.mkdir(parents=True)
    (site / "freshlint.toml").write_text('fail-on = "error"')
    assert find(deep).folder == site
    (site / "docs/freshlint.toml").write_text('fail-on = "notice"')
    assert find(deep).config.fail_on == "notice"


def test_pyproject_counts_only_with_a_table_of_ours(site: Path) -> None:
    deep = site / "docs"
    deep.mkdir()
    (site / "freshlint.toml").write_text("")
    (deep / "pyproject.toml").write_text("[tool.other]\n")
    assert find(deep).folder == site
    (deep / "pyproject.toml").write_text('[tool.freshlint]\npaths = ["docs"]\n')
    assert find(deep).config.paths == ("docs",)


def test_every_key_can_be_set(site: Path) -> None:
    (site / "freshlint.toml").write_text("""
paths = ["docs"]
exclude = ["drafts/"]
select = ["price"]
ignore = ["snapshot"]
facts = ["facts.yaml"]
shipped-facts = false
packs = ["ours"]
as-of = 2026-04-22
archive = ["blog/2025/"]
min-confidence = "high"
fail-on = "error"
code-citations = false
severity = {price = "notice"}
overrides = [{paths = ["blog/"], severity = {price = "error"}}]
""")
    assert read(site / "freshlint.toml").config == Config(
        paths=("docs",),
        exclude=("drafts/",),
        select=("price",),
        ignore=("snapshot",),
        facts=("facts.yaml",),
        shipped_facts=False,
        packs=("ours",),
        as_of=date(2026, 4, 22),
        archive=("blog/2025/",),
        min_confidence="high",
        fail_on="error",
        code_citations=False,
        severity={"price": "notice"},
        overrides=(OverrideTable({"price": "error"}, ("blog/",)),),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.freshlint]\n\nfact = []", "pyproject.toml:3: unknown key 'fact': did you mean 'facts'?"),
        ("[tool.freshlint]\nzzz = 1", "pyproject.toml:2: unknown key 'zzz' (known: archive, as-of, "),
        ("[tool.freshlint.severty]\nprice = 'error'", "pyproject.toml:1: unknown key 'severty'"),
        ("[tool.other]\nfacts = 1\n[tool.freshlint]\nfacts = 1", "pyproject.toml:4: `facts`: Expected array"),
        ("[tool]\nfreshlint.as-of = 'soon'\n", "`as-of`"),
        ("[tool]\nfreshlint = 3\n", "[tool.freshlint] must be a table"),
    ],
)
def test_a_mistake_is_named_with_its_line(site: Path, text: str, message: str) -> None:
    file = site / "pyproject.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as raised:
        read(file)
    assert message in str(raised.value)


def test_a_file_that_is_not_utf8_is_named(site: Path) -> None:
    (site / "freshlint.toml").write_bytes(b"paths = ['caf\xe9']")
    with pytest.raises(ConfigError, match=r"freshlint\.toml: cannot be read: not valid UTF-8"):
        find(site)


def test_rules_are_held_against_those_there_are(site: Path) -> None:
    (site / "freshlint.toml").write_text('\nselect = [\n  "price",\n  "pirce",\n]')
    with pytest.raises(ConfigError, match=r"freshlint\.toml:4: unknown rule 'pirce' in `select`"):
        read(site / "freshlint.toml").check_rules(["price", "snapshot"])


def test_the_nearest_spelling_or_all_there_is() -> None:
    assert nearest("pirce", ["price", "snapshot"]) == ": did you mean 'price'?"
    assert nearest("xyz", ["price", "snapshot"]) == " (known: price, snapshot)"
