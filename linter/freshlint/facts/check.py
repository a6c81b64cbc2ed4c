"""What is weak about facts that follow the schema: rows that say nothing, lack proof, or have aged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from freshlint.facts.fact import Fact, PriceValue, UsageValue
from freshlint.facts.load import LoadedFile
from freshlint.facts.merge import Facts, MergedRow, merge
from freshlint.facts.view import FactsView

_LACKS = frozenset({"holds-never", "not-verified"})
_MANY = 20
_JOINTS = re.compile(r"[\s_‐‑‒–-]+")


@dataclass(frozen=True, order=True)
class Notice:
    """One weakness. A warning: a row does not do what its author wants. A notice: it could do more.

    code   what kind it is: fact-age, holds-never, no-source, not-verified, no-evidence, no-address,
           two-defaults, shared-name, circle
    fact   the identity of the fact it is about; "" where it is about a file or a name
    """

    file: str
    line: int
    column: int
    code: str
    severity: Literal["warning", "notice"]
    message: str
    fact: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.code}]"


def check(files: Sequence[LoadedFile], as_of: date) -> list[Notice]:
    """Every weakness of the files together, in their order. Raises FactsErrors if they do not merge."""
    facts = merge(files)
    order = {file.path: index for index, file in enumerate(files)}
    notices = [notice for row in facts.rows for notice in _row(row, as_of)]
    notices += _without_evidence(facts)
    notices += _two_defaults(facts, as_of)
    notices += _shared_names(files, facts)
    notices += _circles(facts, as_of)
    return sorted(_folded(notices), key=lambda notice: (order[notice.file], notice))


def _folded(notices: Iterable[Notice]) -> Iterator[Notice]:
    """What many rows of a file lack is said once, and is then how the file came to be: an import without days."""
    groups: dict[tuple[str, str], list[Notice]] = {}
    for notice in notices:
        groups.setdefault((notice.file, notice.code), []).append(notice)
    for (_, code), group in groups.items():
        if code not in _LACKS or len(group) < _MANY:
            yield from group
            continue
        first = min(group)
        yield replace(first, severity="notice", message=f"{len(group)} rows, this one first: {first.message}")


def _notice(
    row: MergedRow, code: str, severity: Literal["warning", "notice"], message: str, *below: str
) -> Notice:
    place = row.file.place(*row.key, *below)
    return Notice(row.file.path, *place, code, severity, f"{row.fact.identity}: {message}", row.fact.identity)


def _row(row: MergedRow, as_of: date) -> Iterator[Notice]:
    fact = row.fact
    start = fact.since or fact.verified
    if start is None:
        yield _notice(row, "holds-never", "warning", "holds on no day: add `since` or `verified`")
    elif fact.until and fact.until < start:
        hint = f"holds on no day, since it ends on {fact.until} and begins on {start}: add `since`"
        yield _notice(row, "holds-never", "warning", hint, "until")
    if not fact.source:
        yield _notice(row, "no-source", "notice", "has no source, so no citation and no fix: add `source`")
    elif not fact.verified:
        hint = "was never seen on its source, so no citation and no fix: add `verified` once it was"
        yield _notice(row, "not-verified", "notice", hint)
    if fact.holds(as_of) and row.aged(as_of) and fact.verified:
        days = (as_of - fact.verified).days
        hint = f"was seen {days} days ago (allowed are {row.max_age}): look again, then set `verified`"
        yield _notice(row, "fact-age", "notice", hint, "verified")
    if isinstance(fact.value, UsageValue) and not (fact.value.hosts and fact.value.path):
        hint = "without `hosts` and `path`, only calls of client libraries are recognised"
        yield _notice(row, "no-address", "notice", hint, "api")


def _without_evidence(facts: Facts) -> Iterator[Notice]:
    missing: dict[str, list[MergedRow]] = {}
    for row in facts.rows:
        if row.fact.source and not row.fact.evidence:
            missing.setdefault(row.file.path, []).append(row)
    for path, rows in missing.items():
        first = rows[0].file.place(*rows[0].key)
        hint = f"{len(rows)} rows, this one first, lack `evidence`: the text to look for on their source"
        yield Notice(path, *first, "no-evidence", "notice", hint)


def _two_defaults(facts: Facts, as_of: date) -> Iterator[Notice]:
    first: dict[tuple[str, str, str], Fact] = {}
    for row in facts.rows:
        price = row.fact.value
        if isinstance(price, PriceValue) and price.default and row.fact.holds(as_of):
            other = first.setdefault((row.fact.entity, price.meter, price.currency), row.fact)
            if other is not row.fact:
                hint = f"is a default beside {other.identity}: keep `default: true` on one of them"
                yield _notice(row, "two-defaults", "warning", hint, "default")


def _shared_names(files: Sequence[LoadedFile], facts: Facts) -> Iterator[Notice]:
    owners: dict[str, str] = {}
    for entity in facts.entities.values():
        for name in entity.names:
            owner = owners.setdefault(_JOINTS.sub(" ", name).casefold(), entity.id)
            if owner != entity.id:
                file = next(f for f in reversed(files) if entity.id in f.content.entities)
                hint = f"`{name}` is a name of {owner} and of {entity.id}: a text that says it means neither"
                place = file.place("entities", entity.id, "names")
                yield Notice(file.path, *place, "shared-name", "warning", hint)


def _circles(facts: Facts, as_of: date) -> Iterator[Notice]:
    view = FactsView(as_of, facts.book)
    for row in facts.rows:
        if (
            row.fact.aspect == "supersedes"
            and row.fact.holds(as_of)
            and _reaches_itself(view, row.fact.entity)
        ):
            hint = "is part of a circle, so nothing is the newest: end one row with `until`"
            yield _notice(row, "circle", "warning", hint, "entity")


def _reaches_itself(view: FactsView, entity: str) -> bool:
    seen: set[str] = set()
    queue = [entity]
    while queue:
        for fact in view.superseded_by(queue.pop()):
            if fact.entity == entity:
                return True
            if fact.entity not in seen:
                seen.add(fact.entity)
                queue.append(fact.entity)
    return False
