"""`freshlint stamp`: write into pages on which day all their claims were checked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from freshlint import setup
from freshlint.cli import options as groups
from freshlint.cli.exit import CLEAN, ERROR, FINDINGS
from freshlint.paths import place, shown
from freshlint.report.escape import printable
from freshlint.run import Run
from freshlint.source import Source, SourceError
from freshlint.write import WriteError


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@groups.facts_options
@groups.lock_options
@groups.config_options
def stamp(paths: tuple[Path, ...], **options: Any) -> None:
    """Write a receipt into PATHS: the day on which every claim of the page was checked, and against what.

    A page with anything stale, silenced, undecided or uncertain gets none, and keeps one that it has as it is.
    Exits with 1 if a page got none, with 2 if one could not be checked.
    """
    settings = setup.configuration(options["config_path"], options["isolated"])
    run = setup.prepare(settings, groups.asked(options))
    found = setup.files(settings, paths)
    worst = CLEAN
    for path, reason in found.unreadable:
        click.echo(f"error: {printable(shown(path))}: {printable(reason)}", err=True)
        worst = ERROR
    for path in found.files:
        try:
            refused = _stamp(run, path)
        except (SourceError, WriteError, OSError) as error:
            click.echo(f"error: {printable(shown(path))}: {printable(str(error))}", err=True)
            worst = ERROR
            continue
        click.echo(f"{printable(shown(path))}: {f'no receipt: {refused}' if refused else 'stamped'}")
        worst = max(worst, FINDINGS if refused else CLEAN)
    sys.exit(worst)


def _stamp(run: Run, path: Path) -> str:
    """Why a page got no receipt; "" where it got one."""
    from freshlint.receipt import Refused, stamped

    data = run.storage.read(path)
    source = Source.decode(shown(path), data)
    if run.archive.matches(place(path)):
        return "it is history (`archive` in the configuration)"
    new = stamped(run.checker, source, run.basis.facts_digest)
    if isinstance(new, Refused):
        return printable(new.reason)
    run.storage.replace(path, data, source.encode(new.text))
    return ""
