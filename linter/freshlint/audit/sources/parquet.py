"""Pages in the rows of Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

from freshlint.audit.page import Page
from freshlint.audit.part import MAX_PAGES, Part
from freshlint.audit.sources.opening import open_binary
from freshlint.audit.sources.rows import row_page

ENDINGS = (".parquet",)


class ParquetPart(Part, frozen=True):
    """Rows [start, start + rows) of one row group of a file."""

    file: str
    group: int
    start: int
    rows: int
    file_size: int

    @property
    def where(self) -> str:
        """The file and the row."""
        return f"{self.file}, row group {self.group}, row {self.start}"

    @property
    def size(self) -> int:
        """Not known without reading."""
        return 0

    @property
    def count(self) -> int:
        """Number of rows."""
        return self.rows

    def pages(self) -> Iterator[Page]:
        """One page a row."""
        from pyarrow import parquet

        with closing(open_binary(self.file)) as stream:
            table = parquet.ParquetFile(stream).read_row_group(self.group).slice(self.start, self.rows)
        for number, row in enumerate(table.to_pylist(), self.start):
            yield row_page(row, f"{self.file}, row group {self.group}, row {number}")

    def split(self) -> Sequence[Part]:
        """Two halves."""
        middle = self.rows // 2
        if not middle:
            return []
        first = ParquetPart(self.file, self.group, self.start, middle, self.file_size)
        return [
            first,
            ParquetPart(self.file, self.group, self.start + middle, self.rows - middle, self.file_size),
        ]


def parquet_parts(files: Sequence[tuple[str, int]]) -> Iterator[ParquetPart]:
    """The files in parts. Raises OSError and ValueError for what is no Parquet."""
    from pyarrow import parquet

    for file, size in files:
        with closing(open_binary(file)) as stream:
            about = parquet.ParquetFile(stream).metadata
        for group in range(about.num_row_groups):
            rows = about.row_group(group).num_rows
            for start in range(0, rows, MAX_PAGES):
                yield ParquetPart(file, group, start, min(MAX_PAGES, rows - start), size)
