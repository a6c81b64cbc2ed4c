"""`--output-format markdown`: a comment for a pull request, grouped by fact.

A fact that changed and touches forty pages is one entry. The comment stays below what GitHub and GitLab take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from freshlint.finding import Finding
from freshlint.report import Options
from freshlint.report.markdown_text import code, link, prose
from freshlint.report.model import RunReport
from freshlint.report.summary import count, summary
from freshlint.source import Source

# The first line of a comment, by which a job finds the one that it wrote before.
MARKER = "<!-- freshlint -->"
MAX_BYTES = 60_000  # GitHub takes 65,536 characters
MAX_PLACES = 10
MAX_MESSAGES = 20

Place = tuple[Source, Finding]


@dataclass(frozen=True)
class _Entry:
    """The findings of one fact, in page order."""

    places: Sequence[Place]

    @property
    def first(self) -> Finding:
        return self.places[0][1]

    @property
    def pages(self) -> int:
        return len({source.path for source, _ in self.places})

    def weight(self) -> tuple[int, int]:
        return (-max(finding.severity for _, finding in self.places), -len(self.places))


def render(report: RunReport, options: Options) -> str:
    """What was found, the gravest and most frequent first; what does not fit is counted."""
    parts = [MARKER, "\n".join(prose(line) for line in summary(report))]
    blocks = [(f"- **error**: {prose(str(error), 500)}", 0) for error in report.errors]
    blocks += [(f"- **warning**: {prose(str(warning), 500)}", 0) for warning in report.warnings]
    blocks = blocks[:MAX_MESSAGES]
    blocks += [("\n".join(_entry(entry, report)), len(entry.places)) for entry in _entries(report)]
    total, left = sum(size(part) for part in parts), 0
    for text, findings in blocks:
        if total + size(text) > MAX_BYTES:
            left += findings
            continue
        parts.append(text)
        total += size(text)
    if left:
        parts.append(f"Not shown: {count(left, 'finding')}. The full report has them.")
    return "\n\n".join(parts) + "\n"


def size(part: str) -> int:
    """The bytes of a part and of the blank line behind it."""
    return len(part.encode("utf-8", "surrogatepass")) + 2


def _entries(report: RunReport) -> list[_Entry]:
    """By fact; a finding that rests on none stands with its like."""
    grouped: dict[tuple[str, ...], list[Place]] = {}
    for source, finding in report.findings():
        key = (finding.fact,) if finding.fact else (finding.rule, finding.entity, finding.message)
        grouped.setdefault(key, []).append((source, finding))
    return sorted((_Entry(places) for places in grouped.values()), key=_Entry.weight)


def _entry(entry: _Entry, report: RunReport) -> Iterator[str]:
    first = entry.first
    title = (
        f"{first.fact}: {first.expected}" if first.fact and first.expected else first.fact or first.message
    )
    number = f"{count(len(entry.places), 'finding')} in {count(entry.pages, 'file')}"
    yield f"### {prose(title, 200)}"
    yield ""
    source = first.citation
    where = f"; source: {link(source.title, source.url)}, verified {source.verified}" if source else ""
    yield f"{number}{where}"
    yield ""
    places = [_place(source, finding, report) for source, finding in entry.places]
    yield from places[:MAX_PLACES]
    if left := places[MAX_PLACES:]:
        yield f"- {count(len(left), 'more place')}"


def _place(source: Source, finding: Finding, report: RunReport) -> str:
    line = source.position(finding.span.start).line
    label = f"{finding.severity.label}[{finding.rule}]"
    # As code, so that nobody is notified by every run.
    owners = "".join(f" {code(owner, 100)}" for owner in report.owners.get(source.path, ()))
    return f"- {code(finding.path, 200)} line {line}{owners}: {label}: {prose(finding.message, 300)}"
