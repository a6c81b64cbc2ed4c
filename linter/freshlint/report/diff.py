"""What fixing changes, as a unified diff that `git apply` and `patch` take."""

from __future__ import annotations

from collections.abc import Iterator

from freshlint.report.model import RunReport

_CONTEXT = 3


def unified(report: RunReport) -> str:
    """The changes of every page that has any; newlines as they stand in the files."""
    return "".join(
        "".join(file_diff(page.source.path, page.before.text, page.source.text))
        for page in report.pages
        if page.before is not None
    )


def file_diff(path: str, old: str, new: str) -> Iterator[str]:
    """The lines of one file's diff, each with its end."""
    from difflib import unified_diff

    shown = path.lstrip("/")
    names = f"a/{shown}", f"b/{shown}"
    for line in unified_diff(_lines(old), _lines(new), *names, n=_CONTEXT):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Lines as git sees them: only LF ends one."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
