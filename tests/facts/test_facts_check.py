"""What `facts check` says about facts that follow the schema but are weak."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from freshlint.facts.check import check
from freshlint.facts.load import LoadedFile

Entity = Callable[..., LoadedFile]
FULL = "since: 2026-01-01, verified: 2026-04-20, source: page, evidence: Kite"


def _found(file: LoadedFile, day: str = "2026-04-22") -> list[str]:
    notices = check([file], date.fromisoformat(day))
    return [f"{n.line}:{n.column} {n.severity} {n.code} {n.fact}" for n in notices]


def test_nothing_is_said_about_a_row_that_has_everything(entity: Entity) -> None:
    assert _found(entity(f"status: [{{value: released, {FULL}}}]")) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "status: [{value: released, source: page, evidence: Kite}]",
            [
                "6:14 warning holds-never kite/status/released",
                "6:14 notice not-verified kite/status/released",
            ],
        ),
        (
            "status: [{value: released, until: 2026-01-01, verified: 2026-01-02, source: page, evidence: K}]",
            ["6:39 warning holds-never kite/status/released"],
        ),
        (
            "status: [{value: released, since: 2026-01-01}]",
            ["6:14 notice no-source kite/status/released"],
        ),
        (
            "status: [{value: released, verified: 2026-01-01, source: page}]",
            ["6:14 notice no-evidence "],
        ),
        (
            f"usage: [{{api: a.b, field: model, accepts: true, {FULL}}}]",
            ["6:19 notice no-address kite/usage/a.b#model"],
        ),
        (
            f"prices: [{{meter: a, amount: 1, currency: USD, per: image, {FULL.replace('04-20', '01-20')}}}]",
            ["6:92 notice fact-age kite/prices/a"],
        ),
        (
            "prices: [{meter: a, amount: 1, currency: USD, per: image, until: 2026-02-01, "
            f"{FULL.replace('04-20', '01-20')}}}]",
            [],
        ),
        (
            "prices:\n"
            "  - {meter: a, amount: 1, currency: USD, per: image, default: true, until: 2026-02-01, "
            f"{FULL}}}\n"
            "  - {meter: a, where: {size: s}, amount: 1, currency: USD, per: image, default: true, "
            f"{FULL}}}",
            [],
        ),
        (
            "prices:\n"
            f"  - {{meter: a, amount: 1, currency: USD, per: image, default: true, {FULL}}}\n"
            "  - {meter: a, where: {size: s}, amount: 1, currency: USD, per: image, default: true, "
            f"{FULL}}}",
            ["8:85 warning two-defaults kite/prices/a[size=s]"],
        ),
        ("names: [REED]", ["6:12 warning shared-name "]),
    ],
)
def test_each_weakness_has_its_place(entity: Entity, rows: str, expected: list[str]) -> None:
    assert _found(entity(rows)) == expected


def test_a_circle_of_successors_is_named_while_it_holds(parse: Entity) -> None:
    file = parse(
        f"""
        freshlint: 1
        sources: {{page: {{title: Page, url: "https://example.com"}}}}
        entities:
          kite: {{supersedes: [{{entity: reed, until: 2026-04-30, {FULL}}}]}}
          reed: {{supersedes: [{{entity: kite, {FULL}}}]}}
        """
    )
    assert [line.split(" ", 1)[1] for line in _found(file)] == [
        "warning circle kite/supersedes/reed",
        "warning circle reed/supersedes/kite",
    ]
    assert _found(file, "2026-05-01") == []


def test_a_notice_reads_as_a_line_with_its_place(entity: Entity) -> None:
    (notice,) = check([entity("status: [{value: released, since: 2026-01-01}]")], date(2026, 4, 22))
    assert str(notice) == (
        "f.yaml:6:14: notice: kite/status/released: has no source, so no citation and no fix: "
        "add `source` [no-source]"
    )
