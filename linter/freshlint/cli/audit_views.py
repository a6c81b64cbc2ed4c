"""`freshlint audit report` and its neighbours: what can be asked of runs in a store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from freshlint.cli.exit import fail
from freshlint.report.escape import printable
from freshlint.write import write_whole

if TYPE_CHECKING:
    from freshlint.audit.views.compare import Comparison, Fate

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
        write_whole(output_file, render_report(data).encode())
    except OSError as error:
        fail(f"{output_file}: cannot be written: {error.strerror or error}")


@click.command()
@click.argument("run1", type=int)
@click.argument("run2", type=int)
@store_option
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def compare(run1: int, run2: int, store: Path, output_format: str) -> None:
    """Say what was fixed, what is new and what remains from RUN1 to RUN2, by section."""
    from freshlint.audit.store.database import opened
    from freshlint.audit.views.choose import chosen
    from freshlint.audit.views.compare import compare as compared

    with opened(store, create=False) as connection:
        result = compared(connection, chosen(connection, run1), chosen(connection, run2))
    if output_format == "json":
        click.echo(json.dumps(_comparison(result), ensure_ascii=False, indent=1))
    else:
        _print_comparison(result)


def _comparison(result: Comparison) -> dict[str, object]:
    from freshlint.audit.views.compare import Fate

    return {
        "earlier": {"run": result.earlier.id, "as_of": result.earlier.as_of},
        "later": {"run": result.later.id, "as_of": result.later.as_of},
        "counts": {fate.name.lower(): result.count(fate) for fate in Fate},
        "sections": {
            section: {fate.name.lower(): counts[fate] for fate in Fate}
            for section, counts in result.by_section().items()
        },
        "findings": [{**each._asdict(), "fate": each.fate.name.lower()} for each in result.findings],
    }


def _print_comparison(result: Comparison) -> None:
    from freshlint.audit.views.compare import Fate

    shown = [fate for fate in Fate if result.count(fate) or fate in (Fate.FIXED, Fate.NEW, Fate.REMAINING)]
    for fate in (Fate.NEW, Fate.UNKNOWN):
        for each in result.findings:
            if each.fate is fate:
                place = f"{each.address}:{each.line}: {each.severity}[{each.rule}]"
                click.echo(printable(f"{fate.name.lower()}: {place} {each.message}"))
    sections = result.by_section()
    wide = max([len("section"), *(len(section) for section in sections)])
    click.echo(f"{'section':{wide}}{_columns([fate.name.lower() for fate in shown])}")
    for section, counts in sections.items():
        click.echo(f"{printable(section):{wide}}{_columns([counts[fate] for fate in shown])}")
    _print_sums(result, shown, wide)


def _print_sums(result: Comparison, shown: list[Fate], wide: int) -> None:
    click.echo(f"{'all':{wide}}{_columns([result.count(fate) for fate in shown])}")
    earlier, later = result.earlier, result.later
    if earlier.series != later.series:
        click.echo(f"note: the runs are of different sources: {earlier.source}; {later.source}")
    if (earlier.as_of, earlier.basis) != (later.as_of, later.basis):
        click.echo(
            f"note: judged by different facts, rules or days (as of {earlier.as_of} and {later.as_of}):"
            " new findings need not be new mistakes"
        )


def _columns(values: list[str] | list[int]) -> str:
    return "".join(f"{value:>11}" for value in values)


@click.command()
@run_argument
@store_option
@click.option("--format", "form", type=click.Choice(["parquet", "csv"]), default="parquet", show_default=True)
@click.option(
    "--output-dir",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="FOLDER",
    help="Gets pages, findings and claims, a file each.",
)
def export(run: int | None, store: Path, form: str, output_dir: Path) -> None:
    """Write RUN (default: the newest) as Parquet or CSV.

    In CSV, a cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    from freshlint.audit.store.database import opened
    from freshlint.audit.views.choose import chosen
    from freshlint.audit.views.export import export as exported

    try:
        with opened(store, create=False) as connection:
            for file in exported(connection, chosen(connection, run), output_dir, form):
                click.echo(f"Wrote {file}.")
    except OSError as error:
        fail(f"{output_dir}: cannot be written: {error.strerror or error}")


@click.command()
@store_option
def history(store: Path) -> None:
    """List all runs of a store, with what each found."""
    from freshlint.audit.store.database import opened
    from freshlint.audit.views.history import HEAD, rows

    with opened(store, create=False) as connection:
        table = [[str(value) for value in row] for row in (HEAD, *rows(connection))]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)][:-1]
    for *values, source in table:
        line = "  ".join(f"{value:>{width}}" for value, width in zip(values, widths, strict=True))
        click.echo(printable(f"{line}  {source}"))
