"""The invariant over generated Markdown and MDX: what the map says is where the text is."""

from __future__ import annotations

import html
import json
import re

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freshlint.document.markdown import read_markdown
from freshlint.document.mdx import read_mdx
from freshlint.document.model import Block, Document, Form, Kind, MarkKind
from freshlint.source import Source

WORDS = st.sampled_from(
    [
        *(
            "word",
            "价格",
            "🦊",
            "é",
            "a b",
            " ",
            "  ",
            "\t",
            "\n",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "  \n",
            "\\\n",
        ),
        *(
            "\u00a0",
            "\u3000",
            "\x85",
            "\0",
            "\ufffd",
            "$40",
            "?",
            "？",
            "&amp;",
            "&#36;",
            "&",
            "&copy",
            "\\*",
            "\\",
        ),
        *(
            "*",
            "**",
            "_",
            "~~",
            "`",
            "``",
            "[",
            "]",
            "](/u)",
            "![",
            "<https://x.example/%C3%A9>",
            "[^1]",
            "[r]",
        ),
    ]
)
LINES = st.sampled_from(
    [
        *(
            "> ",
            ">",
            "- ",
            "1. ",
            "   ",
            "    ",
            "# ",
            "###### ",
            "\n===\n",
            "\n---\n",
            "\n```py\n",
            "\n~~~\n",
        ),
        *(
            "| a | b |\n|---|---|\n",
            "| | x \\| y |\n",
            "|",
            "\n: ",
            "- [x] ",
            "\n[r]: /u\n",
            "\n[^1]: ",
            "[!NOTE]\n",
        ),
        *(
            "\n:::tip Title\n",
            "\n:::\n",
            '!!! note "Title"\n',
            '=== "Tab"\n',
            "{{ x }}",
            "{% y %}",
            "{#id}",
            "+++\n",
            "---\n",
        ),
    ]
)
TAGS = st.sampled_from(
    [
        *("<b>", "</b>", "<br>", "<del>", "</del>", "<!-- c -->", "<!--", "<div>\n", "</div>\n", "<p>", "<"),
        *("<details><summary>Q?</summary>\n\n", "</details>\n", '<img alt="&eacute;">', "<table><tr><td>x\n"),
        *(
            "<Card>",
            "</Card>\n",
            "    <Card title='a &amp; b?'>\n",
            "<Card rows={[{label: 'S', value: \"V\\n\"}]} />",
        ),
        *(
            "{/* c */}",
            "{",
            "}",
            "{'text'}",
            "{a && <p>Don't</p>}",
            "export const m = {title: `T`}\n\n",
            "<h2>",
        ),
    ]
)
PAGES = st.lists(st.one_of(WORDS, WORDS, LINES, TAGS), max_size=40).map("".join)


def check_places(document: Document) -> None:
    source = document.source.text
    for block in document.blocks:
        covered, placed = 0, block.span.start
        for run in block.inline.runs:
            assert run.start == covered < run.end
            assert placed <= run.source_start < run.source_end <= block.span.end
            written, shown = source[run.source_start : run.source_end], block.text[run.start : run.end]
            if run.literal:
                assert written == shown
            elif block.form in (Form.MARKDOWN, Form.MARKDOWN_CELL):
                assert shown in readings(written)
            covered, placed = run.end, run.source_end
        assert covered == len(block.text)
        for mark in block.inline.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)
    for comment in document.comments:
        assert source[comment.span.start : comment.span.end] == comment.text


def readings(written: str) -> set[str]:
    """What an atom of Markdown may stand for."""
    shown = {html.unescape(written), "\ufffd" if "\0" in written else "\n", "\n", " "}
    if written[0] == "\\":
        shown |= {written[1:], written[-1]}
    if written.startswith("http"):
        shown.add("https://x.example/é")
    return shown


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_every_character_of_markdown_is_where_the_map_says(text: str) -> None:
    check_places(read_markdown(Source("page.md", text)))


@given(PAGES)
@settings(max_examples=400, deadline=None)
def test_every_character_of_mdx_is_where_the_map_says(text: str) -> None:
    check_places(read_mdx(Source("page.mdx", text)))


@given(PAGES.filter(lambda page: "\r" not in page and "\0" not in page), st.sampled_from(["\r\n", "\r"]))
@settings(max_examples=200, deadline=None)
def test_the_kind_of_newline_changes_no_text(text: str, newline: str) -> None:
    plain = read_markdown(Source("page.md", text))
    other = read_markdown(Source("page.md", text.replace("\n", newline)))
    check_places(other)
    shown = [re.sub(r"\r\n?", "\n", block.text) for block in other.blocks]
    assert shown == [block.text for block in plain.blocks]


