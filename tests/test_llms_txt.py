"""`llms.txt`, the page that assistants read, is checked as a page of its own: a Markdown list of links with notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Call = Callable[..., Any]
HOOKS = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
PAGE = """\
# Picture workshop

> How to make pictures with gpt-image-2, which has no public API yet.

- Image output of gpt-image-2 costs $40 per 1M tokens.

## Docs

- [Choosing a model](https://example.com/choosing.md): gpt-image-1.5 is the newest image model
- [Prices](https://example.com/prices.md): what an image costs
"""


@pytest.mark.parametrize("name", ["llms.txt", "llms-full.txt", "docs/LLMS.txt"])
def test_its_summary_notes_and_links_are_read(site: Path, freshlint: Call, name: str) -> None:
    (site / name).parent.mkdir(exist_ok=True)
    (site / name).write_text(PAGE)
    report = freshlint("check", "--as-of", "2026-04-22", "--output-format", "json").report
    found = [(finding["path"], finding["start"]["line"], finding["rule"]) for finding in report["findings"]]
    assert found == [(name, 3, "availability"), (name, 5, "price"), (name, 9, "superseded")]


def test_it_is_fixed_like_any_page(site: Path, freshlint: Call) -> None:
    (site / "llms.txt").write_text(PAGE)
    freshlint("check", "--as-of", "2026-04-22", "--fix")
    price = "costs $30 per 1M tokens ([OpenAI API pricing]"
    assert (site / "llms.txt").read_text().startswith(PAGE.partition("costs")[0] + price)


@pytest.mark.parametrize("hook", yaml.safe_load(HOOKS.read_text()), ids=lambda hook: str(hook["id"]))
def test_the_hooks_see_it(hook: dict[str, str]) -> None:
    assert all(re.search(hook["files"], name) for name in ("llms.txt", "site/llms-full.txt", "a.md"))
    assert not re.search(hook["files"], "notes.txt")
