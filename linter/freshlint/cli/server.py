"""`freshlint server`: what an editor starts."""

from __future__ import annotations

import os
import sys

import click

from freshlint.cli.exit import fail


@click.command()
@click.option("--stdio", is_flag=True, help="Talk over stdin and stdout, as is done anyway.")
def server(stdio: bool) -> None:
    """Serve an editor over stdin and stdout, by the Language Server Protocol.

    It shows findings while you type, fixes them, shows facts with their dated sources and completes their
    values. Needs the extra "lsp".
    """
    try:
        from freshlint.editor.server import make_server
    except ModuleNotFoundError as error:
        if error.name not in ("pygls", "lsprotocol"):
            raise
        fail("the editor server needs the extra `lsp`: install `freshlint[lsp]`")
    # What talks to the client is closed at the end; what anything else prints goes to stderr.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr
    make_server().start_io(stdout=output)
