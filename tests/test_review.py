"""A review is made from a report that an attacker may have written: what it can reach, and what it cannot."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freshlint.errors import SetupError
from freshlint.patch import new_lines
from freshlint.review import MAX_COMMENTS, review
from report_samples import HOSTILE

COMMIT = "a" * 40
PATCH = b"""\
diff --git a/docs/a.md b/docs/a.md
index 1..2 100644
--- a/docs/a.md
+++ b/docs/a.md
@@ -10,2 +10,3 @@
 before
+costs $40 now
 \xc3\xa9 after
"""
LINES = new_lines(PATCH)


def diagnostic(
    line: int = 11, /, path: str = "docs/a.md", text: str | None = "$30", **more: Any
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "message": "is stale",
        "severity": "ERROR",
        "code": {"value": "price"},
        "location": {
            "path": path,
            "range": {"start": {"line": line, "column": 7}, "end": {"line": line, "column": 10}},
        },
    }
    if text is not None:
        found["suggestions"] = [{"range": found["location"]["range"], "text": text}]
    return {**found, **more}


def made(*diagnostics: Any, posted: str = "") -> Any:
    report = json.dumps({"diagnostics": diagnostics}).encode()
    return review(report, LINES, COMMIT, posted)


def test_the_lines_of_a_patch() -> None:
    assert LINES == {"docs/a.md": {10: b"before", 11: b"costs $40 now", 12: b"\xc3\xa9 after"}}


def test_a_finding_becomes_a_comment_with_a_suggestion() -> None:
    content = made(diagnostic())
    (comment,) = content["comments"]
    assert {key: comment[key] for key in ("path", "line", "side")} == {
        "path": "docs/a.md",
        "line": 11,
        "side": "RIGHT",
    }
    assert comment["body"].startswith("error[price]: is stale\n\n```suggestion\ncosts $30 now\n```\n")
    assert content["event"] == "COMMENT"


@pytest.mark.parametrize(
    "found", [diagnostic(9), diagnostic(13), diagnostic(path="docs/b.md"), diagnostic(path="../docs/a.md")]
)
def test_nothing_is_said_of_lines_outside_of_the_diff(found: Any) -> None:
    assert made(found) is None


@pytest.mark.parametrize("text", ["\u202e30", "\x1b[2J", "\0", "x" * 5000])
def test_a_suggestion_that_hides_something_is_left_out(text: str) -> None:
    assert (
        "suggestion" not in made(diagnostic(text=text))["comments"][0]["body"] if len(text) < 5000 else True
    )


def test_words_stay_words_and_fences_hold() -> None:
    (comment,) = made(diagnostic(message=HOSTILE, text="```\n@me `` ````"))["comments"]
    head, _, suggestion = comment["body"].partition("\n\n")
    assert "<b>" not in head and " @me" not in head and "\n" not in head
    assert suggestion.startswith("`````suggestion\n") and "\n`````\n" in suggestion


def test_what_stands_there_is_not_said_again_and_what_is_much_is_capped() -> None:
    body = made(diagnostic())["comments"][0]["body"]
    assert made(diagnostic(), posted=body) is None
    many = made(*(diagnostic(message=f"m{number}") for number in range(50)))
    assert len(many["comments"]) == MAX_COMMENTS
    assert "30 more are in the job's summary" in many["body"]
    assert len(made(diagnostic(), diagnostic())["comments"]) == 1


@pytest.mark.parametrize(
    "report",
    [
        b"",
        b"[]",
        b"{" * 10_000,
        b'{"diagnostics": [{"message": 1}]}',
        json.dumps({"diagnostics": [diagnostic(-1)]}).encode(),
        json.dumps({"diagnostics": [diagnostic(code={"value": "x](http://a)"})]}).encode(),
        b" " * 5_000_001,
        b'{"diagnostics": "\xff"}',
    ],
)
def test_what_is_no_report_is_refused(report: bytes) -> None:
    with pytest.raises(SetupError):
        review(report, LINES, COMMIT, "")


def test_a_commit_is_a_commit() -> None:
    with pytest.raises(SetupError, match="is no commit id"):
        review(b"{}", LINES, "--x", "")


@given(
    st.lists(
        st.tuples(st.integers(1, 20), st.integers(1, 30), st.integers(1, 20), st.integers(1, 30), st.text())
    )
)
def test_whatever_is_suggested_only_lines_of_the_diff_are_touched(
    places: list[tuple[int, int, int, int, str]],
) -> None:
    found = []
    for line, column, last, end, text in places:
        where = {"start": {"line": line, "column": column}, "end": {"line": last, "column": end}}
        found.append(diagnostic(suggestions=[{"range": where, "text": text}], message=text))
    content = made(*found)
    for comment in content["comments"] if content else ():
        assert 10 <= comment.get("start_line", comment["line"]) <= comment["line"] <= 12
