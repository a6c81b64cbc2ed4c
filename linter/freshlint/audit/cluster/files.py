"""What workers write and the audit reads: Parquet files of each part, and a marker that says that they are whole.

    pages/NAME.parquet, findings/NAME.parquet, claims/NAME.parquet, done/NAME.json; at the end _SUCCESS

A part's name is that of its pages as they stood, so a part that two workers checked is there once. A marker is
written last; files without one do not count. A part that was split has a marker that names its pieces. What only all
pages together show, as contradictions between them, is in findings/_contradictions.parquet.
"""

from __future__ import annotations

import contextlib
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import fsspec
from msgspec.structs import replace

from freshlint.audit.records import FindingRecord, PageRecord, PartRecord
from freshlint.audit.tables import CLAIMS, FINDINGS, PAGES, TABLES, Table
from freshlint.statement import Stated, Statement


@dataclass(frozen=True)
class Counts:
    """What a part came to; `unchecked` are pages that could not be checked."""

    pages: int = 0
    findings: int = 0
    unchecked: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.pages + other.pages, self.findings + other.findings, self.unchecked + other.unchecked
        )


class PartFiles:
    """A folder of parts, on any file system that fsspec reaches: a path, s3://, gs://, hdfs://."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._files, self._root = fsspec.core.url_to_fs(url)

    def done(self) -> frozenset[str]:
        """The names of all parts that are whole."""
        try:
            listed = self._files.ls(f"{self._root}/done", detail=False, refresh=True)
        except FileNotFoundError:
            return frozenset()
        names = (name.rsplit("/", 1)[-1] for name in listed)
        return frozenset(name.removesuffix(".json") for name in names if name.endswith(".json"))

    def counts(self, name: str) -> Counts:
        """What a whole part came to."""
        marker = self._marker(name)
        if "pieces" in marker:
            return sum((self.counts(piece) for piece in marker["pieces"]), Counts())
        return Counts(**marker)

    def write(self, part: PartRecord) -> Counts:
        """Keep a part."""
        for table in TABLES:
            self._write_table(table, part)
        counts = Counts(
            len(part.pages),
            sum(len(page.findings) for page in part.pages),
            sum(page.state in ("unreadable", "set-aside") for page in part.pages),
        )
        self._mark(part.name, asdict(counts))
        return counts

    def join(self, name: str, pieces: Sequence[str]) -> None:
        """Say that a part is what its pieces are, in this order."""
        self._mark(name, {"pieces": list(pieces)})

    def stated(self, names: Iterable[str]) -> Iterator[Stated]:
        """All that the pages of these parts state, a part at a time."""
        for name in names:
            for piece in self._whole_pieces(name):
                for row in self._rows(CLAIMS, piece):
                    yield Stated(row["address"], Statement(**_own(row)))

    def finish(self, names: Collection[str], compared: Iterable[tuple[str, FindingRecord]] = ()) -> None:
        """Close a run that has exactly these parts: take away all others, so that the tables hold the run.

        `compared` is what is found only where all pages are known, by address: it has a file of its own.
        """
        kept = {piece for name in names for piece in self._family(name)}
        for name in self.done() - kept:
            # The marker goes first: half a part must not count.
            for file in (f"done/{name}.json", *(f"{table.name}/{name}.parquet" for table in TABLES)):
                with contextlib.suppress(FileNotFoundError):
                    self._files.rm(f"{self._root}/{file}")
        self._write_compared(names, list(compared))
        with self._whole(self._root, "_SUCCESS") as stream:
            stream.write(json.dumps(sorted(kept)).encode())

    def _write_compared(self, names: Iterable[str], compared: Sequence[tuple[str, FindingRecord]]) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.rm(f"{self._root}/{FINDINGS.name}/{_COMPARED}.parquet")
        if not compared:
            return
        wanted = {address for address, _ in compared}
        digests: dict[str, str] = {}
        for piece in (piece for name in names for piece in self._whole_pieces(name)):
            for row in self._rows(PAGES, piece):
                if row["address"] in wanted:
                    digests.setdefault(row["address"], row["digest"])
        pages = (
            PageRecord(address, "checked", digest=digests[address], findings=(finding,))
            for address, finding in compared
        )
        self._write_table(FINDINGS, PartRecord(_COMPARED, tuple(pages)))

    def _whole_pieces(self, name: str) -> Iterator[str]:
        """The parts that have tables: a part, or the smallest pieces it was split into."""
        marker = self._marker(name)
        if "pieces" not in marker:
            yield name
        for piece in marker.get("pieces", ()):
            yield from self._whole_pieces(piece)

    def _family(self, name: str) -> Iterator[str]:
        """A part and its pieces, down to the smallest."""
        yield name
        for piece in self._marker(name).get("pieces", ()):
            yield from self._family(piece)

    def read(self, name: str) -> PartRecord:
        """A whole part."""
        return PartRecord(name, tuple(self._pages(name)))

    def _pages(self, name: str) -> Iterator[PageRecord]:
        for piece in self._whole_pieces(name):
            yield from self._pages_of(piece)

    def _pages_of(self, name: str) -> Iterator[PageRecord]:
        findings, claims = self._by_page(FINDINGS, name), self._by_page(CLAIMS, name)
        for number, row in enumerate(self._rows(PAGES, name)):
            plain = PageRecord(**{**row, "warnings": tuple(row["warnings"])})
            yield replace(
                plain,
                findings=tuple(FindingRecord(**each) for each in findings.get(number, ())),
                claims=tuple(Statement(**each) for each in claims.get(number, ())),
            )

    def _by_page(self, table: Table, name: str) -> dict[int, list[dict[str, Any]]]:
        rows = self._rows(table, name)
        grouped = groupby(rows, key=itemgetter(_PAGE))
        return {page: [_own(row) for row in group] for page, group in grouped}

    def _rows(self, table: Table, name: str) -> list[dict[str, Any]]:
        from pyarrow import parquet

        with self._files.open(f"{self._root}/{table.name}/{name}.parquet", "rb") as stream:
            rows: list[dict[str, Any]] = parquet.read_table(stream).to_pylist()
        return rows

    def _write_table(self, table: Table, part: PartRecord) -> None:
        import pyarrow
        from pyarrow import parquet

        rows = table.arrow(part.pages)
        if table is not PAGES:
            # Two pages of a part may share an address: a row knows its page by number.
            numbers = [number for number, page in enumerate(part.pages) for _ in table.rows(page)]
            rows = rows.append_column(_PAGE, pyarrow.array(numbers, pyarrow.int64()))
        with self._whole(f"{self._root}/{table.name}", f"{part.name}.parquet") as stream:
            parquet.write_table(rows, stream, compression="zstd")

    def _mark(self, name: str, marker: dict[str, Any]) -> None:
        with self._whole(f"{self._root}/done", f"{name}.json") as stream:
            stream.write(json.dumps(marker).encode())

    def _marker(self, name: str) -> dict[str, Any]:
        marker: dict[str, Any] = json.loads(self._files.cat_file(f"{self._root}/done/{name}.json"))
        return marker

    @contextlib.contextmanager
    def _whole(self, folder: str, name: str) -> Iterator[Any]:
        """A file that gets its name when it is whole: a worker may die at any moment."""
        self._files.makedirs(folder, exist_ok=True)
        partial = f"{folder}/.{name}.{uuid.uuid4().hex}"
        try:
            with self._files.open(partial, "wb") as stream:
                yield stream
            self._files.mv(partial, f"{folder}/{name}")
        except BaseException:
            with contextlib.suppress(OSError):
                self._files.rm(partial)
            raise


_PAGE = "page"
# No part has such a name.
_COMPARED = "_contradictions"


def _own(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in (_PAGE, "address", "digest")}
