"""Silencing findings, and what is said of comments that silence nothing.

Each text marks what is found by the words STALE (rule snapshot) and DUSTY (rule superseded).
"""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from freshlint.engine import read
from freshlint.source import Source
from freshlint.suppression import suppress
from word_engine import word_findings

DAY = date(2026, 4, 22)
SELECTED = ("snapshot", "superseded", "unused-suppression")


def silenced(
    text: str, name: str = "a.md", selected: tuple[str, ...] = SELECTED
) -> tuple[list[int], list[str]]:
    """Lines of the findings that are left, and the messages about comments."""
    source = Source(name, dedent(text))
    kept, notices = suppress(read(source), word_findings(source), DAY, selected)
    lines = [source.position(finding.span.start).line for finding in kept]
    return lines, [notice.message.removeprefix("this suppression ") for notice in notices]


NOTHING_LEFT: tuple[list[int], list[str]] = ([], [])


class TestNextLine:
    """`freshlint-disable-next-line` covers the block that comes next."""

    def test_a_whole_paragraph(self) -> None:
        text = """\
        <!-- freshlint-disable-next-line snapshot: quoted -->

        One line STALE and
        another STALE.

        STALE
        """
        assert silenced(text) == ([6], [])

    def test_a_list_item(self) -> None:
        text = """\
        - fine
        <!-- freshlint-disable-next-line snapshot: quoted -->
        - STALE and
          STALE
        - STALE
        """
        assert silenced(text) == ([5], [])

    def test_a_table(self) -> None:
        text = """\
        <!-- freshlint-disable-next-line snapshot: theirs -->
        | a | b |
        | --- | --- |
        | STALE | 1 |
        | 2 | STALE |

        STALE
        """
        assert silenced(text) == ([7], [])

    def test_an_element(self) -> None:
        text = """\
        <!-- freshlint-disable-next-line snapshot: quoted -->
        <div>
          <p class="x">
            STALE and
            STALE
          </p>
          <p>STALE</p>
        </div>
        """
        assert silenced(text, "a.html") == ([7], [])

    def test_a_row_within_a_table(self) -> None:
        text = """\
        <table>
        <!-- freshlint-disable-next-line snapshot: theirs -->
        <tr><td>STALE</td><td>
          STALE</td></tr>
        <tr><td>STALE</td></tr>
        </table>
        """
        assert silenced(text, "a.html") == ([5], [])

    def test_a_front_matter_value(self) -> None:
        text = """\
        ---
        # freshlint-disable-next-line snapshot: the old name
        title: STALE
        description: STALE
        ---
        """
        assert silenced(text) == ([4], [])

    @pytest.mark.parametrize(
        ("syntax", "comment"),
        [("python", "# {}"), ("js", "// {}"), ("css", "/* {} */"), ("html", "<!-- {} -->"), ("sql", "-- {}")],
    )
    def test_a_line_of_code(self, syntax: str, comment: str) -> None:
        shown = comment.format("freshlint-disable-next-line snapshot: shown as it was")
        text = f"```{syntax}\n{shown}\nSTALE\nSTALE\n```\n"
        assert silenced(text) == ([4], [])

    def test_mdx(self) -> None:
        text = "{/* freshlint-disable-next-line snapshot: quoted */}\n\nSTALE\n\nSTALE\n"
        assert silenced(text, "a.mdx") == ([5], [])

    def test_what_comes_after_a_block_without_text_is_not_covered(self) -> None:
        text = """\
        <!-- freshlint-disable-next-line snapshot: quoted -->
        ---

        STALE
        """
        lines, (message,) = silenced(text)
        assert lines == [4]
        assert message == "silences nothing of snapshot: remove it"


class TestOtherReaches:
    """A line, a stretch, a file, a page's front matter."""

    def test_the_line_of_the_comment(self) -> None:
        text = "STALE <!-- freshlint-disable-line snapshot: quoted -->\nSTALE\n"
        assert silenced(text) == ([2], [])

    def test_the_line_of_a_comment_in_code(self) -> None:
        text = "```python\nSTALE  # freshlint-disable-line snapshot: shown as it was\nSTALE\n```\n"
        assert silenced(text) == ([3], [])

    def test_a_stretch(self) -> None:
        text = """\
        STALE
        <!-- freshlint-disable snapshot: minutes of a meeting -->

        STALE DUSTY

        <!-- freshlint-enable snapshot -->
        STALE
        """
        assert silenced(text) == ([1, 4, 7], [])

    def test_a_stretch_without_an_end(self) -> None:
        assert silenced("STALE\n\n<!-- freshlint-disable: minutes -->\n\nSTALE\n\nDUSTY\n") == ([1], [])

    def test_a_file(self) -> None:
        text = "STALE\n\n<!-- freshlint-disable-file snapshot: an archive -->\n\nSTALE\n\nDUSTY\n"
        assert silenced(text) == ([7], [])

    def test_front_matter(self) -> None:
        text = "---\ntitle: x\nfreshlint:\n  ignore: [snapshot]\n---\n\nSTALE DUSTY\n"
        assert silenced(text) == ([7], [])

    def test_front_matter_for_all_rules(self) -> None:
        assert silenced("---\nfreshlint: {ignore: [all]}\n---\n\nSTALE DUSTY\n") == NOTHING_LEFT


