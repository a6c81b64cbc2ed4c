"""`python -m benchmarks.load CACHE`: seconds from nothing to a fact of the shipped pack that is ready to judge by.

The files are read, the pack is looked up by its digest among what is kept, the index of its names is made ready, and
the rows of one entity are read. The start of the interpreter and its imports are not counted.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from freshlint.cache import Folder
from freshlint.facts.fact import Entity
from freshlint.facts.view import FactsView
from freshlint.grounds import Grounds
from freshlint.language.mentions import MentionIndex
from freshlint.packs import pack_facts

ENTITY, DAY = "gpt-image-2", date(2026, 4, 22)


def load(cache: Path) -> float:
    """How long it took, in seconds."""
    MentionIndex.of([Entity("cat")]).find("a cat")  # patterns that are the same for all facts
    start = time.perf_counter()
    grounds = Grounds(tuple(pack_facts()), keep=Folder(cache))
    view = FactsView(DAY, grounds.book)
    index = MentionIndex.of(view.entities.values(), view.book.snapshots, grounds.kept)
    named = {mention.entity for mention in index.find(ENTITY)}
    if named != {ENTITY} or not view.prices(ENTITY):
        raise RuntimeError(f"the shipped pack has no prices of {ENTITY}")
    return time.perf_counter() - start


if __name__ == "__main__":
    print(load(Path(sys.argv[1])))
