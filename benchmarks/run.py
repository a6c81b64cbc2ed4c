"""`python -m benchmarks.run`: measure everything, and write RESULTS.md and its plot.

CORPUS=DIR takes the pages of a real corpus, FILES=N and SEED=N another number of generated pages or others,
REPEAT=N another number of runs (0: the long ones once, without a run before that warms the machine).
RESULTS.md has a table of either corpus; a run writes its own anew and leaves the rest of the file.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.cases import Bench, Row
from benchmarks.corpus import SEED, copy_pages, write_corpus
from freshlint import __version__
from freshlint.processors import processors

RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Measure, print each row as it is known, and write the results."""
    repeat, files = int(os.environ.get("REPEAT", "3")), int(os.environ.get("FILES", "5000"))
    seed, named = int(os.environ.get("SEED", SEED)), os.environ.get("CORPUS")
    with tempfile.TemporaryDirectory(prefix="freshlint-bench-") as name:
        work = Path(name)
        corpus = work / "corpus"
        if named:
            copy_pages(Path(named), corpus)
        else:
            write_corpus(corpus, files, seed)
        about = _about(corpus, "real repositories" if named else f"generated, seed {seed}")
        rows = []
        for row in Bench(corpus, work, repeat, sizes=not named).rows():
            print(_line(row), flush=True)
            rows.append(row)
    kind = "real" if named else "generated"
    plot = _plot(rows, RESULTS.with_name(f"{kind}.svg"))
    _write(kind, "\n".join(_table(about, rows, repeat, plot)))
    print(f"written: {RESULTS}")


def _about(corpus: Path, kind: str) -> str:
    sizes = [file.stat().st_size for file in corpus.rglob("*") if file.is_file()]
    return f"{len(sizes):,} files, {sum(sizes) / 1e6:.1f} MB ({kind})"


def _write(kind: str, table: str) -> None:
    """Puts a table between the marks of its corpus."""
    begin, end = f"<!-- begin {kind} -->", f"<!-- end {kind} -->"
    before, _, rest = RESULTS.read_text(encoding="utf-8").partition(begin)
    _, _, after = rest.partition(end)
    RESULTS.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def _table(about: str, rows: Iterable[Row], repeat: int, plot: Path | None) -> Iterator[str]:
    machine = f"{processors()} processors, Python {platform.python_version()}, {platform.system()}"
    runs = repeat or "1, the short ones more"
    yield f"- corpus: {about}\n- machine: {machine}\n- freshlint {__version__}; runs of each: {runs}\n"
    yield "| case | wall s | processor s | MB | against | ratio | goal | |"
    yield "| --- | ---: | ---: | ---: | --- | ---: | ---: | --- |"
    yield from map(_line, rows)
    if plot:
        yield f"\n![Ratios to their goals]({plot.name})"


def _line(row: Row) -> str:
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    goal = "" if row.goal is None else f"{row.goal:.1f}"
    met = "" if row.ratio is None or row.goal is None else "met" if row.ratio <= row.goal else "missed"
    cells = (row.case, f"{row.cost.wall:.2f}", f"{row.cost.processor:.2f}", f"{row.cost.memory:.0f}")
    return f"| {' | '.join((*cells, row.against, ratio, goal, met))} |"


def _plot(rows: Iterable[Row], file: Path) -> Path | None:
    """Each ratio beside its goal, on a scale of powers; None where matplotlib is not installed."""
    try:
        from matplotlib import pyplot
    except ImportError:
        return None
    held = [
        (row.case, row.ratio / row.goal) for row in rows if row.ratio is not None and row.goal is not None
    ]
    figure, axes = pyplot.subplots(figsize=(9, 0.4 * len(held) + 1))
    axes.barh(
        [case for case, _ in held],
        [share for _, share in held],
        color=["tab:green" if share <= 1 else "tab:red" for _, share in held],
    )
    axes.axvline(1, color="black")
    axes.set_xscale("log")
    axes.set_xlabel("ratio / goal (left of the line: met)")
    axes.invert_yaxis()
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    return file


if __name__ == "__main__":
    main()
