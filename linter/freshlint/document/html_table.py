"""HTML tables: a grid after spans, and the headers, row names and captions that say what a cell is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from freshlint.document.html_place import Place
from freshlint.document.html_tree import PlacedTag
from freshlint.document.model import Block, Cell, Kind, Label, LabelKind, MarkKind, Problem, Table
from freshlint.source import Span

# HTML's own limits for spans.
_MOST_COLUMNS_SPANNED = 1000
_MOST_ROWS_SPANNED = 65534
# Places that the grids of one page may take; real tables need a fraction.
_MOST_PLACES = 1_000_000
_MOST_HEADERS = 4
_NUMBER = re.compile(r"\s*(\d{1,6})")
_NUMERIC = re.compile(r"[^\w]*\d")


@dataclass(eq=False)
class RawCell:
    """A cell as written; row and column are set by the grid."""

    blocks: list[Block]
    is_header: bool
    row_span: int
    column_span: int
    row: int = 0
    column: int = 0

    @property
    def named(self) -> list[Block]:
        """The blocks that can name another cell: text, else an image's alternative text."""
        texts = [block for block in self.blocks if block.kind is not Kind.ATTRIBUTE]
        return (texts or self.blocks)[:_MOST_HEADERS]

    @property
    def is_strong(self) -> bool:
        """Whether all text is strong: how editors write headers without `th`."""
        return bool(self.named) and all(map(_is_strong, self.named))


@dataclass(eq=False)
class RawRow:
    """A row as written; spans do not reach out of its group (`thead`, `tbody`, `tfoot`)."""

    group: PlacedTag | None
    cells: list[RawCell] = field(default_factory=list)

    @property
    def in_head(self) -> bool:
        """Whether the row stands in a `thead`."""
        return self.group is not None and self.group.name == "thead"


_Line = list[RawCell | None]


@dataclass(eq=False)
class RawTable:
    """A table as written."""

    span: Span
    lead: Block | None
    captions: list[Block]
    figure_captions: list[Block]
    rows: list[RawRow] = field(default_factory=list)


class TableReader:
    """Follows the walk through a page's tables, then resolves them."""

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._open: list[RawTable] = []
        self._finished: list[RawTable] = []
        self._places = 0

    def begin(self, tag: PlacedTag, figure_captions: list[Block] | None, lead: Block | None) -> None:
        """A table begins, perhaps in a figure."""
        captions = figure_captions if figure_captions is not None else []
        self._open.append(RawTable(Span(tag.start, tag.end), lead, [], captions))

    def enter(self, tag: PlacedTag, place: Place) -> Place:
        """A part of the innermost table begins; the surroundings of the texts in it."""
        if not self._open:
            return place
        table = self._open[-1]
        parent = tag.parent if isinstance(tag.parent, PlacedTag) else None
        if tag.name == "caption":
            return place._replace(collect=(*place.collect, table.captions))
        if tag.name == "tr":
            table.rows.append(RawRow(parent))
        elif tag.name in ("td", "th"):
            if not table.rows:
                table.rows.append(RawRow(None))
            cell = RawCell(
                [],
                tag.name == "th",
                _span(tag.value("rowspan"), _MOST_ROWS_SPANNED, at_zero=_MOST_ROWS_SPANNED),
                _span(tag.value("colspan"), _MOST_COLUMNS_SPANNED, at_zero=1),
            )
            table.rows[-1].cells.append(cell)
            return place._replace(collect=(cell.blocks,))
        return place

    def end(self) -> None:
        """The innermost table ends."""
        self._finished.append(self._open.pop())

    def resolve(self) -> None:
        """Give every cell of the page its place, headers, row names and caption."""
        for table in self._finished:
            grid = self._grid(table)
            if grid is None:
                self._problems.append(
                    Problem(table.span.start, "its spans make this table too large: read without headers")
                )
            elif grid:
                _Resolved(table, grid).label()

    def _grid(self, table: RawTable) -> list[_Line] | None:
        """The cell at each place; None where that takes too many places."""
        lines: list[dict[int, RawCell]] = []
        reaching: dict[int, tuple[RawCell, int]] = {}
        group: PlacedTag | None = None
        width = 0
        for number, row in enumerate(table.rows):
            if row.group is not group:
                reaching, group = {}, row.group
            line = {column: cell for column, (cell, _) in reaching.items()}
            reaching = {column: (cell, left - 1) for column, (cell, left) in reaching.items() if left > 1}
            column = 0
            for cell in row.cells:
                while column in line:
                    column += 1
                cell.row, cell.column = number, column
                for place in range(column, column + cell.column_span):
                    line.setdefault(place, cell)
                    if cell.row_span > 1:
                        reaching.setdefault(place, (cell, cell.row_span - 1))
                column += cell.column_span
                self._places += cell.column_span
                if self._places > _MOST_PLACES:
                    return None
            self._places += len(reaching)
            width = max(width, max(line, default=-1) + 1)
            lines.append(line)
        self._places += width * len(lines)
        if self._places > _MOST_PLACES:
            return None
        return [[line.get(column) for column in range(width)] for line in lines]


