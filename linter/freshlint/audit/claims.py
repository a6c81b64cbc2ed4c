"""Claims as a Parquet file, with the types that they have."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import get_type_hints

import pyarrow
from pyarrow import parquet

from freshlint.report.claims import COLUMNS, row
from freshlint.statement import Stated, Statement

_KINDS = {str: pyarrow.string(), int: pyarrow.int64(), bool: pyarrow.bool_()}


def parquet_bytes(stated: Sequence[Stated]) -> bytes:
    """A row a claim."""
    hints = {"path": str, **get_type_hints(Statement)}
    schema = pyarrow.schema([(name, _KINDS[hints[name]]) for name in COLUMNS])
    columns = list(zip(*map(row, stated), strict=True)) or [()] * len(COLUMNS)
    arrays = [pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    stream = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_arrays(arrays, schema=schema), stream, compression="zstd")
    return stream.getvalue()
