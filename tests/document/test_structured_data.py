"""JSON-LD: which values are read, what they are called and what names them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from freshlint.document.html import read_html
from freshlint.document.json_positions import (
    JsonArray,
    JsonNode,
    JsonObject,
    JsonValue,
    read_json,
    string_pieces,
)
from freshlint.document.model import Document, Form, Kind, LabelKind
from freshlint.source import Source


def page(data: str) -> Document:
    return read_html(Source("p.html", f'<script type="application/ld+json">{data}</script>'))


def keyed(data: object) -> dict[str, str]:
    return {block.key: block.text for block in page(json.dumps(data)).blocks}


def test_texts_are_keyed_by_their_path_and_machine_values_left_out() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "headline": "H",
                "description": "D",
                "url": "https://x.y/",
                "image": "a.png",
            },
            {"@type": "WebSite", "name": "N", "sameAs": ["https://z"]},
        ],
    }
    assert keyed(data) == {"@graph[0].headline": "H", "@graph[0].description": "D", "@graph[1].name": "N"}


def test_dates_are_metadata() -> None:
    document = page('{"dateModified": "2026-06-01", "datePublished": "2026-05-01"}')
    assert document.metadata == {"dateModified": "2026-06-01", "datePublished": "2026-05-01"}
    assert document.blocks == ()


def test_an_answer_is_labelled_with_its_question() -> None:
    question, answer = page(
        '{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Is it out?",'
        ' "acceptedAnswer": {"@type": "Answer", "text": "No."}}]}'
    ).blocks
    assert (question.key, answer.key) == ("mainEntity[0].name", "mainEntity[0].acceptedAnswer.text")
    assert [(label.kind, label.block) for label in answer.labels] == [(LabelKind.QUESTION, question)]
    assert answer.container == ("FAQPage", "Question", "Answer")


def test_a_price_is_read_as_written_and_named_by_its_product_even_from_behind() -> None:
    document = page(
        '{"offers": {"price": 40.00, "priceCurrency": "USD"}, "@type": "Product", "name": "Acme One"}'
    )
    price = next(block for block in document.blocks if block.key == "offers.price")
    assert (price.text, price.kind, price.form) == ("40.00", Kind.STRUCTURED_DATA, Form.SCRIPT_JSON)
    assert [(label.kind, label.block.text) for label in price.labels] == [(LabelKind.LABEL, "Acme One")]


def test_a_reviewed_claim_is_known_by_its_container() -> None:
    (claim,) = page('{"@type": "ClaimReview", "claimReviewed": "It is out."}').blocks
    assert claim.container == ("ClaimReview",)


def test_escapes_are_placed_whole() -> None:
    document = page(r'{"headline": "isn\u2019t \ud83d\ude00 \"out\""}')
    (block,) = document.blocks
    assert block.text == 'isn’t 😀 "out"'
    for shown, written in (("’", r"\u2019"), ("😀", r"\ud83d\ude00"), ('"', r"\"")):
        at = block.text.index(shown)
        span = block.inline.span(at, at + 1)
        assert document.source.text[span.start : span.end] == written


def test_html_in_an_answer_is_read_as_text() -> None:
    document = page(r'{"text": "<p>It is <b>not<\/b> out&nbsp;yet.<\/p><p>Wait.<\/p>"}')
    assert document.blocks[0].text.split() == ["It", "is", "not", "out", "yet.", "Wait."]


def test_broken_data_is_read_as_far_as_it_goes_and_reported_once() -> None:
    document = page('{"headline": "One" "description": "Two", "name": "Thr')
    assert {block.key: block.text for block in document.blocks} == {"headline": "One", "description": "Two"}
    assert [problem.message for problem in document.problems] == [
        "this structured data is not valid JSON: a comma is missing"
    ]


def test_bottomless_data_is_cut_and_reported() -> None:
    document = page("[" * 10_000 + '"x"' + "]" * 10_000)
    assert document.blocks == ()
    assert [problem.message for problem in document.problems] == ["structured data nested too deep"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_valid_data_is_no_problem_and_its_texts_are_read_exactly(value: object, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=1)
    node, problem = read_json(text, 0, len(text))
    assert problem is None
    assert plain(text, node) == value


def plain(source: str, node: JsonNode | None) -> object:
    """The value that the standard library reads."""
    match node:
        case JsonObject(members):
            return {key: plain(source, value) for key, value in members}
        case JsonArray(items):
            return [plain(source, item) for item in items]
        case JsonValue(span, is_string):
            if is_string:
                return "".join(piece.text for piece in string_pieces(source, *span))
            return json.loads(source[span.start : span.end])
        case None:
            raise AssertionError("nothing was read")
