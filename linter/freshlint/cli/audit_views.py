"""`freshlint audit report` and its neighbours: what can be asked of runs in a store."""

from __future__ import annotations

from pathlib import Path

import click

from freshlint.cli.exit import fail
from freshlint.cli.outputs import write_report

store_option = click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path("freshlint-audit.db"),
    show_default=True,
    metavar="FILE",
    help="Where runs are kept.",
)
run_argument = click.argument("run", type=int, required=False)


@click.command()
@run_argument
@store_option
@click.option(
    "--output-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("freshlint-audit.html"),
    show_default=True,
    metavar="FILE",
    help="Where the report is written.",
)
@click.option(
    "--page-views",
    type=click.Path(path_type=Path),
    metavar="CSV",
    help="Views of pages, in columns `page` and `views`: what is read most comes first.",
)
def report(run: int | None, store: Path, output_file: Path, page_views: Path | None) -> None:
    """Write RUN (default: the newest) as one HTML file that opens offline."""
    write_html(store, run, output_file, page_views)
    click.echo(f"Wrote {output_file}.")


def write_html(store: Path, run: int | None, output_file: Path, page_views: Path | None) -> None:
    """The HTML report of a run, written whole or not at all."""
    from freshlint.audit.html.page import render_report
    from freshlint.audit.store.database import opened
    from freshlint.audit.views.choose import chosen
    from freshlint.audit.views.report_data import report_data
    from freshlint.audit.views.traffic import read_traffic

    traffic = read_traffic(page_views) if page_views else None
    with opened(store, create=False) as connection:
        data = report_data(connection, chosen(connection, run), traffic)
    try:
        write_report(output_file, render_report(data).encode())
    except OSError as error:
        fail(f"{output_file}: cannot be written: {error.strerror or error}")
