"""What a Markdown page is read as: blocks, their kinds, surroundings, labels and marks."""

from __future__ import annotations

import pytest

from freshlint.document.markdown import read_markdown
from freshlint.document.model import Block, Document, Form, Kind, LabelKind, MarkKind
from freshlint.source import Source


def page(text: str) -> Document:
    return read_markdown(Source("page.md", text))


def texts(text: str) -> list[str]:
    return [block.text for block in page(text).blocks]


def block_of(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.text == text)


def named(block: Block) -> list[tuple[LabelKind, str]]:
    return [(label.kind, label.block.text) for label in block.labels]


def marked(block: Block) -> list[tuple[MarkKind, str]]:
    return [(mark.kind, block.text[mark.start : mark.end]) for mark in block.inline.marks]


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one  \ntwo", "one\ntwo"),
        ("a&nbsp;b &copy;", "a\u00a0b ©"),
        (r"\*not emphasis\*", "*not emphasis*"),
        ("![alt **text**](x.png)", "alt text"),
        ('see <img alt="a picture" src=x>', "see a picture"),
        ("before <!-- hidden --> after", "before  after"),
        ("a<br>b", "a\nb"),
        ("it is {{ price }} {% if x %}today{% endif %}", "it is  today"),
        ("text[^1]\n\n[^1]: note", "text"),
        ("## Heading {#anchor}", "Heading "),
        ("- [x] done", "done"),
        ("[a][r]\n\n[r]: /u", "a"),
        ("a <script>hidden()</script> b", "a  b"),
    ],
)
def test_visible_text(markdown: str, text: str) -> None:
    assert texts(markdown)[0] == text


def test_marks_name_what_markup_means() -> None:
    (block,) = page(
        "**s** *e* ~~d~~ `c` [l](/u) <del>x</del> <q>q</q> <ins>i</ins> <a href='/v'>w</a>"
    ).blocks
    assert marked(block) == [
        (MarkKind.STRONG, "s"),
        (MarkKind.EMPHASIS, "e"),
        (MarkKind.STRIKE, "d"),
        (MarkKind.CODE, "c"),
        (MarkKind.LINK, "l"),
        (MarkKind.STRIKE, "x"),
        (MarkKind.QUOTE, "q"),
        (MarkKind.INSERT, "i"),
        (MarkKind.LINK, "w"),
    ]
    assert [mark.target for mark in block.inline.marks if mark.kind is MarkKind.LINK] == ["/u", "/v"]


def test_a_tag_that_is_not_closed_reaches_to_the_end_of_its_block() -> None:
    first, second = page("now <s>old words\n\nnext").blocks
    assert (marked(first), marked(second)) == ([(MarkKind.STRIKE, "old words")], [])


def test_blocks_know_the_headings_above_them() -> None:
    document = page("# A\n\n## B\n\ntext b\n\n# C\n\ntext c\n")
    assert [heading.text for heading in block_of(document, "text b").headings] == ["A", "B"]
    assert [heading.text for heading in block_of(document, "text c").headings] == ["C"]


def test_a_heading_in_a_quote_does_not_reach_out_of_it() -> None:
    document = page("# Page\n\n> ## Quoted\n>\n> inside\n\noutside")
    assert [heading.text for heading in block_of(document, "inside").headings] == ["Page", "Quoted"]
    assert [heading.text for heading in block_of(document, "outside").headings] == ["Page"]


def test_containers_are_named_outermost_first() -> None:
    document = page("> - item\n>   > nested\n\nplain")
    assert (block_of(document, "item").kind, block_of(document, "item").container) == (
        Kind.LIST_ITEM,
        ("quote", "list"),
    )
    assert (block_of(document, "nested").kind, block_of(document, "nested").container) == (
        Kind.PARAGRAPH,
        ("quote", "list", "quote"),
    )
    assert block_of(document, "plain").container == ()


