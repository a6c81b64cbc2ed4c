"""What is measured, and against what: each row of the results with its goal."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import FAMILY, write_corpus, write_facts, write_page
from benchmarks.timing import Cost, cost

PYTHON = sys.executable
PROGRAM = str(Path(PYTHON).with_name("freshlint"))
CHECK = (PROGRAM, "check", "--isolated", "--exit-zero", "--as-of", "2026-04-22", "--output-format", "jsonl")
# What is over at once is run so often at least.
_STARTS = 7
# As people call them on a folder of documentation; each is left out where it is not installed.
PEERS = {
    "ripgrep": ("rg", "-c", "-i", "gpt-image-2|gpt-4o|claude-3-opus|gemini-1.5-pro", "."),
    "typos": ("typos", "."),
    "codespell": ("codespell", "--quiet-level", "35", "."),
    "rumdl": ("rumdl", "check", "--no-cache", "."),
    "semgrep": ("semgrep", "scan", "--metrics", "off", "-e", "gpt-4o", "--lang", "generic", "."),
    "textlint": (
        "textlint",
        "--quiet",
        "--config",
        "{config}",
        "--rules-base-directory",
        "{rules}",
        "**/*.md",
    ),
}
# textlint with prh, the rule that knows wanted names: what people use it for beside freshlint.
PRH = """version: 1
rules:
  - {expected: gpt-image-2, patterns: [gpt-image-1, gpt image 1]}
  - {expected: gpt-5, patterns: [gpt-4o, gpt-3.5-turbo]}
