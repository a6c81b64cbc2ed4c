"""Monorepos: each part is judged by the configuration nearest to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Call = Callable[..., Any]
PRICE = "On gpt-image-2, image output costs $40 per 1M tokens.\n"
WAITING = "gpt-image-2 is not released yet.\n"


@pytest.fixture
def monorepo(site: Path) -> Path:
    """Two parts with the same page; one has a configuration of its own."""
    for name in ("docs/a.md", "shop/docs/a.md", "shop/drafts/b.md"):
        (site / name).parent.mkdir(parents=True)
        (site / name).write_text(PRICE + "\n" + WAITING)
    (site / "freshlint.toml").write_text('as-of = 2026-04-22\nignore = ["availability"]\n')
    (site / "shop/freshlint.toml").write_text(
        'as-of = 2026-04-22\nignore = ["price"]\nexclude = ["drafts/"]\n'
    )
    return site


def found(freshlint: Call, *arguments: str) -> list[tuple[str, str]]:
    report = freshlint("check", "--output-format", "json", *arguments).report
    return [(finding["path"], finding["rule"]) for finding in report["findings"]]


def test_each_page_is_judged_by_the_nearest_configuration(monorepo: Path, freshlint: Call) -> None:
    assert found(freshlint) == [("docs/a.md", "price"), ("shop/docs/a.md", "availability")]


def test_a_part_can_be_checked_from_inside(
    monorepo: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(monorepo / "shop")
    assert found(freshlint) == [("docs/a.md", "availability")]


def test_a_file_that_is_named_is_checked_though_its_part_excludes_it(monorepo: Path, freshlint: Call) -> None:
    assert found(freshlint, "shop/drafts/b.md") == [("shop/drafts/b.md", "availability")]


def test_a_configuration_that_is_named_counts_alone(monorepo: Path, freshlint: Call) -> None:
    rules = {rule for _, rule in found(freshlint, "--config", "freshlint.toml")}
    assert rules == {"price"}
    assert len(found(freshlint, "--isolated", "--as-of", "2026-04-22")) == 6


def test_parts_that_ask_for_different_days_are_told_apart(monorepo: Path, freshlint: Call) -> None:
    (monorepo / "shop/freshlint.toml").write_text("as-of = 2026-04-20\n")
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "shop/freshlint.toml asks for facts as of 2026-04-20, and this run for those of 2026-04-22" in (
        outcome.err
    )
    assert freshlint("check", "--as-of", "2026-04-22").code == 1


def test_a_broken_configuration_of_a_part_stops_the_run(monorepo: Path, freshlint: Call) -> None:
    (monorepo / "shop/freshlint.toml").write_text("ignor = []\n")
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "shop/freshlint.toml:1: unknown key 'ignor'" in outcome.err


def test_a_part_has_facts_of_its_own(monorepo: Path, freshlint: Call) -> None:
    (monorepo / "shop/facts.yaml").write_text(
        "freshlint: 1\nsources: {s: {title: S, url: 'https://example.com'}}\nentities:\n  petrel-16:\n"
        "    names: [Petrel DB 16]\n"
        "    status: [{value: released, since: 2026-03-01, verified: 2026-04-02, source: s}]\n"
    )
    (monorepo / "shop/freshlint.toml").write_text('as-of = 2026-04-22\nfacts = ["facts.yaml"]\n')
    for name in ("docs/a.md", "shop/docs/a.md"):
        (monorepo / name).write_text("Petrel DB 16 is not released yet.\n")
    (monorepo / "shop/drafts/b.md").write_text("")
    assert found(freshlint) == [("shop/docs/a.md", "availability")]


def test_fixing_writes_what_each_part_wants(monorepo: Path, freshlint: Call) -> None:
    freshlint("check", "--fix", "--unsafe-fixes")
    assert "$30" in (monorepo / "docs/a.md").read_text()
    assert "$40" in (monorepo / "shop/docs/a.md").read_text()
    assert WAITING in (monorepo / "docs/a.md").read_text()
    assert WAITING not in (monorepo / "shop/docs/a.md").read_text()


def test_a_changed_page_is_found_in_its_part(monorepo: Path, freshlint: Call) -> None:
    report = freshlint("check", "--changed", "--output-format", "json", "shop/docs/a.md").report
    assert [finding["rule"] for finding in report["findings"]] == ["availability"]
