"""Paths as people see them, and as the program compares them."""

from __future__ import annotations

import os
from pathlib import Path


def place(path: Path) -> Path:
    """A path made absolute, without `.` and `..`; links stay as they are."""
    return Path(os.path.normpath(path.absolute()))


def shown(path: Path) -> str:
    """A path as reports show it: relative to the working directory where it lies below it, with `/`."""
    full, here = place(path), Path.cwd()
    return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()
