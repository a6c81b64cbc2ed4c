"""`freshlint facts timeline` on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Call = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """freshlint: 1
sources: {page: {title: "<script>alert(1)</script>", url: "https://acme.example/?a=1&b=<2>"}}
entities:
  acme-3:
    status:
      - {value: released, since: 0001-01-01, verified: 2026-01-02, source: page}
      - {value: retired, since: 9999-12-31, verified: 2026-01-02, source: page}
    caveats: [{id: "]]></style><b>\\"'", text: "x", since: 2026-01-01, verified: 2026-01-02, source: page}]
"""


def test_text_tells_days_words_and_sources(site: Path, freshlint: Call) -> None:
    out = freshlint("facts", "timeline", "gpt-image-1.5", "--as-of", "2026-11-24").out
    lines = out.splitlines()
    assert lines[0] == "gpt-image-1.5, as of 2026-11-24"
    assert any(line.startswith("2026-04-21  gpt-image-2 is newer") for line in lines)
    ahead = lines.index("ahead:")
    assert lines[ahead + 1].startswith("2026-12-01  retired")
    assert "verified 2026-10-27" in lines[ahead + 1]


def test_the_picture_is_xml_with_a_bar_for_each_stretch(site: Path, freshlint: Call) -> None:
    freshlint("facts", "timeline", "GPT Image 2", "--as-of", "2026-04-22", "--svg", "life.svg")
    root = ElementTree.parse(site / "life.svg").getroot()
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert any(
        title.startswith("image output: $30 per 1M tokens: from 2026-04-22 (seen)") for title in titles
    )
    assert {child.tag.removeprefix(SVG) for child in root.iter()} == {
        "svg",
        "style",
        "rect",
        "text",
        "line",
        "g",
        "title",
    }


def test_words_of_facts_are_words_in_the_picture(site: Path, freshlint: Call) -> None:
    (site / "facts.yaml").write_text(HOSTILE)
    done = freshlint("facts", "timeline", "acme-3", "--facts", "facts.yaml", "--svg", "life.svg")
    assert done.code == 0
    root = ElementTree.parse(site / "life.svg").getroot()
    assert not [child for child in root.iter() if child.tag.removeprefix(SVG) in ("script", "b")]
    assert any("<script>" in (title.text or "") for title in root.iter(f"{SVG}title"))


def test_an_entity_that_nobody_knows(site: Path, freshlint: Call) -> None:
    done = freshlint("facts", "timeline", "gpt-imago-2")
    assert done.code == 2
    assert "gpt-image-2" in done.err