@pytest.mark.parametrize(
    ("markdown", "container"),
    [
        ("> [!WARNING]\n> body", "admonition:warning"),
        (":::warning Careful\nbody\n:::", "admonition:warning"),
        (":::note[Careful]\n\nbody\n\n:::", "admonition:note"),
        ('!!! danger "Careful"\n    body', "admonition:danger"),
        ("??? tip\n    body", "admonition:tip"),
        ('=== "Title"\n\n    body', "tab"),
        ("::: tldr\nbody\n:::", "tldr"),
        ('<div class="tldr">\n\nbody\n\n</div>', "tldr"),
        ("<details>\n\nbody\n\n</details>", "details"),
    ],
)
def test_boxes_are_containers_and_their_prose_is_read(markdown: str, container: str) -> None:
    document = page(markdown + "\n\nafter")
    assert block_of(document, "body").container == (container,)
    assert block_of(document, "after").container == ()


def test_indented_lines_of_a_tab_are_no_code() -> None:
    document = page(
        '=== "A"\n\n    - item\n\n      ```sh\n      ls\n      ```\n\n=== "B"\n\n    text\n\nafter'
    )
    assert [(block.text, block.kind, block.container) for block in document.blocks] == [
        ("A", Kind.PARAGRAPH, ("tab",)),
        ("item", Kind.LIST_ITEM, ("tab", "list")),
        ("ls", Kind.CODE, ("tab", "list")),
        ("B", Kind.PARAGRAPH, ("tab",)),
        ("text", Kind.PARAGRAPH, ("tab",)),
        ("after", Kind.PARAGRAPH, ()),
    ]


def test_the_title_of_a_box_is_read_but_not_one_that_is_made_up() -> None:
    assert texts(':::tip Title\nbody\n:::\n\n!!! tip "Other"\n    body\n\n!!! tip\n    body') == [
        *("Title", "body"),
        *("Other", "body"),
        "body",
    ]


def test_cells_know_row_and_column_nearest_first() -> None:
    document = page("Prices:\n\n| size | low | high |\n|---|---|---|\n| big | | $2 |\n| small | $1 |\n")
    two, one = block_of(document, "$2"), block_of(document, "$1")
    assert named(two) == [(LabelKind.ROW, "big"), (LabelKind.COLUMN, "high")]
    assert named(one) == [(LabelKind.ROW, "small"), (LabelKind.COLUMN, "low")]
    assert named(block_of(document, "big")) == [(LabelKind.COLUMN, "size")]
    assert (two.form, two.lead) == (Form.MARKDOWN_CELL, block_of(document, "Prices:"))
    assert two.cell is not None
    assert (two.cell.row, two.cell.column, two.cell.header) == (1, 2, False)
    grid = [[cell and cell.text for cell in row] for row in two.cell.table.grid]
    assert grid == [["size", "low", "high"], ["big", None, "$2"], ["small", "$1", None]]
    span = two.cell.table.span
    assert (span.start, span.end) == (9, len(document.source.text) - 1)


def test_code_has_its_language_and_the_block_that_introduces_it() -> None:
    document = page(
        "❌ Wrong:\n\n```python title='a.py'\nx = 1\n\ny = 2\n```\n\n```sh\nls\n```\n\n    indented\n"
    )
    code, second, third = (block for block in document.blocks if block.kind is Kind.CODE)
    assert (code.text, code.syntax, code.form) == ("x = 1\n\ny = 2", "python", Form.CODE)
    assert code.lead is document.blocks[0]
    assert (second.lead, third.text, third.syntax) == (None, "indented", "")


def test_a_heading_that_asks_is_the_question_of_what_follows() -> None:
    document = page("## Is it out?\n\nNo.\n\n- not yet\n\n## Notes\n\nplain\n")
    assert named(block_of(document, "No.")) == [(LabelKind.QUESTION, "Is it out?")]
    assert named(block_of(document, "not yet")) == [(LabelKind.QUESTION, "Is it out?")]
    assert named(block_of(document, "plain")) == []


