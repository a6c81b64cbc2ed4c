"""The rolling issue: one entry a page, what is read most first, safe to post."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from freshlint.report import Options
from freshlint.report.issue import MARKER, render
from report_samples import hostile, page, report

PAGES = [page("STALE STALE\n", "docs/a.md"), page("fine\n", "docs/b.md"), page("\nDUSTY\n", "docs/c.md")]


def test_each_page_is_an_entry_the_gravest_first() -> None:
    lines = render(report(*reversed(PAGES)), Options()).splitlines()
    assert lines[0] == MARKER
    assert [line for line in lines if line[:3] in ("###", "- l")] == [
        "### `docs/a.md`",
        "- line 1: error[snapshot]: says STALE",
        "- line 1: error[snapshot]: says STALE",
        "### `docs/c.md`",
        "- line 2: warning[superseded]: says DUSTY",
    ]


def test_what_is_read_most_comes_first_with_its_owners() -> None:
    shown = render(
        report(*PAGES, views={"docs/a.md": 7, "docs/c.md": 1234}, owners={"docs/c.md": ("@org/docs",)}),
        Options(),
    )
    assert shown.index("### `docs/c.md` (1,234 views, `@org/docs`)") < shown.index(
        "### `docs/a.md` (7 views)"
    )


def test_it_says_what_could_not_be_checked_and_what_does_not_fit() -> None:
    many = [page("STALE\n" * 20, f"docs/{number:04}-{'x' * 150}.md") for number in range(300)]
    shown = render(report(*many), Options())
    assert len(shown.encode()) < 65_536
    assert "10 more findings" in shown
    assert "Not shown: " in shown


def test_nothing_of_it_breaks_out() -> None:
    text = render(hostile(), Options())
    assert all(character.isprintable() for character in text.replace("\n", ""))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<a " not in html and "<b>" not in html and "<img" not in html
    assert set(re.findall(r"<!--.*?-->", html)) <= {MARKER, "<!-- -->"}
