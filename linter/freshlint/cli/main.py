"""The command line. A command's module is imported only when it runs, so that starting costs little."""

from __future__ import annotations

import importlib
import os
import sys
from typing import NamedTuple

import click

from freshlint import __version__
from freshlint.cli.exit import ERROR
from freshlint.errors import SetupError


class Lazy(NamedTuple):
    """A command: its module, its attribute there, and its line in the list of commands."""

    module: str
    attribute: str
    summary: str


COMMANDS = {
    "check": Lazy("freshlint.cli.check", "check", "Find claims that facts contradict, and fix them."),
    "audit": Lazy("freshlint.cli.audit", "audit", "Check many pages of any source, into a store of runs."),
    "baseline": Lazy("freshlint.cli.baseline", "baseline", "Accept what is found now; only new is reported."),
    "facts": Lazy("freshlint.cli.facts", "facts", "Show and check the facts."),
    "rules": Lazy("freshlint.cli.rules", "rules", "List rules, and explain one with its cases."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and summaries without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        command = getattr(importlib.import_module(lazy.module), lazy.attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in `freshlint --help`."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.summary) for name, lazy in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command where there is none of that name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COMMANDS)}."
            ctx.fail(f"no command {args[0]!r}: {hint}")
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="freshlint")
def cli() -> None:
    """Find claims in Markdown and HTML that contradict dated facts, and fix them with the source.

    Start with `freshlint check docs`.
    """


def main() -> None:
    """The program's entry point. A crash exits with 2: 1 says that there are findings."""
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
