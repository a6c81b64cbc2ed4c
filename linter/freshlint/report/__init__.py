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
    from freshlint.finding import Severity
    from freshlint.report.model import RunReport

_SHARED = frozenset(
    {
        "claims",
        "columns",
        "diff",
        "escape",
        "fact_markdown",
        "markdown_text",
        "model",
        "snippet",
        "statistics",
        "suggestion",
        "summary",
        "wording",
    }
)


# Formats that carry what rules say of themselves.
CARRY_RULES = frozenset({"sarif"})


@dataclass(frozen=True)
class RuleHelp:
    """What a rule says of itself; `help` is its documentation."""

    id: str
    summary: str
    severity: Severity
    help: str


@dataclass(frozen=True)
class Options:
    """What a person asked of a report; a format takes from it what it can show.

    unsafe_fixes  suggest fixes that need a reader too
    rules         those that can be reported
    """

    color: bool = False
    show_undecided: bool = False
    unsafe_fixes: bool = False
    rules: tuple[RuleHelp, ...] = ()


def formats() -> list[str]:
    """The names of all formats; imports none of them."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED)


def renderer(name: str) -> Callable[[RunReport, Options], str]:
    """The `render` function of a format."""
    render: Callable[[RunReport, Options], str] = importlib.import_module(f"{__name__}.{name}").render
    return render
