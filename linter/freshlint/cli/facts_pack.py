"""`freshlint facts pack`: makes facts files from the pinned packages of a recipe."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from freshlint.cli.facts_given import WEAK, give_up
from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import load_all
from freshlint.fetch.pages import write_whole
from freshlint.supply.importing.batch import SourceError
from freshlint.supply.pack.artefacts import Artefacts
from freshlint.supply.pack.build import build
from freshlint.supply.pack.recipe import RecipeError, read_recipe
from freshlint.supply.pack.report import report


@click.command()
@click.argument("recipe_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="RECIPE")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write."
)
@click.option(
    "--own",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of facts files written by hand: what they say is not said again.",
)
@click.option(
    "--report", "report_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the report here."
)
@click.option(
    "--packages",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".venv/packages"),
    show_default=True,
    help="Keep downloaded packages here.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a file would change.")
def pack(
    recipe_file: Path, into: Path, own: Path | None, report_file: Path | None, packages: Path, check: bool
) -> None:
    """Make facts files from RECIPE: pinned packages, had by pip and npm, held against their digests, never run."""
    try:
        recipe = read_recipe(recipe_file)
        hand_written = sorted(own.glob("*.yaml")) if own else []
        files = load_all((path.as_posix(), path.read_bytes()) for path in hand_written)
        made = build(recipe, Artefacts(recipe, packages.absolute(), recipe_file.parent), files)
    except (RecipeError, SourceError, FactsErrors, OSError) as error:
        give_up(str(error))
    wanted = {into / name: data for name, data in made.files.items()}
    if report_file:
        wanted[report_file] = report(recipe, made).encode()
    stale = [path for path, data in wanted.items() if not path.is_file() or path.read_bytes() != data]
    stale += [path for path in into.glob("*.yaml") if path not in wanted]
    if check:
        for path in stale:
            click.echo(f"{path}: is not what the recipe makes")
        sys.exit(WEAK if stale else 0)
    into.mkdir(parents=True, exist_ok=True)
    for path in stale:
        if path in wanted:
            write_whole(path, wanted[path])
        else:
            path.unlink()
    entities = sum(len(combined.entities) for combined in made.sections.values())
    click.echo(f"{len(made.files)} files, {entities} entities; {len(stale)} files changed")
