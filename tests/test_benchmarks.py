"""The benchmark's corpus is the same for everybody who has its seed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corpus import write_corpus, write_facts
from freshlint.facts.load import load


def test_a_seed_is_a_corpus(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_corpus(tmp_path / name, 20)
    pages = [sorted((tmp_path / name).rglob("*.md")) for name in ("one", "other")]
    assert [page.read_bytes() for page in pages[0]] == [page.read_bytes() for page in pages[1]]
    assert len(pages[0]) == 20


def test_its_facts_are_facts(tmp_path: Path) -> None:
    write_facts(tmp_path / "facts.yaml", 30)
    loaded = load("facts.yaml", (tmp_path / "facts.yaml").read_bytes())
    assert len(loaded.content.entities) == 30
