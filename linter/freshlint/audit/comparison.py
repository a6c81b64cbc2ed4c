"""What is found only where all pages of a run are known: contradictions between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from freshlint.audit.records import FindingRecord
from freshlint.basis import Basis
from freshlint.finding import Finding, number_occurrences
from freshlint.grounds import Grounds
from freshlint.source import Span
from freshlint.statement import Stated
from freshlint.stock import Contradicted, contradictions


@dataclass(frozen=True)
class Comparison:
    """Holds the pages of a run against each other, by the rules of its basis; `failed` is told what rules did wrong."""

    basis: Basis
    failed: Callable[[str], None]

    def findings(self, stated: Callable[[], Iterable[Stated]]) -> Iterator[tuple[str, FindingRecord]]:
        """The findings with the addresses of their pages; `stated` gives all that the pages state."""
        packs = Grounds(self.basis.facts, self.basis.packs).packs
        found, failures = contradictions(stated, packs, self.basis)
        for failure in failures:
            self.failed(failure)
        places = {_place(each): each for each in found}
        for finding in number_occurrences([self._finding(each) for each in found]):
            each = places[finding.path, finding.span.start, finding.entity]
            yield finding.path, _record(finding, each)

    def _finding(self, each: Contradicted) -> Finding:
        said = each.found.stated.said
        return Finding(
            path=each.found.stated.path,
            rule=each.rule.id,
            severity=each.severity,
            confidence=each.confidence,
            span=Span(said.offset, said.end),
            text=said.text,
            message=each.found.message,
            role=said.role,
            entity=said.entity,
        )


def _place(each: Contradicted) -> tuple[str, int, str]:
    stated = each.found.stated
    return stated.path, stated.said.offset, stated.said.entity


def _record(finding: Finding, each: Contradicted) -> FindingRecord:
    said = each.found.stated.said
    return FindingRecord(
        rule=finding.rule,
        severity=finding.severity.label,
        confidence=finding.confidence.label,
        fingerprint=finding.fingerprint,
        line=said.line,
        column=said.column,
        offset=said.offset,
        end=said.end,
        before="",
        text=said.text,
        after="",
        message=finding.message,
        role=said.role,
        entity=said.entity,
        fact="",
        expected="",
    )
