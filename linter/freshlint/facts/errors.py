"""What is wrong with a facts file, and where."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class FactsError:
    """One mistake. `line` and `column` count from 1, in code points; the message says what to write."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class FactsErrors(ValueError):  # noqa: N818 (it holds FactsError, many of them)
    """Facts that cannot be used. `errors` holds every mistake found, in the order of the files."""

    def __init__(self, errors: Iterable[FactsError]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(str(error) for error in self.errors))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about a word that is not known: the nearest spelling, else what there is."""
    choices = sorted(known)
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if not choices:
        return "none is defined"
    shown = ", ".join(f"`{choice}`" for choice in choices[:12])
    return f"known are {shown}{' ...' if len(choices) > 12 else ''}"
