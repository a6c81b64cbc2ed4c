"""`freshlint facts import`: facts from other people's data, into a facts file of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path

import click

from freshlint.cli.facts_given import WEAK, day_of, give_up, read_facts
from freshlint.facts import schema
from freshlint.facts.errors import FactsErrors
from freshlint.facts.load import load
from freshlint.fetch.fetcher import Fetcher
from freshlint.fetch.outcome import FetchError
from freshlint.fetch.policy import Policy
from freshlint.paths import shown
from freshlint.supply.importing.batch import Batch, SourceError, all_rows, joined
from freshlint.supply.importing.combine import combine
from freshlint.supply.importing.facts_yaml import MARK, write
from freshlint.supply.kinds import KINDS, Kind
from freshlint.supply.update import Change, over
from freshlint.write import WriteError, replace_bytes, write_whole


@click.command(name="import")
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.option("--from", "place", help="A file or an https address; without it, where the source is at home.")
@click.option("--part", default="", help="Which part of the source: a provider, a product, a model.")
@click.option("--title", default="", help="endoflife.date: what people call the product, such as Python.")
@click.option("--platform", default="", help="litellm: take only ends of service, limited to this platform.")
@click.option("--only", multiple=True, help="Ids to take, such as 'gpt-4o*'; give it again for more.")
@click.option(
    "--into", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write."
)
@click.option("--accept-jumps", is_flag=True, help="Take prices too that are about ten times what they were.")
@click.option("--dry-run", is_flag=True, help="Report only; write nothing.")
@click.option("--environment", is_flag=True, help="Use proxies and credentials from the environment.")
@click.option("--allow-private", is_flag=True, help="Fetch from loopback and private addresses too.")
def import_facts(
    kind: str,
    place: str | None,
    part: str,
    title: str,
    platform: str,
    only: tuple[str, ...],
    into: Path,
    accept_jumps: bool,
    dry_run: bool,
    environment: bool,
    allow_private: bool,
) -> None:
    """Take facts over from another source, with their source and days as far as it knows them.

    What other facts files (shipped, configured) say of a thing wins; where the source contradicts them, both are
    shown. INTO must be new or the result of an earlier import. What was left out is named with its reason. Exits
    with 1 where something contradicts or needs your word, with 2 where nothing could be taken over.
    """
    source = KINDS[kind]
    data, seen = _data(source, place, part, Policy(private_peers=allow_private, environment=environment))
    try:
        batch = source.read(data, part, title, platform, seen)
    except (SourceError, TypeError) as error:
        give_up(f"{kind}: {error}")
    if only:
        batch = batch.keep(lambda name: any(fnmatchcase(name, pattern) for pattern in only))
    before = into.read_bytes() if into.is_file() else None
    old = _earlier(into, before)
    combined = combine([batch], _others(into))
    new = {name: entity for name, entity in combined.entities.items() if any(all_rows(entity))}
    change = over(old.entities, new, accept_jumps)
    _tell(batch, change, [str(conflict) for conflict in combined.conflicts])
    if not dry_run:
        _write(into, before, write([f"From {kind}."], {**old.sources, **combined.sources}, change.entities))
    if combined.conflicts or change.held:
        sys.exit(WEAK)


def _data(kind: Kind, place: str | None, part: str, policy: Policy) -> tuple[bytes, date | None]:
    """The source's bytes, and the day on which its own page was seen; a file's day nobody knows."""
    if kind.part and not part:
        give_up(f"name a part with --part: the {kind.part}")
    url = place if place and "://" in place else "" if place else kind.url.format(part=part)
    try:
        if not url:
            if not place:
                give_up("name a file with --from: this source has no address of its own")
            return Path(place).read_bytes(), None
        key = os.environ.get(kind.key, "") if kind.key else ""
        if kind.key and not key and not place:
            give_up(f"{kind.key} is not set, and the source needs it")
        with Fetcher(policy) as fetcher:
            headers = {"Authorization": f"Bearer {key}"} if key else None
            page = fetcher.get(url, headers, robots=False)
        return page.body, datetime.now(UTC).date() if not place else None
    except (FetchError, OSError) as error:
        give_up(str(error))


def _earlier(into: Path, before: bytes | None) -> schema.FactsFile:
    if before is None:
        return schema.FactsFile(freshlint=1)
    if not before.startswith(MARK.encode()):
        give_up(f"{into}: was not made by an import, and is not overwritten: name another file")
    try:
        return load(shown(into), before).content
    except FactsErrors as error:
        give_up(str(error))


def _others(into: Path) -> Mapping[str, schema.Entity]:
    """What is known from all files but the one to write."""
    files, _ = read_facts((), day_of(None))
    others: dict[str, schema.Entity] = {}
    for file in files:
        if file.path != shown(into):
            for name, entity in file.content.entities.items():
                others[name] = joined(others[name], entity) if name in others else entity
    return others


def _tell(batch: Batch, change: Change, conflicts: list[str]) -> None:
    for problem in batch.problems:
        click.echo(f"left out: {problem}")
    for conflict in conflicts:
        click.echo(f"contradicts: {conflict}")
    for line in change.held:
        click.echo(f"held: {line}")
    for line in change.changed:
        click.echo(f"changed: {line}")
    click.echo(
        f"{len(batch.entities)} entities read, {len(batch.problems)} values left out, {len(conflicts)} contradictions"
    )


def _write(into: Path, before: bytes | None, after: bytes) -> None:
    try:
        if before is None:
            write_whole(into, after)
        elif before != after:
            replace_bytes(into, before, after, into.absolute().parent)
    except (OSError, WriteError) as error:
        give_up(f"{into}: {error}")
