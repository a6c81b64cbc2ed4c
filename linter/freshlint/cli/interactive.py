"""`freshlint check --interactive`: each finding is shown with its fact, its source and its fix, and asked about."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from freshlint.report.escape import printable

if TYPE_CHECKING:
    from freshlint.finding import Finding
    from freshlint.page import Ask, Choice
    from freshlint.source import Source

_HELP = "y: make this fix; n: leave it; a: make this fix and all that follow; s: silence it; q: leave all that follow"


def asker() -> Ask:
    """Asks about one finding after the other; what was said of all that follow is remembered."""
    from freshlint.page import Choice

    said: dict[str, Choice] = {}

    def ask(source: Source, finding: Finding) -> Choice:
        try:
            return answer_about(source, finding)
        except click.Abort as abort:
            # An end of the answers ends the run; it is no mishap of the page.
            raise KeyboardInterrupt from abort

    def answer_about(source: Source, finding: Finding) -> Choice:
        fixable = finding.fix is not None and bool(finding.fix.edits)
        if "all" in said:
            return said["all"]
        _show(source, finding)
        while True:
            keys = "y,n,a,s,q" if fixable else "n,s,q"
            answer = (
                click.prompt(f"Fix [{keys},?]" if fixable else f"No fix to make [{keys},?]").strip().lower()
            )
            if answer == "?":
                click.echo(_HELP)
            elif answer in ("y", "a") and fixable:
                if answer == "a":
                    said["all"] = Choice(take=True)
                return Choice(take=True)
            elif answer == "n":
                return Choice()
            elif answer == "q":
                said["all"] = Choice()
                return Choice()
            elif answer == "s":
                return Choice(silence=_reason())

    return ask


def silencer(reason: str) -> Ask:
    """Silences every finding for a reason."""
    from freshlint.page import Choice

    choice = Choice(silence=reason)
    return lambda source, finding: choice


def _reason() -> str:
    from freshlint.silence import is_reason

    return _until(is_reason, "Reason", "one line, without -- or signs of markup")


def _until(accepts: Callable[[str], bool], prompt: str, hint: str) -> str:
    while not accepts(answer := str(click.prompt(prompt))):
        click.echo(hint)
    return answer.strip()


def _show(source: Source, finding: Finding) -> None:
    from freshlint.report.text import finding_lines

    click.echo()
    click.echo("\n".join(finding_lines(source, finding)))
    if finding.fix and finding.fix.applicability == "unsafe":
        click.echo(printable("This fix rewrites prose or code: read it."))
