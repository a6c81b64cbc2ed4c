"""What readers are told to use, and what is said to end."""

from __future__ import annotations

import pytest

import shipped
from freshlint.claim import Claim, Modality


def of(predicate: str, text: str) -> list[Claim]:
    """The claims of a page with this predicate."""
    return [claim for claim in shipped.claims(text) if claim.predicate == predicate]


@pytest.mark.parametrize(
    "text",
    [
        "Use dall-e-3 for covers.",
        "Choose `dall-e-3` for covers.",
        "Stick with dall-e-3 for covers.",
        "- Pick dall-e-3.",
        "Usa dall-e-3 para portadas.",
        "Nutzen Sie dall-e-3 für Umschläge.",
    ],
)
def test_readers_are_told_to_use_it(text: str) -> None:
    (claim,) = of("recommended", text)
    assert (claim.entity, claim.modality) == ("dall-e-3", Modality.INSTRUCTION)


@pytest.mark.parametrize(
    "text",
    [
        "Do not use dall-e-3.",
        "Use gpt-image-2 instead of dall-e-3.",
        "We use dall-e-3 for covers.",
        "Use the dall-e-3-skill for covers.",
        "If you use dall-e-3, stop.",
        "Use dall-e-3 no longer.",
    ],
)
def test_nobody_is_told_to_use_it(text: str) -> None:
    assert "dall-e-3" not in [claim.entity for claim in of("recommended", text)]


@pytest.mark.parametrize(
    "text", ["gpt-image-1.5 will be shut down in December.", "gpt-image-1.5 se retirará en diciembre."]
)
def test_its_end_is_announced(text: str) -> None:
    (claim,) = of("retirement-pending", text)
    assert (claim.entity, claim.text) == ("gpt-image-1.5", text)


@pytest.mark.parametrize("text", ["gpt-image-1.5 will not be shut down.", "gpt-image-1.5 was shut down."])
def test_no_end_is_announced(text: str) -> None:
    assert of("retirement-pending", text) == []
