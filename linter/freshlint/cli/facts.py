"""`freshlint facts`: what the facts say on a day, what is weak about them, and the schema of their files."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from freshlint.cli.facts_given import WEAK, day_of, day_option, facts_option, give_up, read_facts
from freshlint.cli.facts_text import as_json, as_text
from freshlint.cli.lazy import Lazy, LazyGroup
from freshlint.facts.check import check as weaknesses
from freshlint.facts.digest import digest
from freshlint.facts.errors import FactsErrors, did_you_mean
from freshlint.facts.fact import Aspect, Entity
from freshlint.facts.load import LoadedFile, load
from freshlint.facts.proof import proof
from freshlint.facts.schema import json_schema
from freshlint.facts.view import FactsView
from freshlint.paths import shown

FORMATS = ("text", "json", "markdown")

LAZY = {
    "add-price": Lazy(
        "freshlint.cli.facts_write", "add_price", "Close a price and write the one that follows it."
    ),
    "calendar": Lazy(
        "freshlint.cli.facts_calendar", "calendar_command", "Print the days on which facts change as .ics."
    ),
    "diff": Lazy(
        "freshlint.cli.facts_diff", "diff", "Say what changed between two facts files, or two days."
    ),
    "import": Lazy("freshlint.cli.facts_import", "import_facts", "Take facts over from other people's data."),
    "lint": Lazy("freshlint.cli.facts_lint", "lint", "Name all that is wrong or weak in facts files."),
    "new": Lazy("freshlint.cli.facts_write", "new", "Begin an entity, in a facts file or a new one."),
    "pack": Lazy("freshlint.cli.facts_pack", "pack", "Make facts files from pinned packages."),
    "timeline": Lazy(
        "freshlint.cli.facts_timeline", "timeline", "Tell the life of an entity, as text or picture."
    ),
    "update": Lazy("freshlint.cli.facts_update", "update", "Fetch facts files, held against their digests."),
    "verify": Lazy(
        "freshlint.cli.facts_verify", "verify", "Look facts up on their sources and note the day."
    ),
}


@click.group(cls=LazyGroup, lazy=LAZY)
def facts() -> None:
    """Show and check facts: dated, sourced values that articles are held against."""


@facts.command()
@click.argument("entity", required=False)
@facts_option
@day_option
@click.option("--format", "output", type=click.Choice(FORMATS), default="text", show_default=True)
def show(entity: str | None, paths: tuple[Path, ...], as_of: datetime | None, output: str) -> None:
    """Say what holds on a day: of every entity, or of ENTITY (its id or one of its names).

    As markdown it is ready to be quoted: each value with its source and the day on which it was seen there.
    """
    files, view = read_facts(paths, day_of(as_of))
    chosen = [named(view, entity)] if entity is not None else list(view.entities.values())
    if output == "markdown":
        from freshlint.report.facts.markdown import entity_markdown

        click.echo("\n".join(entity_markdown(view, entity) for entity in chosen), nl=False)
    else:
        click.echo(as_json(view, files, chosen) if output == "json" else as_text(view, chosen))


@facts.command()
@click.argument("url")
def pin(url: str) -> None:
    """Fetch the facts file at URL and print the entry that pins it for `facts = [...]` in freshlint.toml.

    Only these bytes count from then on; they are fetched once and kept.
    """
    from freshlint.pinned import fetch

    data = fetch(url)
    try:
        entities = load(url, data).content.entities
    except FactsErrors as error:
        give_up(f"{url}: is no facts file\n{error}")
    click.echo(f"{{url = {json.dumps(url)}, digest = {json.dumps(digest(data))}}}")
    click.echo(f"{len(entities)} entities: {', '.join(sorted(entities))}", err=True)


@facts.command()
def schema() -> None:
    """Print the JSON Schema of facts files, for editors and validators."""
    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


@facts.command()
@facts_option
@day_option
@click.option(
    "--proof", "with_proof", is_flag=True, help="Fail where one of the four proofs of an entity is missing."
)
@click.option("--entity", default="", help="Only this entity's proofs (its id).")
def check(paths: tuple[Path, ...], as_of: datetime | None, with_proof: bool, entity: str) -> None:
    """Name rows that say nothing, miss a proof, or were seen too long ago.

    With --facts, only those files are reported on. Exits with 1 if a row does not do what it is meant to,
    with 2 if a file cannot be used. --proof shows four ticks for each entity: model page, endpoint example, price
    row and official wording, each seen on an official page.
    """
    day = day_of(as_of)
    files, view = read_facts(paths, day)
    labels = {shown(path) for path in paths} or {file.path for file in files}
    notices = [notice for notice in weaknesses(files, day) if notice.file in labels]
    for notice in notices:
        click.echo(str(notice))
    warnings = sum(notice.severity == "warning" for notice in notices)
    click.echo(
        f"{len(labels)} files as of {day}: {warnings} warnings, {len(notices) - warnings} notices", err=True
    )
    unproven = with_proof and not _proven([file for file in files if file.path in labels], view, entity)
    if warnings or unproven:
        sys.exit(WEAK)


def _proven(files: Sequence[LoadedFile], view: FactsView, only: str) -> bool:
    """Shows the ticks of the entities of some files; whether none is missing."""
    entities = list(dict.fromkeys(id for file in files for id in file.content.entities if only in ("", id)))
    if only and not entities:
        give_up(f"no entity {only!r}: {did_you_mean(only, view.entities)}")
    shown = {
        entity: proof(row for aspect in Aspect for row in view.rows(entity, aspect)) for entity in entities
    }
    for entity, ticks in shown.items():
        click.echo(f"{entity}: {'  '.join(map(str, ticks))}")
    return all(tick.day for ticks in shown.values() for tick in ticks)


def named(view: FactsView, name: str) -> Entity:
    names = {known.casefold(): entity for known, entity in view.named()}
    entity = view.entities.get(name) or view.entities.get(names.get(name.casefold(), ""))
    if entity is None:
        raise click.BadParameter(
            f"no entity {name!r}: {did_you_mean(name, view.entities)}", param_hint="ENTITY"
        )
    return entity
