"""The linter is not right less often than it was: figures are held against fixtures/pairs/floors.yaml."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from .cases import PAIRS
from .measure import measure
from .tally import Score

FLOORS: dict[str, dict[str, Any]] = yaml.safe_load((PAIRS / "floors.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("half", FLOORS)
def test_precision_and_recall_hold_their_floors(half: str) -> None:
    measured = measure(half)
    assert measured.crashes == ()
    score = Score.of(measured.outcomes)
    assert score.precision.part / score.precision.whole >= FLOORS[half]["precision"]
    assert score.recall.part / score.recall.whole >= FLOORS[half]["recall"]
