"""Places in the units of other programs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.report.columns import Places, Unit
from freshlint.source import Source

TEXT = st.text(st.sampled_from("ab\r\n\t😀図é\u2028\u0301"), max_size=30)


@pytest.mark.parametrize(
    ("unit", "column"), [(Unit.UTF8, 11), (Unit.UTF16, 6)], ids=["UTF-8 bytes", "UTF-16 units"]
)
def test_wide_characters_take_what_they_take_and_a_lone_cr_ends_no_line(unit: Unit, column: int) -> None:
    assert Places(Source("a.md", "x\n😀é\r図y"), unit).position(6) == (2, column)


@given(TEXT, st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    for unit, size in ((Unit.UTF8, 1), (Unit.UTF16, 2)):
        line, column = Places(Source("a.md", text), unit).position(offset)
        before = text.split("\n")[line - 1].encode(unit.value)[: (column - 1) * size].decode(unit.value)
        assert "\n".join([*text.split("\n")[: line - 1], before]) == text[:offset]


def test_only_the_bytes_of_a_utf_8_mark_count() -> None:
    marked = Source.decode("a.md", b"\xef\xbb\xbfx\ny")
    assert Places(marked, Unit.UTF8).position(0) == (1, 4)
    assert Places(marked, Unit.UTF8).position(2) == (2, 1)
    assert Places(marked, Unit.UTF16).position(0) == (1, 1)


def test_a_span_that_ends_with_a_line_touches_only_that_line() -> None:
    places = Places(Source("a.md", "ab\ncd\n"), Unit.UTF8)
    assert places.lines(0, 3) == (1, 1)
    assert places.lines(1, 4) == (1, 2)
    assert places.lines(3, 3) == (2, 2)
