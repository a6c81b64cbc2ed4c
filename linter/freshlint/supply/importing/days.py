"""Days of other people's data: dates, true, false, nothing, or something else."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def day(value: object) -> date | None:
    """A day written YYYY-MM-DD (a time behind it is left out); None for anything else."""
    if not isinstance(value, str) or not _DAY.match(value) or value[10:11] not in ("", "T", " "):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
