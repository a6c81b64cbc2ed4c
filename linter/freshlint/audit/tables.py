"""Pages, findings and claims as rows of three tables, the same in every export and from every engine."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import msgspec

from freshlint.audit.records import FindingRecord, PageRecord
from freshlint.statement import Statement

if TYPE_CHECKING:
    import pyarrow

_LISTS = frozenset({"findings", "claims"})


@dataclass(frozen=True)
class Table:
    """A kind of row. `columns` are names with the Python type of their values; `rows` are those of one page."""

    name: str
    columns: tuple[tuple[str, type], ...]
    rows: Callable[[PageRecord], Iterator[tuple[Any, ...]]]

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [name for name, _ in self.columns]

    def schema(self) -> pyarrow.Schema:
        """The columns as Arrow has them."""
        import pyarrow

        kinds = {
            str: pyarrow.string(),
            int: pyarrow.int64(),
            bool: pyarrow.bool_(),
            date: pyarrow.date32(),
            tuple: pyarrow.list_(pyarrow.string()),
        }
        return pyarrow.schema([(name, kinds[kind]) for name, kind in self.columns])

    def arrow(self, pages: Iterable[PageRecord]) -> pyarrow.Table:
        """The rows of some pages."""
        import pyarrow

        rows = [row for page in pages for row in self.rows(page)]
        columns = list(zip(*rows, strict=True)) or [()] * len(self.columns)
        return pyarrow.Table.from_arrays(
            [pyarrow.array(column, field.type) for column, field in zip(columns, self.schema(), strict=True)],
            schema=self.schema(),
        )


def _columns(record: type[msgspec.Struct]) -> tuple[tuple[str, type], ...]:
    hints = get_type_hints(record)
    return tuple((name, _plain(hints[name])) for name in record.__struct_fields__ if name not in _LISTS)


def _plain(hint: Any) -> type:
    """str, int, bool, date or tuple, without `| None` and what a tuple holds."""
    if isinstance(hint, types.UnionType):
        hint = next(each for each in get_args(hint) if each is not type(None))
    plain = getattr(hint, "__origin__", hint)
    return plain if isinstance(plain, type) else str  # a Literal is one of some words


def _page_rows(page: PageRecord) -> Iterator[tuple[Any, ...]]:
    yield tuple(getattr(page, name) for name, _ in PAGES.columns)


def _finding_rows(page: PageRecord) -> Iterator[tuple[Any, ...]]:
    for finding in page.findings:
        yield (page.address, page.digest, *msgspec.structs.astuple(finding))


def _claim_rows(page: PageRecord) -> Iterator[tuple[Any, ...]]:
    for claim in page.claims:
        yield (page.address, page.digest, *msgspec.structs.astuple(claim))


_OF_PAGE = (("address", str), ("digest", str))
PAGES = Table("pages", _columns(PageRecord), _page_rows)
FINDINGS = Table("findings", (*_OF_PAGE, *_columns(FindingRecord)), _finding_rows)
CLAIMS = Table("claims", (*_OF_PAGE, *_columns(Statement)), _claim_rows)
TABLES = (PAGES, FINDINGS, CLAIMS)
