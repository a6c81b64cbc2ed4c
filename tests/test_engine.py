"""One page through the engine: claims judged on their day, findings with their fact, what stays undecided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest

import shipped
from freshlint import engine
from freshlint.claim import Confidence
from freshlint.document.model import Document
from freshlint.facts.view import FactsView
from freshlint.finding import Applicability, Severity
from freshlint.source import Source

STALE = "There is no public API for gpt-image-2."
PAGE = f"""\
# Picture models

{STALE} Image output costs $40 per 1M tokens on gpt-image-2.

GPT Image 1.5 is the newest image model.
"""


def rules_found(text: str, as_of: date = shipped.AS_OF, **settings: object) -> list[str]:
    """The rules of a page's findings, under other settings."""
    chosen = replace(shipped.SETTINGS, **settings)  # type: ignore[arg-type]
    document = engine.read(Source("page.md", text))
    return [finding.rule for finding in engine.check(document, shipped.knowledge(as_of), chosen).findings]


def test_a_finding_carries_the_place_the_fact_and_the_fix() -> None:
    (finding,) = shipped.findings(STALE)
    assert (finding.rule, finding.entity, finding.severity) == ("availability", "gpt-image-2", Severity.ERROR)
    assert STALE[finding.span.start : finding.span.end] == finding.text == STALE
    assert finding.fact == "gpt-image-2/status/released"
    assert finding.expected == "released since 2026-04-21"
    assert finding.citation is not None
    assert finding.citation.verified == date(2026, 4, 22)
    assert finding.fix is not None
    assert finding.fix.applicability is Applicability.UNSAFE


def test_findings_stand_in_the_order_of_the_page() -> None:
    assert [finding.rule for finding in shipped.findings(PAGE)] == ["availability", "price", "superseded"]


def test_what_facts_do_not_know_yet_is_no_finding() -> None:
    assert rules_found(PAGE, date(2026, 4, 20)) == []


def test_only_selected_rules_judge() -> None:
    assert rules_found(PAGE, select=frozenset({"price"})) == ["price"]
    assert rules_found(PAGE, select=frozenset()) == []


def test_a_page_of_an_archive_is_history() -> None:
    assert rules_found(PAGE, archive=True) == []


def test_claims_that_are_less_sure_can_be_left_out() -> None:
    text = "# gpt-image-2\n\nThe model is not available through the API.\n"
    assert rules_found(text, min_confidence=Confidence.MEDIUM) == ["availability"]
    assert rules_found(text, min_confidence=Confidence.HIGH) == []


def test_what_cannot_be_judged_is_counted_with_its_reason() -> None:
    result = shipped.read("Our gateway charges $40 per 1M image output tokens for gpt-image-2.")
    assert result.findings == ()
    (undecided,) = result.undecided
    assert undecided.claim.text.startswith("$40")
    assert undecided.reason


def test_an_unknown_status_is_undecided_not_false() -> None:
    result = shipped.read("There is no public API for gpt-5.4.")
    assert result.findings == ()
    assert [one.reason for one in result.undecided] == ["the facts do not say"]


def test_what_holds_only_later_is_premature() -> None:
    (finding,) = shipped.findings("gpt-image-2 is available through the API.", as_of=date(2026, 4, 20))
    assert (finding.rule, finding.severity) == ("premature", Severity.WARNING)


def test_premature_findings_are_shown_only_where_that_rule_is_selected() -> None:
    text = "gpt-image-2 is available through the API."
    day = date(2026, 4, 20)
    assert rules_found(text, day, select=frozenset({"availability", "premature"})) == ["premature"]
    assert rules_found(text, day, select=frozenset({"availability"})) == []


def test_a_fact_that_was_seen_too_long_ago_makes_a_finding_less_sure() -> None:
    text = "Image output costs $40 per 1M tokens on gpt-image-2."
    (young,), (aged,) = shipped.findings(text), shipped.findings(text, as_of=date(2026, 8, 1))
    assert (young.confidence, aged.confidence) == (Confidence.HIGH, Confidence.MEDIUM)
    assert young.fix is not None
    assert aged.fix is not None
    assert (young.fix.applicability, aged.fix.applicability) == (Applicability.SAFE, Applicability.UNSAFE)


@pytest.mark.parametrize(
    ("path", "text", "kinds"),
    [
        ("a.md", "# A\n\n<b>b</b>", {"heading", "paragraph"}),
        ("a.mdx", "# A\n\n{1 + 1}\n\nText", {"heading", "paragraph"}),
        ("a.HTM", "<h1>A</h1><p>b</p>", {"heading", "paragraph"}),
        ("a.txt", "# A", {"heading"}),
    ],
)
def test_a_name_says_how_a_file_is_read(path: str, text: str, kinds: set[str]) -> None:
    document: Document = engine.read(Source(path, text))
    assert {str(block.kind) for block in document.blocks} == kinds


def test_what_could_not_be_read_is_passed_on() -> None:
    result = shipped.read("---\ntitle: [\n---\n\nThere is no public API for gpt-image-2.\n")
    assert len(result.problems) == 1
    assert [finding.rule for finding in result.findings] == ["availability"]


@pytest.mark.parametrize("rule", ["availability", "retired", "superseded", "price"])
def test_selecting_a_rule_shows_just_what_it_reports_in_a_full_run(rule: str) -> None:
    text = PAGE + "\n`dall-e-3` is available.\n"
    day = date(2026, 11, 23)
    assert (
        rules_found(text, day, select=frozenset({rule}))
        == [r for r in rules_found(text, day) if r == rule]
        != []
    )


def test_what_is_too_uncertain_to_show_is_counted() -> None:
    document = engine.read(Source("page.md", PAGE))
    aged = shipped.knowledge(date(2026, 11, 23))
    sure = replace(shipped.SETTINGS, min_confidence=Confidence.HIGH)
    every = engine.check(document, aged, shipped.SETTINGS)
    some = engine.check(document, aged, sure)
    assert some.hidden == len(every.findings) - len(some.findings) + every.hidden > 0


def test_only_the_facts_of_what_a_page_names_are_read() -> None:
    known = shipped.knowledge()
    unreadable = {entity: msgspec.Raw(b"\xc1") for entity in known.view.entities}
    packed = {**unreadable, "gpt-image-2": known.view.book.packed["gpt-image-2"]}
    book = msgspec.structs.replace(known.view.book, packed=packed)
    partly = replace(known, view=FactsView(shipped.AS_OF, book))
    page = f"{STALE} Image output costs $40 per 1M tokens on gpt-image-2.\n"
    found = shipped.check(Source("page.md", page), partly)
    assert [finding.rule for finding in found.findings] == ["availability", "price"]
    assert found.failures == ()
