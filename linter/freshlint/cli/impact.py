"""`freshlint impact`: which pages say what held before the facts changed, and holds no more."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from freshlint import nested, setup
from freshlint.cli import options as groups
from freshlint.cli.exit import CLEAN, ERROR, FINDINGS, fail
from freshlint.cli.facts_states import State, StateType, of_one_kind
from freshlint.config import ConfigFile
from freshlint.discovery import Found
from freshlint.finding import Applicability, Finding
from freshlint.impact import impact as affected
from freshlint.impact import new_findings
from freshlint.page import Choice
from freshlint.paths import shown
from freshlint.processors import collect_seldom, processors
from freshlint.report.diff import unified
from freshlint.report.escape import printable
from freshlint.report.facts.impact import Compared, as_json, as_markdown, as_text
from freshlint.report.model import RunReport
from freshlint.run import Fixing, Run
from freshlint.source import Source
from freshlint.write import write_whole

FORMATS = {"text": as_text, "json": as_json, "markdown": as_markdown}
_Part = tuple[ConfigFile, Found]


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--from", "old", type=StateType(), required=True, help="The facts before: a day, or a facts file."
)
@click.option("--to", "new", type=StateType(), required=True, help="The facts after: a day, or a facts file.")
@click.option(
    "--patch", type=click.Path(path_type=Path), metavar="FILE", help="Write the safe fixes here, as a diff."
)
@click.option("--unsafe-fixes", is_flag=True, help="With --patch: also fixes that rewrite prose or code.")
@click.option("--output-format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True)
@groups.facts_options
@groups.rule_options
@groups.config_options
@groups.speed_options
def impact(paths: tuple[Path, ...], old: State, new: State, patch: Path | None, **options: Any) -> None:
    """Say which files below PATHS state what held in the facts --from, and does not in those --to.

    Both are days (2026-04-20), or both facts files; a file may be one of a git revision (main:facts.yaml). A facts
    file stands in for the configured one of its path, else on top of all. What was stale before is left out.

    Exit codes: 0 nothing is affected; 1 something is; 2 a file that could not be read, or wrong usage.
    """
    of_one_kind(old, new)
    collect_seldom()
    settings = setup.configuration(options["config_path"], options["isolated"])
    found = setup.files(settings, paths)
    alone = options["config_path"] is not None
    parts = [(settings, found)] if alone else nested.parts(settings, found, paths)
    before = nested.check([_run(part, old, options) for part in parts])
    runs = [_run(part, new, options) for part in parts]
    after = nested.check(runs)
    facts = affected(before, after)
    text = FORMATS[options["form"]](facts, Compared(old.label, new.label, after.files))
    click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
    if patch is not None:
        _write(patch, _patch(runs, before, after, options["unsafe_fixes"]))
    errors = dict.fromkeys((*before.errors, *after.errors))
    for error in errors:
        click.echo(f"error: {printable(str(error))}", err=True)
    sys.exit(ERROR if errors else FINDINGS if facts else CLEAN)


def _run(part: _Part, state: State, options: dict[str, Any]) -> tuple[ConfigFile, Run, Found]:
    """The run over a part of the files with the facts of a state; a lock pins neither."""
    settings, files = part
    asked = replace(groups.asked(options), locked=False, accepted=False)
    if state.day is not None:
        asked = replace(asked, as_of=state.day)
    else:
        asked = replace(asked, given=((state.path, state.data),))
    run = setup.prepare(settings, asked, None, groups.keep(options), options["jobs"] or processors())
    return settings, run, files


def _patch(
    runs: Sequence[tuple[ConfigFile, Run, Found]], before: RunReport, after: RunReport, unsafe: bool
) -> str:
    """What fixing the affected statements would change."""
    known = {
        (finding.path, finding.likeness, finding.occurrence) for _, finding in new_findings(before, after)
    }
    touched = {path for path, *_ in known}
    kinds = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}

    def choose(source: Source, finding: Finding) -> Choice:
        fix = finding.fix
        mine = (finding.path, finding.likeness, finding.occurrence) in known
        return Choice(take=mine and fix is not None and fix.applicability in kinds)

    fixing = [
        (
            settings,
            replace(run, fixing=Fixing(unsafe, write=False, ask=choose)),
            replace(found, files=tuple(path for path in found.files if shown(path) in touched)),
        )
        for settings, run, found in runs
    ]
    return unified(nested.check(fixing))


def _write(file: Path, text: str) -> None:
    try:
        write_whole(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror or error}")