"""


@dataclass(frozen=True)
class Row:
    """A measure. `ratio` is how it stands to what it is held against, `goal` the ratio that it should not pass."""

    case: str
    cost: Cost
    against: str = ""
    ratio: float | None = None
    goal: float | None = None


@dataclass(frozen=True)
class Bench:
    """Where things are, and how often each is run. `sizes`: also pages and facts of many sizes, made by seed."""

    corpus: Path
    work: Path
    repeat: int
    sizes: bool = True

    def rows(self) -> Iterator[Row]:
        """All measures, the plain ones first."""
        yield from self._start()
        yield from self._whole()
        if self.sizes:
            yield from self._size()
            yield from self._entities()
            yield from self._pages()

    def _cost(self, *command: str, folder: Path | None = None, repeat: int | None = None) -> Cost:
        return cost(command, self.repeat if repeat is None else repeat, self.work / "cache", folder)

    def _start(self) -> Iterator[Row]:
        few = max(self.repeat, _STARTS)
        click = self._cost(PYTHON, "-c", "import click", repeat=few)
        yield Row("python -c 'import click'", click)
        version = self._cost(PROGRAM, "--version", repeat=few)
        yield Row("freshlint --version", version)
        (self.work / "screened.md").write_text("A page on cats.\n")
        (self.work / "parsed.md").write_text("gpt-image-2 is not available in the API.\n")
        for name, goal in (("screened", 2.0), ("parsed", 4.0)):
            taken = self._cost(*CHECK, "--changed", f"{name}.md", folder=self.work, repeat=few)
            yield Row(f"one changed file, {name}", taken, "import click", taken.wall / click.wall, goal)
        load = (PYTHON, "-m", "benchmarks.load", str(self.work / "cache"))
        told = [float(subprocess.check_output(load)) for _ in range(few + 1)][1:]
        loaded = Cost(statistics.median(told), statistics.median(told), 0)
        yield Row("facts of the shipped pack, kept", loaded, "import click", loaded.wall / click.wall, 0.25)

    def _whole(self) -> Iterator[Row]:
        read = self._cost(PYTHON, "-m", "benchmarks.walk", "read", str(self.corpus), repeat=_STARTS)
        yield Row("Python reads every file", read)
        stat = self._cost(PYTHON, "-m", "benchmarks.walk", "stat", str(self.corpus), repeat=_STARTS)
        yield Row("Python asks the disk about every file", stat)
        start = self._cost(PROGRAM, "--version", repeat=_STARTS).wall
        family = self.work / FAMILY
        write_facts(family, 10)
        alone = ("--no-shipped-facts", "--facts", str(family))
        taken = self._cost(*CHECK, "--no-cache", *alone, ".", folder=self.corpus, repeat=max(self.repeat, 3))
        yield Row("facts of one family, no cache", taken, "reading", taken.wall / read.wall, 3.0)
        first = self._cost(*CHECK, "--no-cache", ".", folder=self.corpus)
        yield Row("whole pack, no cache", first)
        yield from self._peers(first)
        again = self._cost(*CHECK, ".", folder=self.corpus, repeat=max(self.repeat, 3))
        bare = stat.wall + start
        yield Row("second run, nothing changed", again, "stat walk + start", again.wall / bare, 2.0)
        changed = cost([*CHECK, "."], self.repeat, self.work / "cache", self.corpus, self._change)
        expected = again.wall + 0.01 * first.wall
        ratio = changed.wall / expected
        yield Row("second run, 1 % changed", changed, "second run + 1 % of the first", ratio, 1.5)

    def _change(self) -> None:
        """Adds a line to one page in a hundred."""
        _add_a_line(sorted(self.corpus.rglob("*.md"))[::100])

    def _change_each(self) -> None:
        _add_a_line((self.work / "times-8").rglob("*.md"))

    def _peers(self, own: Cost) -> Iterator[Row]:
        for name, (program, *arguments) in PEERS.items():
            found = Path(PYTHON).with_name(program)
            where = str(found) if found.exists() else shutil.which(program)
            if where:
                told = self._configured(Path(where)) if name == "textlint" else {}
                taken = self._cost(where, *(part.format(**told) for part in arguments), folder=self.corpus)
                goal = {"codespell": 1.0, "rumdl": 1.0, "textlint": 0.1}.get(name)
                yield Row(f"{name} (freshlint's whole pack / it)", taken, name, own.wall / taken.wall, goal)

    def _configured(self, program: Path) -> dict[str, str]:
        """What textlint is told: its configuration, and where its rules are installed."""
        names, config = self.work / "prh.yml", self.work / "textlintrc.json"
        names.write_text(PRH, encoding="utf-8")
        config.write_text(json.dumps({"rules": {"prh": {"rulePaths": [str(names)]}}}), encoding="utf-8")
        installed = next(
            (at for at in program.resolve().parents if at.name == "node_modules"), program.parent
        )
        return {"config": str(config), "rules": str(installed)}

    def _size(self) -> Iterator[Row]:
        one: Cost | None = None
        for times in (1, 2, 4, 8):
            folder = self.work / f"times-{times}"
            write_corpus(folder, 100 * times)
            taken = self._cost(*CHECK, "--no-cache", "--jobs", "1", ".", folder=folder, repeat=self.repeat)
            one = one or taken
            label = f"{100 * times} files, one process ({taken.memory:.0f} MB)"
            yield Row(label, taken, f"{times} x 100 files", taken.wall / (one.wall * times), 1.1)

    def _entities(self) -> Iterator[Row]:
        few: Cost | None = None
        for number in (10, 2300):
            facts = self.work / f"facts-{number}.yaml"
            write_facts(facts, number)
            arguments = ("--no-shipped-facts", "--facts", str(facts), ".")
            # Facts are compiled once and every page has changed: what remains is what each run pays.
            folder = self.work / "times-8"
            runs, cache = max(self.repeat, 3), self.work / "cache"
            taken = cost([*CHECK, *arguments], runs, cache, folder, self._change_each)
            few = few or taken
            yield Row(f"{number} entities", taken, "10 entities", taken.wall / few.wall, 1.3)

    def _pages(self) -> Iterator[Row]:
        ten, large = self.work / "ten", self.work / "large"
        for folder in (ten, large):
            folder.mkdir(exist_ok=True)
        for number in range(10):
            write_page(ten / f"{number}.md", 1_000_000, number)
        (large / "all.md").write_bytes(b"".join(file.read_bytes() for file in sorted(ten.iterdir())))
        arguments = ("--no-cache", "--jobs", "1", ".")
        small = self._cost(*CHECK, *arguments, folder=ten, repeat=0)
        yield Row("ten pages of 1 MB", small)
        taken = self._cost(*CHECK, *arguments, folder=large, repeat=0)
        yield Row("a page of 10 MB", taken, "ten of 1 MB", taken.wall / small.wall, 1.2)


def _add_a_line(files: Iterable[Path]) -> None:
    for file in list(files):
        with file.open("a", encoding="utf-8") as out:
            out.write("\nOne more line.\n")
