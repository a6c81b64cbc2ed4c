"""Says what is right today, and will not be within the time that is looked ahead.

A shutdown is announced, a price changes on the first of the month, a successor has its day: facts say so with a
`since` or `until` that lies ahead. The page's claims are judged on each such day as they will be judged then, by
all rules that run; what is fine today and found on a later day is a notice that names the day. It runs only where
days are given, by `--horizon 30d` or `horizon = "30d"` in the configuration.

Facts used: those of the rule that judges the claim. Fix: none; the text is right until the day.
"""

from __future__ import annotations

from typing import ClassVar

from freshlint.finding import HORIZON, Severity
from freshlint.rule import Rule


class Horizon(Rule):
    """The name under which is reported what other rules will find."""

    id: ClassVar[str] = HORIZON
    summary: ClassVar[str] = "says what facts will contradict within the days that are looked ahead"
    severity: ClassVar[Severity] = Severity.NOTICE
