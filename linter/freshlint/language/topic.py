"""What a clause or a place of a page can be about."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Other(Enum):
    """The clause is about something that the facts do not know."""

    OTHER = "other"


OTHER = Other.OTHER


class About(NamedTuple):
    """The entity a clause is about. `near` where the clause itself names it."""

    entity: str
    near: bool


Topic = About | Other | None
