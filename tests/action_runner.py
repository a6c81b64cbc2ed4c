"""Runs the steps of action.yml as a runner does, with a forge that only writes down what it is asked."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")

GH = """\
#!{python}
# Writes down its arguments, and answers with the file ANSWERS/<words joined by a dash>, where there is one.
import os, pathlib, sys
answers = pathlib.Path(os.environ["GH_ANSWERS"])
with (answers / "calls").open("a") as calls:
    print(*sys.argv[1:], sep="\\t", file=calls)
for name in sorted(answers.glob("*.answer"), key=lambda path: -len(path.name)):
    if all(word in sys.argv[1:] or any(word in each for each in sys.argv[1:]) for word in name.stem.split("+")):
        sys.stdout.write(name.read_text())
        break
for flag in ("--body-file", "--input"):
    if flag in sys.argv:
        text = pathlib.Path(sys.argv[sys.argv.index(flag) + 1]).read_text()
        (answers / f"sent-{{'-'.join(sys.argv[1:3])}}").write_text(text)
"""


@dataclass
class Runner:
    """A job in `folder`; `github` is the context that expressions read, `answers` what gh knows."""

    folder: Path
    scratch: Path
    github: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.answers = self.scratch / "answers"
        self.bin = self.scratch / "bin"
        for made in (self.answers, self.bin, self.scratch / "temp"):
            made.mkdir(parents=True)
        self._executable("gh", GH.format(python=sys.executable))
        self._executable("freshlint", f'#!/bin/sh\nexec {sys.executable} -m freshlint "$@"\n')
        self._executable("python", f'#!/bin/sh\nexec {sys.executable} "$@"\n')

    def _executable(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def answer(self, words: str, text: str) -> None:
        """What gh prints when called with these words, joined by +."""
        (self.answers / f"{words}.answer").write_text(text)

    def calls(self) -> list[list[str]]:
        """The arguments of each call of gh."""
        file = self.answers / "calls"
        return [line.split("\t") for line in file.read_text().splitlines()] if file.exists() else []

    def sent(self, what: str) -> str:
        """The text that a call of gh was given in a file."""
        return (self.answers / f"sent-{what}").read_text()

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """The step of the mode, with these inputs (- is written _); the installing step is passed over."""
        given = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        steps = [
            step for step in ACTION["runs"]["steps"] if step["if"] == f"inputs.mode == '{given['mode']}'"
        ]
        (step,) = steps
        environment = {**os.environ, "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}"}
        environment |= {name: self._value(text, given) for name, text in step["env"].items()}
        environment |= {
            "GITHUB_OUTPUT": str(self.scratch / "output"),
            "GITHUB_STEP_SUMMARY": str(self.scratch / "summary"),
            "GH_ANSWERS": str(self.answers),
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )

    def _value(self, text: str, inputs: dict[str, str]) -> str:
        return EXPRESSION.sub(lambda found: self._evaluated(found[1], inputs), text)

    def _evaluated(self, expression: str, inputs: dict[str, str]) -> str:
        for name in expression.split("||"):
            context, _, key = name.strip().partition(".")
            value = inputs[key] if context == "inputs" else self.github.get(name.strip(), "")
            if value := EXPRESSION.sub("", value):
                return value
        return ""


def expressions(text: Any) -> list[str]:
    """The expressions in a text of a workflow."""
    return EXPRESSION.findall(str(text))
