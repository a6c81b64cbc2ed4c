"""`freshlint facts verify`: looks facts up on their sources, and notes the day on which they stood there."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from freshlint.cli.facts_given import WEAK, day_of, facts_option, give_up, read_facts
from freshlint.facts.load import LoadedFile
from freshlint.facts.merge import MergedRow
from freshlint.facts.proof import proof
from freshlint.fetch.fetcher import Fetcher
from freshlint.fetch.pages import PageCache
from freshlint.fetch.policy import Policy
from freshlint.paths import shown
from freshlint.supply.rewrite import RewriteError, Seen, with_days
from freshlint.supply.verify import Lookup, Result, rows_to_verify
from freshlint.supply.verify import verify as look_up
from freshlint.write import WriteError, replace_bytes


@click.command()
@facts_option
@click.option("--entity", default="", help="Only this entity (its id).")
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep fetched pages in this folder, and ask sites only whether they changed.",
)
@click.option(
    "--offline-cache",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read pages from this folder only; nothing is fetched.",
)
@click.option("--dry-run", is_flag=True, help="Report only; write no day into a facts file.")
@click.option("--environment", is_flag=True, help="Use proxies and credentials from the environment.")
@click.option("--allow-private", is_flag=True, help="Fetch from loopback and private addresses too.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
def verify(
    paths: tuple[Path, ...],
    entity: str,
    cache: Path | None,
    offline_cache: Path | None,
    dry_run: bool,
    environment: bool,
    allow_private: bool,
    output: str,
) -> None:
    """Look facts up on their sources: does the `evidence` of each row still stand there?

    In files given with --facts, `verified` of a row that was seen becomes today; comments, order and all else
    stay as they are. Rows of other files are only reported on. Exits with 1 where evidence is gone or a source
    cannot be read, with 2 if the facts cannot be used.
    """
    today = day_of(None)
    files, view = read_facts(paths, today)
    if entity and entity not in view.entities:
        give_up(f"no entity {entity!r}")
    rows = rows_to_verify(files, today, entity)
    if paths:
        rows = [(row, url) for row, url in rows if row.file.path in {shown(path) for path in paths}]
    folder = offline_cache or cache
    policy = Policy(private_peers=allow_private, environment=environment)
    with Fetcher(policy, PageCache(folder) if folder else None, offline=offline_cache is not None) as fetcher:
        found = _with_progress(rows, fetcher)
    problems = [] if dry_run else _write(files, paths, found)
    click.echo(_as_json(found) if output == "json" else _as_text(found))
    for problem in problems:
        click.echo(problem, err=True)
    if problems or any(not each.seen and each.result != Result.NO_EVIDENCE for each in found):
        sys.exit(WEAK)


def _with_progress(rows: Sequence[tuple[MergedRow, str]], fetcher: Fetcher) -> list[Lookup]:
    with click.progressbar(length=len(rows), label="looking up", file=sys.stderr) as bar:
        return look_up(rows, fetcher, lambda: bar.update(1))


def _write(files: Sequence[LoadedFile], paths: Sequence[Path], found: Sequence[Lookup]) -> list[str]:
    """Write the days into the files that were given; what could not be written, and why."""
    problems = []
    loaded = {file.path: file for file in files}
    today = day_of(None)
    for path in paths:
        file = loaded[shown(path)]
        seen = [Seen(each.row.key, today) for each in found if each.seen and each.row.file is file]
        try:
            before = path.read_bytes()
            after = with_days(file, before, seen)
            if after != before:
                replace_bytes(path, before, after, path.absolute().parent)
        except (OSError, RewriteError, WriteError) as error:
            problems.append(f"{file.path}: {error}")
    return problems


def _as_text(found: Sequence[Lookup]) -> str:
    lines = []
    for each in found:
        if each.seen or each.result == Result.NO_EVIDENCE:
            continue
        place = each.row.file.place(*each.row.key)
        where = f"{each.row.file.path}:{place.line}:{place.column}"
        lines.append(f"{where}: {each.result}: {each.row.fact.identity}: {each.detail} ({each.url})")
    moved = sorted({(each.url, each.moved) for each in found if each.moved})
    lines += [f"moved: {url} is now {target}: change the source's `url`" for url, target in moved]
    counts = Counter(str(each.result) for each in found)
    lines.append(", ".join(f"{number} {result}" for result, number in sorted(counts.items())) or "no rows")
    entities = dict.fromkeys(each.row.fact.entity for each in found if each.result != Result.NO_EVIDENCE)
    today = day_of(None)
    for entity in entities:
        own = [each for each in found if each.row.fact.entity == entity]
        ticks = proof(each.row.fact.seen_on(today) if each.seen else each.row.fact for each in own)
        lines.append(f"{entity}: {'  '.join(map(str, ticks))}")
    return "\n".join(lines)


def _as_json(found: Sequence[Lookup]) -> str:
    rows = [
        {
            "path": each.row.file.path,
            "line": each.row.file.place(*each.row.key).line,
            "fact": each.row.fact.identity,
            "url": each.url,
            "result": str(each.result),
            "detail": each.detail,
            "moved": each.moved or None,
        }
        for each in found
    ]
    return json.dumps({"rows": rows}, ensure_ascii=False, indent=2)
