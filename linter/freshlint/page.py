"""One page from its source to its report: screened, checked, suppressed, fixed until no fix is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from freshlint import engine
from freshlint.finding import Edit, Finding, Likeness, Severity, number_occurrences
from freshlint.fix.apply import apply_edits, select_fixes
from freshlint.report.model import Message, PageReport, Quiet
from freshlint.screen import Screen
from freshlint.selection import WHOLE, Scope
from freshlint.silence import silencing
from freshlint.source import Source
from freshlint.suppression import RULE as UNUSED_SUPPRESSION
from freshlint.suppression import silencing as silencing_comments
from freshlint.suppression import suppress

MAX_ROUNDS = 8
# Names of the day on which a page was changed, without case, hyphens and underscores.
_CHANGED = frozenset(
    {
        "datemodified",
        "modified",
        "modifiedtime",
        "lastmod",
        "lastmodified",
        "updated",
        "updatedat",
        "lastupdated",
    }
)


@dataclass(frozen=True)
class Choice:
    """What to do about a finding: take its fix, or silence it for this reason; neither leaves it."""

    take: bool = False
    silence: str = ""


Ask = Callable[[Source, Finding], Choice]


@dataclass(frozen=True, eq=False)
class Checker:
    """All that judging a page depends on beside the page itself.

    severities  in place of the rules' own, by rule id
    """

    knowledge: engine.Knowledge
    settings: engine.Settings
    screen: Screen
    severities: Mapping[str, Severity] = field(default_factory=dict)

    def check(self, source: Source, archive: bool = False, scope: Scope = WHOLE) -> PageReport:
        """The report of one page, as far as the scope goes. `archive`: it is history, not advice."""
        if not self.screen.passes(source.text):
            return PageReport(source, screened=True)
        document = engine.read(source)
        settings = replace(self.settings, archive=archive)
        result = engine.check(document, self.knowledge, settings)
        as_of, select = self.knowledge.view.as_of, self.settings.select
        # Of what is found only among all pages, nobody can say here that it is not there.
        ran = select - self.knowledge.corpus_rule_ids
        loud, notices = suppress(document, result.findings, as_of, ran, self.knowledge.rule_ids)
        shown = [self._weighed(finding) for finding in (*loud, *notices) if finding.rule in select]
        warnings = tuple(
            Message(problem.message, source.path, *source.position(problem.offset))
            for problem in result.problems
        )
        kept = scope.choose(number_occurrences(shown), result.undecided)
        return PageReport(
            source,
            kept.findings,
            kept.undecided,
            warnings,
            hidden=result.hidden,
            unchanged=kept.unchanged,
            baselined=kept.baselined,
            claims=result.claims,
            quiet=tuple(Quiet(each.covers, each.rules) for each in silencing_comments(document, as_of)),
            failures=tuple(
                Message(str(failure), source.path, *source.position(failure.at))
                for failure in result.failures
            ),
        )

    def fix(self, source: Source, unsafe: bool, archive: bool = False, scope: Scope = WHOLE) -> PageReport:
        """The report after every reported finding was fixed that can be, up to a state in which none is left."""
        report = self.check(source, archive, scope)
        seen, fixed = {source.text}, 0
        for _ in range(MAX_ROUNDS):
            chosen = select_fixes(report.findings, unsafe)
            edits = [edit for finding in chosen if finding.fix for edit in finding.fix.edits]
            text = apply_edits(report.source.text, edits)
            if text in seen:
                break
            seen.add(text)
            fixed += len(chosen)
            scope = scope.after(edits)
            report = self.check(replace(source, text=text), archive, scope)
        if report.source.text == source.text:
            return report
        left = tuple(Message(text, source.path) for text in _dates_left(source))
        return replace(report, before=source, fixed=fixed, warnings=(*report.warnings, *left))

    def fix_chosen(self, source: Source, ask: Ask, archive: bool = False, scope: Scope = WHOLE) -> PageReport:
        """The report after what `ask` chose was done; it is asked of one finding after the other."""
        report = self.check(source, archive, scope)
        passed: set[tuple[Likeness, int]] = set()
        taken = silenced = 0
        said: list[Message] = []
        while finding := next((f for f in report.findings if (f.likeness, f.occurrence) not in passed), None):
            choice = ask(report.source, finding)
            edits = self._chosen(report.source, finding, choice, archive)
            text = apply_edits(report.source.text, edits)
            if text == report.source.text:
                passed.add((finding.likeness, finding.occurrence))
                if choice.silence and finding.rule != UNUSED_SUPPRESSION:
                    place = report.source.position(finding.span.start)
                    said.append(Message("no comment can stand here that silences this", source.path, *place))
                continue
            taken, silenced = taken + choice.take, silenced + (not choice.take)
            scope = scope.after(edits)
            report = self.check(replace(source, text=text), archive, scope)
        if taken:
            said += [Message(text, source.path) for text in _dates_left(source)]
        report = replace(report, warnings=(*report.warnings, *said))
        if not (taken or silenced):
            return report
        return replace(report, before=source, fixed=taken, silenced=silenced)

    def _chosen(self, source: Source, finding: Finding, choice: Choice, archive: bool) -> Sequence[Edit]:
        if choice.take and finding.fix:
            return finding.fix.edits
        if choice.silence and finding.rule != UNUSED_SUPPRESSION:
            edit = silencing(source, finding, choice.silence, lambda text: self.check(text, archive).findings)
            return [edit] if edit else []
        return []

    def _weighed(self, finding: Finding) -> Finding:
        severity = self.severities.get(finding.rule)
        return finding if severity is None else replace(finding, severity=severity)


def _dates_left(source: Source) -> Iterator[str]:
    """The days on which the page says that it was changed; they are the author's to move."""
    for key, value in engine.read(source).metadata.items():
        name = re.split(r"[.:\]]", key)[-1].casefold().replace("-", "").replace("_", "")
        if name in _CHANGED and value:
            yield f"`{key}: {value}` was left as it is"
