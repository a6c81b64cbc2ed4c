"""endoflife.date: release cycles of a product; dates there may also be true or false."""

from __future__ import annotations

from datetime import date
from typing import Any

from freshlint.facts import schema
from freshlint.supply.importing.amounts import read_json
from freshlint.supply.importing.batch import Batch, SourceError
from freshlint.supply.importing.cycles import Cycle, add_cycles
from freshlint.supply.importing.days import day


def read(data: bytes, product: str, title: str, source: str = "endoflife.date") -> Batch:
    """The cycles of a product, from `/api/PRODUCT.json` or `/api/v1/products/PRODUCT/`. Raises SourceError.

    title  what people call the product: "Python" makes "Python 3.12"
    """
    found = read_json(data, "the product")
    releases = found.get("result", {}).get("releases") if isinstance(found, dict) else found
    if not isinstance(releases, list):
        raise SourceError("neither a list of cycles nor a product with `result.releases`")
    url = f"https://endoflife.date/{product}"
    batch = Batch(sources={source: schema.Source(title=f"{title}: endoflife.date", url=url)})
    cycles = []
    for release in releases:
        cycle = _cycle(release, product, title, batch) if isinstance(release, dict) else None
        if cycle:
            cycles.append(cycle)
    cycles.sort(key=lambda cycle: (cycle.released or date.min, cycle.id))
    if len({cycle.id for cycle in cycles}) < len(cycles):
        ids = [cycle.id for cycle in cycles]
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            batch.left_out(name, "duplicate-name", "two cycles have this name")
        cycles = [cycle for cycle in cycles if ids.count(cycle.id) == 1]
    add_cycles(batch, cycles, source, title, product)
    return batch


def _cycle(release: dict[str, Any], product: str, title: str, batch: Batch) -> Cycle | None:
    name = release.get("cycle") or release.get("name")
    if not isinstance(name, str) or not name:
        batch.left_out(product, "bad-name", f"a cycle's name is {name!r}, not text")
        return None
    entity = f"{product}-{name}"
    ended = release.get("eolFrom", release.get("eol"))
    if ended is None:
        ended = release.get("isEol")
    if not isinstance(ended, bool) and ended is not None:
        text, ended = ended, day(ended)
        if ended is None:
            batch.left_out(f"{entity}/eol", "bad-date", f"{text!r} is neither a day nor true or false")
    lts = release.get("lts", release.get("isLts"))
    since = day(lts) or day(release.get("ltsFrom"))
    return Cycle(
        id=entity,
        names=(f"{title} {name}",),
        released=day(release.get("releaseDate")),
        ended=ended,
        long_term=bool(lts),
        newest_from=since,
    )
