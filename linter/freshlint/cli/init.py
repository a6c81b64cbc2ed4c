"""`freshlint init`: a configuration that fits the repository."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from freshlint import setup
from freshlint.cli.exit import fail
from freshlint.config import FILE, Config, ConfigFile, find
from freshlint.paths import shown
from freshlint.report.summary import count
from freshlint.sites import Site, sites
from freshlint.write import write_beside

_HEAD = """\
# What freshlint checks here; all keys: `freshlint config schema`.
"""
_TAIL = """\

# Facts of your own, on top of those that ship (`freshlint facts schema` for your editor):
# facts = ["facts/ours.yaml"]

# The day for which facts are asked; without it, today. `freshlint lock` pins it with the facts.
# as-of = 2026-04-22
"""


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--dry-run", is_flag=True, help="Print the configuration; write nothing.")
@click.option("--force", is_flag=True, help="Write over a freshlint.toml that stands there.")
def init(folder: Path, dry_run: bool, force: bool) -> None:
    """Look at the repository in FOLDER and write a freshlint.toml that fits it.

    It knows Docusaurus, MkDocs, Zensical, Astro, Hugo, Jekyll, Next.js, VitePress and plain pages, several of them
    in one repository too.
    """
    target = folder / FILE
    standing = find(folder.absolute()).file
    if standing and standing.parent == folder.absolute() and not (force or dry_run):
        fail(f"{shown(standing)} stands there already: --force writes {FILE}, --dry-run only prints it")
    found = sites(folder)
    if not found:
        fail(f"{shown(folder)}: no page of a format that freshlint reads: name folders to `freshlint check`")
    text = render(found)
    if dry_run:
        click.echo(text, nl=False)
    else:
        try:
            write_beside(target, text.encode())
        except OSError as error:
            fail(f"{shown(target)}: cannot be written: {error.strerror or error}")
    for line in _told(found, folder, None if dry_run else target):
        click.echo(line, err=dry_run)


def render(found: Sequence[Site]) -> str:
    """The configuration file for these sites."""
    kinds = ", ".join(f"{site.kind} in {site.folder}" if site.folder != "." else site.kind for site in found)
    tables = {
        "paths": [page for site in found for page in site.pages],
        "exclude": [pattern for site in found for pattern in site.built],
        "archive": [pattern for site in found for pattern in site.history],
    }
    notes = {
        "exclude": "What the site's tool writes.",
        "archive": "Pages that are kept as they were: history, not advice.",
    }
    lines = [f"{_HEAD}# Found: {kinds}.\n"]
    for key, values in tables.items():
        if values:
            note = f"# {notes[key]}\n" if key in notes else ""
            lines.append(f"{note}{key} = {json.dumps(list(dict.fromkeys(values)), ensure_ascii=False)}\n")
    return "".join(lines) + _TAIL


def _told(found: Iterable[Site], folder: Path, target: Path | None) -> Iterable[str]:
    for site in found:
        yield f"{site.kind}: {', '.join(site.pages)}"
    exclude = tuple(pattern for site in found for pattern in site.built)
    paths = tuple(page for site in found for page in site.pages)
    settings = ConfigFile(Config(paths=paths, exclude=exclude), folder.absolute())
    yield count(len(setup.files(settings, ()).files), "page")
    if target:
        yield f"{shown(target)} is written; next: `freshlint check`"
