"""A finding: a stale claim shown to a person, with the fact, its source and perhaps a fix."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from freshlint.source import Span

if TYPE_CHECKING:
    from datetime import date

    from freshlint.claim import Claim, Confidence
    from freshlint.facts.fact import Citation


# Rules that judge nothing themselves: others report under their names what holds only later, what will not hold then.
PREMATURE, HORIZON = "premature", "horizon"


class Severity(IntEnum):
    """How much a finding matters; `--fail-on` names the least that fails a run."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in reports and on the command line."""
        return self.name.lower()


class Applicability(StrEnum):
    """safe: a value for a value. unsafe: prose rewritten, code restructured. manual: advice only."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


@dataclass(frozen=True, order=True)
class Edit:
    """Replace source[start:end] by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Fix:
    """Edits that belong together: all of them or none."""

    applicability: Applicability
    edits: tuple[Edit, ...] = ()
    advice: str = ""


class Likeness(NamedTuple):
    """A finding without its place: `text` without case, its white space single spaces."""

    rule: str
    entity: str
    fact: str
    text: str


@dataclass(frozen=True)
class Finding:
    """One claim, one finding. `span` is the shortest text that carries the claim; `fact` a fact's identity.

    stale_from  the day from which facts will contradict it, where that lies ahead
    """

    path: str
    rule: str
    severity: Severity
    confidence: Confidence
    span: Span
    text: str
    message: str
    role: str
    entity: str = ""
    fact: str = ""
    expected: str = ""
    citation: Citation | None = None
    fix: Fix | None = None
    related: tuple[Span, ...] = ()
    occurrence: int = 0
    stale_from: date | None = None
    claim: Claim | None = None

    @property
    def likeness(self) -> Likeness:
        """What findings share that differ by nothing but their place."""
        return Likeness(self.rule, self.entity, self.fact, " ".join(self.text.casefold().split()))

    @property
    def fingerprint(self) -> str:
        """Stable over moved lines: path, rule, entity, fact identity, normalised text and occurrence."""
        parts = (self.path, *self.likeness, str(self.occurrence))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True)
class Undecided:
    """A claim that could not be judged, and why."""

    claim: Claim
    reason: str


@dataclass(frozen=True)
class Failure:
    """What a rule did wrong on a page, at an offset of its source; it failed `more` times after that."""

    rule: str
    reason: str
    at: int
    more: int = 0

    def __str__(self) -> str:
        more = f" (and {self.more} more times)" if self.more else ""
        return f"the rule {self.rule!r} {self.reason}{more}; other rules went on"


def number_occurrences(findings: list[Finding]) -> list[Finding]:
    """Sort by place and number findings that differ by nothing but their place."""
    seen: dict[str, int] = {}
    numbered = []
    for finding in sorted(findings, key=lambda f: (f.path, f.span, f.rule)):
        key = replace(finding, occurrence=0).fingerprint
        numbered.append(replace(finding, occurrence=seen.get(key, 0)))
        seen[key] = seen.get(key, 0) + 1
    return numbered
