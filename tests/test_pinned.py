"""Facts files that are fetched: only the pinned bytes count, and they are fetched once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fetching import fetcher, time, web
from freshlint import pinned
from freshlint.facts.digest import digest
from freshlint.fetch.fetcher import Fetcher
from loopback import Answer, Site

__all__ = ["fetcher", "time", "web"]
Call = Callable[..., Any]
FACTS = (
    b"freshlint: 1\nsources: {s: {title: S, url: 'https://example.com'}}\nentities:\n  petrel-16:\n"
    b"    names: [Petrel DB 16]\n"
    b"    status: [{value: released, since: 2026-03-01, verified: 2026-04-02, source: s}]\n"
)


@pytest.fixture
def repository(
    site: Path, web: Site, fetcher: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A page that a fetched file contradicts, and a configuration that pins it."""
    monkeypatch.setenv("FRESHLINT_CACHE_DIR", str(site / ".cache"))
    monkeypatch.setattr(pinned, "fetcher", fetcher)
    web.routes["/facts.yaml"] = Answer(FACTS)
    (site / "a.md").write_text("Petrel DB 16 is not released yet.\n")
    configure(site, web, digest(FACTS))
    return site


def configure(site: Path, web: Site, digest: str) -> None:
    entry = f'{{url = "{web.url}/facts.yaml", digest = "{digest}"}}'
    (site / "freshlint.toml").write_text(f"as-of = 2026-04-22\nfacts = [{entry}]\n")


def test_a_pinned_file_is_fetched_once(repository: Path, web: Site, freshlint: Call) -> None:
    for _ in range(2):
        report = freshlint("check", "--output-format", "json").report
        assert [finding["rule"] for finding in report["findings"]] == ["availability"]
        assert {"path": f"{web.url}/facts.yaml", "digest": digest(FACTS)} in report["facts"]
    assert web.paths == ["/facts.yaml"]


def test_other_bytes_are_refused(repository: Path, web: Site, freshlint: Call) -> None:
    web.routes["/facts.yaml"] = Answer(FACTS.replace(b"2026-03-01", b"2026-05-01"))
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "/facts.yaml: is not what was pinned: it has the digest sha256:" in outcome.err
    assert not list((repository / ".cache").rglob("facts/*.yaml"))


def test_a_kept_file_that_was_changed_is_fetched_again(repository: Path, web: Site, freshlint: Call) -> None:
    freshlint("check")
    (kept,) = (repository / ".cache").rglob("*.yaml")
    kept.write_bytes(b"freshlint: 1\n")
    assert freshlint("check").code == 1
    assert len(web.paths) == 2
    assert kept.read_bytes() == FACTS


def test_what_cannot_be_fetched_stops_the_run(repository: Path, web: Site, freshlint: Call) -> None:
    del web.routes["/facts.yaml"]
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "cannot be fetched: " in outcome.err


def test_a_locked_file_is_not_fetched(repository: Path, web: Site, freshlint: Call) -> None:
    assert freshlint("lock").code == 0
    del web.routes["/facts.yaml"]
    for kept in (repository / ".cache").rglob("*.yaml"):
        kept.unlink()
    assert freshlint("check").code == 1


def test_pin_prints_the_entry(repository: Path, web: Site, freshlint: Call) -> None:
    url = f"{web.url}/facts.yaml"
    outcome = freshlint("facts", "pin", url)
    assert outcome.out == f'{{url = "{url}", digest = "{digest(FACTS)}"}}\n'
    assert outcome.err == "1 entities: petrel-16\n"
    web.routes["/facts.yaml"] = Answer(b"<html>")
    assert freshlint("facts", "pin", url).code == 2


def _update(freshlint: Call, web: Site, *arguments: str) -> Any:
    return freshlint("facts", "update", f"{web.url}/facts.yaml", *arguments, "--into", "vendor.yaml")


def test_update_writes_the_bytes_that_were_pinned(repository: Path, web: Site, freshlint: Call) -> None:
    assert _update(freshlint, web, "--digest", digest(FACTS)).code == 0
    assert (repository / "vendor.yaml").read_bytes() == FACTS
    assert "is up to date" in _update(freshlint, web, "--digest", digest(FACTS)).out


@pytest.mark.parametrize("served", [FACTS + b"# more\n", b"freshlint: 1\nentites: {}\n", b""])
def test_update_refuses_other_bytes_and_what_is_no_facts_file(
    repository: Path, web: Site, freshlint: Call, served: bytes
) -> None:
    (repository / "vendor.yaml").write_bytes(b"as it was")
    web.routes["/facts.yaml"] = Answer(served)
    assert _update(freshlint, web, "--digest", digest(FACTS)).code == 2
    if served != FACTS + b"# more\n":
        assert _update(freshlint, web, "--any-digest").code == 2
    assert (repository / "vendor.yaml").read_bytes() == b"as it was"


def test_update_needs_a_digest_or_a_word_that_none_is_wanted(
    repository: Path, web: Site, freshlint: Call
) -> None:
    assert "--digest sha256:" in _update(freshlint, web).err
    assert web.paths == []
    assert digest(FACTS) in _update(freshlint, web, "--any-digest").out


def test_update_alone_fetches_all_that_is_pinned(repository: Path, web: Site, freshlint: Call) -> None:
    assert freshlint("facts", "update").code == 0
    del web.routes["/facts.yaml"]
    assert freshlint("check").code == 1
