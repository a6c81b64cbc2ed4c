"""How the author means it, and when it holds."""

from __future__ import annotations

from datetime import date

import pytest

import shipped
from freshlint.claim import Claim, Modality, Tense, Time


def said(text: str, form: str = "md") -> Claim:
    """The one claim of a page on whether something is available."""
    (claim,) = [claim for claim in shipped.claims(text, form) if claim.predicate == "available"]
    return claim


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("gpt-image-2 is not available.", Modality.ASSERTED),
        ("Perhaps gpt-image-2 is not available.", Modality.HEDGED),
        ("Support says that gpt-image-2 is not available.", Modality.REPORTED),
        ('"gpt-image-2 is not available" is wrong.', Modality.REJECTED),
        ("Ignore pages that say gpt-image-2 is not available.", Modality.REJECTED),
        ("gpt-image-2 is not available. That is outdated.", Modality.REJECTED),
        ("~~gpt-image-2 is not available.~~", Modality.REJECTED),
        ("If gpt-image-2 is not available, wait.", Modality.CONDITIONAL),
        ("gpt-image-2 is not available in your account.", Modality.CONDITIONAL),
        ("Is gpt-image-2 not available?", Modality.QUESTION),
        ("gpt-image-2 尚未公开。", Modality.ASSERTED),
        ("如果 gpt-image-2 尚未公开，请等待。", Modality.CONDITIONAL),
        ("gpt-image-2 は公開されていませんか。", Modality.QUESTION),
        ("Si gpt-image-2 no está disponible, espera.", Modality.CONDITIONAL),
        ("Vielleicht ist gpt-image-2 nicht verfügbar.", Modality.HEDGED),
    ],
)
def test_how_it_is_meant(text: str, modality: Modality) -> None:
    assert said(text).modality is modality


def test_struck_out_in_html_is_rejected() -> None:
    assert said("<p><del>gpt-image-2 is not available.</del></p>", "html").modality is Modality.REJECTED


def test_quotation_marks_count_in_a_heading_too() -> None:
    assert said('# "gpt-image-2 is not available"\n\nWe asked why.\n').modality is Modality.REJECTED


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("gpt-image-2 is not available.", Time()),
        ("gpt-image-2 was not available.", Time(Tense.PAST)),
        ("On April 2, 2026, gpt-image-2 was not available.", Time(Tense.PAST, date(2026, 4, 2))),
        (
            "As of April 2, 2026, gpt-image-2 is not available.",
            Time(Tense.PRESENT, date(2026, 4, 2), stamp=True),
        ),
        ("## 2026-03-10\n\ngpt-image-2 is not available.\n", Time(Tense.PRESENT, date(2026, 3, 10))),
        ("## v1.4.0\n\ngpt-image-2 is not available.\n", Time(Tense.PAST)),
        ("Im März war gpt-image-2 nicht verfügbar.", Time(Tense.PAST)),
        ("En marzo gpt-image-2 no estaba disponible.", Time(Tense.PAST)),
    ],
)
def test_when_it_holds(text: str, time: Time) -> None:
    assert said(text).time == time


def test_a_check_stamp_leaves_the_claim_in_the_present() -> None:
    text = "As of April 2, 2026, gpt-image-2 is not available through the API."
    assert [finding.rule for finding in shipped.findings(text)] == ["availability"]


def test_the_day_of_an_entry_is_the_day_of_its_claims() -> None:
    """True on its day is no finding, however wrong it is today; wrong on its own day is one."""
    entry = "# Changelog\n\n## {day}\n\nThere is no public API for gpt-image-2.\n"
    assert shipped.findings(entry.format(day="2026-03-10")) == ()
    assert [f.rule for f in shipped.findings(entry.format(day="2026-04-22"))] == ["availability"]


@pytest.mark.parametrize(
    "page",
    [
        "Once gpt-image-2 isn't available, the script raises an alarm.",
        "当 gpt-image-2 不可用时，脚本改用旧模型。",
        "> gpt-image-2 has no API yet.\n\nThat is wrong: everybody can call it.",
        "<blockquote>gpt-image-2 hat noch keine API.</blockquote><p>Das ist überholt: es ist abrufbar.</p>",
        "Dass gpt-image-2 keine öffentliche API habe, stimmt seit April nicht mehr.",
        "Damals: gpt-image-2 nur in ChatGPT, keine API.",
        "# ¿Cuándo sale gpt-image-2? Ya está aquí",
    ],
)
def test_what_is_supposed_rejected_or_past_is_no_finding(page: str) -> None:
    form = "html" if page.startswith("<") else "md"
    assert [one.rule for one in shipped.findings(page, form) if one.severity.name != "NOTICE"] == []
