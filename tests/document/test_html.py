"""What an HTML page is read as: blocks, their text, marks, keys and surroundings."""

from __future__ import annotations

import pytest

from freshlint.document.html import read_fragment, read_html
from freshlint.document.model import Block, Document, Form, Kind, LabelKind, MarkKind
from freshlint.source import Source


def page(text: str) -> Document:
    return read_html(Source("page.html", text))


def texts(text: str) -> list[str]:
    return [block.text for block in page(text).blocks]


def block_of(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.text == text)


def named(block: Block) -> list[tuple[LabelKind, str]]:
    return [(label.kind, label.block.text) for label in block.labels]


def test_whitespace_collapses_as_in_a_browser() -> None:
    assert texts("<p>  one\r\n   two <b> three</b>\t</p>") == ["one two three"]


def test_of_spaces_around_a_tag_the_first_is_shown() -> None:
    (block,) = page("<p>a <b> c</b></p>").blocks
    assert block.inline.span(1, 2) == (4, 5)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a&nbsp;b", "a\u00a0b"),
        ("1024&times;1024", "1024×1024"),
        ("isn&#x2019;t", "isn’t"),
        ("&#36;40", "$40"),
        ("AT&T &unknown; &", "AT&T &unknown; &"),
        ("x &lt y", "x < y"),
        ("&#150;", "–"),
        ("&#99999999999999;", "\ufffd"),
    ],
)
def test_references_are_decoded_and_unknown_ones_stay(html: str, text: str) -> None:
    assert texts(f"<p>{html}</p>") == [text]


def test_a_reference_is_placed_whole() -> None:
    source = "<p>costs &#36;40 now</p>"
    block = page(source).blocks[0]
    at = block.text.index("$40")
    span = block.inline.span(at, at + 3)
    assert source[span.start : span.end] == "&#36;40"


def test_an_attribute_keeps_query_parameters_that_look_like_references() -> None:
    link = page('<p><a href="/?a=1&copy=2&amp;b=3">x</a></p>').blocks[0].inline.marks[0]
    assert link.target == "/?a=1&copy=2&b=3"


def test_inline_elements_are_marks() -> None:
    block = page(
        '<p>Do <del>not</del> <strong>call <code>x</code></strong> <a href="/u">here</a>, <q>he said</q></p>'
    )
    marks = {
        (mark.kind, block.blocks[0].text[mark.start : mark.end]) for mark in block.blocks[0].inline.marks
    }
    assert marks == {
        (MarkKind.STRIKE, "not"),
        (MarkKind.STRONG, "call x"),
        (MarkKind.CODE, "x"),
        (MarkKind.LINK, "here"),
        (MarkKind.QUOTE, "he said"),
    }


def test_a_style_can_strike_text_through_and_reaches_into_blocks() -> None:
    struck, normal = page('<div style="text-decoration: line-through"><p>$32</p></div><p>$40</p>').blocks
    assert [mark.kind for mark in struck.inline.marks] == [MarkKind.STRIKE]
    assert normal.inline.marks == ()


def test_a_break_is_a_line_end_and_vanishes_at_the_ends() -> None:
    assert texts("<p><br>one <br> two<br></p>") == ["one\ntwo"]


def test_block_elements_cut_the_text_around_them() -> None:
    assert texts("<div>before<p>inside</p>after</div>") == ["before", "inside", "after"]


def test_missing_end_tags_are_implied() -> None:
    document = page(
        "<ul><li>one<li>two</ul><dl><dt>a<dd>b<dt>c<dd>d</dl><p>x<p>y<select><option>p<option>q</select>"
    )
    assert [block.text for block in document.blocks] == ["one", "two", "a", "b", "c", "d", "x", "y", "p", "q"]
    assert document.problems == ()


def test_an_end_tag_does_not_reach_out_of_a_cell() -> None:
    document = page("<div><table><tr><td>a</div>b<td>c</table></div>")
    assert [(block.kind, block.text) for block in document.blocks] == [(Kind.CELL, "ab"), (Kind.CELL, "c")]


def test_a_nested_list_does_not_end_the_item_around_it() -> None:
    document = page("<ul><li>a<ul><li>b</ul>c</ul>")
    assert [block.container for block in document.blocks] == [("list",), ("list", "list"), ("list",)]


def test_the_page_speaks_through_its_head() -> None:
    document = page(
        '<title>A &amp; B</title><meta name=description content="d"><meta property="og:title" content="o">'
        '<meta name="twitter:description" content="t"><meta property="og:url" content="https://x.y/">'
        '<meta name="keywords" content="k">'
    )
    assert [(block.key, block.text) for block in document.blocks] == [
        ("title", "A & B"),
        ("meta:description", "d"),
        ("og:title", "o"),
        ("twitter:description", "t"),
    ]
    assert document.blocks[1].form is Form.HTML_ATTRIBUTE


def test_read_attributes_are_named_by_element_and_attribute() -> None:
    document = page(
        '<p><img alt="a fox"> text</p><input placeholder="Ask"><option value="gpt-1">GPT One</option>'
    )
    assert [(block.key, block.text) for block in document.blocks] == [
        ("img.alt", "a fox"),
        ("", "text"),
        ("input.placeholder", "Ask"),
        ("option.value", "gpt-1"),
        ("", "GPT One"),
    ]


def test_headings_stand_above_what_follows_and_end_with_their_section() -> None:
    document = page("<h1>A</h1><h2>B</h2><p>b<section><h3>C</h3><p>c</section><p>d<h2>E</h2><p>e")
    above = {block.text: [heading.text for heading in block.headings] for block in document.blocks}
    assert above["b"] == above["d"] == ["A", "B"]
    assert above["c"] == ["A", "B", "C"]
    assert above["e"] == ["A", "E"]
    assert above["E"] == ["A"]


