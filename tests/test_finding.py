"""Findings: what makes two of them the same, over edits of the page and over the day."""

from __future__ import annotations

from dataclasses import replace

import pytest

import shipped
from freshlint.claim import Confidence
from freshlint.finding import Finding, Severity, number_occurrences
from freshlint.source import Span

FINDING = Finding(
    path="docs/a.md",
    rule="price",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    span=Span(10, 13),
    text="$40 per  image",
    message="wrong",
    role="body",
    entity="ink-2",
    fact="ink-2/prices/image",
)


@pytest.mark.parametrize(
    "change",
    [
        {"span": Span(90, 93)},
        {"text": "$40 PER\nimage"},
        {"message": "put otherwise"},
        {"severity": Severity.NOTICE},
        {"confidence": Confidence.MEDIUM},
        {"role": "title"},
    ],
)
def test_moved_or_rewrapped_it_stays_the_same_finding(change: dict[str, object]) -> None:
    assert replace(FINDING, **change).fingerprint == FINDING.fingerprint  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"path": "docs/b.md"},
        {"rule": "availability"},
        {"entity": "ink-3"},
        {"fact": "ink-2/prices/other"},
        {"text": "$41 per image"},
        {"occurrence": 1},
    ],
)
def test_another_page_rule_fact_or_text_makes_another_finding(change: dict[str, object]) -> None:
    assert replace(FINDING, **change).fingerprint != FINDING.fingerprint  # type: ignore[arg-type]


def test_findings_alike_are_numbered_in_the_order_of_the_page() -> None:
    later, other = replace(FINDING, span=Span(50, 53)), replace(FINDING, span=Span(30, 33), text="$41")
    numbered = number_occurrences([later, other, FINDING])
    assert [(finding.span.start, finding.occurrence) for finding in numbered] == [(10, 0), (30, 0), (50, 1)]
    assert len({finding.fingerprint for finding in numbered}) == 3


def test_a_paragraph_before_a_finding_does_not_change_it() -> None:
    text = "There is no public API for gpt-image-2."
    (before,) = shipped.findings(text)
    (after,) = shipped.findings(f"Picture models have become faster.\n\n{text}")
    assert before.fingerprint == after.fingerprint
    assert before.span != after.span


def test_severities_are_ordered_and_named() -> None:
    assert [severity.label for severity in sorted(Severity)] == ["notice", "warning", "error"]


def test_findings_that_are_numbered_twice_keep_their_numbers() -> None:
    twins = number_occurrences([replace(FINDING, span=Span(90, 93)), FINDING])
    assert [one.occurrence for one in number_occurrences(twins)] == [0, 1]


def test_a_path_that_is_no_utf8_has_a_fingerprint_too() -> None:
    assert len(replace(FINDING, path="caf\udce9.md").fingerprint) == 32
