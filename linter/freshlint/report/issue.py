"""`--output-format issue`: the text of one issue that is kept up to date, what is left page by page.

The pages that are read most come first, where page views are known.
"""

from __future__ import annotations

from collections.abc import Iterator

from freshlint.report import Options
from freshlint.report.markdown import MAX_BYTES, MAX_MESSAGES, size
from freshlint.report.markdown_text import code, prose
from freshlint.report.model import PageReport, RunReport
from freshlint.report.summary import count, summary

# The first line, by which a job finds the issue that it wrote before.
MARKER = "<!-- freshlint: what is left -->"
MAX_LINES = 10


def render(report: RunReport, options: Options) -> str:
    """The issue's text; what does not fit is counted."""
    pages = sorted((page for page in report.pages if page.findings), key=lambda page: _weight(report, page))
    parts = [MARKER, "\n".join(prose(line) for line in summary(report))]
    blocks = [(f"- **error**: {prose(str(error), 500)}", 0) for error in report.errors[:MAX_MESSAGES]]
    blocks += [("\n".join(_page(report, page)), 1) for page in pages]
    total, left = sum(size(part) for part in parts), 0
    for text, number in blocks:
        if total + size(text) > MAX_BYTES:
            left += number
            continue
        parts.append(text)
        total += size(text)
    if left:
        parts.append(f"Not shown: {count(left, 'page')}. `freshlint check` has them.")
    return "\n\n".join(parts) + "\n"


def _weight(report: RunReport, page: PageReport) -> tuple[int, int, int, str]:
    gravest = max(finding.severity for finding in page.findings)
    return (-report.views.get(page.source.path, 0), -gravest, -len(page.findings), page.source.path)


def _page(report: RunReport, page: PageReport) -> Iterator[str]:
    path = page.source.path
    notes = [f"{report.views[path]:,} views"] if path in report.views else []
    notes += [code(owner, 100) for owner in report.owners.get(path, ())]
    yield f"### {code(path, 200)}" + (f" ({', '.join(notes)})" if notes else "")
    yield ""
    for finding in page.findings[:MAX_LINES]:
        line = page.source.position(finding.span.start).line
        yield f"- line {line}: {finding.severity.label}[{finding.rule}]: {prose(finding.message, 300)}"
    if left := page.findings[MAX_LINES:]:
        yield f"- {count(len(left), 'more finding')}"
