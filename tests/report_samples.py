"""Reports for the tests of formats: a plain one, and one whose every text wants to break out."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema

from freshlint.facts.fact import Citation
from freshlint.finding import Finding
from freshlint.report.model import FactsFile, Message, PageReport, RunReport
from freshlint.source import Source, Span
from word_engine import word_findings

HOSTILE = "\x1b[2J\r\n::error::x\n%0A ##[error] \"'`<b>&amp;]]>--><!-- {0} [a](1) @me #1 https://x.y \u202egnp \ufffe"
DAY = date(2026, 4, 22)


def page(text: str, path: str = "docs/a.md", /, **changes: Any) -> PageReport:
    """A page of words that are found, each finding changed as said."""
    source = Source.decode(path, text.encode())
    findings = (replace(finding, **changes) for finding in word_findings(source))
    return PageReport(source, tuple(findings))


def report(*pages: PageReport, **changes: Any) -> RunReport:
    """A run over these pages."""
    plain = RunReport(DAY, (FactsFile("f.yaml", "sha256:1"),), pages, files=len(pages))
    return replace(plain, **changes)


def everything() -> RunReport:
    """Each kind of finding, related places, several lines, wide characters, an error and warnings."""
    first = page("😀 図 STALE and ROTTEN\r\nDUSTY FAINT\n")
    second = page("\ufeffSTALE STALE", "docs/b c:d%.md", related=(Span(0, 3),))
    return report(
        first,
        second,
        errors=(Message("not valid UTF-8", "docs/c.md"), Message("all wrong")),
        warnings=(Message("odd", "docs/a.md", 2, 3), Message("old facts")),
    )


def hostile() -> RunReport:
    """A run in which paths, texts, messages and facts are what an attacker would write."""
    citation = Citation(HOSTILE, f"javascript:{HOSTILE}", None, DAY)
    texts = dict.fromkeys(("message", "entity", "fact", "expected", "text"), HOSTILE)
    words = page(f"STALE {HOSTILE} FAINT", HOSTILE, citation=citation, **texts)
    lone = "\udcff.md"  # a byte of a file name that is no UTF-8
    return report(
        words,
        errors=(Message(f"{HOSTILE}\0", lone),),
        warnings=(Message(HOSTILE, HOSTILE, 1, 2),),
    )


def findings(run: RunReport) -> list[Finding]:
    """All findings of a run."""
    return [finding for _, finding in run.findings()]


def validate(content: Any, schema: str) -> None:
    """Raises jsonschema.ValidationError where the content breaks a schema of `report/schemas`."""
    file = Path(__file__).parent / "report" / "schemas" / schema
    jsonschema.Draft202012Validator(json.loads(file.read_text())).validate(content)
