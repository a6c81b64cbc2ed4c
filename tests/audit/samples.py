"""Stores filled by hand: runs whose findings tests can foresee."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from freshlint.audit.records import FindingRecord, PageRecord, PartRecord
from freshlint.audit.store import runs
from freshlint.audit.store.database import opened
from freshlint.basis import Basis

DAY = date(2026, 4, 22)
BASIS = Basis(DAY, (("facts.yaml", b"freshlint: 1\n"),), ("price",))
KEY = runs.RunKey("folder /site", "folder /site", BASIS)
PLAIN = FindingRecord(
    rule="price",
    severity="error",
    confidence="high",
    fingerprint="",
    line=3,
    column=5,
    offset=40,
    end=43,
    before="It costs ",
    text="$40",
    after=" per image.",
    message="$40 is not the price",
    role="body",
    entity="gpt-image-2",
    fact="gpt-image-2/prices/image",
    expected="$30",
    source_title="The price list",
    source_url="https://example.com/prices",
    verified="2026-04-20",
    suggestion="It costs $30 per image.",
    applicability="safe",
)


@dataclass
class _Numbers:
    given: int = 0

    def next(self) -> str:
        self.given += 1
        return f"{self.given:032x}"


_numbers = _Numbers()


def finding(**changes: Any) -> FindingRecord:
    """A finding with a fingerprint of its own."""
    return replace(PLAIN, **{"fingerprint": _numbers.next(), **changes})


def page(address: str, *findings: FindingRecord, **changes: Any) -> PageRecord:
    """A page with these findings; without any it was screened out."""
    plain = PageRecord(
        address, "checked" if findings else "screened", modified=date(2026, 1, 1), findings=findings
    )
    return replace(plain, **changes)


def stored(store: Path, pages: Iterable[PageRecord], key: runs.RunKey = KEY) -> int:
    """A finished run with these pages; its number."""
    with opened(store) as connection:
        run = runs.begin(connection, key)
        part = PartRecord("part", tuple(pages))
        runs.add(connection, run.id, part)
        runs.finish(connection, run.id, {part.name})
        return run.id
