"""Front matter: every string a block with its place, the rest metadata."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from freshlint.document.markdown import read_markdown
from freshlint.document.model import Block, Document, Form, Kind, LabelKind
from freshlint.source import Source


def page(front: str, fence: str = "---") -> Document:
    return read_markdown(Source("page.md", f"{fence}\n{front}\n{fence}\n\nBody.\n"))


def block_of(document: Document, key: str) -> Block:
    return next(block for block in document.blocks if block.key == key)


def source_of(document: Document, key: str, words: str) -> str:
    block = block_of(document, key)
    start = block.text.index(words)
    return document.source.text[slice(*block.inline.span(start, start + len(words)))]


@pytest.mark.parametrize(
    ("yaml_value", "form", "text"),
    [
        ("Not out yet", Form.YAML_PLAIN, "Not out yet"),
        ("Not out\n  yet", Form.YAML_PLAIN, "Not out yet"),
        ("'it''s out'", Form.YAML_SINGLE, "it's out"),
        ('"\\u00e9 \\"q\\" \\\n  more"', Form.YAML_DOUBLE, 'é "q" more'),
        ('"one\n\n  two"', Form.YAML_DOUBLE, "one\ntwo"),
        ("|\n  one\n    two\n\n  three", Form.YAML_BLOCK, "one\n  two\n\nthree"),
        (">-\n  one\n  two\n\n  three", Form.YAML_BLOCK, "one two\nthree"),
    ],
)
def test_yaml_strings_in_every_style(yaml_value: str, form: Form, text: str) -> None:
    document = page(f"description: {yaml_value}\nnext: value")
    block = block_of(document, "description")
    assert (block.kind, block.form, block.text) == (Kind.FRONT_MATTER, form, text)
    assert all(run.literal or len(block.text) > run.end - run.start for run in block.inline.runs)
    for run in block.inline.runs:
        if run.literal:
            written = document.source.text[run.source_start : run.source_end]
            assert written == block.text[run.start : run.end]


TEXTS = st.text(st.sampled_from("ab '\"\\:#-价🦊\n\t{}[]|>&*!%@`,?é\u2028\x85"), min_size=1, max_size=40)


@given(TEXTS, st.sampled_from([None, "'", '"', "|", ">"]), st.sampled_from([20, 1000]), st.booleans())
@settings(max_examples=400, deadline=None)
def test_what_yaml_writes_is_read_back_in_place(text: str, style: str | None, width: int, crlf: bool) -> None:
    written = yaml.dump({"key": text, "z": 1}, default_style=style, width=width, allow_unicode=True)
    written = written.replace("\n", "\r\n") if crlf else written
    document = page(written)
    assert document.problems == ()
    assert document.metadata["key"] == yaml.load(written, Loader=yaml.CSafeLoader)["key"]
    for block in document.blocks[:-1]:
        covered = 0
        for run in block.inline.runs:
            source = document.source.text[run.source_start : run.source_end]
            assert (
                run.start == covered
                and block.span.start <= run.source_start < run.source_end <= block.span.end
            )
            assert not run.literal or source == block.text[run.start : run.end]
            covered = run.end
        assert covered == len(block.text)


def test_paths_reach_into_lists_and_mappings() -> None:
    document = page("seo:\n  description: d\ntags: [a, b]\nfaq:\n  - question: Q\n    answer: A")
    assert [block.key for block in document.blocks[:-1]] == [
        *("seo.description", "tags[0]", "tags[1]", "faq[0].question", "faq[0].answer"),
    ]


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        ("question: Is it out?\n    answer: No", LabelKind.QUESTION),
        ("q: Is it out?\n    a: No", LabelKind.QUESTION),
        ("name: Is it out?\n    text: No", LabelKind.QUESTION),
        ("label: Status\n    value: No", LabelKind.LABEL),
    ],
)
def test_answers_and_values_are_labelled(members: str, kind: LabelKind) -> None:
    (label,) = next(block for block in page(f"rows:\n  - {members}").blocks if block.text == "No").labels
    assert (label.kind, label.block.text) == (kind, page(f"rows:\n  - {members}").blocks[0].text)


def test_a_pages_title_does_not_name_its_description() -> None:
    assert block_of(page("title: T\ndescription: D"), "description").labels == ()


def test_numbers_and_dates_are_metadata_as_they_are_written() -> None:
    document = page("price: 24.10\ndate: 2026-04-01\ndraft: true\ntitle: T")
    assert document.metadata == {"price": "24.10", "date": "2026-04-01", "draft": "true", "title": "T"}
    assert [block.key for block in document.blocks[:-1]] == ["title"]


def test_the_language_and_the_ignored_rules_are_the_documents() -> None:
    document = page("lang: zh_CN\nfreshlint: {ignore: [price, answer]}")
    assert (document.language, document.ignored) == ("zh-CN", ("price", "answer"))
    assert page("freshlint:\n  ignore: all").ignored == ("all",)
    assert page("title: T").ignored == ()


def test_yaml_comments_are_collected_but_not_what_only_looks_like_one() -> None:
    document = page("# first\ntitle: 'a # b' # second\ntext: |\n  # in a block\nurl: a#b")
    assert [comment.text for comment in document.comments] == [" first", " second"]
    (first, _) = document.comments
    assert document.source.text[slice(*first.span)] == " first"


def test_broken_yaml_is_a_problem_and_the_page_is_read() -> None:
    document = page("title: 'never closed\nother: x")
    assert [block.text for block in document.blocks] == ["Body."]
    (problem,) = document.problems
    assert "not valid YAML" in problem.message and 0 < problem.offset < len(document.source.text)


def test_an_alias_is_its_anchors_text_and_no_second_block() -> None:
    document = page("a: &x words\nb: *x\nc: &loop [*loop, d]")
    assert [block.key for block in document.blocks[:-1]] == ["a", "c[1]"]


def test_toml_strings() -> None:
    front = (
        "title = \"a \\\"b\\\" \\u00e9\" # note\nplain = 'it''s' \n".replace("''s", "s")
        + 'date = 2026-04-01\ntags = ["x", "y"]\nlong = """\none \\\n   two"""\n'
        "[seo]\ndescription = 'd'\n[[faq]]\nquestion = 'Q?'\nanswer = 'A'\n[row]\nx = {label = 'S', value = 'V'}"
    )
    document = page(front, "+++")
    texts = {block.key: (block.text, block.form) for block in document.blocks[:-1]}
    assert texts["title"] == ('a "b" é', Form.TOML_BASIC)
    assert texts["plain"] == ("its", Form.TOML_LITERAL)
    assert texts["long"] == ("one two", Form.TOML_BASIC)
    assert texts["tags[1]"] == ("y", Form.TOML_BASIC)
    assert texts["seo.description"] == ("d", Form.TOML_LITERAL)
    assert [label.block.text for label in block_of(document, "faq[0].answer").labels] == ["Q?"]
    assert [label.block.text for label in block_of(document, "row.x.value").labels] == ["S"]
    assert document.metadata["date"] == "2026-04-01"
    assert [comment.text for comment in document.comments] == [" note"]
    assert source_of(document, "title", '"b" é') == '\\"b\\" \\u00e9'


def test_broken_toml_is_a_problem_and_the_page_is_read() -> None:
    document = page("title = never quoted", "+++")
    assert [block.text for block in document.blocks] == ["Body."]
    assert "not valid TOML" in document.problems[0].message


def test_a_rule_without_an_end_is_no_front_matter() -> None:
    document = read_markdown(Source("page.md", "---\n\nJust a page.\n"))
    assert [block.text for block in document.blocks] == ["Just a page."]


def test_places_after_front_matter_are_places_in_the_file() -> None:
    document = read_markdown(Source("page.md", "---\r\ntitle: T\r\n---\r\n\r\nSome *body*.\r\n"))
    block = document.blocks[-1]
    assert document.source.text[slice(*block.inline.span(5, 9))] == "body"
