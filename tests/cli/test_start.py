"""Starting the program: cheap, and a crash is no finding."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from freshlint import __version__
from freshlint.cli import main as program

Call = Callable[..., Any]
HEAVY = ["bs4", "markdown_it", "requests", "yaml", "ast_grep_py", "msgspec", "pathspec", "importlib.metadata"]


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_nothing_heavy_is_imported_to_start(arguments: list[str]) -> None:
    code = f"import sys; from freshlint.cli.main import main; sys.argv = ['freshlint', *{arguments}]\n"
    code += "try: main()\nexcept SystemExit: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert not set(HEAVY) & set(done.stdout.split())
    assert "freshlint" in done.stdout


def test_version(freshlint: Call) -> None:
    assert freshlint("--version").out == f"freshlint, version {__version__}\n"


@pytest.mark.parametrize("command", program.COMMANDS)
def test_every_command_can_be_imported_and_has_help(freshlint: Call, command: str) -> None:
    outcome = freshlint(command, "--help")
    assert outcome.code == 0
    assert f"freshlint {command}" in outcome.out


def test_a_crash_exits_with_2(freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("freshlint.setup.configuration", lambda *_: 1 / 0)
    outcome = freshlint("check")
    assert outcome.code == 2
    assert "ZeroDivisionError" in outcome.err


def test_an_interrupted_run_is_no_finding(freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("freshlint.setup.configuration", interrupt)
    assert freshlint("check").code == 130
