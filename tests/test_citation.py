"""Citations: how they are worded, and how a later run finds them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.citation import (
    NEUTRAL,
    CitationWording,
    Link,
    Text,
    comment_citation,
    dated_citation,
    destination,
    find_citation,
    find_day,
    inline_citation,
    note_citation,
)
from freshlint.document.model import Form
from freshlint.facts.fact import Citation
from freshlint.fix.render import render
from freshlint.source import Span

SEEN = Citation("Brush pricing", "https://brush.example/p?a=1&b=2", None, date(2026, 6, 2))
ENGLISH = CitationWording(
    " ({link}, verified {date})",
    " (verified {date})",
    "Source: {link}, verified {date}.",
    "{title}, {url}, {date}",
)


def test_a_citation_holds_title_link_and_day() -> None:
    assert inline_citation(SEEN, ENGLISH) == (
        Text(" ("),
        Link("Brush pricing", SEEN.url),
        Text(", verified 2026-06-02)"),
    )
    assert dated_citation(SEEN, ENGLISH) == (Text(" (verified 2026-06-02)"),)
    assert comment_citation(SEEN, ENGLISH) == f"Brush pricing, {SEEN.url}, 2026-06-02"


def test_a_language_without_words_cites_by_signs() -> None:
    rendered = render(inline_citation(SEEN, NEUTRAL), Form.MARKDOWN)
    assert rendered is not None
    assert rendered.source == " ([Brush pricing](https://brush.example/p?a=1&b=2), 2026-06-02)"


titles = st.text(st.sampled_from("abc é模[]()<>&*_`\"'\\|{}"), min_size=1, max_size=12).filter(str.strip)


@given(titles, st.sampled_from([Form.MARKDOWN, Form.MARKDOWN_CELL, Form.HTML]), st.booleans())
def test_what_was_written_is_found_again(title: str, form: Form, note: bool) -> None:
    citation = Citation(title, SEEN.url, None, SEEN.verified)
    pieces = (note_citation if note else inline_citation)(citation, ENGLISH)
    rendered = render(pieces, form)
    assert rendered is not None
    page = f"Price: 3{rendered.source}. More."
    cited = find_citation(page, Span(0, len(page)), citation, ENGLISH, form)
    assert cited is not None
    assert page[cited.span.start : cited.span.end] == "2026-06-02"
    assert cited.day == SEEN.verified


def test_another_address_is_another_citation() -> None:
    rendered = render(inline_citation(SEEN, ENGLISH), Form.MARKDOWN)
    assert rendered is not None
    other = Citation("Brush pricing", "https://brush.example/p", None, SEEN.verified)
    assert find_citation(rendered.source, Span(0, 999), other, ENGLISH, Form.MARKDOWN) is None


def test_a_bare_day_is_found_and_a_day_that_is_none_is_not() -> None:
    text = "It costs 3 (verified 2026-06-02)."
    cited = find_day(text, Span(0, len(text)), ENGLISH)
    assert cited is not None
    assert cited.day == date(2026, 6, 2)
    assert find_day("It costs 3 (verified 2026-13-02).", Span(0, 40), ENGLISH) is None


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("https://a.example/x(y) z", "https://a.example/x%28y%29%20z"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/{b}", "https://a.example/%7Bb%7D"),
        ("https://a.example/a\nb", "https://a.example/a%0Ab"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("//a.example", None),
    ],
)
def test_an_address_cannot_leave_its_link(url: str, written: str | None) -> None:
    assert destination(url) == written
