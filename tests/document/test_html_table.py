"""Tables: the grid after spans, and which headers say what a cell is about."""

from __future__ import annotations

from freshlint.document.html import read_html
from freshlint.document.model import Block, LabelKind
from freshlint.source import Source

ROW, COLUMN, CAPTION = LabelKind.ROW, LabelKind.COLUMN, LabelKind.CAPTION


def cells(html: str) -> list[Block]:
    return [block for block in read_html(Source("t.html", html)).blocks if block.cell]


def labels(html: str, text: str) -> list[tuple[LabelKind, str]]:
    block = next(block for block in cells(html) if block.text == text)
    return [(label.kind, label.block.text) for label in block.labels]


def test_headers_above_and_beside_name_a_cell_and_so_does_the_caption() -> None:
    html = "<table><caption>Rates</caption><tr><th>Model<th>Price<tr><td>one<td>$5</table>"
    assert labels(html, "$5") == [(ROW, "one"), (COLUMN, "Price"), (CAPTION, "Rates")]


def test_a_name_that_spans_rows_holds_for_each_of_them() -> None:
    html = (
        "<table><thead><tr><th>Quality<th>Size<th>USD</thead>"
        "<tr><th rowspan=2>Low<td>small<td>1<tr><td>large<td>2<tr><th>High<td>small<td>3</table>"
    )
    assert labels(html, "2") == [(ROW, "large"), (ROW, "Low"), (COLUMN, "USD")]
    assert labels(html, "3") == [(ROW, "High"), (COLUMN, "USD")]


def test_a_header_that_spans_columns_stands_above_each() -> None:
    html = (
        "<table><thead><tr><th><th colspan=2>Images<tr><th>Model<th>low<th>high</thead>"
        "<tr><td>m<td>1<td>2</table>"
    )
    assert labels(html, "2") == [(ROW, "m"), (COLUMN, "high"), (COLUMN, "Images")]


def test_the_grid_repeats_a_spanning_cell() -> None:
    a, b, c = cells("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>")
    assert a.cell is not None
    assert a.cell.table.grid == [[a, b], [a, c]]


def test_spans_end_with_their_row_group() -> None:
    html = "<table><tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c<td>d</tbody></table>"
    a, b, c, d = cells(html)
    assert a.cell is not None
    assert a.cell.table.grid == [[a, b], [c, d]]


def test_strong_cells_make_a_header_row() -> None:
    html = "<table><tr><td><strong>Model</strong><td><b>1M tokens</b><tr><td>m<td>$36</table>"
    assert labels(html, "$36") == [(ROW, "m"), (COLUMN, "1M tokens")]


def test_words_above_numbers_are_headers_without_markup() -> None:
    assert labels("<table><tr><td>Model<td>Price<tr><td>m<td>$36</table>", "$36") == [
        (ROW, "m"),
        (COLUMN, "Price"),
    ]


def test_words_above_words_are_not() -> None:
    assert labels("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "d") == [(ROW, "c")]


def test_a_row_of_its_own_names_the_rows_below_it() -> None:
    html = (
        "<table><tr><th>Meter<th>Price<tr><td>x<td>0<tr><th colspan=2>Images<tr><td>in<td>8"
        "<tr><th colspan=2>Text<tr><td>out<td>5</table>"
    )
    assert labels(html, "5") == [(ROW, "out"), (ROW, "Text"), (COLUMN, "Price")]


def test_headers_repeated_further_down_replace_those_above() -> None:
    html = "<table><tr><th>a<th>b<tr><td>c<td>1<tr><th>d<th>e<tr><td>f<td>2</table>"
    assert labels(html, "2") == [(ROW, "f"), (COLUMN, "e")]


def test_a_figure_captions_its_table() -> None:
    html = "<figure><table><tr><th>a<th>b<tr><td>c<td>1</table><figcaption>In dollars</figcaption></figure>"
    assert labels(html, "1")[-1] == (CAPTION, "In dollars")


def test_blocks_inside_a_cell_share_its_place_and_names() -> None:
    html = "<table><tr><th>a<th>b<tr><td>c<td><p>one</p><ul><li>two</li></ul></table>"
    assert labels(html, "two") == labels(html, "one") == [(ROW, "c"), (COLUMN, "b")]


def test_a_table_in_a_cell_keeps_its_own_names() -> None:
    html = "<table><tr><th>out<th>er<tr><td>x<td><table><tr><th>in<th>ner<tr><td>y<td>1</table></table>"
    assert labels(html, "1") == [(ROW, "y"), (COLUMN, "ner")]


def test_spans_that_would_fill_the_memory_leave_the_cells_readable() -> None:
    document = read_html(Source("t.html", "<table>" + "<tr><td colspan=1000>x" * 2_000 + "</table>"))
    assert len(document.blocks) == 2_000
    assert all(block.cell is None for block in document.blocks)
    assert [problem.message for problem in document.problems] == [
        "its spans make this table too large: read without headers"
    ]
