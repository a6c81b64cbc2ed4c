"""Evidence in a page's text: whole words only, through markup and line breaks; and what stands there instead."""

from __future__ import annotations

import pytest

from freshlint.fetch.outcome import Fetched
from freshlint.supply.evidence import found_instead, stands_in
from freshlint.supply.page_text import UnreadableError, page_lines


def lines(body: str | bytes, kind: str = "text/html; charset=utf-8") -> list[str]:
    data = body if isinstance(body, bytes) else body.encode()
    return page_lines(Fetched("u", "u", 200, kind, data))


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    body = """<html><head><title>no</title><script>var price = "$1"</script></head><body><h1>Prices</h1>
      <!-- $2 --><table><tr><th>Image output</th><td><b>$30</b>.00 &nbsp;</td></tr></table>
      <p>per 1M<br>tokens</p><template>$3</template></body></html>"""
    assert lines(body) == ["Prices", "Image output $30.00", "per 1M", "tokens"]


def test_markdown_is_its_own_text() -> None:
    assert lines("| out |  $30 |\n\n\nper  1M", "text/markdown") == ["| out | $30 |", "per 1M"]


@pytest.mark.parametrize(
    ("evidence", "text", "stands"),
    [
        ("$30", "It costs $30.", True),
        ("$30", "It costs $300", False),
        ("$30", "It costs $30.50", False),
        ("30", "1.30 or 130 or 30.5", False),
        ("30", "费用为30美元", True),
        ("gpt-image-2", "the gpt-image-2\nmodel", True),
        ("retired on May 12", "It was retired on\u00a0May\n12, 2026", True),
        ("(preview)", "kite (preview)", True),
        ("preview", "previews", False),
    ],
)
def test_evidence_stands_as_whole_words(evidence: str, text: str, stands: bool) -> None:
    assert stands_in(evidence, text.splitlines()) is stands


def test_what_stands_there_instead_is_the_plainest_like_line() -> None:
    page = [
        "All prices in USD",
        "Image output tokens cost $32 per 1M and more text",
        "Image output $32 per 1M",
    ]
    assert found_instead("Image output $30 per 1M", page) == "Image output $32 per 1M"
    assert found_instead("Image output $30 per 1M", ["Sign in", "Cookies"]) == ""


def test_a_page_is_decoded_as_it_declares_and_never_patched_up() -> None:
    text = "<p>prix : 30 €</p>"
    assert lines(text.encode("cp1252"), "text/html; charset=windows-1252") == ["prix : 30 €"]
    assert lines(b'<meta charset="iso-8859-15"><p>30 \xa4</p>', "text/html") == ["30 €"]
    assert lines(b"\xef\xbb\xbf<p>30</p>", "text/html; charset=latin-1") == ["30"]
    for kind in ("text/html", "text/html; charset=utf-8", "text/html; charset=klingon"):
        with pytest.raises(UnreadableError):
            lines("<p>価格</p>".encode("shift_jis"), kind)
