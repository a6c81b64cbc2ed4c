"""A page's receipt: the day on which all its claims were checked, and what they were checked against. Pure.

It stands in the front matter of Markdown (`freshlint-checked`), and as JSON-LD (`lastReviewed`) in the head of HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from freshlint import engine
from freshlint.claim import Confidence
from freshlint.document.frontmatter import find_front_matter
from freshlint.engine import PageResult
from freshlint.finding import Edit
from freshlint.fix.apply import apply_edits
from freshlint.page import Checker
from freshlint.source import Source

KEY = "freshlint-checked"
_SCRIPT = re.compile(
    r'[ \t]*<script type="application/ld\+json" data-freshlint>.*?</script>(?:\r\n|\n|\r)?', re.S
)
_HEAD_END = re.compile(r"[ \t]*</head\s*>", re.I)
_LINE = re.compile(rf"^{KEY}[ \t]*[:=][^\r\n]*(?:\r\n|\n|\r)", re.M)


@dataclass(frozen=True)
class Receipt:
    """The day, the things that the page speaks of, the digest of all facts, and the sources, as addresses."""

    day: date
    entities: tuple[str, ...]
    facts: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Refused:
    """Why a page gets no receipt."""

    reason: str


def stamped(checker: Checker, source: Source, facts: str) -> Source | Refused:
    """The page with its receipt, in place of an older one; `facts` is the digest of the facts files.

    Refused where anything on the page is stale, silenced or not, undecided or uncertain, or could not be read.
    """
    result = _result(checker, source)
    if why := _flaw(result):
        return Refused(why)
    edits = _edits(source, _receipt(checker, result, facts))
    if edits is None:
        return Refused("has no head that a receipt could stand in")
    new = replace(source, text=apply_edits(source.text, edits))
    again = _result(checker, new)
    if _flaw(again) or len(again.claims) != len(result.claims):
        return Refused("would read otherwise with a receipt")
    return new


def _result(checker: Checker, source: Source) -> PageResult:
    everything = replace(
        checker.settings,
        select=checker.knowledge.rule_ids | checker.settings.select,
        min_confidence=Confidence.LOW,
        horizon=0,
    )
    return engine.check(engine.read(source), checker.knowledge, everything)


def _flaw(result: PageResult) -> str:
    if result.failures:
        return f"could not be checked whole: {result.failures[0]}"
    if result.problems:
        return f"could not be read whole: {result.problems[0].message}"
    if result.findings:
        return f"has stale claims, or claims that a comment silences: {len(result.findings)}"
    if result.undecided:
        return f"has claims that could not be judged: {len(result.undecided)}"
    return "" if result.claims else "claims nothing that the facts speak of"


def _receipt(checker: Checker, result: PageResult, facts: str) -> Receipt:
    view = checker.knowledge.view
    entities = sorted({claim.entity for claim in result.claims})
    cited = {
        fact.citation.url
        for entity in entities
        for fact in view.facts(entity)
        if fact.citation and fact.official
    }
    return Receipt(view.as_of, tuple(entities), facts, tuple(sorted(cited)))


def _edits(source: Source, receipt: Receipt) -> Sequence[Edit] | None:
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if engine.read(source).format == "html":
        return _html(source.text, receipt, newline)
    front = find_front_matter(source.text)
    if front is None:
        start = 0
        return [Edit(start, start, f"---{newline}{_yaml(receipt)}{newline}---{newline}{newline}")]
    fence, inner, _ = front
    old = _LINE.search(source.text, inner.start, inner.end)
    line = (_yaml(receipt) if fence == "---" else _toml(receipt)) + newline
    # At the top: below, a TOML key would belong to the last table.
    return [Edit(*old.span(), line)] if old else [Edit(inner.start, inner.start, line)]


def _html(text: str, receipt: Receipt, newline: str) -> Sequence[Edit] | None:
    content = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "lastReviewed": receipt.day.isoformat(),
        "about": list(receipt.entities),
        "citation": list(receipt.sources),
        "identifier": receipt.facts,
    }
    # "<" as an escape: no text can end the script.
    data = json.dumps(content).replace("<", "\\u003c")
    script = f'<script type="application/ld+json" data-freshlint>{data}</script>{newline}'
    if old := _SCRIPT.search(text):
        return [Edit(*old.span(), script)]
    head = _HEAD_END.search(text)
    return [Edit(head.start(), head.start(), script)] if head else None


def _yaml(receipt: Receipt) -> str:
    entities = ", ".join(json.dumps(entity) for entity in receipt.entities)
    return f'{KEY}: {{as-of: {receipt.day}, entities: [{entities}], facts: "{receipt.facts}"}}'


def _toml(receipt: Receipt) -> str:
    entities = ", ".join(json.dumps(entity) for entity in receipt.entities)
    return f'{KEY} = {{as-of = {receipt.day}, entities = [{entities}], facts = "{receipt.facts}"}}'
