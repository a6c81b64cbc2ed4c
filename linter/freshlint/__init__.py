"""freshlint finds claims that contradict dated facts, and writes the fix with its source.

The Python API is what `__all__` names; `freshlint.api` explains it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freshlint.api import (
        Applicability,
        Citation,
        ConfidenceName,
        Edit,
        FactsFile,
        Finding,
        Fix,
        Fixed,
        Linter,
        Message,
        Place,
        Report,
        SetupError,
        SeverityName,
        SourceError,
        Undecided,
        check_paths,
        check_text,
        fix_text,
    )

__version__ = "0.1.0"

__all__ = [
    "Applicability",
    "Citation",
    "ConfidenceName",
    "Edit",
    "FactsFile",
    "Finding",
    "Fix",
    "Fixed",
    "Linter",
    "Message",
    "Place",
    "Report",
    "SetupError",
    "SeverityName",
    "SourceError",
    "Undecided",
    "__version__",
    "check_paths",
    "check_text",
    "fix_text",
]


def __getattr__(name: str) -> object:
    """A name of the API, imported when it is first asked for: the command line starts without it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module("freshlint.api"), name)
    return value


def __dir__() -> list[str]:
    return __all__
