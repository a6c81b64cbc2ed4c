"""The comment on a pull request: grouped by fact, capped, and unable to call anybody."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from freshlint.facts.fact import Citation
from freshlint.report import Options
from freshlint.report.markdown import MARKER, MAX_BYTES, MAX_PLACES, render
from freshlint.report.markdown_text import code, link, prose
from freshlint.report.model import Message, RunReport
from report_samples import DAY, HOSTILE, hostile, page, report


def comment(run: RunReport) -> str:
    return render(run, Options())


def headings(run: RunReport) -> list[str]:
    return re.findall(r"^### (.*)$", comment(run), re.M)


def shown(markdown: str) -> str:
    """The words of a rendered line, without tags and comments."""
    html = MarkdownIt("gfm-like", {"linkify": False}).renderInline(markdown)
    return re.sub(r"<!-- -->|</?code>", "", html)


def test_the_whole_comment() -> None:
    assert comment(report(page("STALE"))) == (
        "<!-- freshlint -->\n\n"
        "1 finding in 1 file, as of 2026-04-22: 1 error.\n"
        "\\--fix mends 1; --diff shows it first.\n\n"
        "### thing/status/released: FRESH\n\n"
        "1 finding in 1 file; source: [The source](<https://example.com/a>), verified 2026-04-22\n\n"
        "- `docs/a.md` line 1: error[snapshot]: says STALE\n"
    )


def test_one_fact_on_forty_pages_is_one_entry() -> None:
    run = report(*(page("STALE", f"docs/{number}.md") for number in range(40)))
    text = comment(run)
    assert headings(run) == ["thing/status/released: FRESH"]
    assert "40 findings in 40 files" in text
    assert text.count("- `docs/") == MAX_PLACES
    assert "- 30 more places" in text


def test_the_gravest_and_most_frequent_come_first() -> None:
    rare = page("DUSTY", fact="rare", expected="")
    often = page("DUSTY DUSTY", fact="often", expected="")
    grave = page("STALE", fact="grave", expected="")
    assert headings(report(rare, often, grave)) == ["grave", "often", "rare"]


def test_findings_without_a_fact_are_grouped_by_what_they_say() -> None:
    run = report(page("STALE STALE", fact=""), page("STALE", "b.md", fact=""))
    assert headings(run) == ["says STALE"]


def test_it_stays_below_what_a_comment_may_hold_and_counts_the_rest() -> None:
    pages = (page("STALE", f"{number}.md", fact=f"f{number}", message="@x " * 200) for number in range(200))
    errors = tuple(Message("@x " * 300, f"{number}.md") for number in range(100))
    text = comment(report(*pages, errors=errors))
    assert MAX_BYTES // 2 < len(text.encode()) < 65_536
    counted = re.search(r"^Not shown: (\d+) findings", text, re.M)
    assert counted is not None
    assert int(counted[1]) == 200 - text.count("### ")


def test_errors_are_named() -> None:
    assert "- **error**: b.md: cannot be read" in comment(report(errors=(Message("cannot be read", "b.md"),)))


def test_the_marker_comes_first_and_only_once() -> None:
    run = report(page("STALE", message=MARKER, fact=MARKER), errors=(Message(MARKER),))
    assert comment(run).startswith(f"{MARKER}\n")
    assert comment(run).count(MARKER) == 1


@pytest.mark.parametrize(
    "text",
    ["*a*", "_a_", "`a`", "[a](b)", "<b>", "~~a~~", "a | b", "\\*", "![a](b)", "&amp;", "- a", "<!-- a"],
)
def test_prose_has_no_markup(text: str) -> None:
    assert shown(prose(text)) == text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "text", ["@me", "#1", "!1", "~bug", "$1", "&1", '%"m"', "https://x.y", "www.x.y", "GH-1"]
)
def test_prose_calls_nobody_and_links_nowhere(text: str) -> None:
    assert text not in prose(text).replace("\\", "")
    assert shown(prose(text)).replace("&quot;", '"').replace("&amp;", "&") == text


@pytest.mark.parametrize("text", ["a", "`", "``a`", " a ", "a\nb", "@me"])
def test_code_is_one_code_span(text: str) -> None:
    html = MarkdownIt().renderInline(code(text, 100))
    assert re.fullmatch(r"<code>[^<]*</code>", html)
    assert html[6:-7] == text.replace("\n", "\\n")


def test_only_web_addresses_are_links() -> None:
    assert link("a", "javascript:alert(1)") == "a `javascript:alert(1)`"
    assert link("a](x", "https://e.com/>\n <b>") == "[a\\](x](<https://e.com/%3E%0A%20%3Cb%3E>)"


def test_a_hostile_comment_has_no_tag_link_or_hidden_word() -> None:
    text = comment(hostile())
    assert all(character.isprintable() for character in text.replace("\n", ""))
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<a " not in html and "<b>" not in html and "<img" not in html
    assert set(re.findall(r"<!--.*?-->", html)) <= {MARKER, "<!-- -->"}


def test_long_texts_are_cut() -> None:
    run = report(page("STALE", message="x" * 5000, citation=Citation("t" * 5000, "https://e.com", None, DAY)))
    assert len(comment(run)) < 1500
    assert "…" in comment(run)


def test_messages_are_capped() -> None:
    run = replace(report(), errors=tuple(Message(HOSTILE, "b.md") for _ in range(500)))
    assert comment(run).count("**error**") == 20