class _Resolved:
    """A table with its grid: which rows and cells are headers, and what they name."""

    def __init__(self, raw: RawTable, grid: list[_Line]) -> None:
        self.raw, self.grid = raw, grid
        self.width = len(grid[0])
        self.header_rows = self._count_header_rows()
        captions = (raw.captions or raw.figure_captions)[:_MOST_HEADERS]
        self.captions = [Label(LabelKind.CAPTION, block) for block in captions]
        first = {cell: _first(cell) for row in grid for cell in row if cell is not None}
        blocks = [[None if cell is None else first[cell] for cell in row] for row in grid]
        self.table = Table(blocks, self.header_rows, captions[0] if captions else None, raw.span)

    def _count_header_rows(self) -> int:
        rows = self.raw.rows
        in_head = next((number for number, row in enumerate(rows) if not row.in_head), len(rows))
        if in_head:
            return in_head
        marked = next((number for number, row in enumerate(rows) if not _is_all_headers(row)), len(rows))
        if marked:
            return min(marked, max(1, len(rows) - 1))
        if len(rows) > 1 and all(cell.is_strong for cell in rows[0].cells if cell.blocks):
            return int(any(cell.blocks for cell in rows[0].cells))
        if any(cell.is_header for row in rows for cell in row.cells):
            return 0
        return int(self.width > 1 and self._looks_like_header())

    def _looks_like_header(self) -> bool:
        """Words above numbers."""
        first, *others = [[cell for cell in row.cells if cell.blocks] for row in self.raw.rows]
        return (
            bool(first)
            and not any(_NUMERIC.match(cell.named[0].text) for cell in first)
            and any(_NUMERIC.match(cell.named[0].text) for row in others for cell in row)
        )

    def label(self) -> None:
        """Set cell and labels of every block in the table."""
        above: list[_Line] = []
        section: RawCell | None = None
        for number, (raw, row) in enumerate(zip(self.raw.rows, self.grid, strict=True)):
            is_header = number < self.header_rows
            title = self._section_title(raw)
            repeats = not is_header and title is None and len(raw.cells) > 1 and _is_all_headers(raw)
            if repeats:
                above, section = [], None
            names: list[RawCell] = []
            leading = not (is_header or repeats)
            for cell in dict.fromkeys(cell for cell in row if cell is not None):
                if cell.row == number:
                    marked = cell.is_header or is_header or repeats
                    beside = names if section is None or is_header else [section, *names]
                    self._set(cell, marked, [] if cell is title else beside, above)
                if (cell.is_header or leading) and not (is_header or repeats):
                    names = [*names, cell][-_MOST_HEADERS:]
                leading = leading and cell.row_span > 1
            if is_header or repeats:
                above = [row, *above][:_MOST_HEADERS]
            elif title is not None:
                section = title

    def _section_title(self, row: RawRow) -> RawCell | None:
        """The one cell of a row that names the rows below it."""
        cells = row.cells
        if len(cells) != 1 or self.width < 2 or cells[0].column_span < self.width:
            return None
        return cells[0] if cells[0].is_header or cells[0].is_strong else None

    def _set(self, cell: RawCell, marked: bool, beside: list[RawCell], above: list[_Line]) -> None:
        columns = range(cell.column, min(cell.column + cell.column_span, self.width))
        headers = dict.fromkeys(header for row in above for column in columns if (header := row[column]))
        labels = [
            *(Label(LabelKind.ROW, block) for name in reversed(beside) for block in name.named),
            *(
                Label(LabelKind.COLUMN, block)
                for header in headers
                if header is not None
                for block in header.named
            ),
            *self.captions,
        ]
        place = Cell(self.table, cell.row, cell.column, cell.row_span, cell.column_span, marked)
        for block in cell.blocks:
            block.cell = place
            block.labels = (*labels, *block.labels)
            if block.kind is not Kind.CODE:
                block.lead = self.raw.lead


def _is_strong(block: Block) -> bool:
    whole = (0, len(block.text))
    return any(mark.kind is MarkKind.STRONG and mark[1:3] == whole for mark in block.inline.marks)


def _is_all_headers(row: RawRow) -> bool:
    filled = [cell for cell in row.cells if cell.blocks]
    return bool(filled) and all(cell.is_header for cell in filled)


def _first(cell: RawCell) -> Block | None:
    return cell.named[0] if cell.blocks else None


def _span(value: str, most: int, *, at_zero: int) -> int:
    found = _NUMBER.match(value)
    number = int(found.group(1)) if found else 1
    return min(number, most) if number else at_zero
