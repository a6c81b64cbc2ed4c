"""Says what holds only later: a release, a price or a snapshot that is still ahead on the day.

A draft written for a launch goes out early, or a page is checked as of a day before it. The rule has no words
of its own: whichever rule judges a claim reports it under this id when the facts say that it will be true.

Facts used: those of the rule that judged the claim. Fix: none; the text will be right on the day.
"""

from __future__ import annotations

from typing import ClassVar

from freshlint.finding import PREMATURE, Severity
from freshlint.rule import Rule


class Premature(Rule):
    """The name under which other rules report what is not true yet."""

    id: ClassVar[str] = PREMATURE
    summary: ClassVar[str] = "says what the facts hold only for a later day"
    severity: ClassVar[Severity] = Severity.WARNING
