"""`freshlint facts timeline`: the life of an entity, as text or as a picture."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from freshlint.cli.exit import fail
from freshlint.cli.facts import named
from freshlint.cli.facts_given import day_of, day_option, facts_option, read_facts
from freshlint.facts.timeline import events, lanes
from freshlint.report.facts.timeline import timeline_text
from freshlint.report.facts.timeline_svg import timeline_svg
from freshlint.write import write_whole


@click.command()
@click.argument("entity")
@facts_option
@day_option
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="Write a picture here.")
def timeline(entity: str, paths: tuple[Path, ...], as_of: datetime | None, svg: Path | None) -> None:
    """Tell the life of ENTITY (its id or a name): status, prices, snapshots, what replaces it, each with its source.

    As text, a line for each day on which something begins or ends; with --svg also as a picture.
    """
    _, view = read_facts(paths, day_of(as_of))
    chosen = named(view, entity).id
    found = lanes(view, chosen)
    click.echo(timeline_text(chosen, events(found), view.as_of), nl=False)
    if svg is not None:
        try:
            write_whole(svg, timeline_svg(chosen, found, view.as_of).encode())
        except OSError as error:
            fail(f"{svg}: cannot be written: {error.strerror or error}")
