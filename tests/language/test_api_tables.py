"""Cells that say what an endpoint takes."""

from __future__ import annotations

import pytest

from freshlint.document.markdown import read_markdown
from freshlint.facts.fact import Entity, UsageValue
from freshlint.language.api_names import api_names
from freshlint.language.data import Lexicons, grammar_files
from freshlint.language.extract import extract_claims
from freshlint.language.mentions import MentionIndex
from freshlint.source import Source

INDEX = MentionIndex.of([Entity("ink-2", names=("ink-2",))])
APIS = api_names(
    [
        UsageValue("ink.replies.create", "model", False, ("api.ink.example",), "/v1/replies"),
        UsageValue("ink.images.draw", "model", True, ("api.ink.example",), "/v1/images"),
    ]
)
LEXICONS = Lexicons(dict.fromkeys(grammar_files(), ()))


def said(table: str) -> list[tuple[str, bool]]:
    """(path, taken) of each cell that claims something of a field."""
    claims = extract_claims(read_markdown(Source("page.md", table)), INDEX, LEXICONS, APIS)
    return [(getattr(c.value, "path", ""), c.polarity) for c in claims if c.predicate == "api-field"]


def test_a_name_in_the_column_of_the_field_is_what_the_rows_endpoint_takes() -> None:
    table = "| Call | Value of `model` |\n|---|---|\n| /v1/images | ink-2 |\n| /v1/replies | ink-2 |\n"
    assert said(table) == [("/v1/images", True), ("/v1/replies", True)]


@pytest.mark.parametrize(("cell", "taken"), [("yes", True), ("no", False), ("✅ supported", True)])
def test_a_yes_or_no_answers_what_row_and_column_name(cell: str, taken: bool) -> None:
    assert said(f"| Endpoint | Takes ink-2 as `model` |\n|---|---|\n| /v1/replies | {cell} |\n") == [
        ("/v1/replies", taken)
    ]


def test_a_row_about_a_tool_is_about_another_field() -> None:
    assert said("| Call | `model` |\n|---|---|\n| /v1/replies, image tool | ink-2 |\n") == []
