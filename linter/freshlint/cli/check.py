"""`freshlint check`: the main job."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from freshlint import setup
from freshlint.claim import Confidence
from freshlint.cli.exit import CLEAN, ERROR, FINDINGS, fail
from freshlint.cli.outputs import Output, OutputsCommand, outputs, write_report
from freshlint.cli.rule_help import rule_help
from freshlint.config import FILE, ConfigFile
from freshlint.discovery import Found, Ignores, MissingPathError, discover, known_format
from freshlint.finding import Severity
from freshlint.paths import place
from freshlint.report import Options, formats, renderer
from freshlint.report.escape import printable
from freshlint.report.model import RunReport
from freshlint.run import Fixing, Run

_LEVELS = [severity.label for severity in Severity]
_CONFIDENCES = [confidence.label for confidence in Confidence]
_FOR_PEOPLE = ("text", "concise")


@click.command(cls=OutputsCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--facts",
    "facts_paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A facts file on top of those that ship and those configured; a later one overrides.",
)
@click.option("--no-shipped-facts", is_flag=True, help="Leave out the facts that ship with the rules.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day for which facts are asked, as 2026-04-22 (default: today, UTC).",
)
@click.option(
    "--select", help="Run only these rules (ids separated by commas).", multiple=True, metavar="RULES"
)
@click.option("--ignore", help="Do not run these rules.", multiple=True, metavar="RULES")
@click.option(
    "--output-format",
    type=click.Choice(formats()),
    multiple=True,
    help="How to report (default: text). May be given several times, all but one with a file.",
)
@click.option(
    "--output-file",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="PATH",
    help="Write the --output-format before it to this file.",
)
@click.option("--statistics", is_flag=True, help="Also count the findings of each rule.")
@click.option(
    "--fail-on", type=click.Choice(_LEVELS), help="The least severity that exits with 1 (default: warning)."
)
@click.option(
    "--exit-zero", is_flag=True, help="Exit with 0 though there are findings; errors still exit with 2."
)
@click.option(
    "--min-confidence", type=click.Choice(_CONFIDENCES), help="Show findings this sure (default: medium)."
)
@click.option("--show-undecided", is_flag=True, help="Also show claims that could not be judged, and why.")
@click.option("--fix", is_flag=True, help="Write fixes that swap a value for a value.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that rewrite prose or code."
)
@click.option("--diff", is_flag=True, help="Print what fixing would change; write nothing.")
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this configuration instead of the nearest freshlint.toml or pyproject.toml.",
)
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option(
    "--changed",
    is_flag=True,
    help="PATHS are what changed, as hooks pass them: skip excluded files and other formats; "
    "where facts or configuration changed, check everything.",
)
@click.pass_context
def check(ctx: click.Context, /, paths: tuple[Path, ...], **options: Any) -> None:
    """Find claims in Markdown and HTML files that facts contradict.

    PATHS are files and folders; without any, what the configuration names, else the working directory.

    Exit codes: 0 nothing found or all fixed; 1 findings left; 2 wrong usage, configuration or facts, or a
    file that could not be checked.
    """
    wanted = outputs(ctx, options["output_format"], options["output_file"])
    if options["diff"] and wanted != [Output("text")]:
        fail("--diff prints a diff: leave out --output-format and --output-file")
    settings = setup.configuration(options["config_path"], options["isolated"])
    run, least = _prepare(settings, options)
    found = _files(settings, paths, options)
    report = run.check(found)
    if options["diff"]:
        _print_diff(report)
    else:
        shown = Options(
            show_undecided=options["show_undecided"],
            unsafe_fixes=options["unsafe_fixes"],
            rules=rule_help(run.checker.knowledge.packs),
        )
        _report(report, wanted, shown, options["statistics"])
    sys.exit(_exit_code(report, least, options["exit_zero"]))


def _prepare(settings: ConfigFile, options: dict[str, Any]) -> tuple[Run, Severity]:
    asked = setup.Asked(
        facts=options["facts_paths"],
        shipped_facts=not options["no_shipped_facts"],
        select=_split(options["select"]),
        ignore=_split(options["ignore"]),
        as_of=options["as_of"].date() if isinstance(options["as_of"], datetime) else None,
        min_confidence=options["min_confidence"],
    )
    fixing = Fixing(options["unsafe_fixes"], write=not options["diff"])
    run = setup.prepare(settings, asked, fixing if options["fix"] or options["diff"] else None)
    return run, Severity[(options["fail_on"] or settings.config.fail_on).upper()]


def _split(values: Iterable[str]) -> tuple[str, ...]:
    """Rule ids given once, several times, or separated by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())


def _files(settings: ConfigFile, paths: Sequence[Path], options: dict[str, Any]) -> Found:
    configured = [settings.folder / name for name in settings.config.paths] or [Path()]
    exclude = setup.patterns(settings, "exclude", settings.config.exclude)
    if options["changed"]:
        paths = _changed(settings, paths, exclude, options["facts_paths"], configured)
        if not paths:
            return Found(())
    try:
        return discover(paths or configured, exclude)
    except MissingPathError as error:
        fail(str(error))


def _changed(
    settings: ConfigFile,
    paths: Sequence[Path],
    exclude: Ignores,
    facts: Sequence[Path],
    configured: list[Path],
) -> list[Path]:
    """What to check for changed files: themselves, or everything where what they are judged by changed."""
    judges = {place(path) for path in (*setup.facts_files(settings, facts), settings.folder / FILE)}
    if any(place(path) in judges for path in paths):
        return configured
    return [
        path for path in paths if known_format(path) and path.exists() and not exclude.matches(place(path))
    ]


def _print_diff(report: RunReport) -> None:
    from freshlint.report.diff import unified
    from freshlint.report.summary import summary

    click.echo(unified(report), nl=False)
    for line in (*summary(report), *_errors(report)):
        click.echo(line, err=True)


def _report(report: RunReport, wanted: Sequence[Output], options: Options, statistics: bool) -> None:
    """Every output. What a person should see goes to stderr where stdout is for a program or holds nothing."""
    printed = next((output.format for output in wanted if output.path is None), None)
    unwritten = []
    for output in wanted:
        if output.path is None:
            _print(report, output.format, options)
            continue
        text = renderer(output.format)(report, options)
        try:
            write_report(output.path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            unwritten.append(f"{printable(str(output.path))}: cannot be written: {error.strerror or error}")
    if printed not in _FOR_PEOPLE:
        _tell(_errors(report))
    if printed is None:
        from freshlint.report.summary import summary

        _tell(summary(report))
    if statistics:
        from freshlint.report.statistics import statistics as counted

        _tell(counted(report), err=printed not in _FOR_PEOPLE)
    if unwritten:
        fail("; ".join(unwritten))


def _print(report: RunReport, name: str, options: Options) -> None:
    color = _wants_color()
    text = renderer(name)(report, replace(options, color=color))
    click.echo(
        text if name in _FOR_PEOPLE else text.encode("utf-8", "backslashreplace"), nl=False, color=color
    )


def _errors(report: RunReport) -> Iterator[str]:
    return (f"error: {printable(str(error))}" for error in report.errors)


def _tell(lines: Iterable[str], err: bool = True) -> None:
    for line in lines:
        click.echo(line, err=err)


def _wants_color() -> bool:
    """On a terminal, unless NO_COLOR is set; FORCE_COLOR asks for it anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _exit_code(report: RunReport, least: Severity, exit_zero: bool) -> int:
    if report.errors:
        return ERROR
    return FINDINGS if report.fails(least) and not exit_zero else CLEAN
