"""What an MDX page is read as: prose within components, their properties, strings in literals."""

from __future__ import annotations

import pytest

from freshlint.document.mdx import read_mdx
from freshlint.document.model import Block, Document, Form, Kind, LabelKind, Role
from freshlint.source import Source


def page(text: str) -> Document:
    return read_mdx(Source("page.mdx", text))


def texts(text: str) -> list[str]:
    return [block.text for block in page(text).blocks]


def block_of(document: Document, text: str) -> Block:
    return next(block for block in document.blocks if block.text == text)


def named(block: Block) -> list[tuple[LabelKind, str]]:
    return [(label.kind, label.block.text) for label in block.labels]


@pytest.mark.parametrize(
    "code",
    [
        "import { Card } from './card'",
        "export const PRICE = 30;",
        "export const Box = ({children}) => (\n  <div>\n\n    {children}\n\n  </div>\n)",
        "<Card />",
        "<Chart\n  rows={rows.map((row) => ({...row, total: row.a > 1}))}\n  color='red'\n/>",
        "{list.map((item) => <p key={item}>Don't show {item}</p>)}",
        "{on && <p>https://x.example {more}</p>}",
        "{\n  // one }\n  `two } ${three}`\n}",
        "<>\n</>",
    ],
)
def test_code_is_passed_over(code: str) -> None:
    assert texts(f"before\n\n{code}\n\nafter") == ["before", "after"]


@pytest.mark.parametrize(
    "markdown",
    [
        "<Card>\n\nThe **body** text\n\n</Card>",
        "<Card>\n  The **body** text\n</Card>",
        "<Card>\n        The **body** text\n        </Card>",
        "<Card>The **body** text</Card>",
        "<Card>\n  The **body** text</Card>",
    ],
)
def test_prose_in_a_component_is_markdown(markdown: str) -> None:
    document = page(markdown + "\n\nafter")
    body = block_of(document, "The body text")
    assert (body.container, body.form, len(body.inline.marks)) == (("Card",), Form.MDX, 1)
    assert block_of(document, "after").container == ()


def test_components_nest_and_deep_indents_are_no_code() -> None:
    document = page(
        "<Tabs>\n    <Tab>\n        ```sh\n        ls\n        ```\n\n        - item\n    </Tab>\n</Tabs>\n\nafter"
    )
    assert [(block.text, block.kind, block.container) for block in document.blocks] == [
        ("ls", Kind.CODE, ("Tabs", "Tab")),
        ("item", Kind.LIST_ITEM, ("Tabs", "Tab", "list")),
        ("after", Kind.PARAGRAPH, ()),
    ]


def test_inline_components_and_expressions_are_not_shown() -> None:
    assert texts("It costs <Price of={x > 1} /> <b>now</b>{' '}{/* soon */}in {region}.") == [
        "It costs  now in ."
    ]


def test_string_properties_are_blocks_but_not_technical_ones() -> None:
    document = page(
        '<Card title="Not &amp; yet" href="/x" className="big" onClick={go} count={3} label="">\n</Card>'
    )
    (block,) = document.blocks
    assert (block.kind, block.form, block.key) == (Kind.ATTRIBUTE, Form.HTML_ATTRIBUTE, "Card.title")
    assert block.text == "Not & yet"
    assert document.source.text[slice(*block.inline.span(4, 9))] == "&amp; yet"


def test_a_property_that_asks_is_answered_by_what_is_within() -> None:
    document = page('<Faq q="Is it out?">\n\nNo.\n\n</Faq>\n\nafter')
    assert named(block_of(document, "No.")) == [(LabelKind.QUESTION, "Is it out?")]
    assert named(block_of(document, "after")) == []
    assert [block.role for block in document.blocks[:2]] == [Role.FAQ, Role.FAQ]


def test_strings_in_an_expression_are_blocks_with_their_path() -> None:
    document = page(
        "<Facts\n  rows={[\n    { label: 'Status', value: \"Not \\u00e9\\n out\" },\n"
        "    { label: `Price`, value: `$${x}` },\n  ]}\n/>"
    )
    assert [(block.key, block.text) for block in document.blocks] == [
        ("Facts.rows[0].label", "Status"),
        ("Facts.rows[0].value", "Not é\n out"),
        ("Facts.rows[1].label", "Price"),
    ]
    value = document.blocks[1]
    assert (value.kind, value.form, value.container) == (Kind.STRUCTURED_DATA, Form.JS_STRING, ("Facts",))
    assert named(value) == [(LabelKind.LABEL, "Status")]
    assert document.source.text[slice(*value.inline.span(4, 6))] == "\\u00e9\\n"


