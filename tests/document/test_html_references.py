"""Character references agree with the standard library, which follows the HTML standard in text."""

from __future__ import annotations

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from freshlint.document.html_references import decode, pieces

TEXTS = st.lists(
    st.sampled_from(
        ["&", "#", "x", "a", "amp", "lt", "notin", ";", "1", "36", "copy", "eacute", "=", " ", "é"]
    ),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_pieces_decode_as_the_standard_says_and_cover_the_source(text: str) -> None:
    found = list(pieces(text, 0, len(text)))
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert all(piece.text == text[piece.start : piece.end] for piece in found if piece.literal)
    shown = "".join(piece.text for piece in found)
    # For code points that stand for nothing the library shows nothing; a place must show something.
    assert shown.replace("\ufffd", "") == unescape(text).replace("\ufffd", "")


def test_in_attributes_a_bare_name_may_be_a_parameter() -> None:
    assert decode("?a&copy=1&lt;&amp", 0, 17) == "?a&copy=1<&"
