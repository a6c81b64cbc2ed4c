"""`freshlint facts lint`: all that is wrong or weak in facts files of one's own."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from freshlint.cli.facts_given import BROKEN, WEAK, day_of, day_option, give_up
from freshlint.facts.errors import FactsErrors
from freshlint.facts.lint import lint as linted
from freshlint.facts.load import load_all
from freshlint.packs import pack_facts
from freshlint.paths import shown


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@day_option
@click.option("--no-shipped-facts", is_flag=True, help="FILES speak of nothing that ships.")
def lint(files: tuple[Path, ...], as_of: datetime | None, no_shipped_facts: bool) -> None:
    """Name all that is wrong or weak in FILES, row by row.

    Errors: keys that are unknown, unquoted versions (24.10 reads as 24.1), rows that hold on the same day.
    Warnings: no source, no evidence, never seen on the source, or too long ago, rows that hold on no day.
    Exits with 1 if there are warnings, with 2 if a file cannot be used.
    """
    day = day_of(as_of)
    try:
        others = [] if no_shipped_facts else load_all(pack_facts())
        errors, notices = linted([(shown(file), file.read_bytes()) for file in files], others, day)
    except FactsErrors as error:
        give_up(str(error))
    for mistake in errors:
        click.echo(f"{mistake.file}:{mistake.line}:{mistake.column}: error: {mistake.message}")
    for notice in notices:
        click.echo(str(notice))
    warnings = sum(notice.severity == "warning" for notice in notices)
    told = f"{len(errors)} errors, {warnings} warnings, {len(notices) - warnings} notices"
    click.echo(f"{len(files)} files as of {day}: {told}", err=True)
    sys.exit(BROKEN if errors else WEAK if warnings else 0)
