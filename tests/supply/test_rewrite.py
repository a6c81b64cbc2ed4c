"""Days are written into facts files of any form, and not a character more."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from freshlint.facts.load import load
from freshlint.supply.rewrite import RewriteError, Seen, with_days

TOP = 'freshlint: 1\nsources: {p: {title: P, url: "https://example.com"}}\nentities:\n  kite:\n    status:\n'
DAY = date(2026, 11, 20)


def seen(row: str, newline: str = "\n", bom: bytes = b"") -> str:
    text = TOP + "".join(f"      {line}\n" for line in dedent(row).strip().splitlines())
    data = bom + text.replace("\n", newline).encode()
    after = with_days(load("f.yaml", data), data, [Seen(("entities", "kite", "status", 0), DAY)])
    assert after.startswith(bom + TOP.replace("\n", newline).encode())
    return after.decode("utf-8-sig").replace(newline, "\n").removeprefix(TOP)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "- {value: released, since: 2026-01-01, verified: 2026-01-02, source: p}",
            "- {value: released, since: 2026-01-01, verified: 2026-11-20, source: p}",
        ),
        (
            "- {value: released, since: 2026-01-01, source: p}",
            "- {value: released, since: 2026-01-01, verified: 2026-11-20, source: p}",
        ),
        (
            "- value: released\n  verified: '2026-01-02'  # seen\n  since: 2026-01-01",
            "- value: released\n  verified: 2026-11-20  # seen\n  since: 2026-01-01",
        ),
        (
            "- value: released\n  since: 2026-01-01\n  verified:\n  source: p",
            "- value: released\n  since: 2026-01-01\n  verified: 2026-11-20\n  source: p",
        ),
        ("- source: p\n  value: released", "- verified: 2026-11-20\n  source: p\n  value: released"),
        (
            "- {value: released, verified: 2026-01-02}",
            "- {value: released, since: 2026-01-02, verified: 2026-11-20}",
        ),
        ("- {value: released, verified: 2026-12-31}", "- {value: released, verified: 2026-12-31}"),
        ('- {"value": released, "source": p}', '- {"value": released, verified: 2026-11-20, "source": p}'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_day_changes(row: str, expected: str, newline: str) -> None:
    assert seen(row, newline).split() == expected.split()
    assert seen(row, newline, b"\xef\xbb\xbf").strip() == "\n".join(
        line if not number else f"      {line}" for number, line in enumerate(expected.splitlines())
    )


def test_a_row_without_a_place_for_a_day_is_refused() -> None:
    with pytest.raises(RewriteError, match="no `source`"):
        seen("- value: released")
