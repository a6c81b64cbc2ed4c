"""What is measured: pages with the stale claims that stand on them, read from fixtures/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from freshlint.source import Source, Span

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAIRS = FIXTURES / "pairs"
TRADE = PAIRS / "other-trade"
HALVES = ("seen", "blind", "seen-other-trade", "other-trade")
SEEN = frozenset({"seen", "seen-other-trade"})
LANGUAGES = ("en", "zh", "ja", "es", "de")
AS_OF = date(2026, 4, 22)


class BrokenCaseError(ValueError):
    """A labelled page is not as it should be; the message names it and quotes nothing of it."""


@dataclass(frozen=True)
class Label:
    """A stale claim: the rule it belongs to, and each place where its text stands."""

    rule: str
    spans: tuple[Span, ...]

    @property
    def length(self) -> int:
        """Code points of the claim's text."""
        return self.spans[0].end - self.spans[0].start


@dataclass(frozen=True)
class Page:
    """A page to check.

    side    stale, fresh or article (both at once)
    traps   places that only look stale
    facts   files on top of the pack's
    """

    id: str
    half: str
    language: str
    side: str
    source: Source
    labels: tuple[Label, ...] = ()
    traps: tuple[Span, ...] = ()
    place: str = "-"
    twin: str = "-"
    as_of: date = AS_OF
    facts: tuple[Path, ...] = field(default=())


def pages(half: str) -> Iterator[Page]:
    """All pages of a half. Raises BrokenCaseError."""
    if half == "other-trade":
        yield from _articles()
        return
    for language in LANGUAGES:
        path = PAIRS / half / f"{language}.yaml"
        if path.exists():
            yield from read_pairs(path.read_bytes(), half, language)


def read_pairs(data: bytes, half: str, language: str) -> Iterator[Page]:
    """The pages of a file of pairs: of each the stale one, then the fresh one. Raises BrokenCaseError."""
    known: set[str] = set()
    for pair in yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if pair["id"] in known:
            raise BrokenCaseError(f"{pair['id']} stands twice in {half}/{language}.yaml")
        known.add(pair["id"])
        stale = _page(pair, "stale", half, language)
        spans = places(stale.source.text, pair["target"])
        if not spans:
            raise BrokenCaseError(f"the target of {pair['id']} does not stand in its stale page")
        if pair["fresh"] == pair["stale"]:
            raise BrokenCaseError(f"the two sides of {pair['id']} are the same")
        yield Page(**{**vars(stale), "labels": (Label(pair["rule"], spans),)})
        yield _page(pair, "fresh", half, language)


def places(text: str, wanted: str) -> tuple[Span, ...]:
    """Every place where a text stands in another."""
    found, at = [], text.find(wanted)
    while at >= 0:
        found.append(Span(at, at + len(wanted)))
        at = text.find(wanted, at + len(wanted))
    return tuple(found)


def _page(pair: dict[str, Any], side: str, half: str, language: str) -> Page:
    return Page(
        id=pair["id"],
        half=half,
        language=language,
        side=side,
        source=Source(f"{pair['id']}.{pair['format']}", pair[side]),
        place=pair["place"],
        twin=pair["twin"],
        as_of=pair.get("as_of", AS_OF),
        facts=(FIXTURES / "facts" / f"{pair['facts']}.yaml",) if "facts" in pair else (),
    )


def _articles() -> Iterator[Page]:
    labels, traps = _rows("labels"), _rows("clean")
    for path in sorted(TRADE.iterdir()):
        if path.suffix not in (".md", ".mdx", ".html"):
            continue
        source = Source.decode(path.name, path.read_bytes())
        prefix = path.name.split("-")[0]
        yield Page(
            id=path.name,
            half="other-trade",
            language=prefix if prefix in LANGUAGES else "en",
            side="article",
            source=source,
            labels=tuple(
                Label(_rule(row["kind"]), (_span(source, row),)) for row in labels if row["file"] == path.name
            ),
            traps=tuple(_span(source, row) for row in traps if row["file"] == path.name),
            facts=(FIXTURES / "facts" / "hosting.yaml",),
        )


def _rows(name: str) -> list[dict[str, Any]]:
    text = (TRADE / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _rule(kind: str) -> str:
    return kind.removeprefix("metadata_").replace("_", "-")


def _span(source: Source, row: dict[str, Any]) -> Span:
    """Where a row's text begins at or after its line and column."""
    lines = source.text.splitlines(keepends=True)
    start = sum(map(len, lines[: row["line"] - 1])) + row.get("column", 1) - 1
    found = source.text.find(row["text"], start)
    if found < 0:
        raise BrokenCaseError(f"{row['file']}:{row['line']}: the labelled text does not stand there")
    return Span(found, found + len(row["text"]))
