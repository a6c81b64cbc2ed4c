"""The core over the pack that ships, as tests ask it: claims and findings of a text on a day, and the text fixed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from freshlint import engine
from freshlint.claim import Claim
from freshlint.facts.load import LoadedFile, load
from freshlint.facts.merge import build_view
from freshlint.finding import Finding
from freshlint.fix.apply import apply_edits, select_fixes
from freshlint.packs import SHIPPED, load_pack, pack_facts
from freshlint.source import Source

AS_OF = date(2026, 4, 22)
MAX_ROUNDS = 8
SETTINGS = engine.Settings(frozenset(rule.id for rule in load_pack(SHIPPED).rules))


@cache
def facts_files() -> tuple[LoadedFile, ...]:
    """The facts that ship and are written by hand: imported ones change with every new package."""
    return tuple(load(label, data) for label, data in pack_facts() if "/imported/" not in label)


@cache
def knowledge(as_of: date = AS_OF) -> engine.Knowledge:
    """Facts, rules and words that ship, as of a day."""
    return knowledge_of(facts_files(), as_of)


def knowledge_of(files: Iterable[LoadedFile], as_of: date = AS_OF) -> engine.Knowledge:
    """The rules and words that ship, over these facts."""
    return engine.Knowledge(build_view(tuple(files), as_of), (load_pack(SHIPPED),))


def read(text: str, form: str = "md", as_of: date = AS_OF, horizon: int = 0) -> engine.PageResult:
    """What a page has, by its form's suffix."""
    return check(Source(f"page.{form}", text), knowledge(as_of), horizon)


def check(source: Source, known: engine.Knowledge, horizon: int = 0) -> engine.PageResult:
    """What a page has, over these facts."""
    return engine.check(engine.read(source), known, replace(SETTINGS, horizon=horizon))


def claims(text: str, form: str = "md") -> tuple[Claim, ...]:
    """The claims of a page; they do not depend on a day."""
    return read(text, form).claims


def findings(text: str, form: str = "md", as_of: date = AS_OF, horizon: int = 0) -> tuple[Finding, ...]:
    """The findings of a page, by every rule that ships."""
    return read(text, form, as_of, horizon).findings


def fixed(text: str, form: str = "md", as_of: date = AS_OF) -> str:
    """The text after every fix, safe or not, up to a state in which none is left."""
    for _ in range(MAX_ROUNDS):
        chosen = select_fixes(findings(text, form, as_of), unsafe=True)
        if not chosen:
            return text
        text = apply_edits(text, [edit for finding in chosen if finding.fix for edit in finding.fix.edits])
    raise AssertionError(f"fixes do not end:\n{text}")
