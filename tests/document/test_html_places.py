"""The invariant over generated pages: what the map says is where the text is."""

from __future__ import annotations

from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from freshlint.document.html import read_fragment, read_html
from freshlint.document.model import Block, Form
from freshlint.source import Source

WORDS = st.sampled_from(
    [
        *(
            "word",
            "价格",
            "🦊",
            "é",
            " ",
            "  ",
            "\r\n",
            "\n\t",
            "\u00a0",
            "$40",
            "[1]",
            '[toc a="b"]',
            "[/n]",
            "<",
            "<3",
        ),
        *(
            "&amp;",
            "&nbsp;",
            "&#36;",
            "&#x1F98A;",
            "&#x1f98a",
            "&bogus;",
            "&ampx",
            "&lt",
            "&",
            "&#",
            "&#0;",
            "&NotEqualTilde;",
        ),
    ]
)
TAGS = st.sampled_from(
    [
        *(
            "p",
            "div",
            "b",
            "code",
            "a",
            "li",
            "ul",
            "table",
            "tr",
            "td",
            "th",
            "pre",
            "br",
            "h2",
            "details",
            "summary",
        ),
        *(
            "blockquote",
            "cite",
            "dl",
            "dt",
            "dd",
            "select",
            "option",
            "span",
            "x-y",
            "title",
            "script",
            "svg",
            "del",
        ),
    ]
)
VALUES = st.sampled_from(['a &amp; "b"', "x&copy=1", "价 \n 格", "", "2", "&#39;", "a>b", "&nbsp;"])
ATTRIBUTES = st.builds(
    "{}={}".format,
    st.sampled_from(["alt", "title", "class", "colspan", "rowspan", "href", "placeholder"]),
    VALUES.map(lambda value: "'" + value.replace("'", "") + "'"),
)
OPENINGS = st.builds(
    lambda tag, attributes: f"<{tag} {' '.join(attributes)}>", TAGS, st.lists(ATTRIBUTES, max_size=2)
)
PIECES = st.one_of(
    WORDS,
    OPENINGS,
    TAGS.map("</{}>".format),
    st.sampled_from(
        ["<!-- c -->", "<!--", "</", "<a b='", "<!doctype html>", "<br/>", '<img alt="&eacute;">']
    ),
    st.sampled_from(
        [r'<script type="application/ld+json">{"name": "a\u2019<b>\n&amp;x", "price": 4.0}</script>']
    ),
)
PAGES = st.lists(PIECES, max_size=40).map("".join)


def check_places(source: str, block: Block) -> None:
    text, runs = block.inline.text, block.inline.runs
    covered = 0
    placed = 0
    for run in runs:
        assert run.start == covered < run.end
        assert placed <= run.source_start < run.source_end <= len(source)
        written = source[run.source_start : run.source_end]
        shown = text[run.start : run.end]
        if run.literal:
            assert written == shown
        elif block.form is not Form.SCRIPT_JSON:
            assert is_shown_as(written, shown)
        covered, placed = run.end, run.source_end
    assert covered == len(text)
    assert all(0 <= mark.start < mark.end <= len(text) for mark in block.inline.marks)


def is_shown_as(written: str, shown: str) -> bool:
    if written.startswith("&"):
        # A reference to a space may be the space that a whole run of them is shown as.
        return shown in (unescape(written), "\ufffd") or (shown == " " and not unescape(written).strip())
    if written.startswith("<"):
        return shown == "\n"
    return shown in (" ", "\n") and not written.strip()


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_every_character_is_where_the_map_says(text: str) -> None:
    document = read_html(Source("p.html", text))
    for block in document.blocks:
        check_places(text, block)
        assert 0 <= block.span.start < block.span.end <= len(text)
    assert all(text[comment.span.start : comment.span.end] == comment.text for comment in document.comments)


@settings(max_examples=150, deadline=None)
@given(PAGES, PAGES, PAGES)
def test_a_fragment_stays_in_its_range(before: str, inside: str, after: str) -> None:
    text = before + inside + after
    start, end = len(before), len(before) + len(inside)
    for block in read_fragment(Source("p.md", text), start, end):
        check_places(text, block)
        assert start <= block.span.start < block.span.end <= end
