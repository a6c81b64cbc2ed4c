"""The impact of changed facts on pages, by fact: for a terminal, for an issue, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from freshlint.finding import Finding
from freshlint.impact import FactImpact, Outdated
from freshlint.report.escape import printable
from freshlint.report.markdown_text import code, link, prose

_SHORT = 100


class Compared(NamedTuple):
    """What was compared: the two states of the facts by name, and how many files were read."""

    old: str
    new: str
    files: int


def as_text(found: Sequence[FactImpact], compared: Compared) -> str:
    """A fact, its source, and under it a line a statement."""
    lines = [printable(f"{compared.old} -> {compared.new}: {_total(found, compared)}")]
    for fact in found:
        lines += ["", printable(f"{_name(fact)}: {_count(fact)}")]
        if source := _source(fact):
            lines.append(printable(f"  {source}"))
        lines += [printable(f"  {_line(each)}") for each in fact.outdated]
    return "\n".join(lines) + "\n"


def as_markdown(found: Sequence[FactImpact], compared: Compared) -> str:
    """The same as a list of tasks, page by page."""
    lines = [f"**{prose(compared.old)} → {prose(compared.new)}:** {_total(found, compared)}"]
    for fact in found:
        citation = fact.outdated[0].finding.citation
        cited = f" ({link(citation.title, citation.url)}, verified {citation.verified})" if citation else ""
        lines += ["", f"### {prose(_name(fact))}", "", f"{_count(fact)}{cited}", ""]
        for path in fact.pages:
            lines.append(f"- [ ] {code(path, 300)}")
            rows = [each for each in fact.outdated if each.finding.path == path]
            lines += [f"  - line {_place(each)[0]}: {code(_said(each.finding), 120)}" for each in rows]
    return "\n".join(lines) + "\n"


def as_json(found: Sequence[FactImpact], compared: Compared) -> str:
    """One object: what was compared, and the statements by fact."""
    report = {
        "version": 1,
        "old": compared.old,
        "new": compared.new,
        "files": compared.files,
        "pages": sorted({path for fact in found for path in fact.pages}),
        "facts": [_object(fact) for fact in found],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _total(found: Sequence[FactImpact], compared: Compared) -> str:
    statements = sum(len(fact.outdated) for fact in found)
    pages = len({path for fact in found for path in fact.pages})
    if not statements:
        return f"nothing that {compared.files} files say is affected"
    verb = "says" if statements == 1 else "say"
    return (
        f"{statements} statement{'s' * (statements != 1)} in {pages} of {compared.files} files {verb} "
        "what no longer holds"
    )


def _name(fact: FactImpact) -> str:
    return fact.fact or fact.entity or "the page as a whole"


def _count(fact: FactImpact) -> str:
    number, pages = len(fact.outdated), len(fact.pages)
    text = f"{number} statement{'s' * (number != 1)} on {pages} page{'s' * (pages != 1)}"
    return f"{text}; now: {fact.expected}" if fact.expected else text


def _source(fact: FactImpact) -> str:
    citation = fact.outdated[0].finding.citation
    return f"{citation.title}, {citation.url}, verified {citation.verified}" if citation else ""


def _line(each: Outdated) -> str:
    line, column = _place(each)
    return f"{each.finding.path}:{line}:{column} [{each.finding.rule}] {_said(each.finding)!r}"


def _said(finding: Finding) -> str:
    text = " ".join(finding.text.split())
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}..."


def _place(each: Outdated) -> tuple[int, int]:
    return each.source.position(each.finding.span.start)


def _object(fact: FactImpact) -> dict[str, object]:
    citation = fact.outdated[0].finding.citation
    return {
        "entity": fact.entity,
        "fact": fact.fact,
        "expected": fact.expected,
        "source": citation and {"title": citation.title, "url": citation.url},
        "verified": str(citation.verified) if citation else None,
        "pages": list(fact.pages),
        "statements": list(_statements(fact)),
    }


def _statements(fact: FactImpact) -> Iterator[dict[str, object]]:
    for each in fact.outdated:
        line, column = _place(each)
        yield {
            "path": each.finding.path,
            "line": line,
            "column": column,
            "rule": each.finding.rule,
            "severity": each.finding.severity.label,
            "text": each.finding.text,
            "message": each.finding.message,
        }
