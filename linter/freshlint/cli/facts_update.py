"""`freshlint facts update`: facts files from elsewhere, held against their digests."""

from __future__ import annotations

from pathlib import Path

import click

from freshlint import pinned, setup
from freshlint.cli.facts_given import give_up
from freshlint.config import Pinned
from freshlint.errors import SetupError
from freshlint.facts.digest import digest as digest_of
from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import load
from freshlint.paths import shown
from freshlint.write import write_whole


@click.command()
@click.argument("url", required=False)
@click.option(
    "--digest", metavar="sha256:...", default="", help="Of the bytes that are wanted; others are refused."
)
@click.option("--any-digest", is_flag=True, help="Take whatever is served now, and say its digest.")
@click.option("--into", "file", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def update(url: str | None, digest: str, any_digest: bool, file: Path | None) -> None:
    """Fetch the facts file at URL into a file, if it has the digest that was pinned.

    The file is replaced at once or stays as it was. Without URL, what the configuration pins is fetched, so
    that the next check needs no network.
    """
    if url is None:
        if digest or any_digest or file:
            give_up("--digest, --any-digest and --into go with a URL")
        _fetch_pinned()
        return
    if file is None or bool(digest) == any_digest:
        give_up("a URL needs --into FILE, and --digest sha256:... (or --any-digest, to trust what is served)")
    data = pinned.fetch(url)
    found = digest_of(data)
    if digest and found != digest:
        give_up(
            f"{url}: is not what was pinned: it has the digest {found}, not {digest}; {shown(file)} was left as it was"
        )
    try:
        entities = load(url, data).content.entities
    except FactsErrors as error:
        give_up(f"{url}: is no facts file; {shown(file)} was left as it was\n{error}")
    same = file.is_file() and file.read_bytes() == data
    if not same:
        _write(file, data)
    click.echo(f"{shown(file)}: {'is up to date' if same else 'written'}, {len(entities)} entities, {found}")


def _fetch_pinned() -> None:
    settings = setup.configuration(None)
    entries = [entry for entry in settings.config.facts if isinstance(entry, Pinned)]
    if not entries:
        give_up("the configuration pins no facts: name a URL, or pin one with `freshlint facts pin`")
    for entry in entries:
        try:
            load(entry.url, pinned.read(entry))
        except FactsErrors as error:
            raise SetupError(f"{entry.url}: is no facts file\n{error}") from error
        click.echo(f"{entry.url}: is here, {entry.digest}")


def _write(file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data)
    except OSError as error:
        give_up(f"{shown(file)}: cannot be written: {error.strerror or error}")
