"""`freshlint facts calendar`: the days on which facts change, or pages will be stale, for calendar programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from freshlint import nested, setup
from freshlint.cli import options as groups
from freshlint.cli.exit import CLEAN, ERROR, fail
from freshlint.facts.coming import coming, on
from freshlint.facts.errors import did_you_mean
from freshlint.facts.view import FactsView
from freshlint.processors import collect_seldom, processors
from freshlint.report.escape import printable
from freshlint.report.facts.calendar import Event, calendar
from freshlint.report.model import RunReport
from freshlint.report.summary import count
from freshlint.write import write_whole

_YEAR = 365


@click.command("calendar")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--entity", "entities", multiple=True, metavar="ID", help="Only what is known of this entity.")
@click.option(
    "--horizon",
    callback=lambda ctx, param, value: groups.days(value),
    default=f"{_YEAR}d",
    show_default=True,
    metavar="DAYS",
    help="How far ahead.",
)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="PATH", help="Write it here.")
@groups.facts_options
@groups.config_options
@groups.speed_options
def calendar_command(paths: tuple[Path, ...], **options: Any) -> None:
    """Print an iCalendar file (.ics) of the days on which facts change.

    With PATHS, of the days on which these files and folders will be stale, each with the places. Read again, an
    event replaces what it was.

    Exit codes: 0 written, with events or without; 2 a file that could not be read, or wrong usage.
    """
    collect_seldom()
    report, view = _checked(paths, options) if paths else (None, _facts(options))
    for entity in options["entities"]:
        if entity not in view.entities:
            fail(f"no entity {entity!r}: {did_you_mean(entity, view.entities)}")
    wanted = options["entities"] or tuple(view.entities)
    events = list(_of_pages(report, view, wanted) if report else _of_facts(view, options["horizon"], wanted))
    _write(options["output_file"], calendar(events, view.as_of))
    for error in report.errors if report else ():
        click.echo(f"error: {printable(str(error))}", err=True)
    click.echo(f"{count(len(events), 'event')} as of {view.as_of}, {options['horizon']} days ahead", err=True)
    sys.exit(ERROR if report and report.errors else CLEAN)


def _facts(options: dict[str, Any]) -> FactsView:
    settings = setup.configuration(options["config_path"], options["isolated"])
    run = setup.prepare(settings, groups.asked(options), keep=groups.keep(options))
    return FactsView(run.basis.as_of, run.grounds.book)


def _checked(paths: Sequence[Path], options: dict[str, Any]) -> tuple[RunReport, FactsView]:
    """The pages as `check --horizon` sees them, and the facts."""
    settings = setup.configuration(options["config_path"], options["isolated"])
    found = setup.files(settings, paths)
    alone = options["config_path"] is not None
    parts = [(settings, found)] if alone else nested.parts(settings, found, paths)
    keep, jobs = groups.keep(options), options["jobs"] or processors()
    runs = [(part, setup.prepare(part, groups.asked(options), None, keep, jobs), own) for part, own in parts]
    first = runs[0][1]
    return nested.check(runs), FactsView(first.basis.as_of, first.grounds.book)


def _of_facts(view: FactsView, horizon: int, entities: Sequence[str]) -> Iterator[Event]:
    last = date.fromordinal(min(view.as_of.toordinal() + horizon, date.max.toordinal()))
    for each in coming(view, last, entities):
        yield Event(each.day, each.entity, each.title, tuple(each.lines), each.url)


def _of_pages(report: RunReport, view: FactsView, entities: Sequence[str]) -> Iterator[Event]:
    places: dict[tuple[date, str], list[str]] = {}
    for source, finding in report.findings():
        if finding.stale_from and finding.entity in entities:
            line, column = source.position(finding.span.start)
            place = f"{source.path}:{line}:{column}: {finding.message}"
            places.setdefault((finding.stale_from, finding.entity), []).append(printable(place))
    for (day, entity), stale in places.items():
        each = on(view, day, entity)
        title = f"{each.title} ({count(len(stale), 'place')} will be stale)"
        yield Event(day, entity, title, (*each.lines, "", *stale), each.url)


def _write(file: Path | None, data: bytes) -> None:
    if file is None:
        click.echo(data, nl=False)
        return
    try:
        write_whole(file, data)
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror or error}")
