"""The cases of a rule, tried: what a case says and the program does not do is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from freshlint import setup
from freshlint.cases import Case, read_cases
from freshlint.config import Config, ConfigFile
from freshlint.errors import SetupError
from freshlint.page import Checker

DAY = date(2026, 4, 22)
STALE = "gpt-image-2 is not released yet."


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    settings = ConfigFile(Config(), tmp_path_factory.mktemp("anywhere"))
    return setup.prepare(settings, setup.Asked(as_of=DAY)).checker


def flaws(checker: Checker, kind: str, text: str, rule: str = "availability", **fields: Any) -> list[str]:
    return list(Case(kind, 1, text, DAY, **fields).flaws(rule, checker))


def test_a_stale_case_is_reported_by_its_rule_and_no_other(checker: Checker) -> None:
    assert flaws(checker, "stale", STALE) == []
    assert flaws(checker, "stale", "Nothing.") == ["is not reported"]
    assert flaws(checker, "stale", STALE, rule="price") == ["is reported by availability"]
    both = f"{STALE} On gpt-image-2, image output costs $40 per 1M tokens."
    assert flaws(checker, "stale", both) == ["is reported by availability, price"]
    assert flaws(checker, "stale", both, also="price") == []


def test_a_fresh_case_is_reported_by_nobody(checker: Checker) -> None:
    assert flaws(checker, "fresh", "gpt-image-2 is released.") == []
    (flaw,) = flaws(checker, "fresh", STALE, rule="price")
    assert flaw.startswith("is reported by availability: says that gpt-image-2 is not public")


def test_a_fixed_case_becomes_its_text(checker: Checker) -> None:
    (flaw,) = flaws(checker, "fixed", STALE, after="Something else.")
    made = flaw.removeprefix("is fixed otherwise: ")
    assert made.startswith("gpt-image-2 has been available")
    assert flaws(checker, "fixed", STALE, after=made) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("stale: [", "not valid YAML"),
        ("stale: []", "needs `as_of: YYYY-MM-DD`"),
        ("as_of: 2026-04-22\nstail: []", "unknown key 'stail'"),
        ("as_of: 2026-04-22\nstale:\n  - a text", "stale 1: a mapping with"),
        ("as_of: 2026-04-22\nfixed:\n  - {before: a}", "fixed 1: a mapping with"),
        ("as_of: 2026-04-22\nfresh:\n  - {text: a, also: price}", "fresh 1: a mapping with"),
    ],
)
def test_what_is_wrong_in_a_file_of_cases_is_told(text: str, message: str) -> None:
    with pytest.raises(SetupError, match=f"^cases.yaml: {message}"):
        read_cases("cases.yaml", text.encode())


def test_the_command_tries_one_rule_or_fails_on_an_unknown_one(freshlint: Callable[..., Any]) -> None:
    assert freshlint("rules", "test", "snapshot").out == "snapshot: 22 cases, all as they say\n"
    assert freshlint("rules", "test", "snapsho").code == 2


def test_the_command_exits_with_1_where_a_case_fails(
    freshlint: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = b"as_of: 2026-04-22\nfresh:\n  - text: gpt-image-2 is not released yet.\n"
    monkeypatch.setattr("freshlint.cli.rules.cases", lambda package, rule: broken)
    outcome = freshlint("rules", "test", "availability")
    assert outcome.code == 1
    assert outcome.out.startswith("availability fresh 1: is reported by availability: ")
    assert outcome.out.endswith("availability: 1 case, 1 failed\n")
