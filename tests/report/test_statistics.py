"""`--statistics`: findings by rule."""

from __future__ import annotations

from freshlint.report.statistics import statistics
from report_samples import page, report


def test_the_most_frequent_rule_comes_first_with_what_a_fix_mends() -> None:
    words = page("STALE ROTTEN DUSTY FAINT " + "DUSTY " * 9)
    assert list(statistics(report(words, page("STALE", "b.md")))) == [
        "10  superseded",
        " 2  snapshot      2 by --fix",
        " 1  availability  1 by --unsafe-fixes",
        " 1  retired",
    ]


def test_nothing_found_is_nothing() -> None:
    assert list(statistics(report(page("fine")))) == []
