"""A state of the facts as people name it: a day, a facts file, or a file in a git revision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from freshlint.git import GitError, file_at
from freshlint.paths import shown

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class State:
    """Either a day, or the bytes of a facts file at a path. `label` is what it is called in reports."""

    label: str
    day: date | None = None
    path: str = ""
    data: bytes = b""


class StateType(click.ParamType[State]):
    """Reads "2026-04-22", "facts.yaml" or "main:facts.yaml"."""

    name = "DAY|FILE|REV:FILE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> State:
        """The state that a word names."""
        if _DAY.fullmatch(value):
            try:
                return State(value, date.fromisoformat(value))
            except ValueError as error:
                self.fail(f"{value} is no day: {error}", param, ctx)
        file = Path(value)
        if file.is_file():
            try:
                return State(shown(file), path=shown(file), data=file.read_bytes())
            except OSError as error:
                self.fail(f"{value} cannot be read: {error.strerror or error}", param, ctx)
        revision, colon, path = value.partition(":")
        if not colon or not path:
            self.fail(f"{value} is no day, no file, and no revision of one (main:facts.yaml)", param, ctx)
        try:
            return State(value, path=path, data=file_at(revision, path))
        except GitError as error:
            self.fail(str(error), param, ctx)


def of_one_kind(old: State, new: State) -> None:
    """Two days, or two files. Raises click.UsageError."""
    if (old.day is None) != (new.day is None):
        raise click.UsageError(
            f"{old.label} and {new.label}: compare two days, or two files, not one with the other"
        )
