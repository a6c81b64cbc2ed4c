"""`freshlint lock`: move the day and the facts that a project checks against."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from freshlint import lock as locks
from freshlint import project, setup
from freshlint.cli.exit import fail
from freshlint.config import LOCK, ConfigFile
from freshlint.facts.digest import digest
from freshlint.lock import Lock, LockedFile
from freshlint.paths import shown
from freshlint.write import write_beside


@click.command()
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="The day to check against (default: that of the configuration, else today, UTC).",
)
@click.option(
    "--own", is_flag=True, help="Only note the project's own facts files; the day and other facts stay."
)
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this configuration instead of the nearest freshlint.toml or pyproject.toml.",
)
def lock(as_of: datetime | None, own: bool, config_path: Path | None) -> None:
    """Pin the day and the facts of this project in freshlint.lock, which every check then uses.

    Without it a page can turn stale because a day has passed or a newer freshlint brings newer facts; with it
    only because somebody changed a page, or moved the lock.
    """
    settings = setup.configuration(config_path)
    file = settings.folder / LOCK
    if own and as_of:
        fail("--own leaves the day as it is: leave out --as-of")
    old = locks.read(file) if own or file.exists() else None
    day = as_of.date() if as_of else settings.config.as_of or setup.today()
    brought = [file for pack in setup.packs(settings) for file in pack.facts]
    setup.facts(settings, (), brought, day)  # facts that cannot be used are not pinned
    files = tuple(_own(settings)) if own else (*_brought(settings), *_own(settings), *_elsewhere(settings))
    new = Lock(day, files)
    if own and old:
        new = Lock(old.as_of, (*(f for f in old.files if f.text is not None), *files), old.written_by)
    try:
        write_beside(file, locks.render(new).encode())
    except OSError as error:
        fail(f"{shown(file)}: cannot be written: {error.strerror or error}")
    for line in _told(file, old, new):
        click.echo(line)


def _brought(settings: ConfigFile) -> Iterator[LockedFile]:
    if settings.config.shipped_facts:
        for pack in setup.packs(settings):
            for label, data in pack.facts:
                yield LockedFile(label, digest(data), data.decode())


def _own(settings: ConfigFile) -> Iterator[LockedFile]:
    for file in project.facts_files(settings):
        if file.own:
            yield LockedFile(file.name, digest(file.read()))


def _elsewhere(settings: ConfigFile) -> Iterator[LockedFile]:
    for file in project.facts_files(settings):
        if not file.own:
            data = file.read()
            yield LockedFile(file.name, digest(data), data.decode())


def _told(file: Path, old: Lock | None, new: Lock) -> Iterator[str]:
    """What has moved."""
    before = f" (before: {old.as_of})" if old and old.as_of != new.as_of else ""
    yield f"{shown(file)}: as of {new.as_of}{before}"
    was = {each.path: each.digest for each in old.files} if old else {}
    now = {each.path: each.digest for each in new.files}
    for path in sorted({*was, *now}):
        if was.get(path) != now.get(path):
            how = "changed" if path in was and path in now else "added" if path in now else "left out"
            yield f"  {path}: {how}"
