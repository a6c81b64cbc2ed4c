"""A finding in one line of safe text, for formats that show no more."""

from __future__ import annotations

from freshlint.facts.fact import Citation
from freshlint.finding import Finding
from freshlint.report.escape import printable


def one_line(finding: Finding) -> str:
    """What is wrong, what to do where nothing can be written, and the source; control characters escaped."""
    parts = [finding.message]
    if finding.fix and finding.fix.advice:
        parts.append(f"Help: {finding.fix.advice}")
    if finding.citation:
        parts.append(f"Source: {cited(finding.citation)}")
    return printable(". ".join(part.rstrip(".") for part in parts))


def cited(citation: Citation) -> str:
    """Title, address and the day on which the fact was seen there."""
    return f"{citation.title}, {citation.url}, verified {citation.verified}"
