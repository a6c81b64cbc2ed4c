"""Pages in lines of JSON, an object each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing

from freshlint.audit.page import MAX_BYTES, Page, failing, too_large
from freshlint.audit.part import MAX_PAGES, MAX_SIZE, Part
from freshlint.audit.sources.opening import open_binary
from freshlint.audit.sources.rows import row_page

ENDINGS = (".jsonl", ".ndjson")
# JSON may write a byte as six: a line this long can hold no page that is not too large.
_LONGEST = 6 * MAX_BYTES


class LinesPart(Part, frozen=True):
    """Lines of one file: the bytes [start, end), the first of them line `line` (from 1)."""

    file: str
    start: int
    end: int
    line: int
    lines: int
    file_size: int
    changed: int

    @property
    def where(self) -> str:
        """The file and its line."""
        return f"{self.file}:{self.line}"

    @property
    def size(self) -> int:
        """Bytes of the lines."""
        return self.end - self.start

    @property
    def count(self) -> int:
        """Number of lines."""
        return self.lines

    def pages(self) -> Iterator[Page]:
        """One page a line that is not empty."""
        with closing(open_binary(self.file)) as stream:
            stream.seek(self.start)
            number = self.line
            while stream.tell() < self.end:
                line = stream.readline(_LONGEST)
                where = f"{self.file}:{number}"
                if line.strip():
                    yield _page(line, where)
                while line and not line.endswith(b"\n"):
                    line = stream.readline(_LONGEST)  # the rest of a line that is too long
                number += 1

    def split(self) -> Sequence[Part]:
        """A part for each line."""
        if self.lines < 2:
            return []
        return list(_cut(self.file, self.start, self.end, self.line, (self.file_size, self.changed), 1))


def line_parts(file: str, size: int, changed: int) -> Iterator[LinesPart]:
    """A file in parts. Raises OSError."""
    yield from _cut(file, 0, size, 1, (size, changed), MAX_PAGES)


def _cut(
    file: str, start: int, end: int, line: int, state: tuple[int, int], most: int
) -> Iterator[LinesPart]:
    with closing(open_binary(file)) as stream:
        stream.seek(start)
        begun, held = start, 0
        while stream.tell() < end:
            read = stream.readline(MAX_SIZE)
            while read and not read.endswith(b"\n"):
                read = stream.readline(MAX_SIZE)
            held += 1
            at = stream.tell()
            if held == most or at - begun >= MAX_SIZE:
                yield LinesPart(file, begun, at, line, held, *state)
                begun, line, held = at, line + held, 0
        if held:
            yield LinesPart(file, begun, end, line, held, *state)


def _page(line: bytes, where: str) -> Page:
    if len(line) >= _LONGEST:
        return Page(where, failing(str(too_large())))
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Page(where, failing(f"not JSON: {error}"))
    if not isinstance(row, dict):
        return Page(where, failing("not a JSON object"))
    return row_page(row, where)