def test_a_heading_drops_the_sign_that_links_to_itself() -> None:
    assert texts('<h2>Is it out?<a class="headerlink" href="#x">¶</a></h2>') == ["Is it out?"]


def test_a_question_labels_its_answer() -> None:
    document = page(
        "<h2>Can I?</h2><p>Yes.</p><h2>Prices</h2><p>$5</p>"
        "<details><summary>Why?</summary><p>So.</p></details>"
    )
    assert named(block_of(document, "Yes.")) == [(LabelKind.QUESTION, "Can I?")]
    assert named(block_of(document, "$5")) == []
    assert named(block_of(document, "So.")) == [(LabelKind.QUESTION, "Why?")]
    assert named(block_of(document, "Why?")) == []


def test_terms_label_their_definitions_only() -> None:
    document = page("<dl><dt>A</dt><dt>B</dt><dd>1</dd><dd>2</dd><dt>C</dt><dd>3</dd></dl>")
    assert named(block_of(document, "2")) == [(LabelKind.TERM, "B"), (LabelKind.TERM, "A")]
    assert named(block_of(document, "3")) == [(LabelKind.TERM, "C")]


def test_containers_name_quotes_lists_and_meaningful_classes() -> None:
    document = page(
        '<div class="wrap quick-answer"><p>No.</p></div><div class="notebook"><ul><li>x</li></ul></div>'
        '<div class="warningBox">Stop</div><blockquote><p>Said.</p><cite>Them</cite></blockquote>'
    )
    assert block_of(document, "No.").container == ("quick-answer",)
    assert block_of(document, "Said.").container == ("quote",)
    assert block_of(document, "Them").container == ("quote", "cite")
    assert block_of(document, "x").container == ("list",)
    assert block_of(document, "Stop").container == ("warningbox",)


def test_languages_are_declared_by_the_page_and_its_parts() -> None:
    document = page('<html lang="en"><p>hi</p><div lang="ja"><p>やあ</p></div></html>')
    assert document.language == "en"
    assert [block.language for block in document.blocks] == ["en", "ja"]


def test_code_keeps_whitespace_and_knows_its_language_and_lead() -> None:
    source = (
        '<p>Call it:</p><div class="highlight-source-shell"><pre>\n<span class="k">curl</span> '
        "\\\r\n  -d &quot;x&quot;</pre></div>"
    )
    lead, code = page(source).blocks
    assert (code.kind, code.text, code.syntax) == (Kind.CODE, 'curl \\\n  -d "x"', "shell")
    assert code.lead is lead


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code class="language-python">x</code></pre>',
        '<pre class="lang-python">x</pre>',
        '<div class="highlight-python notranslate"><div class="highlight"><pre>x</pre></div></div>',
        '<pre data-lang="python"><code>x</code></pre>',
    ],
)
def test_code_languages_as_generators_write_them(html: str) -> None:
    assert page(html).blocks[0].syntax == "python"


def test_scripts_styles_and_furigana_are_not_read() -> None:
    assert texts(
        "<script>a<b</script><style>p{}</style><template>t</template><p><ruby>料金<rt>x</rt></ruby></p>"
    ) == ["料金"]


def test_comments_are_placed_without_their_delimiters() -> None:
    source = "<p>a</p><!-- note --><!--[if IE]><p>x</p><![endif]-->"
    comments = page(source).comments
    assert [comment.text for comment in comments] == [" note ", "[if IE]><p>x</p><![endif]"]
    assert all(source[comment.span.start : comment.span.end] == comment.text for comment in comments)


def test_wordpress_shortcodes_are_no_text() -> None:
    source = (
        '[toc title="On this page"]\n\n[note radius="4"]Kept.[/note]\n\n'
        '[caption id="a"]<img alt="f"> Fox[/caption] [1]'
    )
    assert [block.text for block in page(source).blocks if block.kind is Kind.PARAGRAPH] == [
        "Kept.",
        "Fox [1]",
    ]


def test_only_elements_that_must_be_closed_are_reported() -> None:
    source = "<div><p>one<p>two <b>bold</p><ul><li>x</ul>"
    problems = page(source).problems
    assert [(problem.offset, problem.message) for problem in problems] == [
        (0, "<div> is not closed"),
        (source.index("<b>"), "<b> is not closed"),
    ]


def test_overlapping_elements_are_no_problem() -> None:
    assert page("<p><b>a<i>b</b>c</i></p>").problems == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p>one</p><a href="x>two</a><p>three</p>', ["one", "two", "three"]),
        ("<title>T<p>one</p>", ["T", "one"]),
        ("<p>one</p><!-- lost <p>two</p>", ["one"]),
        ("<p>1 <2 and a<b", ["1 <2 and a<b"]),
    ],
)
def test_broken_pages_are_read_as_far_as_they_go(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_depth_is_bounded_and_said() -> None:
    document = page("<div>" * 10_000 + "deep" + "</div>" * 10_000 + "<p>after</p>")
    assert [block.text for block in document.blocks] == ["deep", "after"]
    assert [problem.message for problem in document.problems] == [
        "elements are nested more than 512 deep: read without the deeper ones"
    ]


def test_a_fragment_has_places_in_the_whole_file_and_may_stay_open() -> None:
    source = Source("a.md", "# Title\n\n<details>\n<summary>Why?</summary>\n\nSo **it** is.\n")
    (summary,) = read_fragment(source, 9, source.text.index("\n\nSo"))
    assert (summary.kind, summary.text, summary.container) == (Kind.SUMMARY, "Why?", ("details",))
    assert source.text[summary.span.start : summary.span.end] == "Why?"
    assert read_fragment(source, 0, 0) == []
