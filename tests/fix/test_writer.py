"""Fixes as a reader of the article sees them: before, and after."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from freshlint.document.markdown import read_markdown
from freshlint.finding import Applicability, Edit
from freshlint.rule import Advise, Restate, SwapText
from freshlint.source import Source

if TYPE_CHECKING:
    from conftest import Facts, Reader

PRICING = "([Brush pricing](https://brush.example/pricing), verified 2026-06-02)"
PAGE = "([Brush 2 page](https://brush.example/brush-2), verified 2026-06-02)"


class TestNumbers:
    def test_a_number_takes_the_place_of_a_number_and_the_sentence_gets_its_source(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("Output is ⟦$32⟧ per million tokens. Input is free.", facts.price("30"))
        assert article.fixed() == f"Output is $30 per million tokens {PRICING}. Input is free."
        assert [fix and fix.applicability for fix in article.fixes()] == [Applicability.SAFE]

    def test_two_numbers_of_one_paragraph_and_source_are_cited_once(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown(
            "Output is ⟦$32⟧ per million. Input is ⟦$9⟧ per million.", facts.price("30"), facts.price("8")
        )
        assert article.fixed() == f"Output is $30 per million. Input is $8 per million {PRICING}."

    def test_each_of_them_alone_is_cited_as_well(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "Output is ⟦$32⟧ per million. Input is ⟦$9⟧ per million.", facts.price("30"), facts.price("8")
        )
        for fix in article.fixes():
            assert fix is not None
            assert any(PRICING in edit.text for edit in fix.edits)

    def test_a_source_that_the_sentence_links_to_is_not_linked_twice(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("[The price list](https://brush.example/pricing) says ⟦$32⟧.", facts.price("30"))
        assert article.fixed() == (
            "[The price list](https://brush.example/pricing) says $30 (verified 2026-06-02)."
        )

    def test_an_older_citation_is_brought_up_to_date(self, markdown: Reader, facts: Facts) -> None:
        older = PRICING.replace("2026-06-02", "2026-01-15")
        article = markdown(f"Output is ⟦$32⟧ {older}.", facts.price("30"))
        assert article.fixed() == f"Output is $30 {PRICING}."

    def test_a_citation_of_a_later_day_stays(self, markdown: Reader, facts: Facts) -> None:
        same = markdown(f"Output is ⟦$32⟧ {PRICING}.", facts.price("30"))
        assert [fix and fix.edits for fix in same.fixes()] == [(Edit(11, 13, "30"),)]
        later = PRICING.replace("2026-06-02", "2026-07-01")
        assert markdown(f"Output is ⟦$32⟧ {later}.", facts.price("30")).fixed() == f"Output is $30 {later}."

    def test_the_citation_stands_outside_a_link_and_outside_code(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("[Output is ⟦$32⟧](https://other.example)", facts.price("30"))
        assert article.fixed() == f"[Output is $30](https://other.example) {PRICING}"
        article = markdown("Output is `⟦$32⟧`.", facts.price("30"))
        assert article.fixed() == f"Output is `$30` {PRICING}."

        article = markdown("[Output is ⟦$32⟧. Really](https://other.example).", facts.price("30"))
        assert article.fixed() == f"[Output is $30. Really](https://other.example) {PRICING}."

    def test_bold_numbers_stay_bold(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("Output is **⟦$32⟧**.", facts.price("30"))
        assert article.fixed() == f"Output is **$30** {PRICING}."

    def test_a_number_behind_an_entity_is_found(self, page: Reader, facts: Facts) -> None:
        article = page("<p>Output is &#36;⟦36⟧</p>", facts.price("30"))
        assert article.fixed().startswith("<p>Output is &#36;30 (<a href=")

    def test_a_number_cut_by_markup_is_left_to_a_person(self, page: Reader, facts: Facts) -> None:
        article = page("<p>Output is ⟦$3<b>2</b>⟧</p>", facts.price("30"))
        (fix,) = article.fixes()
        assert fix is not None
        assert (fix.applicability, fix.edits) == (Applicability.MANUAL, ())

    def test_in_a_title_only_the_number_changes(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("# Brush 2: ⟦$32⟧ per million tokens", facts.price("30"))
        assert article.fixed() == "# Brush 2: $30 per million tokens"

    def test_in_a_meta_description_only_the_number_changes(self, page: Reader, facts: Facts) -> None:
        article = page('<meta name="description" content="Output: ⟦$32⟧.">', facts.price("30"))
        assert article.fixed() == '<meta name="description" content="Output: $30.">'


class TestTables:
    ROWS = """\
        | Brush 2 | low | high |
        | --- | --- | --- |
        | square | ⟦$0.05⟧ | ⟦$0.30⟧ |

        After.
        """

    def test_a_source_stands_under_the_table_once(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(dedent(self.ROWS), facts.per_image("0.06"), facts.per_image("0.211"))
        assert article.fixed() == dedent(
            """\
            | Brush 2 | low | high |
            | --- | --- | --- |
            | square | $0.06 | $0.211 |

            Source: [Brush pricing](https://brush.example/pricing), verified 2026-06-02.

            After.
            """
        )

    def test_a_note_that_stands_there_is_brought_up_to_date(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "| a | b |\n|---|---|\n| x | ⟦$1⟧ |\n\n"
            "Source: [Prices](https://brush.example/pricing), verified 2025-12-31.\n",
            facts.price("2"),
        )
        assert article.fixed() == (
            "| a | b |\n|---|---|\n| x | $2 |\n\n"
            "Source: [Prices](https://brush.example/pricing), verified 2026-06-02.\n"
        )

    def test_a_table_in_a_quote_keeps_its_note_in_the_quote(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("> | a | b |\n> |---|---|\n> | x | ⟦$1⟧ |\n\nAfter.", facts.price("2"))
        assert article.fixed() == (
            "> | a | b |\n> |---|---|\n> | x | $2 |\n>\n"
            "> Source: [Brush pricing](https://brush.example/pricing), verified 2026-06-02.\n\nAfter."
        )

    def test_a_table_in_a_list_keeps_its_note_in_the_item(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("- x\n\n  | a | b |\n  |---|---|\n  | c | ⟦$1⟧ |\n\n- y", facts.price("2"))
        assert article.fixed() == (
            "- x\n\n  | a | b |\n  |---|---|\n  | c | $2 |\n\n"
            "  Source: [Brush pricing](https://brush.example/pricing), verified 2026-06-02.\n\n- y"
        )

    def test_newlines_of_the_file_are_kept(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("| a | b |\r\n|---|---|\r\n| x | ⟦$1⟧ |\r\n", facts.price("2"))
        assert "\n" not in article.fixed().replace("\r\n", "")

    def test_in_html_the_note_is_a_paragraph(self, page: Reader, facts: Facts) -> None:
        article = page("<table>\n<tr><td>Output<td>⟦$33.00⟧</table>\n<p>After", facts.price("30"))
        assert article.fixed() == (
            '<table>\n<tr><td>Output<td>$30.00</table>\n<p class="freshlint-source">Source: '
            '<a href="https://brush.example/pricing">Brush pricing</a>, verified 2026-06-02.</p>\n<p>After'
        )

    def test_cells_get_values_not_sentences(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "| Brush 2 | State |\n|---|---|\n| API | ⟦no⟧ |\n| Docs | ⟦❌⟧ |\n"
            "| Row | ⟦missing⟧ |\n| Date | ⟦mid-June⟧ |\n",
            facts.released(),
            facts.released(),
            facts.released(),
            facts.release_known(),
        )
        assert article.fixed().splitlines()[2:6] == [
            "| API | yes (since 2026-06-01) |",
            "| Docs | ✅ (since 2026-06-01) |",
            "| Row | Available since 2026-06-01 |",
            "| Date | June 1, 2026 |",
        ]


class TestProse:
    def test_a_sentence_takes_the_place_of_a_sentence(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("Brush is fast. ⟦Brush 2 has no API⟧, they say. We like it.", facts.released())
        assert article.fixed() == (
            "Brush is fast. Brush 2 has been available through the API since June 1, 2026 "
            f"{PAGE}. We like it."
        )
        assert [fix and fix.applicability for fix in article.fixes()] == [Applicability.UNSAFE]

    def test_what_a_paragraph_says_already_is_not_said_again(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "⟦Brush 2 has no API.⟧ ⟦Its date is unknown⟧, and\n⟦no page lists it⟧. Brush 1 does.",
            facts.released(),
            facts.release_known(),
            facts.released(),
        )
        assert article.fixed() == (
            f"Brush 2 has been available through the API since June 1, 2026 {PAGE}. Brush 1 does."
        )

    def test_a_removed_sentence_brings_the_one_that_says_it(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("⟦Brush 2 has no API.⟧ ⟦No page lists it.⟧", facts.released(), facts.released())
        first, second = article.fixes()
        assert first is not None
        assert second is not None
        assert set(first.edits) < set(second.edits)

    def test_a_source_stands_where_safe_fixes_alone_are_made(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("Output is ⟦$32⟧. ⟦No API yet.⟧", facts.price("30"), facts.released())
        safe, unsafe = article.resting_on(citation=facts.pricing).fixes()
        assert safe is not None
        assert unsafe is not None
        assert safe.edits == (Edit(11, 13, "30"), Edit(13, 13, f" {PRICING}"))
        assert safe.edits[1] in unsafe.edits

    def test_a_number_in_a_sentence_that_goes_is_fixed_by_itself(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("⟦No API⟧, but ⟦$32⟧ it will cost.", facts.released(), facts.price("30"))
        assert [bool(fix and fix.edits) for fix in article.fixes()] == [True, True]
        assert article.fixed().startswith("Brush 2 has been available")

    def test_a_citation_that_goes_with_its_sentence_is_written_anew(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown(f"⟦Brush 2 has no API⟧ {PAGE}.", facts.released())
        assert article.fixed() == (f"Brush 2 has been available through the API since June 1, 2026 {PAGE}.")

    def test_what_stands_there_already_is_not_written_again(self, markdown: Reader, facts: Facts) -> None:
        title = markdown("# ⟦Brush 2 API: available since June 1, 2026⟧\n", facts.released())
        sentence = markdown(
            f"⟦Brush 2 has been available through the API since June 1, 2026⟧ {PAGE}.", facts.released()
        )
        for fix in (*title.fixes(), *sentence.fixes()):
            assert fix is not None
            assert (fix.applicability, fix.edits) == (Applicability.MANUAL, ())

    def test_what_an_earlier_run_put_there_is_not_said_again(self, markdown: Reader, facts: Facts) -> None:
        said = f"Brush 2 has been available through the API since June 1, 2026 {PAGE}."
        article = markdown(f"{said} ⟦Nobody can call it.⟧ Bye.", facts.released())
        assert article.fixed() == f"{said} Bye."

    def test_two_things_in_one_sentence_are_both_said(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "⟦Brush 2 has no API⟧, so ⟦Brush 1 is the newest⟧.", facts.released(), facts.superseded()
        )
        assert article.fixed() == (
            "Brush 2 has been available through the API since June 1, 2026. Brush 2 has been the newest "
            f"of its family since June 1, 2026, when it superseded Brush 1 {PAGE}."
        )

    def test_markup_around_the_sentence_stays_and_inside_it_goes(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("Hi. **⟦`brush-2` has no *API*⟧!**", facts.released())
        assert article.fixed() == (
            f"Hi. **`brush-2` has been available through the API since June 1, 2026 {PAGE}.**"
        )

    @pytest.mark.parametrize(
        "cut",
        [
            "**Hi. ⟦Brush 2 has no** API.⟧",
            "~~⟦Brush 2 has no API.⟧~~",
            "<q>⟦Brush 2 has no API.⟧</q>",
            '<a href="x">Hi. ⟦Brush 2</a> has no API.⟧',
            "<span>Hi. ⟦Brush 2</span> has no API.⟧",
        ],
    )
    def test_markup_that_would_be_cut_or_belongs_to_others_is_left_to_a_person(
        self, markdown: Reader, facts: Facts, cut: str
    ) -> None:
        (fix,) = markdown(cut, facts.released()).fixes()
        assert fix is not None
        assert (fix.applicability, fix.edits) == (Applicability.MANUAL, ())

    @pytest.mark.parametrize(
        "whole",
        [
            "<span class=x>⟦Brush 2</span> has no API⟧.",
            "⟦Brush 2 has no <u>API⟧</u>.",
            "<i><span>⟦Brush 2</span></i> has no<br> API⟧.",
        ],
    )
    def test_tags_inside_the_sentence_go_with_it(self, page: Reader, facts: Facts, whole: str) -> None:
        assert page(f"<p>{whole}</p>", facts.released()).fixed() == (
            "<p>Brush 2 has been available through the API since June 1, 2026 "
            '(<a href="https://brush.example/brush-2">Brush 2 page</a>, verified 2026-06-02).</p>'
        )

    def test_what_only_looks_like_a_label_goes(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("The short answer: ⟦none yet⟧.", facts.released())
        assert article.fixed() == (f"Brush 2 has been available through the API since June 1, 2026 {PAGE}.")

    def test_a_label_stays_before_what_it_labels(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "- **API:** ⟦none yet⟧\n- Release date: ⟦TBA⟧\n", facts.released(), facts.release_known()
        )
        assert article.fixed() == ("- **API:** Available since 2026-06-01\n- Release date: June 1, 2026\n")

    def test_a_bare_answer_is_turned_round(self, markdown: Reader, facts: Facts) -> None:
        article = markdown(
            "## Can I call Brush 2?\n\n⟦No. Developers are locked out.⟧ Wait.\n", facts.released()
        )
        assert article.fixed() == (
            "## Can I call Brush 2?\n\nYes. Brush 2 has been available through the API since "
            f"June 1, 2026 {PAGE}. Wait.\n"
        )

    def test_a_bare_answer_of_its_own_sentence_goes_with_it(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("## Is Brush 2 missing?\n\nYes. ⟦It has no API.⟧\n", facts.released())
        assert "\n\nNo. Brush 2 has been" in article.fixed()

    def test_a_title_gets_a_title(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("# ⟦Brush 2 release watch⟧\n", facts.released())
        assert article.fixed() == "# Brush 2 API: available since June 1, 2026\n"

    def test_a_title_keeps_the_name_of_its_site(self, page: Reader, facts: Facts) -> None:
        article = page("<title>⟦Brush 2 release watch⟧ | Acme Docs</title>", facts.released())
        assert article.fixed() == "<title>Brush 2 API: available since June 1, 2026 | Acme Docs</title>"

    def test_a_sentence_keeps_its_brackets_but_not_its_quotes(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("Hi. (⟦Brush 2 is not out⟧.) Bye.", facts.released())
        assert article.fixed() == (
            f"Hi. (Brush 2 has been available through the API since June 1, 2026 {PAGE}.) Bye."
        )
        article = markdown('Hi. "⟦Brush 2 is not out⟧." Bye.', facts.released())
        assert article.fixed() == (
            f"Hi. Brush 2 has been available through the API since June 1, 2026 {PAGE}. Bye."
        )

    def test_a_bold_beginning_that_holds_its_end_mark_goes_with_it(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown("It is late. Hello **⟦Brush 2 is not out⟧.** Bye.", facts.released())
        assert article.fixed() == (
            f"It is late. Brush 2 has been available through the API since June 1, 2026. {PAGE} Bye."
        )

    def test_html_gets_a_link(self, page: Reader, facts: Facts) -> None:
        article = page("<p>⟦You cannot call <code>brush-2</code> &amp; co.⟧</p>", facts.released())
        assert article.fixed() == (
            "<p><code>brush-2</code> has been available through the API since June 1, 2026 "
            '(<a href="https://brush.example/brush-2">Brush 2 page</a>, verified 2026-06-02).</p>'
        )


class TestMetadata:
    def test_front_matter_keeps_its_quotes_and_its_other_sentences(
        self, markdown: Reader, facts: Facts
    ) -> None:
        article = markdown(
            "---\ntitle: '⟦Brush 2 rumors⟧'\ndescription: \"⟦No API yet⟧. Learn more.\"\n---\n",
            facts.released(),
            facts.released(),
        )
        assert article.fixed() == (
            "---\ntitle: 'Brush 2 API: available since June 1, 2026'\ndescription: \"Brush 2 has been "
            'available through the API since June 1, 2026 (verified 2026-06-02). Learn more."\n---\n'
        )

    def test_an_unquoted_value_is_quoted_where_it_must_be(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("---\ntitle: ⟦Brush 2 rumors⟧\n---\n", facts.released())
        assert article.fixed() == '---\ntitle: "Brush 2 API: available since June 1, 2026"\n---\n'

    def test_an_unquoted_value_stays_so_where_it_can(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("---\ndescription: ⟦No API yet.⟧\n---\n", facts.released())
        assert article.fixed() == (
            "---\ndescription: Brush 2 has been available through the API since June 1, 2026 "
            "(verified 2026-06-02).\n---\n"
        )

    def test_inside_a_flow_collection_a_comma_asks_for_quotes(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("---\nseo: {description: ⟦No API yet.⟧, x: y}\n---\n", facts.released())
        assert article.fixed() == (
            '---\nseo: {description: "Brush 2 has been available through the API since June 1, 2026 '
            '(verified 2026-06-02).", x: y}\n---\n'
        )

    def test_json_ld_stays_json(self, page: Reader, facts: Facts) -> None:
        article = page(
            '<script type="application/ld+json">{"@type": "Article", '
            '"headline": "⟦No Brush 2 yet⟧"}</script>',
            facts.released(name='Brush "2"'),
        )
        assert article.fixed() == (
            '<script type="application/ld+json">{"@type": "Article", "headline": '
            '"Brush \\"2\\" API: available since June 1, 2026"}</script>'
        )


class TestIdentifiers:
    def test_an_identifier_keeps_its_backticks(self, markdown: Reader) -> None:
        article = markdown("Pin `⟦brush-2-2026-05-01⟧`.", SwapText("brush-2-2026-06-01"))
        assert article.fixed() == f"Pin `brush-2-2026-06-01` {PAGE}."

    def test_in_code_it_takes_no_citation(self, markdown: Reader) -> None:
        article = markdown('```python\nm = "⟦brush-2-2026-05-01⟧"\n```\n', SwapText("brush-2-2026-06-01"))
        assert article.fixed() == '```python\nm = "brush-2-2026-06-01"\n```\n'

    @pytest.mark.parametrize("text", ['x"; import os', "x\ny", "`x`", ""])
    def test_what_is_no_identifier_never_goes_into_code(self, markdown: Reader, text: str) -> None:
        (fix,) = markdown('```python\nm = "⟦brush-2-2026-05-01⟧"\n```\n', SwapText(text)).fixes()
        assert fix is not None
        assert fix.edits == ()


class TestWhatIsNotFixed:
    def test_a_fact_that_nobody_verified_gives_no_fix(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("Output is ⟦$32⟧. ⟦No API yet.⟧", facts.price("30"), facts.released())
        for fix in article.resting_on(citation=None).fixes():
            assert fix is not None
            assert (fix.applicability, fix.edits) == (Applicability.MANUAL, ())
            assert "no verified source" in fix.advice

    def test_a_fact_that_has_aged_needs_a_reader(self, markdown: Reader, facts: Facts) -> None:
        (fix,) = markdown("Output is ⟦$32⟧.", facts.price("30")).resting_on(aged=True).fixes()
        assert fix is not None
        assert fix.applicability is Applicability.UNSAFE
        assert fix.edits

    @pytest.mark.parametrize("language", ["fr", "zh-Hant", "zh-TW"])
    def test_no_page_gets_words_of_another_language(
        self, markdown: Reader, facts: Facts, language: str
    ) -> None:
        (fix,) = markdown("⟦Pas d'API.⟧", facts.released(), language=language).fixes()
        assert fix is not None
        assert fix.edits == ()

    def test_a_statement_without_wording_is_advice(self, markdown: Reader) -> None:
        (fix,) = markdown("⟦No API.⟧", Restate("unheard-of", {})).fixes()
        assert fix is not None
        assert fix.advice == "change this by hand to say: what holds"

    def test_advice_stays_advice_and_nothing_stays_nothing(self, markdown: Reader) -> None:
        article = markdown("⟦One.⟧ ⟦Two.⟧", Advise("Look it up."), None)
        first, second = article.fixes()
        assert first is not None
        assert (first.advice, first.edits) == ("Look it up.", ())
        assert second is None

    def test_a_source_without_a_web_address_is_no_link(self, markdown: Reader, facts: Facts) -> None:
        from dataclasses import replace

        article = markdown("Output is ⟦$32⟧.", facts.price("30"))
        bad = article.resting_on(citation=replace(facts.pricing, url="javascript:alert(1)"))
        assert "javascript" not in bad.fixed()


class TestFixingTwice:
    def test_fixed_text_is_read_as_the_same_blocks(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("> - Output: ⟦$32⟧\n>   more\n\n⟦No API.⟧\n", facts.price("30"), facts.released())
        after = read_markdown(Source("a.md", article.fixed()))
        assert [block.kind for block in after.blocks] == [block.kind for block in article.document.blocks]

    def test_a_fixed_number_that_changes_again_keeps_one_citation(
        self, markdown: Reader, facts: Facts
    ) -> None:
        once = markdown("Output is ⟦$32⟧.", facts.price("30")).fixed()
        again = markdown(once.replace("$30", "⟦$30⟧"), facts.price("31")).fixed()
        assert again == f"Output is $31 {PRICING}."

    def test_every_edit_stands_inside_the_text(self, markdown: Reader, facts: Facts) -> None:
        article = markdown("Output is ⟦$32⟧", facts.price("30"))
        (fix,) = article.fixes()
        assert fix is not None
        assert fix.edits == (Edit(11, 13, "30"), Edit(13, 13, f" {PRICING}"))
