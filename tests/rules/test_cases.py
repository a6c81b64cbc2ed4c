"""The cases of every rule in fixtures/rules: what each says of a text is what the core does with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import yaml

import shipped
from freshlint.cli.rules import shown_cases
from freshlint.finding import Finding
from freshlint.packs import SHIPPED, cases, load_pack
from freshlint.rule import CorpusRule

# A rule that sees all pages has no case of one page: its tests stand beside.
RULES = [rule.id for rule in load_pack(SHIPPED).rules if not isinstance(rule, CorpusRule)]
KEYS = {
    "stale": {"text", "format", "why", "as_of", "also", "advice"},
    "fresh": {"text", "format", "why", "as_of"},
    "fixed": {"before", "after", "format", "why", "as_of", "also"},
}


@dataclass(frozen=True)
class Case:
    """A case of a rule; `also` is another rule that reports something else on the same page."""

    rule: str
    kind: str
    fields: dict[str, Any]
    as_of: date
    horizon: int = 0

    @property
    def text(self) -> str:
        """The text that is checked."""
        return str(self.fields["before" if self.kind == "fixed" else "text"])

    @property
    def form(self) -> str:
        """The suffix that the text is read by."""
        return str(self.fields.get("format", "md"))

    @property
    def also(self) -> list[str]:
        """Ids of the other rules that report on the page."""
        return [self.fields["also"]] if "also" in self.fields else []

    def reported(self) -> list[Finding]:
        """What this rule reports."""
        found = shipped.findings(self.text, self.form, self.as_of, self.horizon)
        return [finding for finding in found if finding.rule not in self.also]


def content(rule: str) -> dict[str, Any]:
    """The cases.yaml of a rule."""
    data = cases(SHIPPED, rule)
    assert data is not None, f"fixtures/rules/{rule}/cases.yaml is missing"
    parsed: dict[str, Any] = yaml.safe_load(data)
    return parsed


def every(*kinds: str) -> list[Any]:
    """The cases of these kinds, of all rules."""
    found = []
    for rule in RULES:
        parsed = content(rule)
        for kind in kinds:
            for number, fields in enumerate(parsed.get(kind, ()), 1):
                day, ahead = fields.get("as_of", parsed["as_of"]), int(parsed.get("horizon", "0d")[:-1])
                case = Case(rule, kind, fields, day, ahead)
                found.append(pytest.param(case, id=f"{rule}-{kind}-{number}"))
    return found


@pytest.mark.parametrize("case", every("stale", "fixed"))
def test_a_stale_case_is_reported_once_by_its_rule(case: Case) -> None:
    found = shipped.findings(case.text, case.form, case.as_of, case.horizon)
    assert sorted(finding.rule for finding in found) == sorted([case.rule, *case.also])


@pytest.mark.parametrize("case", every("fresh"))
def test_a_fresh_case_is_reported_by_no_rule(case: Case) -> None:
    found = shipped.findings(case.text, case.form, case.as_of, case.horizon)
    assert [(f.rule, f.text) for f in found] == []


@pytest.mark.parametrize("case", every("stale"))
def test_a_stale_case_carries_the_advice_that_is_given(case: Case) -> None:
    (finding,) = case.reported()
    manual = finding.fix is not None and not finding.fix.edits
    assert case.fields.get("advice", "") == (finding.fix.advice if manual and finding.fix else "")


@pytest.mark.parametrize("case", every("fixed"))
def test_fixing_writes_exactly_the_text_of_the_case(case: Case) -> None:
    assert shipped.fixed(case.text, case.form, case.as_of) == case.fields["after"]


@pytest.mark.parametrize("case", every("stale", "fixed"))
def test_what_was_fixed_is_clean_and_stays_as_it_is(case: Case) -> None:
    after = shipped.fixed(case.text, case.form, case.as_of)
    left = shipped.findings(after, case.form, case.as_of, case.horizon)
    if after == case.text:
        assert all(finding.fix is None or not finding.fix.edits for finding in left)
    else:
        assert [(finding.rule, finding.text) for finding in left] == []


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_cases_that_are_stale_and_cases_that_only_look_it(rule: str) -> None:
    parsed = content(rule)
    assert set(parsed) <= {"as_of", "horizon", *KEYS}
    for kind, keys in KEYS.items():
        assert all(set(fields) <= keys for fields in parsed.get(kind, ()))
    stale = [*parsed.get("stale", ()), *parsed.get("fixed", ())]
    assert len(stale) >= 5
    assert len(parsed["fresh"]) >= 6
    for group in (stale, parsed["fresh"]):
        assert "html" in {fields.get("format") for fields in group}


@pytest.mark.parametrize("rule", RULES)
def test_explain_shows_every_case(rule: str) -> None:
    parsed = content(rule)
    shown = "\n".join(shown_cases(parsed))
    for kind in KEYS:
        for fields in parsed.get(kind, ()):
            first = fields["before" if kind == "fixed" else "text"].splitlines()[0]
            assert first in shown
