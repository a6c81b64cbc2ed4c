"""Whatever text a fact holds, the page that takes it reads the same text back, and nothing runs."""

from __future__ import annotations

import json
import string
import tomllib

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from freshlint.document.markdown import read_markdown
from freshlint.document.model import Form, Kind
from freshlint.fix.escape import code_span, escape, escape_comment
from freshlint.source import Source

SIGNS = "*_`~[](){}<>|\\!#+-=:.&;\"'%$^@/?, ，。"
lines = (
    st.text(
        st.sampled_from(string.ascii_letters[:6] + string.digits[:3] + SIGNS + "é模ü"),
        min_size=1,
        max_size=24,
    )
    .map(str.strip)
    .filter(bool)
)


@given(lines)
@example("# no heading")
@example("1. no list")
@example("- no list")
@example("---")
@example("a & b &amp; c &lt;")
@example("[x](javascript:y) ![z](w)")
@example("<script>alert(1)</script>")
@example("snake_case __init__ *a* ~~b~~")
@example("{{ secrets }} {% include x %} {# y #}")
@example(":::note")
@example("!!! note")
@example("??? note")
@example("{: .class}")
@example("a [[_TOC_]] [gallery ids=1]")
@example("> no quote")
@example("a\\")
def test_markdown(text: str) -> None:
    escaped = escape(text, Form.MARKDOWN)
    assert escaped is not None
    document = read_markdown(Source("a.md", f"{escaped}\n"))
    assert [(block.kind, " ".join(block.text.split())) for block in document.blocks] == [
        (Kind.PARAGRAPH, " ".join(text.split()))
    ]
    assert "{{" not in escaped
    assert "{%" not in escaped


@given(lines)
@example("a|b")
@example("\\|")
def test_markdown_cell(text: str) -> None:
    escaped = escape(text, Form.MARKDOWN_CELL)
    document = read_markdown(Source("a.md", f"| a | b |\n|---|---|\n| {escaped} | end |\n"))
    assert [" ".join(block.text.split()) for block in document.blocks][2:] == [" ".join(text.split()), "end"]


@given(lines)
def test_html_and_attributes(text: str) -> None:
    soup = BeautifulSoup(f"<p>{escape(text, Form.HTML)}</p>", "html.parser")
    assert soup.p is not None
    assert soup.p.get_text() == text
    assert soup.p.find(True) is None
    for quote in "\"'":
        tag = BeautifulSoup(f"<a b={quote}{escape(text, Form.HTML_ATTRIBUTE)}{quote}>", "html.parser").a
        assert tag is not None
        assert tag.attrs == {"b": text}


@given(lines)
def test_json(text: str) -> None:
    for form in (Form.JSON, Form.SCRIPT_JSON):
        assert json.loads(f'"{escape(text, form)}"') == text


@pytest.mark.parametrize("text", ["</script>", "</ScRiPt >", "<!-- <script>"])
def test_no_text_ends_or_changes_a_script(text: str) -> None:
    for form in (Form.SCRIPT_JSON, Form.JS_STRING):
        escaped = escape(text, form)
        assert escaped is not None
        assert "</" not in escaped
        assert "<!--" not in escaped


@given(lines)
@example("yes")
@example("12.10")
@example("a: b")
@example("a #b")
@example("2026-04-21")
@example("~")
def test_yaml(text: str) -> None:
    plain = escape(text, Form.YAML_PLAIN)
    if plain is not None:
        assert yaml.safe_load(f"k: {plain}") == {"k": text}
    single = escape(text, Form.YAML_SINGLE)
    if single is not None:
        assert yaml.safe_load(f"k: '{single}'") == {"k": text}
    assert yaml.safe_load(f'k: "{escape(text, Form.YAML_DOUBLE)}"') == {"k": text}
    block = escape(text, Form.YAML_BLOCK)
    if block is not None:
        assert yaml.safe_load(f"k: |\n  {block}\n") == {"k": f"{text}\n"}
        assert yaml.safe_load(f"k: >-\n  {block}\n") == {"k": text}


@pytest.mark.parametrize("text", ["yes", "12.10", "a: b", "2026-04-21", "null", "# x", "[a]", "{a}"])
def test_a_plain_scalar_stays_a_string_or_is_refused(text: str) -> None:
    assert escape(text, Form.YAML_PLAIN) is None


@given(lines)
def test_toml(text: str) -> None:
    assert tomllib.loads(f'k = "{escape(text, Form.TOML_BASIC)}"') == {"k": text}
    literal = escape(text, Form.TOML_LITERAL)
    if literal is not None:
        assert tomllib.loads(f"k = '{literal}'") == {"k": text}


@given(lines)
def test_javascript_strings(text: str) -> None:
    """Read back by the rules of ECMAScript for the escapes that are written."""
    escaped = escape(text, Form.JS_STRING)
    assert escaped is not None
    read, at = "", 0
    while at < len(escaped):
        if escaped[at] != "\\":
            assert escaped[at] not in "'\"`"
            assert not escaped.startswith("${", at)
            read, at = read + escaped[at], at + 1
        elif escaped[at + 1] == "u":
            read, at = read + chr(int(escaped[at + 2 : at + 6], 16)), at + 6
        else:
            assert escaped[at + 1] in "\\'\"`$/"
            read, at = read + escaped[at + 1], at + 2
    assert read == text


@pytest.mark.parametrize(
    "text", ["a\nb", "a\rb", "a\x00", "a\x1b[31m", "a\u2028b", "a\u2029b", "a\x85b", "a\u202eb", "a\u2066b"]
)
@pytest.mark.parametrize("form", list(Form))
def test_control_characters_are_refused_everywhere(text: str, form: Form) -> None:
    assert escape(text, form) is None


def test_mdx_text_holds_no_program() -> None:
    assert escape("a {b} <c>", Form.MDX) == "a \\{b\\} \\<c>"
    assert escape("import x from 'y'", Form.MDX) is None
    assert escape("{x}", Form.MDX_CELL) == "\\{x\\}"


@pytest.mark.parametrize("text", ["*/ run()", "--> x", "{{ x }}", "{% x %}", "?>", "a \\", "</script>"])
def test_nothing_ends_a_comment(text: str) -> None:
    assert escape_comment(text) is None


def test_a_title_stands_in_a_comment_as_it_is() -> None:
    title = "Brush pricing, https://brush.example/a?b=c#d, verified 2026-06-02"
    assert escape_comment(title) == title


@pytest.mark.parametrize(
    ("text", "form", "span"),
    [
        ("brush-2", Form.MARKDOWN, "`brush-2`"),
        ("a|b", Form.MARKDOWN, "`a|b`"),
        ("a|b", Form.MARKDOWN_CELL, None),
        ("a`b", Form.MARKDOWN, None),
        (" a", Form.MARKDOWN, None),
        ("{{a}}", Form.MARKDOWN, None),
        ("a\nb", Form.MARKDOWN, None),
    ],
)
def test_code_between_backticks_stays_code(text: str, form: Form, span: str | None) -> None:
    assert code_span(text, form) == span
