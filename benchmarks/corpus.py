"""A corpus by seed: Markdown pages as documentation has them, and facts about things that do not exist."""

from __future__ import annotations

import random
from pathlib import Path

from benchmarks.walk import SUFFIXES

SEED = 20260422
FAMILY = "family.yaml"
PROSE = (
    "the page of a request sends its answer to every client that has asked for it before while older values "
    "stay in place until somebody reads them again and the number of retries is set by configuration so that "
    "large files can be read in parts without any change in order or meaning however long they may become"
)
WORDS = PROSE.split()
CODE = '```python\nclient.send(part="some", size=12)\nfor row in client.rows():\n    print(row)\n```\n'
SHIPPED = ("gpt-image-2", "gpt-4o", "gpt-4", "claude-3-opus", "gemini-1.5-pro", "gpt-3.5-turbo", "gpt-5")
SAYINGS = (
    "{name} is not available in the API yet.",
    "Image output of {name} costs $40 per 1M tokens.",
    "We recommend {name} for this task.",
    "{name} is the newest model.",
    "This example was written for {name} and works with others.",
)


def write_corpus(folder: Path, files: int, seed: int = SEED) -> None:
    """Pages of about 6 KB; half of them name a thing that the shipped facts know, one in fifty a Petrel."""
    chance = random.Random(seed)
    for number in range(files):
        below = folder / f"part-{number % 40:02}"
        below.mkdir(parents=True, exist_ok=True)
        (below / f"page-{number:06}.md").write_text(_page(chance, number), encoding="utf-8")


def copy_pages(origin: Path, folder: Path) -> None:
    """The pages of a real corpus without what lies beside them: what configures other programs is left out."""
    for file in origin.rglob("*"):
        if file.suffix in SUFFIXES and file.is_file() and not file.is_symlink():
            target = folder / file.relative_to(origin)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())


def write_facts(file: Path, entities: int, seed: int = SEED) -> None:
    """Facts about as many database versions, each released on a day."""
    chance = random.Random(seed)
    head = 'freshlint: 1\nsources: {page: {title: Page, url: "https://example.com"}}\nentities:\n'
    rows = (
        f"  petrel-{number}: {{names: [Petrel DB {number}], status: [{{value: released, "
        f"since: 2026-03-{chance.randint(1, 28):02}, verified: 2026-04-01, source: page}}]}}\n"
        for number in range(entities)
    )
    file.write_text(head + "".join(rows), encoding="utf-8")


def write_page(file: Path, size: int, seed: int = SEED) -> None:
    """One page of about so many bytes."""
    chance = random.Random(seed)
    with file.open("w", encoding="utf-8") as out:
        held = 0
        while held < size:
            held += out.write(_page(chance, 1))


def _page(chance: random.Random, number: int) -> str:
    parts = [f"---\ntitle: Page {number}\n---\n", f"# About part {number}\n"]
    for section in range(6):
        parts.append(f"## {_sentence(chance, 4)[:-1]}\n")
        parts += [" ".join(_sentence(chance) for _ in range(5)) + "\n" for _ in range(2)]
        if section == 2:
            parts.append("| Name | Value |\n| --- | --- |\n")
            parts[-1] += "".join(f"| {_sentence(chance, 2)[:-1]} | {row} |\n" for row in range(4))
        if section == 3:
            parts.append(CODE)
        if section == 4:
            links = (f"- [{_sentence(chance, 3)[:-1]}](https://example.com/{row})\n" for row in range(5))
            parts.append("".join(links))
    if number % 2:
        parts.append(chance.choice(SAYINGS).format(name=chance.choice(SHIPPED)) + "\n")
    if number % 50 == 7:
        parts.append(f"Petrel DB {number % 10} is not released yet.\n")
    return "\n".join(parts)


def _sentence(chance: random.Random, words: int = 14) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."
