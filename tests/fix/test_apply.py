"""Which fixes go together, and the text that they leave."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.claim import Confidence
from freshlint.finding import Applicability, Edit, Finding, Fix, Severity
from freshlint.fix.apply import EditSet, apply_edits, select_fixes
from freshlint.source import Span

TEXT = "0123456789"


def finding(
    *edits: Edit,
    confidence: Confidence = Confidence.HIGH,
    applicability: Applicability = Applicability.SAFE,
    at: int = 0,
) -> Finding:
    fix = Fix(applicability, tuple(edits))
    return Finding(
        "a.md", "price", Severity.ERROR, confidence, Span(at, at + 1), "x", "wrong", "body", fix=fix
    )


def test_edits_are_made_in_page_order_whatever_order_they_come_in() -> None:
    edits = [Edit(0, 1, "a"), Edit(1, 1, "+"), Edit(1, 3, ""), Edit(10, 10, "!")]
    assert {apply_edits(TEXT, order) for order in permutations(edits)} == {"a+3456789!"}


def test_an_edit_given_twice_counts_once() -> None:
    assert apply_edits(TEXT, [Edit(2, 2, "x"), Edit(2, 2, "x")]) == "01x23456789"


@pytest.mark.parametrize(
    "edits",
    [(Edit(0, 3, "a"), Edit(2, 4, "b")), (Edit(0, 3, "a"), Edit(1, 1, "b")), (Edit(9, 11, ""),)],
    ids=["two for one character", "an insertion inside a replacement", "outside the text"],
)
def test_edits_that_disturb_each_other_are_refused(edits: tuple[Edit, ...]) -> None:
    with pytest.raises(ValueError, match="overlaps another or leaves the text"):
        apply_edits(TEXT, edits)


def test_higher_confidence_goes_first() -> None:
    sure, unsure = finding(Edit(0, 3, "a"), at=5), finding(Edit(2, 4, "b"), confidence=Confidence.MEDIUM)
    assert select_fixes([unsure, sure], unsafe=False) == [sure]


def test_safe_goes_before_unsafe() -> None:
    unsafe = finding(Edit(0, 3, "a"), applicability=Applicability.UNSAFE)
    safe = finding(Edit(2, 4, "b"), at=2)
    assert select_fixes([unsafe, safe], unsafe=True) == [safe]


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    unsafe = finding(Edit(0, 3, "a"), applicability=Applicability.UNSAFE)
    assert select_fixes([unsafe], unsafe=False) == []
    assert select_fixes([unsafe], unsafe=True) == [unsafe]


def test_a_fix_is_made_whole_or_not_at_all() -> None:
    first = finding(Edit(0, 1, "a"))
    second = finding(Edit(0, 1, "b"), Edit(5, 6, "c"), at=5)
    assert select_fixes([first, second], unsafe=False) == [first]


def test_fixes_may_share_an_edit() -> None:
    shared = Edit(9, 9, " (source)")
    one, other = finding(Edit(0, 1, "a"), shared), finding(Edit(5, 6, "b"), shared, at=5)
    chosen = select_fixes([other, one], unsafe=False)
    assert chosen == [one, other]
    edits = [edit for found in chosen if found.fix for edit in found.fix.edits]
    assert apply_edits(TEXT, edits) == "a1234b678 (source)9"


def test_manual_advice_is_never_chosen() -> None:
    advice = finding(applicability=Applicability.MANUAL)
    assert select_fixes([advice], unsafe=True) == []


edits_in_text = st.builds(
    lambda start, length, text: Edit(start, min(start + length, 10), text),
    st.integers(0, 10),
    st.integers(0, 3),
    st.sampled_from(["", "a", "b"]),
)


@given(st.lists(edits_in_text, max_size=12))
def test_edits_that_were_taken_together_can_be_made_together(edits: list[Edit]) -> None:
    chosen = EditSet()
    apply_edits(TEXT, [edit for edit in edits if chosen.add([edit])])


@given(st.lists(edits_in_text, max_size=12), edits_in_text)
def test_an_edit_is_refused_only_where_it_disturbs_another(edits: list[Edit], last: Edit) -> None:
    chosen = EditSet()
    taken = [edit for edit in edits if chosen.add([edit])]
    if not chosen.add([last]):
        with pytest.raises(ValueError, match="overlaps"):
            apply_edits(TEXT, [*taken, last])
