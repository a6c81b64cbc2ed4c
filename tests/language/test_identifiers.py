"""Dated snapshots in running text."""

from __future__ import annotations

import shipped
from freshlint.claim import Claim, Identifier, Modality


def snapshots(text: str, form: str = "md") -> list[Claim]:
    """The claims of a page about snapshots."""
    return [claim for claim in shipped.claims(text, form) if claim.predicate == "snapshot"]


def test_each_dated_identifier_is_a_claim() -> None:
    text = "Pin `gpt-image-2-2026-04-21`, not gpt-image-2-2026-05-01."
    claims = snapshots(text)
    assert [claim.value for claim in claims] == [
        Identifier("gpt-image-2-2026-04-21"),
        Identifier("gpt-image-2-2026-05-01"),
    ]
    assert {claim.entity for claim in claims} == {"gpt-image-2"}
    assert [text[c.span.start : c.span.end] for c in claims] == [c.text for c in claims]


def test_an_identifier_in_a_cell_or_heading_counts() -> None:
    text = "## gpt-image-2-2026-04-21\n\n| Snapshot |\n| --- |\n| gpt-image-2-2026-05-01 |\n"
    assert [claim.text for claim in snapshots(text)] == ["gpt-image-2-2026-04-21", "gpt-image-2-2026-05-01"]


def test_it_is_meant_as_its_sentence_is() -> None:
    (asked,) = snapshots("Does gpt-image-2-2026-05-01 exist?")
    (pinned,) = snapshots("If you pin gpt-image-2-2026-05-01, it fails.")
    assert (asked.modality, pinned.modality) == (Modality.QUESTION, Modality.CONDITIONAL)


def test_a_name_and_a_day_apart_are_no_identifier() -> None:
    assert snapshots("gpt-image-2 came on 2026-04-21. See https://example.com/gpt-image-2-2026-04-21.") == []
