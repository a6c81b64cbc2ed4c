"""`python -m tests.accuracy.run`: prints precision and recall of the labelled pages.

Of the blind half and the other trade only figures are printed and written, never a text: what is read gets tuned to.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .cases import HALVES, LANGUAGES, SEEN
from .judging import Kind, Outcome
from .measure import Measured, measure
from .tally import DIMENSIONS, Score, Share, by


def main() -> int:
    """Measures, prints and writes. 1 where the core failed on a page."""
    options = _options()
    measured = {half: _of(measure(half), options.language) for half in options.half or HALVES}
    sections = {half: result.outcomes for half, result in measured.items()}
    if len(sections) > 1:
        sections["all"] = tuple(outcome for outcomes in sections.values() for outcome in outcomes)
    for name, outcomes in sections.items():
        _print_section(name, outcomes)
    crashes = [crash for result in measured.values() for crash in result.crashes]
    for crash in crashes:
        print(f"CRASH {crash}")
    for half in SEEN.intersection(measured) if options.list else ():
        _print_failures(measured[half])
    if options.json:
        report = {name: _as_json(outcomes) for name, outcomes in sections.items()} | {"crashes": crashes}
        options.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return 1 if crashes else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy.run", description=main.__doc__)
    parser.add_argument("--half", action="append", choices=HALVES, help="measure only this half")
    parser.add_argument("--language", choices=LANGUAGES, help="count only pages in this language")
    parser.add_argument(
        "--list", action="store_true", help="name what failed in the seen halves, with its text"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to a file")
    return parser.parse_args()


def _of(measured: Measured, language: str | None) -> Measured:
    chosen = [outcome for outcome in measured.outcomes if language in (None, outcome.page.language)]
    return Measured(tuple(chosen), measured.crashes)


def _print_section(name: str, outcomes: Sequence[Outcome]) -> None:
    print(f"\n== {name}")
    print(f"{'':24} {'precision':>9} {'95 %':13} {'recall':>8} {'95 %':13} found missed false double")
    _print_score("all", Score.of(outcomes))
    for dimension in DIMENSIONS:
        for value, score in by(dimension, outcomes).items():
            if value != "-":
                _print_score(f"{dimension} {value}", score)


def _print_score(name: str, score: Score) -> None:
    shares = f"{_shown(score.precision)}  {_shown(score.recall)}"
    counts = f"{score.found:5} {score.missed:6} {score.false_alarms:5} {score.double:6}"
    print(f"{name:26} {shares} {counts}")


def _shown(share: Share) -> str:
    if share.value is None or share.interval is None:
        return f"{'-':>7} {'':13}"
    low, high = share.interval
    return f"{share.value:7.3f} {low:.3f}-{high:.3f}  "


def _print_failures(measured: Measured) -> None:
    for outcome in measured.outcomes:
        if outcome.kind is not Kind.FOUND:
            print(
                f"{outcome.kind.upper():11} {outcome.page.id} {outcome.page.side} {outcome.rule}: {outcome.text!r}"
            )


def _as_json(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    figures = {dimension: by(dimension, outcomes) for dimension in DIMENSIONS}
    return {"all": _figures(Score.of(outcomes))} | {
        dimension: {value: _figures(score) for value, score in scores.items() if value != "-"}
        for dimension, scores in figures.items()
    }


def _figures(score: Score) -> dict[str, Any]:
    shares = {"precision": score.precision, "recall": score.recall}
    counts = {"found": score.found, "missed": score.missed}
    counts |= {"false_alarms": score.false_alarms, "double": score.double}
    return counts | {
        name: {"value": share.value, "interval": share.interval} for name, share in shares.items()
    }


if __name__ == "__main__":
    sys.exit(main())
