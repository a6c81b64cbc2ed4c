"""A scratch git repository for tests, deaf to the configuration of the machine."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.com",
}


@dataclass(frozen=True)
class Repository:
    """A repository in `top`, on the branch main."""

    top: Path

    def git(self, *arguments: str) -> str:
        """What git prints; raises CalledProcessError where it fails."""
        environment = {**os.environ, **ENVIRONMENT}
        command = ["git", "-C", str(self.top), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    def write(self, path: str, text: str) -> Path:
        """Write a file, its folder included."""
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def commit(self, **files: str) -> str:
        """Commit the working tree with these files written; the new commit's id."""
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "change")
        return self.git("rev-parse", "HEAD").strip()


def new_repository(top: Path) -> Repository:
    """An empty repository in a folder."""
    repository = Repository(top)
    repository.git("init", "--quiet", "--initial-branch=main")
    return repository
