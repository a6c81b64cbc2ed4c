"""The Python API: `freshlint.check_text`, `check_paths`, `fix_text`, and `Linter` for many calls.

    import freshlint
    for finding in freshlint.check_text("gpt-image-2 is not released yet.").findings:
        print(finding.start.line, finding.message, finding.citation.url)

All take the same keywords, which mean what the command line's options mean:

    config          a configuration file; without it the nearest one above the working directory
    isolated        use no configuration file
    facts           facts files on top of those that ship and those configured
    shipped_facts   False leaves out the facts that ship
    as_of           the day for which facts are asked; without it the configured one, else today (UTC)
    select, ignore  ids of rules that run, and that do not
    min_confidence  "low", "medium" or "high"
    horizon         how many days ahead the rule `horizon` looks
    baseline        False reports also what the project's baseline holds

What cannot be used (configuration, facts, a pack, a rule's id, a path that does not exist) raises `SetupError`,
a text that no file can hold (half of a surrogate pair) `SourceError`, which is a ValueError.
Whatever else is raised is a defect of freshlint. Names that are not in `freshlint.__all__` may change.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

from freshlint import setup
from freshlint.config import ConfidenceName, ConfigFile, SeverityName
from freshlint.errors import SetupError
from freshlint.facts.fact import Citation
from freshlint.finding import Applicability, Edit, Fix
from freshlint.report.model import FactsFile, Message, PageReport, RunReport
from freshlint.results import Finding, Fixed, Place, Report, Undecided, report
from freshlint.run import Run
from freshlint.source import Source, SourceError

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
    "check_paths",
    "check_text",
    "fix_text",
]

AnyPath = str | os.PathLike[str]


class Choices(TypedDict, total=False):
    """The keywords that all functions take; see the module."""

    config: AnyPath | None
    isolated: bool
    facts: Sequence[AnyPath]
    shipped_facts: bool
    as_of: date | None
    select: Sequence[str]
    ignore: Sequence[str]
    min_confidence: ConfidenceName | None
    horizon: int | None
    baseline: bool


@dataclass(frozen=True, init=False, eq=False)
class Linter:
    """Configuration, facts and rules, read once for many texts. Raises SetupError where they cannot be used."""

    _settings: ConfigFile
    _run: Run

    def __init__(self, **choices: Unpack[Choices]) -> None:
        """Reads everything that checking needs; nothing is read again afterwards."""
        named = choices.get("config")
        settings = setup.configuration(Path(named) if named else None, choices.get("isolated", False))
        asked = setup.Asked(
            facts=tuple(Path(path) for path in choices.get("facts", ())),
            shipped_facts=choices.get("shipped_facts", True),
            select=tuple(choices.get("select", ())),
            ignore=tuple(choices.get("ignore", ())),
            as_of=choices.get("as_of"),
            min_confidence=choices.get("min_confidence"),
            horizon=choices.get("horizon"),
            accepted=choices.get("baseline", True),
        )
        object.__setattr__(self, "_settings", settings)
        object.__setattr__(self, "_run", setup.prepare(settings, asked))

    def check_text(self, text: str, path: str = "text.md") -> Report:
        """What is stale in a text. `path` need not exist: its suffix tells the format (Markdown, MDX, HTML),
        and it is what findings and configured patterns go by.
        """
        return report(self._about(self._run.check_text(Path(path), _source(path, text))))

    def fix_text(self, text: str, path: str = "text.md", unsafe: bool = False) -> Fixed:
        """The text with its fixes made, up to a state in which none is left.

        `unsafe` admits fixes that rewrite prose or code and need a reader.
        """
        page = self._run.fix_text(Path(path), _source(path, text), unsafe)
        return Fixed(page.source.text, page.fixed, report(self._about(page)))

    def check_paths(self, paths: AnyPath | Iterable[AnyPath] = ()) -> Report:
        """What is stale in files and folders; without any, in what the configuration names."""
        named = [paths] if isinstance(paths, str | os.PathLike) else paths
        return report(self._run.check(setup.files(self._settings, [Path(path) for path in named])))

    def _about(self, page: PageReport) -> RunReport:
        view = self._run.checker.knowledge.view
        facts = tuple(self._run.facts)
        return RunReport(view.as_of, facts, (page,), page.failures, page.warnings, files=1)


def _source(path: str, text: str) -> Source:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise SourceError(f"half of a surrogate pair at {error.start}: no file can hold it") from error
    return Source(path, text)


def check_text(text: str, path: str = "text.md", **choices: Unpack[Choices]) -> Report:
    """What is stale in a text; see `Linter.check_text`."""
    return Linter(**choices).check_text(text, path)


def fix_text(text: str, path: str = "text.md", unsafe: bool = False, **choices: Unpack[Choices]) -> Fixed:
    """The text with its fixes made; see `Linter.fix_text`."""
    return Linter(**choices).fix_text(text, path, unsafe)


def check_paths(paths: AnyPath | Iterable[AnyPath] = (), **choices: Unpack[Choices]) -> Report:
    """What is stale in files and folders; see `Linter.check_paths`."""
    return Linter(**choices).check_paths(paths)
