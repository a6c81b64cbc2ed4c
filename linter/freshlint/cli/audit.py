"""`freshlint audit`: many pages of any source into a store of runs, and views of that store."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from freshlint import setup
from freshlint.cli import options as groups
from freshlint.cli.audit_engine import EngineChoice
from freshlint.cli.audit_fix import check_fix_options, write_fixes
from freshlint.cli.audit_views import compare, export, history, report, store_option, write_html
from freshlint.cli.exit import CLEAN, ERROR, FINDINGS, fail
from freshlint.finding import Severity
from freshlint.report.summary import count


class AuditGroup(click.Group):
    """Its first argument is a view's name, or else the source of a new run."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; what names no view goes to `run`."""
        if args and args[0] not in self.commands:
            args = ["run", *args]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Options before the source are those of `run`."""
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(cls=AuditGroup, subcommand_metavar="SOURCE [OPTIONS] | VIEW [ARGS]...")
def audit() -> None:
    """Check many pages of one source, and keep what was found.

    \b
    SOURCE is one of
      a folder, or with --revision a git repository as it stood then
      WARC files of a crawl (a file or a folder of them)
      a WordPress export (.xml), pages as JSON lines (.jsonl) or Parquet
      a site or its sitemap (https://...), or a .txt file of addresses

    An interrupted audit goes on where it stopped: give the same command again. A folder that is named like a
    view is written ./report.
    """
    try:
        import filelock  # noqa: F401
        import tqdm  # noqa: F401
    except ImportError:
        fail("auditing needs more packages: pip install 'freshlint[audit]'")


@audit.command()
@click.argument("source")
@click.option("--revision", metavar="REV", help="Check a git repository as it stood at this revision.")
@click.option(
    "--pause",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="For a live site: the least time between two requests to a host; its robots.txt may ask for more.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from loopback and private addresses too.")
@store_option
@click.option("--restart", is_flag=True, help="Begin anew though an interrupted run could be gone on with.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    help="Processes that check pages (default: one a core).",
)
@click.option("--fix", is_flag=True, help="Write fixes that swap a value for a value; SOURCE itself stays.")
@click.option("--branch", metavar="NAME", help="With --fix: a new git branch, a commit a section.")
@click.option(
    "--patches",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="With --fix: a folder of patches, for any source.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes of this machine, or a Dask cluster.",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="With --engine dask: the cluster's scheduler, tcp://host:8786 or tls://...; else one is made here.",
)
@click.option(
    "--output",
    metavar="URL",
    help="With --engine dask: a folder that all workers reach (a path, s3://, gs://, hdfs://) for Parquet files.",
)
@click.option(
    "--no-store",
    is_flag=True,
    help="With --engine dask: leave what was found in --output, for more pages than one machine can hold.",
)
@click.option(
    "--page-timeout",
    type=click.FloatRange(min=0.1),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="A page whose check takes longer is set aside.",
)
@click.option(
    "--report",
    "report_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Also write the run as one HTML file.",
)
@click.option(
    "--page-views", type=click.Path(path_type=Path), metavar="CSV", help="For the report: views of pages."
)
@groups.facts_options
@groups.rule_options
@groups.horizon_options
@groups.exit_options
@groups.config_options
def run(source: str, **options: Any) -> None:
    """Check every page of SOURCE.

    Exit codes: 0 nothing found; 1 findings; 2 wrong usage, or pages that could not be checked (all others
    have been); 130 interrupted: the same command goes on.
    """
    from msgspec.structs import replace

    from freshlint.audit.flow import audit as audited
    from freshlint.audit.progress import Progress
    from freshlint.audit.sources.open import Wanted, open_source
    from freshlint.audit.store.database import opened
    from freshlint.audit.store.runs import RunKey
    from freshlint.audit.store.totals import totals_of

    settings = setup.configuration(options["config_path"], options["isolated"])
    asked = groups.asked(options)
    # What is wrong with facts and packs is said here, not by every process.
    basis = setup.basis(settings, asked, setup.grounds(settings, asked))
    archive = setup.patterns(settings, "archive", settings.config.archive)
    wanted = Wanted(options["revision"], options["pause"], options["allow_private"], _tell)
    opened_source = open_source(source, wanted, setup.exclude(settings), archive)
    engine = EngineChoice.of(options, opened_source)
    check_fix_options(options, opened_source)
    if options["no_store"]:
        with Progress() as progress:
            counts = engine.check_without_store(opened_source.parts(), basis, progress)
        click.echo(
            f"{count(counts.findings, 'finding')} on {count(counts.pages, 'page')}, in {engine.output_of(basis).url}."
        )
        sys.exit(
            ERROR
            if counts.unchecked or progress.failures
            else FINDINGS
            if counts.findings and not options["exit_zero"]
            else CLEAN
        )
    store: Path = options["store"]
    key = RunKey(opened_source.identity, opened_source.series, basis, asked.as_of or settings.config.as_of)
    with Progress() as progress, engine.started() as check:
        number = audited(store, key, opened_source.parts, check, progress, options["restart"])
    with opened(store, create=False) as connection:
        totals = totals_of(connection, number)
    for line in totals.lines():
        click.echo(line)
    if options["report_file"]:
        write_html(store, number, options["report_file"], options["page_views"])
        click.echo(f"Wrote {options['report_file']}.")
    if options["fix"]:
        judged_by = replace(basis, as_of=date.fromisoformat(totals.as_of))
        write_fixes(options, opened_source, judged_by.checker(), number)
    least = Severity[(options["fail_on"] or settings.config.fail_on).upper()]
    if totals.unchecked or progress.failures:
        sys.exit(ERROR)
    sys.exit(FINDINGS if totals.at_least(least) and not options["exit_zero"] else CLEAN)


def _tell(line: str) -> None:
    click.echo(line, err=True)


for view in (report, compare, export, history):
    audit.add_command(view)
