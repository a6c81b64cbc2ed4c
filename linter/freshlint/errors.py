"""What keeps a run from starting. The command line shows it and exits with 2; callers of the API catch it."""

from __future__ import annotations


class SetupError(Exception):
    """The configuration, the facts, a pack or what was asked cannot be used; the message says what and why."""
