"""What a run found, as every output format sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from freshlint.finding import Applicability, Finding, Severity
from freshlint.source import Source, Span

if TYPE_CHECKING:
    from freshlint.claim import Claim
    from freshlint.finding import Undecided


class FactsFile(NamedTuple):
    """A facts file that the run rests on; `digest` is "sha256:..." of its bytes."""

    path: str
    digest: str


class Message(NamedTuple):
    """Something about a file, or about the run where `path` is empty; a `line` of 0 is unknown."""

    text: str
    path: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])
        return f"{place}: {self.text}" if self.path else self.text


class Quiet(NamedTuple):
    """A place where a comment silences the rules with these ids; none means all."""

    covers: Span
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class PageReport:
    """One file. Findings and their offsets are those of `source`: the text after fixing, if it was fixed.

    before     the source as it stood in the file, where it differs
    fixed      number of findings whose fix was made
    silenced   number of findings that a comment was written for
    screened   no entity can be named here, so the file was not parsed
    hidden     number of stale claims that `--min-confidence` leaves out
    unchanged  number of findings that `--since` leaves out
    baselined  number of findings that the baseline holds
    claims     all that the page claims, judged or not
    quiet      where comments silence what
    failures   what rules did wrong: the page is not checked by them
    """

    source: Source
    findings: tuple[Finding, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    warnings: tuple[Message, ...] = ()
    before: Source | None = None
    fixed: int = 0
    screened: bool = False
    hidden: int = 0
    unchanged: int = 0
    baselined: int = 0
    silenced: int = 0
    claims: tuple[Claim, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    failures: tuple[Message, ...] = ()


@dataclass(frozen=True)
class RunReport:
    """A whole run, files in the order of discovery. `errors` make it fail, `warnings` do not.

    entities   number of entities that the facts know
    applied    fixes were written to the files; else they are only shown
    since      the revision since which lines must have changed; "" where everything counts
    owners     who answers for a page, by its path; where the repository says so
    views      how often a page is read, by its path; where that is known
    """

    as_of: date
    facts: tuple[FactsFile, ...]
    pages: tuple[PageReport, ...]
    errors: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    entities: int = 0
    files: int = 0
    applied: bool = False
    since: str = ""
    owners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    views: Mapping[str, int] = field(default_factory=dict)

    def findings(self) -> Iterator[tuple[Source, Finding]]:
        """Every finding with the source that its offsets belong to."""
        for page in self.pages:
            for finding in page.findings:
                yield page.source, finding

    def fixable(self, applicability: Applicability) -> int:
        """How many findings have a fix of this kind, with edits."""
        return sum(
            finding.fix is not None and bool(finding.fix.edits) and finding.fix.applicability is applicability
            for _, finding in self.findings()
        )

    @property
    def undecided(self) -> int:
        """How many claims could not be judged."""
        return sum(len(page.undecided) for page in self.pages)

    @property
    def hidden(self) -> int:
        """How many stale claims were too uncertain to be shown."""
        return sum(page.hidden for page in self.pages)

    @property
    def unchanged(self) -> int:
        """How many findings stand on lines that did not change."""
        return sum(page.unchanged for page in self.pages)

    @property
    def baselined(self) -> int:
        """How many findings the baseline holds."""
        return sum(page.baselined for page in self.pages)

    @property
    def silenced(self) -> int:
        """How many findings a comment was written for."""
        return sum(page.silenced for page in self.pages)

    @property
    def fixed(self) -> int:
        """How many findings were fixed."""
        return sum(page.fixed for page in self.pages)

    def fails(self, least: Severity) -> bool:
        """Whether a finding of at least this severity is left, or a fix is shown that was not written."""
        if self.fixed and not self.applied:
            return True
        return any(finding.severity >= least for _, finding in self.findings())
