"""Which findings of a page are reported, where only a part of it changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.finding import Edit
from freshlint.fix.apply import apply_edits
from freshlint.selection import Scope, changed_spans
from freshlint.source import Source, Span
from word_engine import word_findings

SOURCE = Source("a.md", "STALE one\nSTALE two\nDUSTY\n")
FOUND = word_findings(SOURCE)


def kept(scope: Scope) -> list[int]:
    return [SOURCE.position(finding.span.start).line for finding in scope.choose(FOUND, ()).findings]


def test_everything_without_a_limit() -> None:
    assert kept(Scope()) == [1, 2, 3]


def test_on_changed_lines_and_new_elsewhere() -> None:
    scope = Scope(changed_spans(SOURCE, [(2, 2)]))
    assert kept(scope) == [1, 2, 3]
    before = {finding.likeness: 1 for finding in FOUND}
    assert kept(Scope(scope.changed, lambda: before)) == [2]


def test_the_earlier_page_is_looked_at_only_where_it_matters() -> None:
    def unwanted() -> dict[object, int]:
        raise AssertionError("read without need")

    assert kept(Scope(changed_spans(SOURCE, [(1, 3)]), unwanted)) == [1, 2, 3]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lines", "shown"),
    [
        ("a\nb\nc", [(2, 2)], ["b\n"]),
        ("a\r\nb\r\nc", [(2, 3)], ["b\r\nc"]),
        ("a\rb\nc", [(1, 1)], ["a\rb\n"]),
        ("a\n", [(1, 1), (7, 9)], ["a\n", ""]),
    ],
)
def test_lines_are_those_that_git_counts(text: str, lines: list[tuple[int, int]], shown: list[str]) -> None:
    spans = changed_spans(Source("a.md", text), lines) or ()
    assert [text[slice(*span)] for span in spans] == shown


@given(st.data())
def test_edits_move_what_changed_with_its_text(data: st.DataObject) -> None:
    text = data.draw(st.text("ab\n", min_size=4, max_size=30))
    start = data.draw(st.integers(0, len(text) - 1))
    changed = Span(start, data.draw(st.integers(start + 1, len(text))))
    offsets = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    pairs = zip(offsets[::2], offsets[1::2], strict=False)
    edits = [Edit(begin, end, data.draw(st.text("X", max_size=5))) for begin, end in pairs]
    new = apply_edits(text, edits)
    spans = Scope((changed,)).after(edits).changed or ()
    inside = {offset for span in spans for offset in range(*span)}
    # Every character that was written is changed; of the others those that were.
    assert all(offset in inside for offset, character in enumerate(new) if character == "X")
    kept = [offset for offset in range(len(text)) if not any(e.start <= offset < e.end for e in edits)]
    for old, now in zip(kept, [at for at, character in enumerate(new) if character != "X"], strict=True):
        assert not changed.start <= old < changed.end or now in inside
