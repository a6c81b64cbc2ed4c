"""An engine that tests can foresee: four words stand for findings of four kinds."""

from __future__ import annotations

from datetime import date
from typing import Any

from freshlint.claim import Confidence
from freshlint.facts.fact import Citation
from freshlint.finding import Applicability, Edit, Finding, Fix, Severity
from freshlint.source import Source, Span

WORDS = {
    "STALE": ("snapshot", Severity.ERROR, Fix(Applicability.SAFE, (Edit(0, 0, "FRESH"),))),
    "ROTTEN": ("availability", Severity.ERROR, Fix(Applicability.UNSAFE, (Edit(0, 0, "MENDED"),))),
    "DUSTY": ("superseded", Severity.WARNING, None),
    "FAINT": ("retired", Severity.NOTICE, Fix(Applicability.MANUAL, (), "look at it")),
}


def word_findings(source: Source, words: dict[str, Any] = WORDS) -> tuple[Finding, ...]:
    """A finding for each word of WORDS in a text, with that word's fix."""
    findings = []
    for word, (rule, severity, fix) in words.items():
        at = source.text.find(word)
        while at >= 0:
            end = at + len(word)
            edits = tuple(Edit(at, end, edit.text) for edit in fix.edits) if fix else ()
            findings.append(
                Finding(
                    path=source.path,
                    rule=rule,
                    severity=severity,
                    confidence=Confidence.HIGH,
                    span=Span(at, end),
                    text=word,
                    message=f"says {word}",
                    role="body",
                    entity="thing",
                    fact="thing/status/released",
                    expected="FRESH",
                    citation=Citation("The source", "https://example.com/a", None, date(2026, 4, 22)),
                    fix=fix and Fix(fix.applicability, edits, fix.advice),
                )
            )
            at = source.text.find(word, end)
    return tuple(sorted(findings, key=lambda finding: finding.span))
