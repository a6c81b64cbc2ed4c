"""Packs: what ships, and what others install."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from freshlint.packs import PackError, cases, load_pack, load_packs, pack_facts
from freshlint.rule import Rule


def test_the_shipped_pack_brings_rules_words_and_facts() -> None:
    pack = load_pack("freshlint_rules")
    assert {"availability", "release-watch"} <= {rule.id for rule in pack.rules}
    assert "en" in pack.wording
    assert "en" in pack.statements
    assert pack_facts() == list(pack.facts)
    assert [label for label, _ in pack.facts] == sorted(label for label, _ in pack.facts)


def test_rule_ids_and_predicates_belong_to_one_rule() -> None:
    rules = load_pack("freshlint_rules").rules
    ids = [rule.id for rule in rules]
    predicates = [predicate for rule in rules for predicate in getattr(rule, "predicates", ())]
    assert len(ids) == len(set(ids))
    assert len(predicates) == len(set(predicates))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable package `tern_pack`, empty yet."""
    folder = tmp_path / "tern_pack"
    folder.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "tern_pack"]:
        del sys.modules[name]


def test_every_part_of_a_pack_may_be_missing(package: Path) -> None:
    (package / "__init__.py").write_text("")
    pack = load_pack("tern_pack")
    assert (pack.rules, pack.wording, pack.facts) == ((), {}, ())


def test_a_pack_with_a_rule_and_cases(package: Path) -> None:
    (package / "__init__.py").write_text('RULES = ("tern:Tern",)')
    (package / "tern.py").write_text(
        "from freshlint.rule import PageRule\n"
        "class Tern(PageRule):\n"
        "    id, summary = 'tern', 'finds terns'\n"
        "    def check(self, *_):\n        return ()\n"
    )
    (package / "cases/tern").mkdir(parents=True)
    (package / "cases/tern/cases.yaml").write_text("stale: []\n")
    (rule,) = load_pack("tern_pack").rules
    assert isinstance(rule, Rule)
    assert rule.id == "tern"
    assert cases("tern_pack", "tern") == b"stale: []\n"
    assert cases("tern_pack", "other") is None


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("('gone:Gone',)", "cannot load the rule 'gone:Gone'"),
        ("('__init__:RULES',)", "is no rule"),
    ],
)
def test_a_rule_that_cannot_be_loaded_is_named(package: Path, rules: str, message: str) -> None:
    (package / "__init__.py").write_text(f"RULES = {rules}")
    with pytest.raises(PackError, match=message):
        load_pack("tern_pack")


RULE = """\
from freshlint.rule import UNDECIDED, ClaimRule
class Own(ClaimRule):
    id, summary, predicates = {id!r}, 'says something', frozenset({{{predicate!r}}})
    def judge(self, *_):
        return UNDECIDED
"""


@pytest.mark.parametrize(
    ("rule", "predicate", "message"),
    [
        ("price", "own", "'tern_pack' brings the rule 'price', which is one of 'freshlint_rules'"),
        ("own", "newest", "'tern_pack' brings the predicate 'newest', which is one of 'freshlint_rules'"),
    ],
)
def test_no_pack_takes_the_place_of_anothers_rule(
    package: Path, monkeypatch: pytest.MonkeyPatch, rule: str, predicate: str, message: str
) -> None:
    (package / "__init__.py").write_text("RULES = ('own:Own',)")
    (package / "own.py").write_text(RULE.format(id=rule, predicate=predicate))
    info = package.parent / "tern-1.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[freshlint.packs]\ntern = tern_pack\n")
    with pytest.raises(PackError, match=message):
        load_packs(("tern",))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("wording/en.yaml", "predicates: ["),
        ("wording/en.yaml", "- a list"),
        ("wording/statements/de.yaml", "}"),
        ("wording/en.yaml", "predicates: {free: [gratis]}"),
    ],
)
def test_words_that_cannot_be_read_are_named(package: Path, name: str, text: str) -> None:
    (package / "__init__.py").write_text("")
    (package / "wording/statements").mkdir(parents=True)
    (package / name).write_text(text)
    with pytest.raises(PackError, match=f"pack 'tern_pack': {name}: "):
        load_pack("tern_pack")


def test_a_pack_that_is_not_installed_is_named() -> None:
    with pytest.raises(PackError, match="no pack 'tern' is installed"):
        load_packs(("tern",))
