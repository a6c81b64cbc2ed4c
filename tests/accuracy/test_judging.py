"""How findings are matched with labelled claims, and what figures they come to."""

from __future__ import annotations

from datetime import date

import pytest

from freshlint.claim import Confidence
from freshlint.finding import Finding, Severity
from freshlint.source import Source, Span

from .cases import AS_OF, BrokenCaseError, Label, Page, read_pairs
from .judging import Kind, judge
from .tally import Score, Share, by

TEXT = "Owl 2 has no API yet. Hens lay eggs. " + "Nothing else is said here. " * 10
CLAIM = Span(0, 21)
ELSEWHERE = Span(22, 36)

PAIR = """
- id: en-s001
  rule: availability
  modality: asserted
  twin: past
  place: prose
  format: md
  stale: |
    Owl 2 has no API.
  target: "has no API"
  fresh: |
    Owl 2 had no API.
"""


def page(*labels: Label, traps: tuple[Span, ...] = ()) -> Page:
    return Page("x", "seen", "en", "stale", Source("x.md", TEXT), labels, traps)


def finding(span: Span, rule: str = "availability", severity: Severity = Severity.ERROR) -> Finding:
    text = TEXT[span.start : span.end]
    return Finding("x.md", rule, severity, Confidence.HIGH, span, text, "", "body", "owl-2", "", "")


def kinds(where: Page, *findings: Finding) -> list[Kind]:
    return [outcome.kind for outcome in judge(where, findings)]


def test_a_finding_that_overlaps_the_claim_finds_it() -> None:
    assert kinds(page(Label("availability", (CLAIM,))), finding(Span(10, 15))) == [Kind.FOUND]


def test_a_second_finding_on_a_claim_is_neither_right_nor_wrong() -> None:
    two = finding(CLAIM), finding(CLAIM, "release-watch")
    assert kinds(page(Label("availability", (CLAIM,))), *two) == [Kind.DOUBLE, Kind.FOUND]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(finding(ELSEWHERE), id="elsewhere"),
        pytest.param(finding(CLAIM, "price"), id="of a rule that says something else"),
        pytest.param(finding(Span(0, 2 * 21 + 61)), id="much longer than the claim"),
    ],
)
def test_any_other_finding_is_a_false_alarm(wrong: Finding) -> None:
    assert kinds(page(Label("release-watch", (CLAIM,))), wrong) == [Kind.FALSE_ALARM, Kind.MISSED]


def test_every_finding_on_a_fresh_page_is_a_false_alarm() -> None:
    assert kinds(page(), finding(CLAIM)) == [Kind.FALSE_ALARM]


def test_a_finding_that_lies_more_on_what_only_looks_stale_is_a_false_alarm() -> None:
    trapped = page(Label("availability", (Span(0, 5),)), traps=(Span(6, 21),))
    assert kinds(trapped, finding(CLAIM)) == [Kind.FALSE_ALARM, Kind.MISSED]


def test_rules_that_no_pair_is_about_are_not_judged() -> None:
    assert kinds(page(), finding(CLAIM, "caveat")) == []


def test_a_notice_of_a_retired_model_counts_only_where_one_is_expected() -> None:
    notice = finding(CLAIM, "retired", Severity.NOTICE)
    assert kinds(page(), notice) == []
    assert kinds(page(Label("retired", (CLAIM,))), notice) == [Kind.FOUND]


def test_a_false_alarm_counts_for_the_rule_that_gave_it() -> None:
    outcomes = judge(page(Label("availability", (CLAIM,))), [finding(ELSEWHERE, "price")])
    assert by("rule", outcomes) == {"availability": Score(0, 1, 0, 0), "price": Score(0, 0, 1, 0)}


def test_precision_is_of_findings_and_recall_of_claims() -> None:
    score = Score(found=6, missed=2, false_alarms=3, double=5)
    assert (score.precision, score.recall) == (Share(6, 9), Share(6, 8))


@pytest.mark.parametrize(
    ("share", "low", "high"),
    [(Share(8, 10), 0.490, 0.943), (Share(0, 10), 0, 0.278), (Share(10, 10), 0.722, 1)],
)
def test_the_interval_of_a_share(share: Share, low: float, high: float) -> None:
    assert share.interval == pytest.approx((low, high), abs=0.0005)


def test_of_nothing_there_is_no_share() -> None:
    assert (Share(0, 0).value, Share(0, 0).interval) == (None, None)


def test_a_pair_is_a_page_with_its_claim_and_one_without() -> None:
    stale, fresh = read_pairs(PAIR.encode(), "seen", "en")
    assert stale.labels == (Label("availability", (Span(6, 16),)),)
    assert (fresh.labels, fresh.source.text, fresh.as_of) == ((), "Owl 2 had no API.\n", AS_OF)
    dated = f"{PAIR}  as_of: 2026-11-23\n"
    assert [side.as_of for side in read_pairs(dated.encode(), "seen", "en")] == [date(2026, 11, 23)] * 2


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(PAIR.replace('"has no API"', '"lacks an API"'), id="the target stands nowhere"),
        pytest.param(PAIR.replace("had", "has"), id="both sides are the same"),
        pytest.param(PAIR + PAIR, id="an id stands twice"),
    ],
)
def test_a_broken_pair_is_named_and_not_quoted(broken: str) -> None:
    with pytest.raises(BrokenCaseError, match="en-s001") as caught:
        list(read_pairs(broken.encode(), "seen", "en"))
    assert "API" not in str(caught.value)


def test_a_claim_whose_text_stands_twice_is_found_at_either_place() -> None:
    twice = page(Label("availability", (CLAIM, ELSEWHERE)))
    assert kinds(twice, finding(ELSEWHERE)) == [Kind.FOUND]
