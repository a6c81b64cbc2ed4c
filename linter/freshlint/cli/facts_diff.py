"""`freshlint facts diff`: what changed between two facts files, or between two days, in words."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from freshlint.cli.facts_given import WEAK, facts_option, give_up, read_facts
from freshlint.cli.facts_states import State, StateType, of_one_kind
from freshlint.facts.change import EntityChange, changes_of_days, changes_of_files
from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import load, load_all
from freshlint.facts.merge import build_view
from freshlint.packs import pack_facts
from freshlint.report.facts.change import as_json, as_markdown, as_text

FORMATS = {"text": as_text, "json": as_json, "markdown": as_markdown}


@click.command()
@click.argument("old", type=StateType())
@click.argument("new", type=StateType())
@click.option("--entity", "entities", multiple=True, metavar="ID", help="Only what changed of this entity.")
@facts_option
@click.option("--format", "form", type=click.Choice(tuple(FORMATS)), default="text", show_default=True)
def diff(old: State, new: State, entities: tuple[str, ...], paths: tuple[Path, ...], form: str) -> None:
    """Say what changed from OLD to NEW: two facts files, or two days.

    A file may be one of a git revision: `main:facts.yaml`. Two files are compared row by row, with their days and
    sources; for two days it is told what holds differently, in the facts that a check here rests on (--facts adds
    a file to them).

    Exit codes: 0 nothing changed; 1 something did; 2 a file cannot be used.
    """
    of_one_kind(old, new)
    if old.day and new.day:
        changes = changes_of_days(read_facts(paths, old.day)[1], read_facts(paths, new.day)[1])
    else:
        if paths:
            raise click.UsageError("--facts goes with two days")
        changes = _of_files(old, new)
    chosen = [change for change in changes if not entities or change.entity.id in entities]
    click.echo(FORMATS[form](chosen, old.label, new.label), nl=False)
    sys.exit(WEAK if chosen else 0)


def _of_files(old: State, new: State) -> tuple[EntityChange, ...]:
    """What two files say differently; where one leans on sources or entities that ship, beside those."""
    try:
        loaded = load(old.label, old.data), load(new.label, new.data)
        try:
            views = [build_view([file], date.max) for file in loaded]
        except FactsErrors:
            shipped = load_all(pack_facts())
            views = [build_view([*shipped, file], date.max) for file in loaded]
    except FactsErrors as error:
        give_up(f"facts cannot be compared\n{error}")
    before, after = views
    return changes_of_files(before, after)