# What follows is well-formed, so that two parsers must agree on it.
PHRASES = st.sampled_from(
    [
        *(
            "plain words",
            "价格 **40** 美元",
            "a *b **c** d* e",
            "x &amp; y &#8364; z",
            "1 \\* 2 \\_ 3",
            "🦊 `code` é",
        ),
        *(
            "[a **b** link](https://x.example 't')",
            "![alt *text*](i.png) after",
            "~~old~~ new",
            "snake_case_name",
        ),
    ]
)
PARAGRAPHS = st.lists(PHRASES, min_size=1, max_size=3).map("\n".join)
LEAVES = st.one_of(
    PARAGRAPHS,
    PHRASES.map("## {}".format),
    PHRASES.map("{}\n===".format),
    st.just("| a | `b` |\n| --- | ---: |\n| *c* | d \\| e |\n|  | f |"),
)


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def listed(text: str) -> str:
    return "- " + text.replace("\n", "\n  ")


BODIES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(quoted), inner.map(listed), st.lists(inner, min_size=2, max_size=3).map("\n\n".join)
    ),
    max_leaves=8,
)


@given(BODIES)
@settings(max_examples=200, deadline=None)
def test_another_parser_finds_the_same_characters_in_the_same_places(text: str) -> None:
    assert placed_by_us(text) == placed_by_pulldown(text)


def placed_by_us(text: str) -> set[int]:
    places: set[int] = set()
    for block in read_markdown(Source("page.md", text)).blocks:
        for run in block.inline.runs:
            if run.literal and not any(
                mark.kind is MarkKind.CODE for mark in block.inline.marks_at(run.start, run.end)
            ):
                places.update(range(run.source_start, run.source_end))
    return visible(text, places)


def placed_by_pulldown(text: str) -> set[int]:
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
    raw = text.encode()
    places: set[int] = set()
    for event, found in pyromark.events_with_range(text, options=options):
        if isinstance(event, dict) and "Text" in event:
            start, end = (len(raw[: found[side]].decode()) for side in ("start", "end"))
            if text[start:end] == event["Text"]:
                places.update(range(start, end))
    return visible(text, places)


def visible(text: str, places: set[int]) -> set[int]:
    """Blanks at line ends are dropped by one parser, escaped characters are without their backslash in the other."""
    return {place for place in places if text[place] != " " and text[place - 1 : place] != "\\"}


def placed(text: str, words: str) -> str:
    """The source of words that stand in some block of a page."""
    block = next(block for block in read_markdown(Source("page.md", text)).blocks if words in block.text)
    start = block.text.index(words)
    return text[slice(*block.inline.span(start, start + len(words)))]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("costs **$40** now", "costs $40", "costs **$40"),
        ("> first line\n>   second line", "line\nsecond", "line\n>   second"),
        ("AT&amp;T", "T&T", "T&amp;T"),
        (r"5 \* 6", "5 * 6", r"5 \* 6"),
        ("a  \nb", "\nb", "\nb"),
        ("| a \\| b | c |\n|---|---|\n", "a | b", "a \\| b"),
        ("| a | b |\n|---|---|\n|   | x |", "x", "x"),
        ("`` a`b ``", "a`b", "a`b"),
        ("- `one\n  two`", "one two", "one\n  two"),
        ("![a *picture*](x.png)", "a picture", "a *picture"),
        ("<https://x.example>", "https://x.example", "https://x.example"),
        ("> ```\n> one\n> two\n> ```", "one\ntwo", "one\n> two"),
        ("- \t\tcode", "code", "code"),
        ("see [the *docs*](/d) here", "the docs here", "the *docs*](/d) here"),
        ("### Heading ###", "Heading", "Heading"),
        ("one\r\ntwo", "\n", "\r\n"),
        ("a<br>b", "a\nb", "a<br>b"),
    ],
)
def test_places_through_markup(text: str, words: str, source: str) -> None:
    assert placed(text, words) == source


def test_a_heading_knows_nothing_of_the_marks_around_it() -> None:
    (block,) = read_markdown(Source("page.md", "  ##  T &amp; *x*  ##  ")).blocks
    assert (block.kind, block.text, block.span) == (Kind.HEADING, "T & x", (6, 17))


def test_text_below_sixty_levels_is_not_read_and_said_to_be_so() -> None:
    deep = read_markdown(Source("page.md", "before\n\n" + "> " * 80 + "lost\n\nafter"))
    assert [block.text for block in deep.blocks] == ["before", "after"]
    (problem,) = deep.problems
    assert (problem.offset, "nested too deeply" in problem.message) == (8 + 2 * 60, True)


def test_a_block_is_parsed_when_its_text_is_asked_for() -> None:
    filler = "plain filler words.\n\n" * 100
    block: Block = read_markdown(Source("page.md", filler + "**bold** words")).blocks[-1]
    assert "inline" not in block.__dict__
    assert json.dumps([block.text, "inline" in block.__dict__]) == '["bold words", true]'
