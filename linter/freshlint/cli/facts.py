"""`freshlint facts`: what the facts say on a day, what is weak about them, and the schema of their files."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import click

from freshlint import setup
from freshlint.cli.facts_text import as_json, as_text
from freshlint.errors import SetupError
from freshlint.facts.check import check as weaknesses
from freshlint.facts.errors import did_you_mean
from freshlint.facts.fact import Entity
from freshlint.facts.load import LoadedFile
from freshlint.facts.schema import json_schema
from freshlint.facts.view import FactsView
from freshlint.packs import pack_facts
from freshlint.paths import shown

WEAK, BROKEN = 1, 2
FORMATS = ("text", "json", "markdown")

_facts_option = click.option(
    "--facts",
    "paths",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A facts file over those that ship and those configured; of several the last one wins.",
)
_day_option = click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="The day for which facts are asked (default: today, UTC).",
)


@click.group()
def facts() -> None:
    """Show and check facts: dated, sourced values that articles are held against."""


@facts.command()
@click.argument("entity", required=False)
@_facts_option
@_day_option
@click.option("--format", "output", type=click.Choice(FORMATS), default="text", show_default=True)
def show(entity: str | None, paths: tuple[Path, ...], as_of: datetime | None, output: str) -> None:
    """Say what holds on a day: of every entity, or of ENTITY (its id or one of its names).

    As markdown it is ready to be quoted: each value with its source and the day on which it was seen there.
    """
    files, view = _facts(paths, _day(as_of))
    chosen = [_named(view, entity)] if entity is not None else list(view.entities.values())
    if output == "markdown":
        from freshlint.report.fact_markdown import entity_markdown

        click.echo("\n".join(entity_markdown(view, entity) for entity in chosen), nl=False)
    else:
        click.echo(as_json(view, files, chosen) if output == "json" else as_text(view, chosen))


@facts.command()
def schema() -> None:
    """Print the JSON Schema of facts files, for editors and validators."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@facts.command()
@_facts_option
@_day_option
def check(paths: tuple[Path, ...], as_of: datetime | None) -> None:
    """Name rows that say nothing, miss a proof, or were seen too long ago.

    With --facts, only those files are reported on. Exits with 1 if a row does not do what it is meant to,
    with 2 if a file cannot be used.
    """
    day = _day(as_of)
    files, _ = _facts(paths, day)
    labels = {shown(path) for path in paths} or {file.path for file in files}
    notices = [notice for notice in weaknesses(files, day) if notice.file in labels]
    for notice in notices:
        click.echo(str(notice))
    warnings = sum(notice.severity == "warning" for notice in notices)
    click.echo(
        f"{len(labels)} files as of {day}: {warnings} warnings, {len(notices) - warnings} notices", err=True
    )
    if warnings:
        sys.exit(WEAK)


def _day(as_of: datetime | None) -> date:
    return (as_of or datetime.now(UTC)).date()


def _facts(paths: tuple[Path, ...], as_of: date) -> tuple[list[LoadedFile], FactsView]:
    """The facts that a check here rests on: those of packs, those configured, and those given."""
    try:
        settings = setup.configuration(None)
        return setup.facts(settings, paths, pack_facts(settings.config.packs), as_of)
    except SetupError as error:
        _give_up(str(error))


def _give_up(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(BROKEN)


def _named(view: FactsView, name: str) -> Entity:
    names = {known.casefold(): entity for known, entity in view.named()}
    entity = view.entities.get(name) or view.entities.get(names.get(name.casefold(), ""))
    if entity is None:
        raise click.BadParameter(
            f"no entity {name!r}: {did_you_mean(name, view.entities)}", param_hint="ENTITY"
        )
    return entity
