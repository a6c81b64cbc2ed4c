"""Output formats, one module each, with

    render(report: RunReport, options: Options) -> str

A module of this package is a format by being here; what formats share stands in the modules named below.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freshlint.report.model import RunReport

_SHARED = frozenset({"diff", "escape", "model", "snippet", "summary"})


@dataclass(frozen=True)
class Options:
    """What a person asked of a report; a format takes from it what it can show."""

    color: bool = False
    show_undecided: bool = False


def formats() -> list[str]:
    """The names of all formats; imports none of them."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED)


def renderer(name: str) -> Callable[[RunReport, Options], str]:
    """The `render` function of a format."""
    render: Callable[[RunReport, Options], str] = importlib.import_module(f"{__name__}.{name}").render
    return render
