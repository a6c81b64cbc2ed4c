"""`freshlint audit --fix`: the safe fixes of a run, as a git branch or a folder of patches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from freshlint.cli.exit import fail
from freshlint.report.escape import printable

if TYPE_CHECKING:
    from freshlint.audit.mend import Mended
    from freshlint.audit.sources.open import AuditSource
    from freshlint.page import Checker


def check_fix_options(options: dict[str, Any], source: AuditSource) -> None:
    """Fails where it is not said where fixes go, or they cannot go there."""
    places = [name for name in ("branch", "patches") if options[name]]
    if options["fix"] and len(places) != 1:
        fail("--fix needs --branch NAME (a git repository) or --patches FOLDER (any source)")
    if places and not options["fix"]:
        fail(f"--{places[0]} is for --fix")
    if options["branch"] and source.commit is None:
        fail("--branch needs a folder of a git repository that has a commit: take --patches FOLDER")
    if options["fix"] and options["no_store"]:
        fail("--fix reads the store: leave out --no-store")


def write_fixes(options: dict[str, Any], source: AuditSource, checker: Checker, run: int) -> None:
    """Write the fixes of a run where the options say, and a summary."""
    from freshlint.audit.branch import commit_fixes
    from freshlint.audit.mend import fixable, mended
    from freshlint.audit.patches import write_patches
    from freshlint.audit.store.database import opened

    with opened(options["store"], create=False) as store:
        wanted = fixable(store, run)
    if options["branch"]:
        assert source.commit is not None and source.folder is not None
        pages = _told(mended(source.committed(), wanted, checker))
        made = commit_fixes(source.folder, source.commit, options["branch"], pages)
        place = f"branch {options['branch']}"
    else:
        folder: Path = options["patches"]
        try:
            made = write_patches(folder, _told(mended(source.parts(), wanted, checker)))
        except OSError as error:
            fail(f"{folder}: cannot be written: {error.strerror or error}")
        place = str(folder)
    for section, pages_fixed, findings in made:
        click.echo(printable(f"{section}: {findings} fixed on {pages_fixed} pages"))
    click.echo(f"Wrote {place}." if made else "Nothing to fix.")


def _told(pages: Iterable[Mended]) -> Iterator[Mended]:
    """The pages that were fixed; of the others it is said why not."""
    for page in pages:
        if page.failure:
            click.echo(printable(f"{page.address}: not fixed: {page.failure}"), err=True)
        else:
            yield page
