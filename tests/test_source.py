"""Bytes become text and back: encodings, byte order marks, newlines, places."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.source import Source, SourceError, Span


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"caf\xc3\xa9", "café", "utf-8"),
        (codecs.BOM_UTF8 + b"caf\xc3\xa9", "café", "utf-8"),
        (codecs.BOM_UTF16_LE + "café".encode("utf-16-le"), "café", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "café".encode("utf-16-be"), "café", "utf-16-be"),
        (codecs.BOM_UTF32_LE + "café".encode("utf-32-le"), "café", "utf-32-le"),
        (b'<meta charset="iso-8859-1">caf\xe9', '<meta charset="iso-8859-1">café', "cp1252"),
    ],
)
def test_an_encoding_is_told_by_its_mark_or_declared(data: bytes, text: str, encoding: str) -> None:
    source = Source.decode("a.html", data)
    assert (source.text, source.encoding) == (text, encoding)
    assert source.encode(source.text) == data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"caf\xe9", "not valid UTF-8 (byte 3): convert the file to UTF-8"),
        (b"\x89PNG\0\0", "not valid UTF-8"),
        (b"a\0b", "looks like a binary file"),
        (codecs.BOM_UTF16_LE + b"a", "not valid UTF-16-LE"),
    ],
)
def test_what_is_no_text_is_refused_and_said_so(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as refused:
        Source.decode("a.md", data)
    assert str(refused.value).startswith(message)


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    source = Source.decode("a.html", b'<meta charset="latin-1">caf\xe9')
    with pytest.raises(SourceError, match="cp1252 cannot hold '价'"):
        source.encode(source.text + "价")


@given(st.text())
def test_an_unchanged_text_gives_the_same_bytes(text: str) -> None:
    data = text.replace("\0", "").encode("utf-8")
    source = Source.decode("a.md", data)
    assert source.encode(source.text) == data


def test_lines_and_columns_count_from_one_in_code_points() -> None:
    source = Source("a.md", "价格\r\n😀b\rc\n")
    assert [tuple(source.position(offset)) for offset in (0, 1, 4, 5, 7)] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        (3, 1),
    ]
    assert [source.line(number) for number in (1, 2, 3, 4)] == ["价格", "😀b", "c", ""]


@given(st.text(alphabet="a\r\n价", max_size=30), st.data())
def test_a_position_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    source = Source("a.md", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    assert source.line_starts[line - 1] + column - 1 == offset


def test_spans_touch_without_overlapping() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(0, 5).contains(Span(3, 5))
    assert not Span(0, 4).contains(Span(3, 5))


def test_a_page_that_declares_latin_1_is_read_as_browsers_read_it() -> None:
    source = Source.decode("a.html", b'<meta charset="iso-8859-1"><p>isn\x92t')
    assert source.text.endswith("isn’t")
    assert source.encode(source.text).endswith(b"isn\x92t")


def test_a_declared_codec_that_is_none_of_text_is_refused() -> None:
    with pytest.raises(SourceError):
        Source.decode("a.html", b'<meta charset="hex"><p>isn\x92t')
