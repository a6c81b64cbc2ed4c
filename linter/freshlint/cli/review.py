"""`freshlint review`: for the privileged half of a CI that checks pull requests of forks."""

from __future__ import annotations

import json
from pathlib import Path

import click

from freshlint.cli.exit import fail
from freshlint.errors import SetupError
from freshlint.patch import PatchError, new_lines
from freshlint.paths import shown
from freshlint.write import write_whole

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("report", type=_FILE)
@click.option("--patch", required=True, type=_FILE, help="The pull request's diff, as the forge gives it.")
@click.option(
    "--posted", required=True, type=_FILE, help="The texts of the comments that stand there already."
)
@click.option("--commit", required=True, help="The head that was checked.")
@click.option(
    "--output", required=True, type=_FILE, help="The review, as GitHub takes it; empty for nothing to say."
)
def review(report: Path, patch: Path, posted: Path, commit: str, output: Path) -> None:
    """Turn an rdjson REPORT of a job that nobody trusts into a review of its pull request.

    Of the report only places inside the diff are taken; its words are shown as plain words.
    """
    from freshlint.review import MAX_BYTES
    from freshlint.review import review as reviewed

    # What a fork's job uploads may be a link to anything.
    if report.is_symlink() or not report.is_file():
        fail(f"{shown(report)}: is no plain file")
    try:
        with report.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        lines = new_lines(patch.read_bytes())
        said = posted.read_text(encoding="utf-8", errors="replace")
        content = reviewed(data, lines, commit, said)
        text = "" if content is None else json.dumps(content)
        write_whole(output, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        fail(f"{shown(Path(error.filename or output))}: {error.strerror or error}")
    except PatchError as error:
        fail(f"{shown(patch)}: {error}")
    except SetupError as error:
        fail(f"{shown(report)}: {error}")
    click.echo(f"{len(content['comments']) if content else 0} comments")
