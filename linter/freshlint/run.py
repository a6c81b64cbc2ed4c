"""A run: files in, a report out. What one file does wrong is reported by its name; the others go on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from freshlint.basis import Basis
from freshlint.errors import OutOfTime, described
from freshlint.grounds import Grounds
from freshlint.limit import PAGE, within
from freshlint.paths import place, shown
from freshlint.remembered import digest_of
from freshlint.report.model import FactsFile, Message, PageReport, RunReport
from freshlint.source import Source, SourceError
from freshlint.storage import Disk, Storage
from freshlint.write import WriteError

if TYPE_CHECKING:
    from freshlint.baseline import Baseline
    from freshlint.discovery import Found, Ignores
    from freshlint.finding import Likeness
    from freshlint.overrides import Override
    from freshlint.page import Ask, Checker
    from freshlint.selection import Scope
    from freshlint.since import Since


@dataclass(frozen=True)
class Fixing:
    """What a run does about fixes. `unsafe` admits those that need a reader; `write` changes the files.

    ask  says of each finding what to do about it; None: what can be fixed is
    """

    unsafe: bool = False
    write: bool = False
    ask: Ask | None = None


@dataclass(frozen=True, eq=False)
class Run:
    """What pages are judged by, and what is to be known of files.

    archive  which files are history, not advice
    fixing   None: report only
    storage  where pages are read from and written to
    since    only what changed is reported
    baseline what it holds is not reported
    remarks  what the report says about the run as a whole
    jobs     how many processes may share the files
    overrides  other severities for some pages and places; the last that applies wins
    """

    basis: Basis
    grounds: Grounds
    facts: Sequence[FactsFile]
    archive: Ignores
    storage: Storage
    fixing: Fixing | None = None
    since: Since | None = None
    baseline: Baseline | None = None
    remarks: Sequence[str] = ()
    jobs: int = 1
    overrides: Sequence[Override] = ()

    @cached_property
    def checker(self) -> Checker:
        """What checks a page; made when the first one must be read. Raises SetupError."""
        return self.basis.checker(self.grounds)

    def check(self, found: Found) -> RunReport:
        """Check every file, fix it where that was asked, and report on all."""
        outcomes = self._outcomes(found.files)
        pages: list[PageReport] = []
        errors = [Message(reason, shown(path)) for path, reason in found.unreadable]
        for path, outcome in zip(found.files, outcomes, strict=True):
            if isinstance(outcome, PageReport):
                pages.append(self._weighed(path, outcome))
            else:
                errors.append(outcome)
        return RunReport(
            as_of=self.basis.as_of,
            facts=tuple(self.facts),
            pages=tuple(pages),
            errors=(*errors, *(failure for page in pages for failure in page.failures)),
            warnings=(*self._warnings(found), *(warning for page in pages for warning in page.warnings)),
            entities=self.grounds.outline.entities,
            files=len(found.files),
            applied=self.fixing is not None and self.fixing.write,
            since=self.since.revision if self.since else "",
        )

    def _outcomes(self, files: Sequence[Path]) -> Iterable[PageReport | Message]:
        # Where a page's report depends on more than its bytes and what judges it, nothing is remembered or shared.
        if self.fixing or self.since or self.baseline or not isinstance(self.storage, Disk):
            return map(self.outcome, files)
        from freshlint.many import Many

        return Many(self).outcomes(files)

    def outcome(self, path: Path) -> PageReport | Message:
        """The report of a file, or why there is none."""
        return self.outcome_and_digest(path)[0]

    def outcome_and_digest(self, path: Path) -> tuple[PageReport | Message, bytes]:
        """The same, and what names the bytes that were read."""
        digest = b""
        try:
            data = self.storage.read(path)
            digest = digest_of(data)
            with nullcontext() if self.fixing and self.fixing.ask else within(PAGE):
                return self._page(path, data), digest
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            raise
        except BaseException as error:  # noqa: BLE001 (a parser's panic derives from BaseException)
            return Message(mishap(error), shown(path)), digest

    def screened(self, path: Path) -> tuple[PageReport, bytes] | None:
        """The report of a file that cannot name anything, and what names its bytes; None: it must be looked at."""
        try:
            data = self.storage.read(path)
            page = self._passed_over(Source.decode(shown(path), data))
        except (OSError, SourceError):
            return None  # what is wrong with it is said when it is looked at
        return (page, digest_of(data)) if page else None

    def _passed_over(self, source: Source) -> PageReport | None:
        passes = self.grounds.outline.screen.passes(source.text)
        return None if passes else PageReport(replace(source, text=""), screened=True)

    def check_text(self, path: Path, source: Source) -> PageReport:
        """The report of a text that stands, or would stand, at a path; nothing is read or written."""
        page = self.checker.check(source, self.archive.matches(place(path)), self._accepted(path))
        return self._weighed(path, page)

    def fix_text(self, path: Path, source: Source, unsafe: bool) -> PageReport:
        """The same after its fixes were made in the text."""
        page = self.checker.fix(source, unsafe, self.archive.matches(place(path)), self._accepted(path))
        return self._weighed(path, page)

    def _weighed(self, path: Path, page: PageReport) -> PageReport:
        for override in self.overrides if page.findings else ():
            if override.speaks_of(place(path)):
                page = override.weighed(page)
        return page

    def _accepted(self, path: Path) -> Scope:
        from freshlint.selection import Scope

        return Scope(accepted=self.baseline.of(path) if self.baseline else {})

    def _page(self, path: Path, data: bytes) -> PageReport:
        source = Source.decode(shown(path), data)
        passed_over = self._passed_over(source)
        if passed_over:
            return passed_over
        archive = self.archive.matches(place(path))
        scope = self._scope(path, source, data)
        if self.fixing is None:
            return self.checker.check(source, archive, scope)
        if self.fixing.ask:
            page = self.checker.fix_chosen(source, self.fixing.ask, archive, scope)
        else:
            page = self.checker.fix(source, self.fixing.unsafe, archive, scope)
        if self.fixing.write and page.before is not None:
            self.storage.replace(path, data, source.encode(page.source.text))
        return page

    def _scope(self, path: Path, source: Source, data: bytes) -> Scope:
        whole = self._accepted(path)
        if self.since is None:
            return whole
        spans = self.since.spans(path, source)
        return replace(whole, changed=spans, earlier=lambda: self._earlier(path, data))

    def _earlier(self, path: Path, data: bytes) -> Mapping[Likeness, int]:
        """How often a page had each finding before it changed; none where that cannot be said."""
        before = self.since.before(path, data) if self.since else None
        if before is None:
            return {}
        try:
            source = Source.decode(shown(before.path), before.data)
        except SourceError:
            return {}
        page = self.checker.check(source, self.archive.matches(place(before.path)))
        return Counter(finding.likeness for finding in page.findings)

    def _warnings(self, found: Found) -> list[Message]:
        warnings = [Message(reason, shown(path)) for path, reason in found.left_out]
        warnings += [Message(remark) for remark in self.remarks]
        aged = self.grounds.outline.too_old(self.basis.as_of)
        if aged:
            what = "fact was" if aged == 1 else "facts were"
            warnings.append(Message(f"{aged} {what} verified too long ago: see `freshlint facts check`"))
        return warnings


def mishap(error: BaseException) -> str:
    """What to say of whatever kept a page from being checked."""
    if isinstance(error, SourceError | WriteError):
        return str(error)
    if isinstance(error, OutOfTime):
        return f"its check {error}: not checked"
    if isinstance(error, OSError):
        return f"cannot be read: {error.strerror or error}"
    return internal_error(error)


def internal_error(error: BaseException) -> str:
    """What to say of a mistake of the program's own."""
    return f"internal error, please report it: {described(error)}"
