"""Places as editors count them: UTF-16 code units, lines that end as the protocol says, edits in sequence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import (
    Position,
    PositionEncodingKind,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from freshlint.editor.positions import Places, changed
from freshlint.source import Source

UTF8, UTF16, UTF32 = PositionEncodingKind.Utf8, PositionEncodingKind.Utf16, PositionEncodingKind.Utf32
ENCODINGS = [UTF8, UTF16, UTF32]
# What other programs take for line ends, letters of one to four bytes, and half of a pair.
LETTERS = st.sampled_from("ab é\u2028\x0b\x0c\x85漢字🦉\n\r\ud83d")


def part(start: tuple[int, int], end: tuple[int, int], text: str) -> TextDocumentContentChangePartial:
    return TextDocumentContentChangePartial(Range(Position(*start), Position(*end)), text)


@pytest.mark.parametrize(("encoding", "column"), [(UTF8, 12), (UTF16, 6), (UTF32, 5)])
def test_a_column_counts_code_units(encoding: str, column: int) -> None:
    places = Places(Source("a.md", "x\né🦉漢 y"), encoding)
    offset = len("x\né🦉漢 y")
    assert places.position(offset) == Position(1, column - (0 if encoding != UTF8 else 1))
    assert places.offset(places.position(offset)) == offset


@given(st.text(LETTERS, max_size=40), st.sampled_from(ENCODINGS))
def test_every_offset_comes_back(text: str, encoding: str) -> None:
    source = Source("a.md", text)
    places = Places(source, encoding)
    for offset in range(len(text) + 1):
        inside_a_line_end = text[offset - 1 : offset + 1] == "\r\n" and offset
        assert places.offset(places.position(offset)) == (offset - 1 if inside_a_line_end else offset)


def test_a_position_outside_of_the_text_is_its_nearest_place() -> None:
    places = Places(Source("a.md", "ab\ncd"))
    assert places.offset(Position(0, 99)) == 2
    assert places.offset(Position(9, 0)) == 5
    assert places.position(99) == Position(1, 2)


def test_a_position_inside_of_a_character_is_where_it_begins() -> None:
    assert Places(Source("a.md", "a🦉b")).offset(Position(0, 2)) == 1


def test_only_what_the_protocol_knows_ends_a_line() -> None:
    places = Places(Source("a.md", "a\u2028b\x0cc\x85d\re\r\nf\ng"))
    assert [places.offset(Position(line, 0)) for line in range(5)] == [0, 8, 11, 13, 14]


def test_each_change_counts_in_what_the_one_before_left() -> None:
    edits = [part((0, 1), (0, 3), "ü"), part((0, 2), (0, 2), "!"), part((1, 0), (2, 0), "")]
    assert changed("a🦉b\nold\nnew", edits, UTF16) == "aü!b\nnew"


def test_a_change_of_the_whole_text_replaces_it() -> None:
    assert changed("old", [TextDocumentContentChangeWholeDocument("new")], UTF16) == "new"


def test_a_range_that_ends_before_it_begins_deletes_nothing() -> None:
    assert changed("abc", [part((0, 2), (0, 1), "x")], UTF16) == "abxc"


@given(st.text(LETTERS, max_size=30), st.text(LETTERS, max_size=5), st.data())
def test_a_change_is_a_splice(text: str, new: str, data: st.DataObject) -> None:
    places = Places(Source("a.md", text))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    start, end = (places.offset(places.position(at)) for at in (start, end))
    edit = TextDocumentContentChangePartial(Range(places.position(start), places.position(end)), new)
    assert changed(text, [edit], UTF16) == text[:start] + new + text[end:]
