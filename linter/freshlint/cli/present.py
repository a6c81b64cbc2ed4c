"""What a run found, told: reports to stdout and files, the diff, what a person should see beside them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import click

from freshlint.cli.exit import CLEAN, ERROR, FINDINGS, fail
from freshlint.cli.outputs import Output
from freshlint.finding import Severity
from freshlint.report import Options, renderer
from freshlint.report.escape import printable
from freshlint.report.model import RunReport
from freshlint.write import write_whole

_FOR_PEOPLE = ("text", "concise")


def print_diff(report: RunReport) -> None:
    """What fixing changes, on stdout; the summary on stderr."""
    from freshlint.report.diff import unified

    click.echo(unified(report), nl=False)
    _tell(_summary(report))
    _tell(_errors(report))


def print_reports(
    report: RunReport,
    wanted: Sequence[Output],
    options: Options,
    statistics: bool,
    fixed: bytes | None = None,
) -> None:
    """Every output. What a person should see goes to stderr where stdout is for a program or holds nothing.

    `fixed` is a text that stdout is for.
    """
    if fixed is not None:
        click.echo(fixed, nl=False)
    printed = next((output.format for output in wanted if output.path is None), None)
    unwritten = []
    for output in wanted:
        if output.path is None:
            _print(report, output.format, options, err=fixed is not None)
            continue
        text = renderer(output.format)(report, options)
        try:
            write_whole(output.path, text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            unwritten.append(f"{printable(str(output.path))}: cannot be written: {error.strerror or error}")
    if printed not in _FOR_PEOPLE:
        _tell(_errors(report))
    if printed is None:
        _tell(_summary(report))
    if statistics:
        from freshlint.report.statistics import statistics as counted

        _tell(counted(report), err=fixed is not None or printed not in _FOR_PEOPLE)
    if unwritten:
        fail("; ".join(unwritten))


def exit_code(report: RunReport, least: Severity, exit_zero: bool) -> int:
    """What the command ends with; errors count more than findings, and --exit-zero does not hide them."""
    if report.errors:
        return ERROR
    return FINDINGS if report.fails(least) and not exit_zero else CLEAN


def _print(report: RunReport, name: str, options: Options, err: bool) -> None:
    color = _wants_color()
    text = renderer(name)(report, replace(options, color=color))
    click.echo(
        text if name in _FOR_PEOPLE else text.encode("utf-8", "backslashreplace"),
        nl=False,
        color=color,
        err=err,
    )


def _summary(report: RunReport) -> Iterable[str]:
    from freshlint.report.summary import summary

    return summary(report)


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
