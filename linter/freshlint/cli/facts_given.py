"""What the commands on facts share: which files are meant, on which day, and how they give up."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import click

from freshlint import setup
from freshlint.errors import SetupError
from freshlint.facts.load import LoadedFile
from freshlint.facts.view import FactsView
from freshlint.packs import pack_facts

WEAK, BROKEN = 1, 2

facts_option = click.option(
    "--facts",
    "paths",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A facts file over those that ship and those configured; of several the last one wins.",
)
day_option = click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day for which facts are asked (default: today, UTC).",
)


def day_of(as_of: datetime | None) -> date:
    """The day that was asked for, else today."""
    return (as_of or datetime.now(UTC)).date()


def read_facts(paths: tuple[Path, ...], as_of: date) -> tuple[list[LoadedFile], FactsView]:
    """The facts that a check here rests on: those of packs, those configured, and those given."""
    try:
        settings = setup.configuration(None)
        return setup.facts(settings, paths, pack_facts(settings.config.packs), as_of)
    except SetupError as error:
        give_up(str(error))


def give_up(message: str) -> NoReturn:
    """Say why facts cannot be used, and stop with 2."""
    click.echo(message, err=True)
    sys.exit(BROKEN)
