"""Checks the labelled pages with the core and the pack that ships, as the command line does without a configuration."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from freshlint import engine
from freshlint.facts.load import load_all
from freshlint.facts.merge import build_view
from freshlint.packs import Pack, load_packs

from .cases import Page, pages
from .judging import Outcome, judge


@dataclass(frozen=True)
class Measured:
    """Outcomes of one half, and the pages on which the core failed (an id, the exception's type and its place)."""

    outcomes: tuple[Outcome, ...]
    crashes: tuple[str, ...]


def measure(half: str) -> Measured:
    """Checks every page of a half. Raises BrokenCaseError."""
    return measure_pages(pages(half))


def measure_pages(chosen: Iterable[Page]) -> Measured:
    """Checks pages; one on which the core fails counts as one without findings."""
    outcomes: list[Outcome] = []
    crashes: list[str] = []
    for page in chosen:
        try:
            knowledge, settings = _core(page.facts, page.as_of)
            findings = engine.check(engine.read(page.source), knowledge, settings).findings
        except Exception as error:  # noqa: BLE001 (its message may quote a page that is not to be read)
            frame = traceback.extract_tb(error.__traceback__)[-1]
            crashes.append(f"{page.id}: {type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}")
            findings = ()
        outcomes.extend(judge(page, findings))
    return Measured(tuple(outcomes), tuple(crashes))


@cache
def _packs() -> tuple[Pack, ...]:
    return load_packs(())


@cache
def _core(more_facts: tuple[Path, ...], as_of: date) -> tuple[engine.Knowledge, engine.Settings]:
    packs = _packs()
    labelled = [file for pack in packs for file in pack.facts]
    labelled += [(path.name, path.read_bytes()) for path in more_facts]
    knowledge = engine.Knowledge(build_view(load_all(labelled), as_of), packs)
    return knowledge, engine.Settings(frozenset(rule.id for pack in packs for rule in pack.rules))
