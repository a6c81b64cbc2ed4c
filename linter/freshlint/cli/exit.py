"""Exit codes; their meaning is fixed."""

from __future__ import annotations

from typing import NoReturn

import click

CLEAN = 0
FINDINGS = 1
ERROR = 2


class Failure(click.ClickException):
    """What keeps a run from starting: a message, and exit code 2."""

    exit_code = ERROR

    def show(self, file: object = None) -> None:
        """Write the message to stderr."""
        click.echo(f"error: {self.message}", err=True)


def fail(message: str) -> NoReturn:
    """Stop with a message and exit code 2."""
    raise Failure(message)
