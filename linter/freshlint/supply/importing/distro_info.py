"""Debian's distro-info-data (ISC): releases of Debian and Ubuntu with the days of their support."""

from __future__ import annotations

import csv
import io

from freshlint.facts import schema
from freshlint.supply.importing.batch import Batch, SourceError
from freshlint.supply.importing.cycles import Cycle, add_cycles
from freshlint.supply.importing.days import day

_URLS = {"Debian": "https://wiki.debian.org/DebianReleases", "Ubuntu": "https://wiki.ubuntu.com/Releases"}


def read(data: bytes, title: str, source: str = "distro-info-data") -> Batch:
    """The releases of `debian.csv` or `ubuntu.csv`; `title` is Debian or Ubuntu. Raises SourceError."""
    table = csv.DictReader(io.StringIO(data.decode("utf-8", "replace")))
    if not {"version", "codename", "release", "eol"} <= set(table.fieldnames or ()):
        raise SourceError("not a table of distro-info-data: it lacks version, codename, release or eol")
    batch = Batch(sources={source: schema.Source(title=f"{title} releases", url=_URLS[title])})
    cycles = []
    for row in table:
        number = (row["version"] or "").removesuffix(" LTS")
        released = day(row["release"])
        if not number or released is None:
            # Rolling branches (sid) and announced versions have no number or no day yet.
            continue
        long_term = (row["version"] or "").endswith("LTS")
        names = [f"{title} {number}", *([f"{title} {number} LTS"] if long_term else [])]
        names += [f"{title} {row['codename']}", f"{title} {number} ({row['codename']})"]
        cycles.append(
            Cycle(
                id=f"{title.lower()}-{number}",
                names=tuple(names),
                released=released,
                ended=day(row["eol"]),
                long_term=long_term or title == "Debian",
            )
        )
    cycles.sort(key=lambda cycle: cycle.released.isoformat() if cycle.released else "")
    add_cycles(batch, cycles, source, title, title.lower())
    return batch
