"""How git is called: nothing that a repository or the environment names runs, and no other repository is meant."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# What git needs to find itself, the user's own configuration and name; not the caller's secrets, nor another
# repository (GIT_DIR, GIT_INDEX_FILE, ... as hooks set them).
_KEPT = frozenset(
    {
        "PATH",
        "HOME",
        "XDG_CONFIG_HOME",
        "USER",
        "LOGNAME",
        "USERNAME",
        "EMAIL",
        "TMPDIR",
        "TEMP",
        "TMP",
        "SYSTEMROOT",
        "USERPROFILE",
        "HOMEDRIVE",
        "HOMEPATH",
        "GIT_CEILING_DIRECTORIES",
        "GIT_DISCOVERY_ACROSS_FILESYSTEM",
        "GIT_CONFIG_GLOBAL",
        "GIT_CONFIG_SYSTEM",
        "GIT_CONFIG_NOSYSTEM",
        "GIT_CONFIG_COUNT",
    }
)
_KEPT_PREFIXES = ("GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_")
# No questions, no locks, no network (a partial clone would fetch what it lacks), no replaced objects.
_SET = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
# Programs that a repository's own configuration may name.
_OFF = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "log.showSignature=false")


def git_command(*arguments: str, folder: Path | str | None = None) -> list[str]:
    """The command line of a call of git, in a folder or in the working directory."""
    where = () if folder is None else ("-C", os.fspath(folder))
    off = (word for setting in _OFF for word in ("-c", setting))
    return ["git", "--no-pager", *off, *where, *arguments]


def git_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a call of git."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key.upper() in _KEPT or key.startswith(_KEPT_PREFIXES)
    }
    return {**kept, **_SET, **(extra or {})}
