"""The command line. A command's module is imported only when it runs, so that starting costs little."""

from __future__ import annotations

import os
import sys

import click

from freshlint import __version__
from freshlint.cli.exit import ERROR
from freshlint.cli.lazy import Lazy, LazyGroup
from freshlint.errors import SetupError

COMMANDS = {
    "check": Lazy("freshlint.cli.check", "check", "Find claims that facts contradict, and fix them."),
    "audit": Lazy("freshlint.cli.audit", "audit", "Check many pages of any source, into a store of runs."),
    "baseline": Lazy("freshlint.cli.baseline", "baseline", "Accept what is found now; only new is reported."),
    "claims": Lazy("freshlint.cli.claims", "claims", "List all that pages claim, and what contradicts what."),
    "config": Lazy("freshlint.cli.config", "config", "Say which configuration counts; its schema."),
    "explain": Lazy("freshlint.cli.explain", "explain", "Say why a line has a finding, or none."),
    "facts": Lazy("freshlint.cli.facts", "facts", "Show and check the facts."),
    "impact": Lazy("freshlint.cli.impact", "impact", "Say which pages a change of the facts makes stale."),
    "init": Lazy("freshlint.cli.init", "init", "Write a configuration that fits the repository."),
    "lock": Lazy("freshlint.cli.lock", "lock", "Pin the day and the facts that checks use."),
    "review": Lazy("freshlint.cli.review", "review", "Make a review of an untrusted job's report."),
    "rules": Lazy("freshlint.cli.rules", "rules", "List rules, and explain one with its cases."),
    "stamp": Lazy("freshlint.cli.stamp", "stamp", "Write into pages when all their claims were checked."),
    "server": Lazy(
        "freshlint.cli.server", "server", "Serve an editor: findings, fixes and facts while you type."
    ),
}


@click.group(cls=LazyGroup, lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="freshlint")
def cli() -> None:
    """Find claims in Markdown and HTML that contradict dated facts, and fix them with the source.

    Start with `freshlint check docs`.
    """


def main() -> None:
    """The program's entry point. A crash exits with 2: 1 says that there are findings."""
    # Processes that are started from here import nothing from the working directory: it may be anybody's checkout.
    os.environ["PYTHONSAFEPATH"] = "1"
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = cli(standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        code = ERROR
    except SetupError as error:
        click.echo(f"error: {error}", err=True)
        code = ERROR
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = ERROR
    except Exception:  # noqa: BLE001 (Python's own exit code for a crash is 1)
        import traceback

        traceback.print_exc()
        code = ERROR
    sys.exit(code)
