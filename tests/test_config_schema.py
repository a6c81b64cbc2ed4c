"""The published schema of the configuration: that of the code, and check-jsonschema says what the program says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freshlint.config_schema import json_schema

PUBLISHED = Path(__file__).parents[1] / "linter/freshlint/config.schema.json"
EVERYTHING = f"""\
paths = ["docs"]
exclude = ["docs/drafts/"]
select = ["price"]
ignore = ["caveat"]
facts = ["ours.yaml", {{url = "https://example.com/facts.yaml", digest = "sha256:{"0" * 64}"}}]
shipped-facts = false
packs = []
as-of = 2026-04-22
archive = ["old/"]
min-confidence = "low"
fail-on = "error"
code-citations = false
horizon = "30d"
severity = {{price = "notice"}}
overrides = [{{paths = ["blog/"], roles = ["title", "first-screen"], severity = {{price = "error"}}}}]
"""
BROKEN = [
    'path = ["docs"]',
    'paths = "docs"',
    'min-confidence = "sure"',
    'severity = {price = "fatal"}',
    'as-of = "soon"',
    'overrides = [{paths = ["blog/"]}]',
    'overrides = [{roles = ["titel"], severity = {}}]',
    'facts = [{url = "https://example.com/facts.yaml"}]',
    'facts = [{url = "ftp://example.com/f", digest = "sha256:' + "0" * 64 + '"}]',
    'facts = [{url = "https://example.com/f", digest = "sha256:abc"}]',
]


def test_the_published_schema_is_the_one_of_the_code() -> None:
    assert json.loads(PUBLISHED.read_text()) == json.loads(json.dumps(json_schema())), (
        "run `freshlint config schema > linter/freshlint/config.schema.json`"
    )


def accepted(file: Path) -> bool:
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(PUBLISHED), str(file)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_every_key_is_accepted(site: Path) -> None:
    (site / "freshlint.toml").write_text(EVERYTHING)
    assert accepted(site / "freshlint.toml")
    keys = {line.partition(" ")[0] for line in EVERYTHING.splitlines()}
    assert keys <= set(json_schema()["$defs"]["Config"]["properties"])


@pytest.mark.parametrize("text", BROKEN)
def test_what_the_program_refuses_the_schema_refuses(
    site: Path, freshlint: Callable[..., Any], text: str
) -> None:
    (site / "freshlint.toml").write_text(text)
    assert not accepted(site / "freshlint.toml")
    assert freshlint("check").code == 2


def test_show_says_which_configuration_counts(site: Path, freshlint: Callable[..., Any]) -> None:
    (site / "freshlint.toml").write_text('ignore = ["price"]\n')
    (site / "part").mkdir()
    (site / "part/freshlint.toml").write_text('ignore = ["caveat"]\n')
    assert freshlint("config", "show").out.startswith("# freshlint.toml\n")
    shown = freshlint("config", "show", "part").out
    assert shown.startswith("# part/freshlint.toml\n")
    assert '"caveat"' in shown
