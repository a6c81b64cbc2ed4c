"""The report on a pack, in Markdown: what is in it, from where, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator

from freshlint.facts import schema
from freshlint.facts.fact import Aspect
from freshlint.supply.importing.batch import all_rows
from freshlint.supply.pack.build import Pack
from freshlint.supply.pack.recipe import Recipe


def report(recipe: Recipe, pack: Pack) -> str:
    """The whole report, the same for the same pack."""
    return (
        "\n".join([*_contents(pack), *_sources(recipe), *_conflicts(pack), *_names(pack), *_problems(pack)])
        + "\n"
    )


def _contents(pack: Pack) -> Iterator[str]:
    yield "# What the imported facts hold\n"
    yield "Made by `make pack`; do not edit.\n"
    yield "| file | entities | rows | dated rows | ended prices | verified rows |"
    yield "| --- | --: | --: | --: | --: | --: |"
    total = [0] * 5
    for name, combined in sorted(pack.sections.items()):
        rows = [row for entity in combined.entities.values() for _, row in all_rows(entity)]
        ended = sum(isinstance(row, schema.PriceRow) and row.until is not None for row in rows)
        dated = sum(bool(row.since or row.verified) for row in rows)
        counts = [len(combined.entities), len(rows), dated, ended, sum(bool(row.verified) for row in rows)]
        total = [sum(pair) for pair in zip(total, counts, strict=True)]
        yield f"| {name} | {' | '.join(map(str, counts))} |"
    yield f"| all | {' | '.join(map(str, total))} |"
    history = sum(
        any(aspect is Aspect.PRICE and row.until for aspect, row in all_rows(entity))
        for combined in pack.sections.values()
        for entity in combined.entities.values()
    )
    yield f"\nEntities whose prices have a history: {history}.\n"


def _sources(recipe: Recipe) -> Iterator[str]:
    yield "## Sources and licences\n"
    for name, package in sorted(recipe.packages.items()):
        yield f"- {name} {package.version} ({package.registry}): {package.licence}, {package.holder}. {package.url}"
    yield ""


def _conflicts(pack: Pack) -> Iterator[str]:
    found = sorted(str(conflict) for combined in pack.sections.values() for conflict in combined.conflicts)
    yield f"## Contradictions ({len(found)}): none of these rows is taken\n"
    yield from (f"- {conflict}" for conflict in found)
    yield ""


def _names(pack: Pack) -> Iterator[str]:
    yield f"## Entities left out for their name ({len(pack.refused)})\n"
    yield from (f"- `{name}`: {why}" for name, why in sorted(pack.refused.items()))
    yield f"\n## Names that several entities could have ({len(pack.collisions)}): given to none\n"
    yield from (f"- `{name}`: {', '.join(ids)}" for name, ids in sorted(pack.collisions.items()))
    yield ""


def _problems(pack: Pack) -> Iterator[str]:
    yield "## Values left out\n"
    yield from (f"- {what}: {number}" for what, number in sorted(pack.problems.items()))
