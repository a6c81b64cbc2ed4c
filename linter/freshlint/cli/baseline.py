"""`freshlint baseline`: accept what is found now, so that only what comes new is reported."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from freshlint import baseline as baselines
from freshlint import setup
from freshlint.baseline import Baseline, Entry
from freshlint.cli import options as groups
from freshlint.cli.exit import FINDINGS, fail
from freshlint.config import BASELINE, ConfigFile
from freshlint.paths import shown
from freshlint.report.escape import printable
from freshlint.report.summary import count
from freshlint.write import write_beside

_SHOWN = 20

_paths_argument = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))


class _State(NamedTuple):
    """A baseline beside what is found now. `checked` are the pages looked at, by their names in entries."""

    file: Path
    old: Baseline
    found: frozenset[Entry]
    checked: frozenset[str]

    def gone(self) -> list[Entry]:
        """Entries that no finding matches any more; of pages that were not looked at only deleted ones."""
        left = self.old.entries - self.found
        return sorted(
            entry
            for entry in left
            if entry.path in self.checked or not (self.old.folder / entry.path).exists()
        )


@click.group()
def baseline() -> None:
    """Accept what is found now: `freshlint check` then reports only what comes new.

    An entry holds the page, the rule, the fact and the text, not the line; where the fact gets another value,
    its findings are reported again.
    """


@baseline.command()
@_paths_argument
@groups.facts_options
@groups.lock_options
@groups.rule_options
@groups.horizon_options
@groups.config_options
def write(paths: tuple[Path, ...], **options: Any) -> None:
    """Accept every finding of PATHS; entries of other pages stay. Without PATHS the file is written anew."""
    settings = setup.configuration(options["config_path"], options["isolated"])
    target = settings.folder / BASELINE
    old = baselines.read(target) if paths and target.exists() else Baseline(target.parent)
    state = _look(target, old, settings, paths, options)
    kept = [entry for entry in state.old.entries if entry.path not in state.checked] if paths else []
    _save(target, [*state.found, *kept])
    pages = len({entry.path for entry in state.found})
    click.echo(f"{shown(target)}: {count(len(state.found), 'finding')} in {count(pages, 'file')} accepted")


@baseline.command()
@_paths_argument
@groups.facts_options
@groups.lock_options
@groups.rule_options
@groups.horizon_options
@groups.config_options
def check(paths: tuple[Path, ...], **options: Any) -> None:
    """Name entries that no finding matches any more; exits with 1 if there are any."""
    state = _read_and_look(paths, options)
    gone = state.gone()
    for entry in gone[:_SHOWN]:
        click.echo(printable(f"{entry.path}: {entry.rule}: {entry.text!r} is not found any more"))
    if len(gone) > _SHOWN:
        click.echo(f"and {len(gone) - _SHOWN} more")
    click.echo(_counted(state, gone) + (": run `freshlint baseline prune`" if gone else ""))
    if gone:
        sys.exit(FINDINGS)


@baseline.command()
@_paths_argument
@groups.facts_options
@groups.lock_options
@groups.rule_options
@groups.horizon_options
@groups.config_options
def prune(paths: tuple[Path, ...], **options: Any) -> None:
    """Take out entries that no finding matches any more; adds none."""
    state = _read_and_look(paths, options)
    gone = state.gone()
    if gone:
        _save(state.file, state.old.entries - set(gone))
    click.echo(_counted(state, gone) + (", taken out" if gone else ""))


def _counted(state: _State, gone: Sequence[Entry]) -> str:
    total = count(len(state.old.entries), "entry", "entries")
    return f"{shown(state.file)}: {total}, {len(gone)} not found any more"


def _read_and_look(paths: Sequence[Path], options: dict[str, Any]) -> _State:
    settings = setup.configuration(options["config_path"], options["isolated"])
    target = settings.folder / BASELINE
    return _look(target, baselines.read(target), settings, paths, options)


def _look(
    file: Path, old: Baseline, settings: ConfigFile, paths: Sequence[Path], options: dict[str, Any]
) -> _State:
    """Check the pages; fails where one cannot be checked, for nothing can be said of its findings."""
    report = setup.prepare(settings, groups.asked(options)).check(setup.files(settings, paths))
    if report.errors:
        fail("\nerror: ".join(printable(str(error)) for error in report.errors))
    found = frozenset(
        old.entry(Path(page.source.path), finding) for page in report.pages for finding in page.findings
    )
    return _State(file, old, found, frozenset(old.name(Path(page.source.path)) for page in report.pages))


def _save(file: Path, entries: Iterable[Entry]) -> None:
    try:
        write_beside(file, baselines.render(entries).encode("utf-8", "surrogatepass"))
    except OSError as error:
        fail(f"{shown(file)}: cannot be written: {error.strerror or error}")
