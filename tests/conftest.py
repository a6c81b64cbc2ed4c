"""What tests of the shell share: the program called as on a command line, and an engine that they can foresee."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from freshlint import engine
from freshlint.cli.main import main
from freshlint.document.model import Document
from word_engine import word_findings

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@dataclass(frozen=True)
class Outcome:
    """What one call of the program did."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on stdout."""
        content: dict[str, Any] = json.loads(self.out)
        return content


@pytest.fixture(scope="session", autouse=True)
def _(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests keep from run to run stays among their own files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRESHLINT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def freshlint(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Calls the program in `site` with these arguments."""

    def call(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["freshlint", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main()
        shown = capsys.readouterr()
        code = stopped.value.code
        return Outcome(code if isinstance(code, int) else 0, shown.out, shown.err)

    return call


@pytest.fixture
def word_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts an engine in place that finds WORDS, lets every file through, and fails on the word BOOM."""

    def check(document: Document, knowledge: object, settings: engine.Settings) -> engine.PageResult:
        if "BOOM" in document.source.text:
            raise RuntimeError("boom")
        found = () if settings.archive else word_findings(document.source)
        return engine.PageResult(
            tuple(finding for finding in found if finding.rule in settings.select), problems=document.problems
        )

    monkeypatch.setattr(engine, "check", check)
    monkeypatch.setattr("freshlint.screen.Screen.may_name", lambda screen, text: True)
