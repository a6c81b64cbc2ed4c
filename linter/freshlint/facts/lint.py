"""All that is wrong or weak in facts files, row by row: for those who write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from freshlint.facts.check import Notice
from freshlint.facts.check import check as weaknesses
from freshlint.facts.errors import FactsError, FactsErrors
from freshlint.facts.load import LoadedFile, load
from freshlint.facts.merge import merge

# What a row of one's own should not lack, though it can be used without.
_WANTED = frozenset({"no-source", "not-verified", "fact-age"})


def lint(
    given: Sequence[tuple[str, bytes]], others: Sequence[LoadedFile], as_of: date
) -> tuple[list[FactsError], list[Notice]]:
    """The mistakes that keep files from being used, and the weaknesses of those that can be.

    Among the mistakes are two rows that hold on one day and a number where a version belongs. `others` are
    the files whose sources and entities may be spoken of.
    """
    errors: list[FactsError] = []
    loaded: list[LoadedFile] = []
    for label, data in given:
        try:
            loaded.append(load(label, data))
        except FactsErrors as broken:
            errors += broken.errors
    try:
        files = [*others, *loaded]
        merge(files)
    except FactsErrors as broken:
        return [*errors, *broken.errors], []
    labels = {file.path for file in loaded}
    found = [
        _weighed(notice)
        for notice in weaknesses(files, as_of)
        # Evidence is asked for row by row here.
        if notice.file in labels and notice.code != "no-evidence"
    ]
    order = {label: index for index, (label, _) in enumerate(given)}
    every = [*found, *_without_evidence(files, labels)]
    return errors, sorted(every, key=lambda notice: (order[notice.file], notice))


def _weighed(notice: Notice) -> Notice:
    return replace(notice, severity="warning") if notice.code in _WANTED else notice


def _without_evidence(files: Sequence[LoadedFile], labels: set[str]) -> Iterator[Notice]:
    for row in merge(files).rows:
        if row.file.path in labels and row.fact.source and not row.fact.evidence:
            place = row.file.place(*row.key)
            text = f"{row.fact.identity}: lacks `evidence`, the text by which `facts verify` finds it on its source"
            yield Notice(row.file.path, *place, "no-evidence", "warning", text, row.fact.identity)
