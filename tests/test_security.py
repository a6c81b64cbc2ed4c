"""What SECURITY.md promises of a checkout that somebody else wrote: it is read, and nothing of it runs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import freshlint as package
import freshlint_rules

Call = Callable[..., Any]
ROOT = Path(__file__).parent.parent
DAY = ("--isolated", "--as-of", "2026-04-22")
# Imported early by the program, by its libraries, or by Python itself.
NAMES = (
    "click",
    "msgspec",
    "yaml",
    "markdown_it",
    "bs4",
    "freshlint_rules",
    "sitecustomize",
    "pickle",
    "queue",
)
STALE = "Image output of gpt-image-2 costs $40 per 1M tokens.\n"


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for folder in (package, freshlint_rules):
        (root,) = folder.__path__
        for file in sorted(Path(root).rglob("*.py")):
            yield file, ast.parse(file.read_text(encoding="utf-8"))


@pytest.fixture
def planted(site: Path) -> Path:
    """A checkout with modules that leave a mark when they run."""
    for name in NAMES:
        (site / f"{name}.py").write_text(f"open('RAN-{name}', 'w').close()\nraise SystemExit(9)\n")
    (site / "docs").mkdir()
    (site / "docs" / "a.md").write_text(STALE)
    return site


def ran(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("RAN-*"))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["freshlint", "check", *DAY, "--jobs", "2", "docs"], 1),
        (["-m", "freshlint", "check", *DAY, "docs"], 1),
        (["freshlint", "audit", "docs", *DAY, "--jobs", "1"], 1),
    ],
    ids=["check", "python -m", "audit and its processes"],
)
def test_no_module_of_the_checkout_is_imported(planted: Path, command: list[str], code: int) -> None:
    program = (
        [sys.executable] if command[0] == "-m" else [str(Path(sys.executable).with_name(command.pop(0)))]
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run([*program, *command], capture_output=True, text=True, env=environment, check=False)
    assert ran(planted) == []
    assert done.returncode == code, done.stderr


def test_a_check_opens_no_connection(site: Path, freshlint: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    (site / "a.md").write_text(STALE + "\n[x](https://example.com/x) ![y](//example.com/y.png)\n")
    outcome = freshlint("check", *DAY, "--fix")
    assert outcome.code == 0
    assert "$30" in (site / "a.md").read_text()


def _loader_is_safe(tree: ast.Module, given: list[ast.expr]) -> bool:
    """Whether a name that is given is one of the module's, made of a loader that makes plain data or text alone."""
    names = {ast.unparse(value) for value in given}
    return any(
        isinstance(node, ast.Assign)
        and ast.unparse(node.targets[0]) in names
        and ast.unparse(node.value).endswith(("SafeLoader", "SafeLoader)", "yaml.BaseLoader)"))
        for node in tree.body
    )


def test_nothing_that_is_kept_or_read_can_run() -> None:
    """No pickle, no marshal, no eval, no shell; YAML only by loaders that make plain data."""
    forbidden = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "sqlite3.dbapi2"}
    found = []
    for file, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found += [f"{file}: {name.name}" for name in node.names if name.name in forbidden]
            elif isinstance(node, ast.ImportFrom) and node.module in forbidden:
                found.append(f"{file}: {node.module}")
            elif isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                wrong = called in ("eval", "exec", "os.system", "os.popen", "yaml.load", "yaml.unsafe_load")
                given = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
                safe = any("Safe" in ast.unparse(value) for value in given) or _loader_is_safe(tree, given)
                shell = called.startswith("subprocess.") and any(k.arg == "shell" for k in node.keywords)
                if (wrong and not safe) or shell:
                    found.append(f"{file}:{node.lineno}: {called}")
    assert found == []


def test_every_test_that_the_threat_model_names_is_there() -> None:
    named = [
        word.strip("`,.;()").split("::")
        for word in (ROOT / "SECURITY.md").read_text(encoding="utf-8").split()
        if "::test_" in word
    ]
    assert len(named) > 8
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{name}"
