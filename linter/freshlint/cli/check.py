"""`freshlint check`: the main job."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from freshlint.claim import Confidence
from freshlint.cli import setup
from freshlint.cli.exit import CLEAN, ERROR, FINDINGS, fail
from freshlint.config import FILE, ConfigError, ConfigFile
from freshlint.discovery import Found, Ignores, MissingPathError, PatternError, discover, known_format
from freshlint.engine import Knowledge, Settings
from freshlint.finding import Severity
from freshlint.page import Checker
from freshlint.paths import place, shown
from freshlint.report import Options, formats, renderer
from freshlint.report.model import FactsFile, RunReport
from freshlint.run import Fixing, Run
from freshlint.screen import Screen

_LEVELS = [severity.label for severity in Severity]
_CONFIDENCES = [confidence.label for confidence in Confidence]


@click.command()
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
@click.option("--output-format", type=click.Choice(formats()), default="text", show_default=True)
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
def check(paths: tuple[Path, ...], **options: Any) -> None:
    """Find claims in Markdown and HTML files that facts contradict.

    PATHS are files and folders; without any, what the configuration names, else the working directory.

    Exit codes: 0 nothing found or all fixed; 1 findings left; 2 wrong usage, configuration or facts, or a
    file that could not be checked.
    """
    if options["diff"] and options["output_format"] != "text":
        fail("--diff prints a diff: leave out --output-format")
    settings = setup.configuration(options["config_path"], options["isolated"])
    run, least = _prepare(settings, options)
    found = _files(settings, paths, options)
    report = run.check(found)
    _print(report, options)
    sys.exit(_exit_code(report, least, options["exit_zero"]))


def _prepare(settings: ConfigFile, options: dict[str, Any]) -> tuple[Run, Severity]:
    config = settings.config
    packs = setup.packs(settings)
    known = setup.rule_ids(packs)
    try:
        settings.check_rules(known)
    except ConfigError as error:
        fail(str(error))
    as_of = (
        options["as_of"].date() if isinstance(options["as_of"], datetime) else config.as_of or setup.today()
    )
    labelled = [(shown(path), path) for path in setup.facts_files(settings, options["facts_paths"])]
    shipped = config.shipped_facts and not options["no_shipped_facts"]
    files, view = setup.facts(packs, labelled, shipped, as_of)
    select = setup.split(options["select"]) or config.select
    ignore = (*setup.split(options["ignore"]), *config.ignore)
    checker = Checker(
        knowledge=Knowledge(view, packs),
        settings=Settings(
            select=setup.selected(known, select, ignore),
            min_confidence=Confidence[(options["min_confidence"] or config.min_confidence).upper()],
            citation_in_code=config.code_citations,
        ),
        screen=Screen.of(name for name, _ in view.named()),
        severities={rule: Severity[name.upper()] for rule, name in config.severity.items()},
    )
    fixing = (
        Fixing(options["unsafe_fixes"], write=not options["diff"])
        if options["fix"] or options["diff"]
        else None
    )
    run = Run(
        checker=checker,
        facts=[FactsFile(file.path, file.digest) for file in files],
        archive=_patterns(settings, "archive", config.archive),
        root=Path.cwd(),
        fixing=fixing,
    )
    return run, Severity[(options["fail_on"] or config.fail_on).upper()]


def _files(settings: ConfigFile, paths: Sequence[Path], options: dict[str, Any]) -> Found:
    configured = [settings.folder / name for name in settings.config.paths] or [Path()]
    exclude = _patterns(settings, "exclude", settings.config.exclude)
    if options["changed"]:
        paths = _changed(settings, paths, exclude, options["facts_paths"], configured)
        if not paths:
            return Found(())
    try:
        return discover(paths or configured, exclude)
    except MissingPathError as error:
        fail(str(error))


def _patterns(settings: ConfigFile, key: str, patterns: tuple[str, ...]) -> Ignores:
    try:
        return Ignores(settings.folder, patterns)
    except PatternError as error:
        fail(str(settings.mistake(f"`{key}`: {error}", key)))


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


def _print(report: RunReport, options: dict[str, Any]) -> None:
    color = _wants_color()
    name = options["output_format"]
    if options["diff"]:
        from freshlint.report.diff import unified
        from freshlint.report.summary import summary

        click.echo(unified(report), nl=False)
        for line in summary(report):
            click.echo(line, err=True)
    if name != "text" or options["diff"]:
        for message in report.errors:
            click.echo(f"error: {message}", err=True)
    if not options["diff"]:
        text = renderer(name)(report, Options(color, options["show_undecided"]))
        click.echo(
            text.encode("utf-8", "backslashreplace") if name != "text" else text, nl=False, color=color
        )


def _wants_color() -> bool:
    """On a terminal, unless NO_COLOR is set; FORCE_COLOR asks for it anywhere."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def _exit_code(report: RunReport, least: Severity, exit_zero: bool) -> int:
    if report.errors:
        return ERROR
    return FINDINGS if report.fails(least) and not exit_zero else CLEAN
