"""Where reports go: `--output-format F`, as often as wanted, each followed by its `--output-file PATH`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click

from freshlint.cli.exit import fail
from freshlint.paths import place

FORMAT, FILE = "output_format", "output_file"
_ORDER = "freshlint.outputs"


class Output(NamedTuple):
    """A report in a format, to a file or, without one, to stdout."""

    format: str
    path: Path | None = None


class OutputsCommand(click.Command):
    """A command that keeps the order in which the two options stand: click alone forgets it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; the order goes to the context."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[_ORDER] = [option.name for option in order if option.name in (FORMAT, FILE)]
        return super().parse_args(ctx, args)


def outputs(ctx: click.Context, formats: Sequence[str], files: Sequence[Path]) -> list[Output]:
    """The outputs asked for; text on stdout where nothing is said. Fails where it is unclear what goes where."""
    paired = _paired(ctx.meta[_ORDER], formats, files)
    if sum(output.path is None for output in paired) > 1:
        fail("two formats for stdout: give all but one an --output-file")
    paths = [place(output.path) for output in paired if output.path]
    for path in paths:
        if paths.count(path) > 1:
            fail(f"--output-file: {path} is named twice")
        if path.is_dir() or not path.parent.is_dir():
            fail(f"--output-file: {path} is {'a folder' if path.is_dir() else 'in no folder that exists'}")
    return paired


def _paired(order: Iterable[str], formats: Sequence[str], files: Sequence[Path]) -> list[Output]:
    if files and not formats:
        formats, order = ("text",), (FORMAT, *order)
    left_formats, left_files = iter(formats), iter(files)
    paired: list[Output] = []
    for name in order:
        if name == FORMAT:
            paired.append(Output(next(left_formats)))
            continue
        path = next(left_files)
        if not paired or paired[-1].path:
            fail(f"--output-file {path}: write it after the --output-format that it is for")
        paired[-1] = paired[-1]._replace(path=path)
    return paired or [Output("text")]
