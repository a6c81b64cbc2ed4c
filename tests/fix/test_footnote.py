"""Citations in footnotes and with <cite>, as a reader of the article's source sees them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from freshlint.citation import Style

if TYPE_CHECKING:
    from conftest import Article, Facts, Reader

NOTE = "[^brush-pricing]: Source: [Brush pricing](https://brush.example/pricing), verified 2026-06-02."


def noted(article: Article) -> str:
    """The article with its fixes made, and its sources in footnotes."""
    return replace(article, style=Style.FOOTNOTE).fixed()


class TestFootnotes:
    def test_the_mark_follows_the_full_stop_and_the_note_ends_the_page(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("Output is ⟦$32⟧ per million. Input is free.\n\nMore.\n", facts.price("30"))
        assert noted(article) == (
            f"Output is $30 per million.[^brush-pricing] Input is free.\n\nMore.\n\n{NOTE}\n"
        )

    def test_two_paragraphs_share_the_note_of_their_source(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("Output is ⟦$32⟧.\n\nInput is ⟦$9⟧, now.\n", facts.price("30"), facts.price("8"))
        assert noted(article) == (
            f"Output is $30.[^brush-pricing]\n\nInput is $8, now.[^brush-pricing]\n\n{NOTE}\n"
        )

    def test_a_note_that_stands_there_is_marked_and_brought_up_to_date(
        self, markdown: Reader, facts: Facts
    ) -> None:
        older = NOTE.replace("brush-pricing]", "p]").replace("2026-06-02", "2026-01-15")
        article = markdown(f"Output is ⟦$32⟧.\n\n{older}\n\nThe end.\n", facts.price("30"))
        newer = older.replace("2026-01-15", "2026-06-02")
        assert noted(article) == f"Output is $30.[^p]\n\n{newer}\n\nThe end.\n"

    def test_a_label_that_the_page_uses_otherwise_is_not_taken(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "Output is ⟦$32⟧.\n\nElse.[^brush-pricing]\n\n[^brush-pricing]: Ours.\n", facts.price("30")
        )
        assert noted(article).startswith("Output is $30.[^brush-pricing-2]\n")
        assert noted(article).endswith(NOTE.replace("pricing]:", "pricing-2]:") + "\n")

    def test_a_sentence_that_links_to_the_source_gets_no_note(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("[The list](https://brush.example/pricing) says ⟦$32⟧.", facts.price("30"))
        assert noted(article) == "[The list](https://brush.example/pricing) says $30 (verified 2026-06-02)."

    def test_html_has_no_footnotes_of_its_own_and_is_cited_inline(self, page: Reader, facts: Facts) -> None:
        article = page("<p>Output is ⟦$32⟧ per million.</p>", facts.price("30"))
        assert noted(article) == article.fixed()
        assert "[^" not in noted(article)

    def test_where_the_note_would_stand_in_code_the_fix_is_advice(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("Output is ⟦$32⟧.\n\n```text\nnever closed\n", facts.price("30"))
        assert noted(article) == article.document.source.text


class TestCite:
    def test_the_title_of_the_source_is_marked_up_as_one(self, markdown: Reader, facts: Facts) -> None:
        article = replace(markdown("Output is ⟦$32⟧.", facts.price("30")), style=Style.CITE)
        assert article.fixed() == (
            "Output is $30 (<cite>[Brush pricing](https://brush.example/pricing)</cite>, verified 2026-06-02)."
        )

    def test_in_html_as_well(self, page: Reader, facts: Facts) -> None:
        article = replace(page("<p>Output is ⟦$32⟧.</p>", facts.price("30")), style=Style.CITE)
        assert article.fixed() == (
            '<p>Output is $30 (<cite><a href="https://brush.example/pricing">Brush pricing</a></cite>, '
            "verified 2026-06-02).</p>"
        )

    def test_one_of_an_earlier_day_is_brought_up_to_date(self, markdown: Reader, facts: Facts) -> None:
        cited = "(<cite>[Brush pricing](https://brush.example/pricing)</cite>, verified {})"
        article = markdown(f"Output is ⟦$32⟧ {cited.format('2026-01-15')}.", facts.price("30"))
        assert replace(article, style=Style.CITE).fixed() == f"Output is $30 {cited.format('2026-06-02')}."
