"""The cells of one Markdown table: their place in the source, and the row and column that name them."""

from __future__ import annotations

from markdown_it.token import Token

from freshlint.document.markdown_text import ParsedText, cell_spans
from freshlint.document.model import Block, Cell, Label, LabelKind, Table
from freshlint.source import Span


class TableReader:
    """Follows the tokens of one table. `lead` is the block before it."""

    def __init__(self, parsed: ParsedText, opener: Token, lead: Block | None) -> None:
        assert opener.map is not None
        self.lead = lead
        self.table = Table([], header_rows=1)
        self._parsed = parsed
        self._last_line = opener.map[1] - 1
        self._cells: list[tuple[int, int]] = []
        self._column = -1

    def start_row(self) -> None:
        """A new row begins."""
        self.table.grid.append([])
        self._cells = []
        self._column = -1

    def next_cell(self, token: Token) -> tuple[Cell, int, int] | None:
        """The place of the next cell and where its text stands in the parsed text; None where it is empty."""
        at, line = token.meta["at"], token.meta["line"]
        if not self.table.span.end:
            self.table.span = Span(
                self._parsed.origin(at), self._parsed.origin(self._parsed.line_ends[self._last_line])
            )
        self._column += 1
        row = self.table.grid[-1]
        row.append(None)
        if not token.content:
            return None
        self._cells = self._cells or cell_spans(self._parsed, at, line)
        start, end = self._cells[self._column]
        index = len(self.table.grid) - 1
        return Cell(self.table, index, self._column, header=index == 0), start, end

    def place(self, block: Block) -> None:
        """Put a cell's block into the grid, and name it by its row's and column's first cells."""
        assert block.cell is not None
        row = self.table.grid[block.cell.row]
        row[block.cell.column] = block
        if block.cell.header:
            return
        heads = [(LabelKind.COLUMN, self.table.grid[0][block.cell.column])]
        if block.cell.column:
            heads.insert(0, (LabelKind.ROW, row[0]))
        block.labels = tuple(Label(kind, head) for kind, head in heads if head is not None)
