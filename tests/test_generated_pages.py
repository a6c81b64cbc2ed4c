"""What must hold of every page, over pages generated from stale passages, hostile marks and nesting."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import shipped
from freshlint import engine
from freshlint.fix.apply import apply_edits, select_fixes
from freshlint.screen import Screen
from freshlint.source import Source

PAIRS = Path(__file__).parents[1] / "fixtures" / "pairs" / "seen"
FORMS = {"md": "page.md", "html": "page.html", "mdx": "page.mdx"}
MARKS = [
    *(
        "\n\n",
        "\n",
        "\r",
        "\r\n",
        " ",
        "\t",
        "\0",
        "> ",
        "- ",
        "1. ",
        "# ",
        "| a | b |\n|--|--|\n| ",
        " | ",
        "```\n",
    ),
    *(
        "`",
        "**",
        "_",
        "~~",
        "[x](y)",
        "![",
        "<b>",
        "</b>",
        "<!-- ",
        "-->",
        "<td>",
        "&amp;",
        "&#36;",
        "\\",
        "{",
        "}",
    ),
    *(
        "价格",
        "モデル",
        "🦊",
        "e\u0301",
        "\u202e",
        "\u200d",
        "\ufeff",
        "\u0645\u0631\u062d\u0628\u0627",
        "$40",
        "---\n",
    ),
    *(
        "gpt-image-2",
        "GPT Image 1.5",
        "it",
        "No.",
        "✅",
        "?",
        ":",
        "{% if x %}",
        "{{ x }}",
        ":::note\n",
        "\n:::\n",
    ),
]


def passages() -> list[str]:
    """Short pages about the shipped facts, whole and cut in two."""
    rows = [row for file in sorted(PAIRS.glob("*.yaml")) for row in yaml.safe_load(file.read_text("utf-8"))]
    whole = sorted({row[side] for row in rows for side in ("stale", "fresh") if len(row[side]) < 600})
    return [*whole, *(part for one in whole for part in (one[: len(one) // 2], one[len(one) // 2 :]))]


PAGES = st.lists(
    st.one_of(st.sampled_from(passages()), st.sampled_from(MARKS), st.sampled_from(MARKS)),
    min_size=1,
    max_size=12,
).map("".join)


@given(PAGES, st.sampled_from(sorted(FORMS)))
@settings(max_examples=120, deadline=None)
def test_findings_are_where_they_say_and_fixes_change_nothing_else(text: str, form: str) -> None:
    known = shipped.knowledge()
    result = shipped.check(Source(FORMS[form], text), known)
    for finding in result.findings:
        assert text[slice(*finding.span)] == finding.text
        edits = finding.fix.edits if finding.fix else ()
        assert all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
        assert all(
            one.end <= other.start for one, other in zip(sorted(edits), sorted(edits)[1:], strict=False)
        )
    # A page that names nothing is passed over unread: nothing may be lost by that.
    names = (name for name, _ in known.view.named())
    assert Screen.of(names).passes(text) or not result.claims


@given(PAGES, st.sampled_from(sorted(FORMS)))
@settings(max_examples=60, deadline=None)
def test_fixing_ends_and_fixing_again_changes_nothing(text: str, form: str) -> None:
    known = shipped.knowledge()
    for _ in range(shipped.MAX_ROUNDS):
        chosen = select_fixes(shipped.check(Source(FORMS[form], text), known).findings, unsafe=True)
        if not chosen:
            return
        fixed = apply_edits(text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
        engine.read(Source(FORMS[form], fixed))
        text = fixed
    raise AssertionError(f"fixes do not end:\n{text}")
