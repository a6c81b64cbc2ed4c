"""How sure the engine is of what it says."""

from __future__ import annotations

from enum import IntEnum


class Confidence(IntEnum):
    """How sure the engine is that the text says so."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def label(self) -> str:
        """The word used in reports."""
        return self.name.lower()

    def lowered(self) -> Confidence:
        """One step less sure."""
        return Confidence(max(self - 1, Confidence.LOW))