def test_exported_metadata_is_read() -> None:
    document = page(
        "export const metadata = {\n  title: 'T',\n\n  openGraph: { description: 'D' },\n"
        "  faq: [{ q: 'Q?', a: 'A' }],\n}\n\nBody."
    )
    assert [(block.key, block.text, block.role) for block in document.blocks] == [
        ("metadata.title", "T", Role.TITLE),
        ("metadata.openGraph.description", "D", Role.DESCRIPTION),
        ("metadata.faq[0].q", "Q?", Role.FAQ),
        ("metadata.faq[0].a", "A", Role.FAQ),
        ("", "Body.", Role.FIRST_SCREEN),
    ]


@pytest.mark.parametrize(
    "value", ["define({ title: 'T' })", "({ title: 'T' }) as const", "{ title: 'T' } satisfies M"]
)
def test_wrapped_literals_are_read(value: str) -> None:
    assert texts(f"export const meta = {value}") == ["T"]


def test_comments_are_collected() -> None:
    document = page(
        "{/* one */}\n\ntext {/* two */}\n\n<!-- three -->\n\n`{/* code */}`\n\n"
        "<Card>\n  {/* four\n  lines */}\n</Card>"
    )
    assert [comment.text for comment in document.comments] == [
        *(" one ", " two ", " three "),
        " four\n  lines ",
    ]
    assert [block.text for block in document.blocks] == ["text ", "{/* code */}"]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<h2>Words</h2>", Kind.HEADING),
        ("<li>Words</li>", Kind.LIST_ITEM),
        ("<details>\n<summary>Words</summary>\n</details>", Kind.SUMMARY),
        ("<figcaption>\n  Words\n</figcaption>", Kind.CAPTION),
        ("<p>Words</p>", Kind.PARAGRAPH),
    ],
)
def test_html_elements_keep_their_meaning(markup: str, kind: Kind) -> None:
    assert block_of(page(markup), "Words").kind is kind


def test_an_html_table_is_a_table() -> None:
    document = page(
        "<table>\n  <tr><th>size</th><th>price</th></tr>\n  <tr><th>big</th><td>$2</td></tr>\n</table>\n\nafter"
    )
    cell = block_of(document, "$2")
    assert (cell.kind, cell.form) == (Kind.CELL, Form.MDX)
    assert {label.block.text for label in cell.labels} == {"price", "big"}
    assert block_of(document, "after").kind is Kind.PARAGRAPH


def test_markdown_still_is_markdown() -> None:
    document = page(
        "# T\n\n| a | b |\n|---|---|\n| c | \\{d} |\n\n> [!TIP]\n> quoted\n\n:::warning\nboxed\n:::"
    )
    assert block_of(document, "{d}").form is Form.MDX_CELL
    assert block_of(document, "quoted").container == ("admonition:tip",)
    assert block_of(document, "boxed").container == ("admonition:warning",)


def test_a_brace_that_is_not_closed_is_text_and_a_problem() -> None:
    document = page("before\n\n{never closed\n\nafter")
    assert [block.text for block in document.blocks] == ["before", "{never closed", "after"]
    assert [problem.offset for problem in document.problems] == [8]


def test_a_less_than_sign_is_text() -> None:
    assert texts("1 < 2 and <3 and a <b") == ["1 < 2 and <3 and a <b"]


def test_prose_that_begins_with_import_is_prose() -> None:
    assert texts("import the module first\n\nexport it later") == [
        "import the module first",
        "export it later",
    ]


@pytest.mark.parametrize(
    "opening", ["{", "{`", "{/*", "<A b={", "<!--", "<A b='", "export const a = [", "<table>"]
)
def test_endless_openings_are_read_in_reasonable_steps(opening: str) -> None:
    document = page(f"{opening}\n" * 3000)
    assert all(isinstance(block.text, str) for block in document.blocks)