class TestRules:
    """Which rules a comment names."""

    def test_only_those_it_names(self) -> None:
        text = "<!-- freshlint-disable-next-line snapshot: quoted -->\nSTALE DUSTY\n"
        assert silenced(text) == ([2], [])

    @pytest.mark.parametrize("rules", ["snapshot, superseded", "snapshot superseded", "all", ""])
    def test_several_or_all(self, rules: str) -> None:
        text = f"<!-- freshlint-disable-next-line {rules}: quoted -->\nSTALE DUSTY\n"
        assert silenced(text) == NOTHING_LEFT


class TestComplaints:
    """A comment is expected to give a reason, to silence something, and to be in force."""

    def test_no_reason(self) -> None:
        lines, (message,) = silenced("<!-- freshlint-disable-next-line snapshot -->\nSTALE\n")
        assert lines == []
        assert message.startswith("gives no reason")

    def test_an_expiry_is_no_reason(self) -> None:
        text = "<!-- freshlint-disable-next-line snapshot: until=2026-12-31 -->\nSTALE\n"
        lines, (message,) = silenced(text)
        assert lines == []
        assert message.startswith("gives no reason")

    @pytest.mark.parametrize(("until", "lines"), [("2026-04-22", []), ("2026-04-21", [2])])
    def test_the_last_day_counts(self, until: str, lines: list[int]) -> None:
        text = f"<!-- freshlint-disable-next-line snapshot: our rate, until={until} -->\nSTALE\n"
        left, messages = silenced(text)
        assert left == lines
        assert [message.split(":")[0] for message in messages] == [f"expired on {until}" for _ in lines]

    def test_a_day_that_is_none(self) -> None:
        text = "<!-- freshlint-disable-next-line snapshot: our rate, until=soon -->\nSTALE\n"
        lines, (message,) = silenced(text)
        assert lines == [2]
        assert "'soon', which is no day" in message

    def test_unused(self) -> None:
        text = "<!-- freshlint-disable-next-line snapshot, superseded: quoted -->\nSTALE\n"
        assert silenced(text) == ([], ["silences nothing of superseded: remove it"])

    def test_unused_for_all_rules(self) -> None:
        assert silenced("<!-- freshlint-disable-file: x -->\n\nfine\n") == (
            [],
            ["silences nothing: remove it"],
        )

    def test_unused_in_front_matter(self) -> None:
        text = "---\nfreshlint: {ignore: [snapshot]}\n---\n\nfine\n"
        assert silenced(text) == ([], ["silences nothing of snapshot: remove it"])

    def test_a_rule_that_did_not_run_cannot_tell(self) -> None:
        text = "<!-- freshlint-disable-next-line price: quoted -->\nSTALE\n"
        assert silenced(text) == ([2], [])

    def test_an_example_of_a_comment_is_none(self) -> None:
        text = "Write `<!-- freshlint-disable-file -->`:\n\n```md\n<!-- freshlint-disable-file -->\n```\n\nSTALE\n"
        assert silenced(text) == ([7], [])

    def test_the_notice_stands_at_the_comment(self) -> None:
        source = Source("a.md", "fine\n\n<!-- freshlint-disable-file: x -->\n")
        _, (notice,) = suppress(read(source), [], DAY, SELECTED)
        assert (notice.rule, notice.severity.label) == ("unused-suppression", "notice")
        assert notice.text.strip() == "freshlint-disable-file: x"
        assert source.position(notice.span.start).line == 3


@pytest.mark.parametrize(
    ("comment", "complaint"),
    [
        ("freshlint-disable-next-line prise: our own rate", "names no rule 'prise': did you mean 'price'?"),
        ("freshlint-disable-nextline price: our own rate", "is none"),
        ("freshlint-ignore price: our own rate", "is none"),
    ],
)
def test_a_slip_of_the_pen_is_told(comment: str, complaint: str) -> None:
    source = Source("a.md", f"<!-- {comment} -->\nIt costs $40.\n")
    _, (notice,) = suppress(read(source), [], DAY, SELECTED, known={"price", "availability"})
    assert complaint in notice.message
