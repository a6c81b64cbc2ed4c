"""`freshlint stamp`: a receipt is written only where nothing on the page is stale, silenced or undecided."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Call = Callable[..., Any]
FRESH = "gpt-image-2 is available in the API.\n"
STALE = "There is no public API for gpt-image-2 yet.\n"


def stamped(site: Path, freshlint: Call, name: str, text: str, day: str = "2026-04-22") -> Any:
    (site / name).write_bytes(text.encode())
    return freshlint("stamp", name, "--as-of", day)


def receipt(text: str) -> Any:
    if found := re.search(r"data-freshlint>(.*?)</script>", text):
        return json.loads(found[1])
    if text.startswith("+++"):
        return tomllib.loads(text.split("+++")[1])["freshlint-checked"]
    return yaml.safe_load(text.split("---")[1])["freshlint-checked"]


@pytest.mark.parametrize(
    "head", ["", "---\ntitle: x\n---\n", "+++\ntitle = 'x'\n[extra]\na = 1\n+++\n", "---\r\na: 1\r\n---\r\n"]
)
def test_markdown_is_stamped_in_its_front_matter(site: Path, freshlint: Call, head: str) -> None:
    outcome = stamped(site, freshlint, "a.md", head + FRESH)
    assert (outcome.code, outcome.out) == (0, "a.md: stamped\n")
    text = (site / "a.md").read_bytes().decode()
    assert str(receipt(text)["as-of"]) == "2026-04-22"
    assert receipt(text)["entities"] == ["gpt-image-2"]
    assert receipt(text)["facts"].startswith("sha256:")
    left = [line for line in text.splitlines(keepends=True) if not line.startswith("freshlint-checked")]
    assert "".join(left).endswith(head + FRESH)
    assert freshlint("check", "--as-of", "2026-04-22", "--fail-on", "notice").code == 0


def test_html_is_stamped_as_structured_data(site: Path, freshlint: Call) -> None:
    page = f"<html><head><title>x</title>\n</head><body><p>{FRESH}</p></body></html>"
    assert stamped(site, freshlint, "a.html", page).code == 0
    found = receipt((site / "a.html").read_text())
    assert (found["@type"], found["lastReviewed"]) == ("WebPage", "2026-04-22")
    assert found["citation"]
    assert "no receipt: has no head" in stamped(site, freshlint, "b.html", f"<p>{FRESH}</p>").out


@pytest.mark.parametrize("name", ["a.md", "a.html"])
def test_a_newer_receipt_takes_the_place_of_the_older_one(site: Path, freshlint: Call, name: str) -> None:
    page = FRESH if name == "a.md" else f"<head></head><p>{FRESH}</p>"
    stamped(site, freshlint, name, page)
    once = (site / name).read_text()
    stamped(site, freshlint, name, once, "2026-04-30")
    assert (site / name).read_text() == once.replace("2026-04-22", "2026-04-30")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (STALE, "has stale claims"),
        (f"<!-- freshlint-disable-next-line availability: ours -->\n{STALE}", "that a comment silences"),
        ("gpt-image-2 costs $3 per seat and month.\n", "has claims that could not be judged: 1"),
        ("Fine weather.\n", "claims nothing that the facts speak of"),
        ('---\ntitle: "x\n---\n' + FRESH, "could not be read whole"),
    ],
)
def test_a_page_with_a_flaw_gets_none(site: Path, freshlint: Call, text: str, reason: str) -> None:
    outcome = stamped(site, freshlint, "a.md", text)
    assert outcome.code == 1
    assert reason in outcome.out
    assert (site / "a.md").read_text() == text


def test_what_does_not_run_or_is_accepted_counts_all_the_same(site: Path, freshlint: Call) -> None:
    (site / "freshlint.toml").write_text("ignore = ['availability']\n")
    assert stamped(site, freshlint, "a.md", STALE).code == 1
    (site / "freshlint.toml").write_text("archive = ['a.md']\n")
    assert "it is history" in stamped(site, freshlint, "a.md", FRESH).out


def test_a_page_that_cannot_be_read_is_an_error_after_the_rest(site: Path, freshlint: Call) -> None:
    (site / "a.md").write_bytes(b"\xff")
    (site / "b.md").write_text(FRESH)
    outcome = freshlint("stamp", ".", "--as-of", "2026-04-22")
    assert outcome.code == 2
    assert "a.md: not valid UTF-8" in outcome.err
    assert "b.md: stamped" in outcome.out
