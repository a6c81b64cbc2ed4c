"""Paths as people see them, and as the program compares them."""

from __future__ import annotations

import os
from pathlib import Path


def place(path: Path) -> Path:
    """A path made absolute, without `.` and `..`; links stay as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (asked for every file of a run)


def shown(path: Path) -> str:
    """A path as reports show it: relative to the working directory where it lies below it, with `/`."""
    full, here = os.path.abspath(path), os.getcwd()  # noqa: PTH100, PTH109 (asked for every file of a run)
    if os.path.normcase(full) == os.path.normcase(here):
        return "."
    above = os.path.join(here, "")  # noqa: PTH118 (as above)
    inside = os.path.normcase(full).startswith(os.path.normcase(above))
    return (full[len(above) :] if inside else full).replace(os.sep, "/")