@pytest.mark.parametrize("question", ["**能用吗？**", "**Is it out?**", "__Is it out__?"])
def test_a_bold_line_that_asks_is_a_question_too(question: str) -> None:
    document = page(f"{question}\n\nNo.\n\n**Important words** in prose?\n")
    asked = document.blocks[0]
    assert [label.block for label in block_of(document, "No.").labels] == [asked]
    assert document.blocks[2].labels[0].block is asked


def test_a_summary_asks_what_its_details_answer() -> None:
    document = page("<details>\n<summary>Is it out?</summary>\n\nNo **way**.\n\n</details>\n\nafter")
    assert named(block_of(document, "No way.")) == [(LabelKind.QUESTION, "Is it out?")]
    assert named(block_of(document, "after")) == []


def test_a_definition_is_labelled_by_its_term() -> None:
    document = page("Veo\n: a video model\n: not an image model\n\nafter")
    assert block_of(document, "Veo").kind is Kind.TERM
    for text in ("a video model", "not an image model"):
        assert block_of(document, text).kind is Kind.DEFINITION
        assert named(block_of(document, text)) == [(LabelKind.TERM, "Veo")]
    assert named(block_of(document, "after")) == []


def test_html_within_markdown_is_read_as_html_at_its_place() -> None:
    document = page("# T\n\n<p>It is <b>not</b> out.</p>\n\nafter")
    html = block_of(document, "It is not out.")
    assert (html.form, [heading.text for heading in html.headings]) == (Form.HTML, ["T"])
    assert document.source.text[slice(*html.inline.span(0, 9))] == "It is <b>not"


def test_a_heading_in_html_holds_for_the_markdown_after_it() -> None:
    document = page("<h2>Is it out?</h2>\n\nNo.")
    assert named(block_of(document, "No.")) == [(LabelKind.QUESTION, "Is it out?")]


def test_comments_are_collected_and_give_no_block() -> None:
    document = page(
        "<!-- one -->\n\ntext <!-- two --> text\n\n| <!-- three --> a |\n|---|\n\n`<!-- code -->`\n"
    )
    assert [comment.text for comment in document.comments] == [" one ", " two ", " three "]
    assert [document.source.text[slice(*comment.span)] for comment in document.comments] == [
        comment.text for comment in document.comments
    ]
    assert [block.text for block in document.blocks] == ["text  text", " a", "<!-- code -->"]


def test_the_shortest_comments_end_where_they_begin() -> None:
    document = page("<!-->\n\none\n\n<!--->\n\ntwo\n\n<!-- three -->")
    assert [block.text for block in document.blocks] == ["one", "two"]
    assert ([comment.text for comment in document.comments], document.problems) == ([" three "], ())


def test_what_html_opens_in_a_list_ends_with_it() -> None:
    document = page("- item\n\n  <details>\n\n  inside\n\nafter")
    assert block_of(document, "inside").container == ("list", "details")
    assert block_of(document, "after").container == ()


def test_a_comment_without_an_end_is_a_problem() -> None:
    document = page("before\n\n<!-- never closed\n\nlost")
    assert [block.text for block in document.blocks] == ["before"]
    assert [problem.offset for problem in document.problems] == [8]


def test_link_definitions_and_shortcodes_alone_give_no_block() -> None:
    assert texts("[r]: /u 'title'\n\n{{< toc >}}\n\n{{< img\n  src=x\n>}}\n\n{% raw %}\n\ntext") == ["text"]


def test_footnotes_are_read_where_they_stand() -> None:
    document = page("a[^n]\n\n[^n]: The note.\n\nb")
    assert [(block.text, block.container) for block in document.blocks] == [
        ("a", ()),
        ("The note.", ("footnote",)),
        ("b", ()),
    ]


def test_an_empty_page_has_no_blocks() -> None:
    assert (page("").blocks, page("\n\n").blocks) == ((), ())
