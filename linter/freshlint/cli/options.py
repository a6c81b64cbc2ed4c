"""The options that commands share, in groups; each group is a decorator of a click command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from freshlint import setup
from freshlint.cache import Folder, default_folder
from freshlint.confidence import Confidence
from freshlint.finding import Severity
from freshlint.keep import Keep, Nowhere
from freshlint.report import formats

LEVELS = [severity.label for severity in Severity]
_CONFIDENCES = [confidence.label for confidence in Confidence]

Function = Callable[..., Any]
Decorator = Callable[[Function], Function]


def days(written: str | None) -> int | None:
    """How many days "30d" are; None where nothing is written."""
    if written is None:
        return None
    found = re.fullmatch(r"([0-9]{1,4})d?", written)
    if found is None:
        raise click.BadParameter(f"{written!r} is no number of days such as 30d")
    return int(found[1])


def _group(*options: Decorator) -> Decorator:
    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


facts_options = _group(
    click.option(
        "--facts",
        "facts_paths",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="A facts file on top of those that ship and those configured; a later one overrides.",
    ),
    click.option("--no-shipped-facts", is_flag=True, help="Leave out the facts that ship with the rules."),
    click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DAY",
        help="The day for which facts are asked, as 2026-04-22 (default: today, UTC).",
    ),
)

lock_options = _group(
    click.option("--no-lock", is_flag=True, help="Use today's day and facts, not those of freshlint.lock."),
)

rule_options = _group(
    click.option(
        "--select", help="Run only these rules (ids separated by commas).", multiple=True, metavar="RULES"
    ),
    click.option("--ignore", help="Do not run these rules.", multiple=True, metavar="RULES"),
    click.option(
        "--min-confidence",
        type=click.Choice(_CONFIDENCES),
        help="Show findings this sure (default: medium).",
    ),
)

horizon_options = _group(
    click.option(
        "--horizon",
        callback=lambda ctx, param, value: days(value),
        metavar="DAYS",
        help="Also name what facts will make stale within these days, as 30d (rule horizon; default: 0d).",
    ),
)

report_options = _group(
    click.option(
        "--output-format",
        type=click.Choice(formats()),
        multiple=True,
        help="How to report (default: text). May be given several times, all but one with a file.",
    ),
    click.option(
        "--output-file",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="PATH",
        help="Write the --output-format before it to this file.",
    ),
    click.option(
        "--page-views",
        type=click.Path(path_type=Path),
        metavar="CSV",
        help="With --output-format issue: what is read most comes first; columns `path` (or `url`) and `views`.",
    ),
    click.option("--statistics", is_flag=True, help="Also count the findings of each rule."),
    click.option(
        "--show-undecided", is_flag=True, help="Also show claims that could not be judged, and why."
    ),
)

exit_options = _group(
    click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        help="The least severity that exits with 1 (default: warning).",
    ),
    click.option(
        "--exit-zero", is_flag=True, help="Exit with 0 though there are findings; errors still exit with 2."
    ),
)

selection_options = _group(
    click.option(
        "--changed",
        is_flag=True,
        help="PATHS are what changed, as hooks pass them: skip excluded files and other formats; "
        "where facts or configuration changed, check everything.",
    ),
    click.option(
        "--since",
        metavar="REV",
        help="Report only lines that changed since REV, a git revision, and what their change made stale; "
        "where facts or configuration changed, check everything.",
    ),
    click.option(
        "--stdin-filename",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Check what stdin holds as if it were FILE; with --fix print it fixed, and the report to stderr.",
    ),
    click.option("--no-baseline", is_flag=True, help="Also report what the baseline holds."),
)

fix_options = _group(
    click.option("--fix", is_flag=True, help="Write fixes that swap a value for a value."),
    click.option(
        "--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that rewrite prose or code."
    ),
    click.option(
        "--all-or-nothing",
        is_flag=True,
        help="With --fix: where one file cannot be checked or written, none is.",
    ),
    click.option(
        "--interactive", is_flag=True, help="Show each finding with its fact and fix, and ask what to do."
    ),
    click.option(
        "--add-suppressions",
        metavar="REASON",
        help="Silence every finding with a comment that gives this reason.",
    ),
    click.option("--diff", is_flag=True, help="Print what fixing would change; write nothing."),
)

config_options = _group(
    click.option(
        "--config",
        "config_path",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Use this configuration instead of the nearest freshlint.toml or pyproject.toml.",
    ),
    click.option("--isolated", is_flag=True, help="Use no configuration file."),
)

speed_options = _group(
    click.option(
        "--jobs",
        type=click.IntRange(min=0),
        default=0,
        metavar="N",
        help="How many processes share the files; 0, the default, takes all processors.",
    ),
    click.option(
        "--no-cache",
        is_flag=True,
        help="Keep nothing from this run, and use nothing that an earlier one kept.",
    ),
    click.option(
        "--cache-dir",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="FOLDER",
        help="Keep there what makes the next run faster (default: the user's folder for caches).",
    ),
)


def keep(options: dict[str, Any]) -> Keep:
    """Where the cache options keep things from run to run."""
    if options["no_cache"]:
        return Nowhere()
    return Folder(options["cache_dir"] or default_folder() / "runs")


def asked(options: dict[str, Any]) -> setup.Asked:
    """What the facts and rule options ask for; a group that a command does not have asks for nothing."""
    as_of = options.get("as_of")
    return setup.Asked(
        facts=options.get("facts_paths", ()),
        shipped_facts=not options.get("no_shipped_facts"),
        select=_split(options.get("select", ())),
        ignore=_split(options.get("ignore", ())),
        as_of=as_of.date() if isinstance(as_of, datetime) else None,
        min_confidence=options.get("min_confidence"),
        horizon=options.get("horizon"),
        locked=not options.get("no_lock"),
        accepted=not options.get("no_baseline", True),
    )


def _split(values: Iterable[str]) -> tuple[str, ...]:
    """Rule ids given once, several times, or separated by commas."""
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
