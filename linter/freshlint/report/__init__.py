"""Output formats, one module each, with

    render(report: RunReport, options: Options) -> str

FORMATS names their modules; the others of this package are what formats share, and reports of another kind than a run.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freshlint.finding import Severity
    from freshlint.report.model import RunReport

FORMATS = (
    "concise",
    "github",
    "gitlab",
    "issue",
    "json",
    "jsonl",
    "junit",
    "markdown",
    "rdjson",
    "sarif",
    "text",
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
    """The names of all formats."""
    return list(FORMATS)


def renderer(name: str) -> Callable[[RunReport, Options], str]:
    """The `render` function of a format."""
    render: Callable[[RunReport, Options], str] = importlib.import_module(f"{__name__}.{name}").render
    return render
