"""`freshlint claims`: all that pages claim, judged, and what contradicts what."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from freshlint import nested, setup
from freshlint.cli import options as groups
from freshlint.cli.exit import CLEAN, ERROR, FINDINGS, fail
from freshlint.finding import Severity
from freshlint.paths import shown
from freshlint.processors import collect_seldom, processors
from freshlint.report.claims import as_csv, as_json, as_table
from freshlint.report.escape import printable
from freshlint.report.model import Message
from freshlint.rule import Verdict
from freshlint.run import Run
from freshlint.statement import Stated
from freshlint.stock import Contradicted, Stock, contradictions, take_stock
from freshlint.write import write_whole

FORMATS = ("table", "json", "csv", "parquet")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--entity", "entities", multiple=True, metavar="ID", help="Only claims about this entity.")
@click.option("--predicate", "predicates", multiple=True, help="Only claims of this kind: price, available.")
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    type=click.Choice([verdict.value for verdict in Verdict]),
    help="Only claims judged so.",
)
@click.option("--output-format", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="PATH", help="Write them here.")
@groups.facts_options
@groups.lock_options
@groups.rule_options
@groups.exit_options
@groups.config_options
@groups.speed_options
def claims(paths: tuple[Path, ...], **options: Any) -> None:
    """List what the files below PATHS claim: of what, where, since when it holds, and by which source.

    Two pages that contradict each other are findings of the rule `conflict`, on stderr and in JSON.

    Exit codes: 0 no contradiction; 1 contradictions; 2 a file that could not be read, or wrong usage.
    """
    collect_seldom()
    form, file = options["output_format"], options["output_file"]
    if form == "parquet" and file is None:
        fail("--output-format parquet needs an --output-file")
    stock, found, least, day = _taken(paths, options)
    listed = [each for each in stock.stated if _wanted(each, options)]
    if form == "parquet":
        _write_parquet(file, listed)
    else:
        _write(file, _rendered(form, listed, found, day))
    for each in found:
        click.echo(printable(_line(each)), err=True)
    for error in stock.errors:
        click.echo(f"error: {printable(str(error))}", err=True)
    total = f"{len(listed)} claims on {len({each.path for each in listed})} pages as of {day}"
    click.echo(f"{total}, {len(found)} contradictions", err=True)
    loud = any(each.severity >= least for each in found)
    sys.exit(ERROR if stock.errors else FINDINGS if loud and not options["exit_zero"] else CLEAN)


def _taken(paths: Sequence[Path], options: dict[str, Any]) -> tuple[Stock, list[Contradicted], Severity, str]:
    """The claims, what contradicts what, the least severity that counts, and the day."""
    settings = setup.configuration(options["config_path"], options["isolated"])
    found = setup.files(settings, paths)
    alone = options["config_path"] is not None
    stated: list[Stated] = []
    errors: list[Message] = []
    runs: list[Run] = []
    keep = groups.keep(options)
    for part, files in [(settings, found)] if alone else nested.parts(settings, found, paths):
        run = setup.prepare(part, groups.asked(options), None, keep, options["jobs"] or processors())
        stock = take_stock(run, files.files)
        stated += stock.stated
        errors += stock.errors
        runs.append(run)
    errors += [Message(reason, shown(path)) for path, reason in found.unreadable]
    compared = contradictions(lambda: stated, runs[0].grounds.packs, runs[0].basis)
    least = Severity[(options["fail_on"] or settings.config.fail_on).upper()]
    errors += map(Message, compared.failures)
    return Stock(tuple(stated), tuple(errors)), compared.found, least, runs[0].basis.as_of.isoformat()


def _wanted(stated: Stated, options: dict[str, Any]) -> bool:
    said = stated.said
    asked = (
        (options["entities"], said.entity),
        (options["predicates"], said.predicate),
        (options["verdicts"], said.verdict),
    )
    return all(not wanted or value in wanted for wanted, value in asked)


def _rendered(form: str, listed: Sequence[Stated], found: Sequence[Contradicted], day: str) -> str:
    if form == "table":
        return as_table(listed)
    if form == "csv":
        return as_csv(listed)
    return as_json(listed, {"version": 1, "as_of": day, "contradictions": [_object(each) for each in found]})


def _object(each: Contradicted) -> dict[str, Any]:
    stated, other = each.found.stated, each.found.other
    return {
        "rule": each.rule.id,
        "severity": each.severity.label,
        "confidence": each.confidence.label,
        "message": each.found.message,
        "path": stated.path,
        "line": stated.said.line,
        "column": stated.said.column,
        "other": {"path": other.path, "line": other.said.line, "column": other.said.column},
    }


def _line(each: Contradicted) -> str:
    stated = each.found.stated
    place = f"{stated.path}:{stated.said.line}:{stated.said.column}"
    return f"{place}: {each.severity.label}[{each.rule.id}] {each.found.message}"


def _write(file: Path | None, text: str) -> None:
    data = text.encode("utf-8", "backslashreplace")
    if file is None:
        click.echo(data, nl=False)
        return
    try:
        write_whole(file, data)
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror or error}")


def _write_parquet(file: Path, listed: Sequence[Stated]) -> None:
    try:
        from freshlint.audit.claims import parquet_bytes
    except ImportError as error:
        fail(f"--output-format parquet needs the extra `audit`: {error}")
    try:
        write_whole(file, parquet_bytes(listed))
    except OSError as error:
        fail(f"{file}: cannot be written: {error.strerror or error}")
