"""What keeps a run from starting. The command line shows it and exits with 2; callers of the API catch it."""

from __future__ import annotations

from pathlib import Path


class SetupError(Exception):
    """The configuration, the facts, a pack or what was asked cannot be used; the message says what and why."""


class OutOfTime(BaseException):
    """What was to be done took longer than it may; the message says how long that is.

    Like KeyboardInterrupt it is no Exception: what handles errors should not take it.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"did not end within {seconds:g} s")


def described(error: BaseException) -> str:
    """An error nobody expected: its type, what it says, and where it was raised."""
    import traceback  # only a run that meets an error pays for it

    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    # Not by str(error), which may itself fail.
    _, _, said = "".join(traceback.format_exception_only(error)).strip().partition(": ")
    return f"{type(error).__name__}: {said}{where}"
