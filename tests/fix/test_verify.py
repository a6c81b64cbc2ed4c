"""A fix that harms the page is found out, and the others are made."""

from __future__ import annotations

from dataclasses import replace

from freshlint.document.markdown import read_markdown
from freshlint.document.model import Document, Problem
from freshlint.finding import Edit
from freshlint.fix.rewrite import Rewrite
from freshlint.fix.verify import Verifier
from freshlint.source import Source

TEXT = "One *fine* day.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nLast.\n"


def document(text: str = TEXT) -> Document:
    return read_markdown(Source("a.md", text))


def change(page: Document, old: str, new: str, visible: str | None = None) -> Rewrite:
    """A rewrite of a stretch of plain text; `visible` is what it claims to read."""
    at = page.source.text.index(old)
    block = next(b for b in page.blocks if b.span.start <= at < b.span.end)
    start = block.text.index(old)
    return Rewrite(
        Edit(at, at + len(old), new), block, start, start + len(old), new if visible is None else visible
    )


def test_words_for_words_is_fine() -> None:
    page = document()
    assert Verifier(page, read_markdown).holds([change(page, "day", "night"), change(page, "2", "3")])


def test_text_that_turns_into_markup_is_not() -> None:
    page = document()
    assert not Verifier(page, read_markdown).holds([change(page, "day", "*day*")])
    assert not Verifier(page, read_markdown).holds([change(page, "2", "2 | 3")])
    assert not Verifier(page, read_markdown).holds([change(page, "Last", "# Last")])
    assert not Verifier(page, read_markdown).holds([change(page, "Last", "Last\n\nMore", "Last More")])


def test_a_change_that_reaches_other_blocks_is_not() -> None:
    page = document("Say [x].\n\nMore [x].\n")
    edit = Edit(8, 8, "\n\n[x]: https://a.example\n")
    assert not Verifier(page, read_markdown).holds([Rewrite(edit, page.blocks[0], 8, 8, "")])


def test_a_note_is_a_paragraph_that_reads_as_meant() -> None:
    page = document()
    at = page.source.text.index("| 1 | 2 |") + len("| 1 | 2 |")
    note = Rewrite(Edit(at, at, "\n\nSource: x."), None, visible="Source: x.")
    assert Verifier(page, read_markdown).holds([note])
    # Without an empty line it would be a row of the table.
    row = Rewrite(Edit(at, at, "\nSource: x."), None, visible="Source: x.")
    assert not Verifier(page, read_markdown).holds([row])


def test_a_new_problem_is_harm() -> None:
    page = document()

    def troubled(source: Source) -> Document:
        return replace(read_markdown(source), problems=(Problem(0, "broken"),))

    assert not Verifier(page, troubled).holds([change(page, "day", "night")])


def test_the_harmful_one_is_left_out_and_the_others_are_made() -> None:
    page = document()
    fixes = [
        (change(page, "One", "Two"),),
        (change(page, "day", "*day*"),),
        (change(page, "2", "3"),),
        (change(page, "Last", "# Last"),),
    ]
    assert Verifier(page, read_markdown).surviving(fixes) == [0, 2]


def test_a_page_without_harm_is_read_once() -> None:
    page, read = document(), 0

    def counting(source: Source) -> Document:
        nonlocal read
        read += 1
        return read_markdown(source)

    fixes = [(change(page, "One", "Two"),), (change(page, "day", "night"),), (change(page, "2", "3"),)]
    assert Verifier(page, counting).surviving(fixes) == [0, 1, 2]
    assert read == 1


def test_of_two_that_exclude_each_other_the_first_is_kept() -> None:
    page = document()
    fixes = [(change(page, "day", "night"),), (change(page, "day", "week"),)]
    assert Verifier(page, read_markdown).surviving(fixes) == [0]
