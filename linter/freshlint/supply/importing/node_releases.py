"""npm's node-releases (MIT): Node.js versions with the days of their release, long-term support and end."""

from __future__ import annotations

from freshlint.facts import schema
from freshlint.supply.importing.amounts import read_object
from freshlint.supply.importing.batch import Batch
from freshlint.supply.importing.cycles import Cycle, add_cycles
from freshlint.supply.importing.days import day


def read(data: bytes, source: str = "node-releases") -> Batch:
    """The versions of `release-schedule.json`. Raises batch.SourceError."""
    url = "https://github.com/nodejs/release#release-schedule"
    batch = Batch(sources={source: schema.Source(title="Node.js release schedule", url=url)})
    cycles = []
    for key, version in read_object(data, "the schedule").items():
        number = key.removeprefix("v")
        released, ended = day(version.get("start")), day(version.get("end"))
        if released is None or ended is None:
            batch.left_out(key, "bad-date", "has no day of release or of its end")
            continue
        long_term = day(version.get("lts"))
        cycles.append(
            Cycle(
                id=f"node.js-{number}",
                names=(f"Node.js {number}", f"NodeJS {number}", f"Node.js v{number}", f"NodeJS v{number}"),
                released=released,
                ended=ended,
                long_term=long_term is not None,
                newest_from=long_term,
            )
        )
    cycles.sort(key=lambda cycle: [int(part) for part in cycle.id.rpartition("-")[2].split(".")])
    add_cycles(batch, cycles, source, "OpenJS Foundation", "node.js")
    return batch
