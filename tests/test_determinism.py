"""Same pages in, same bytes out: whatever the order of files, the processes, the machine's settings and the cache."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import pytest

import shipped
from freshlint.finding import Edit, Finding
from freshlint.source import Span

ARTICLES = Path(__file__).parents[1] / "fixtures" / "articles"
PAGES = sorted(path.relative_to(ARTICLES) for path in ARTICLES.rglob("*.*"))
# A C locale that Python does not turn into UTF-8, as old systems have it.
LOCALES = {
    "C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "C.UTF-8": {"LC_ALL": "C.UTF-8"},
}
# The local day is not the same in both, at any hour.
FIRST_ZONE, LAST_ZONE = "Pacific/Kiritimati", "Etc/GMT+12"
# Few and small files would be checked by the one process; it is told that they are many.
PROGRAM = "from freshlint import many; from freshlint.cli.main import main; many._LITTLE = 0; main()"
JSON = ("--output-format", "json")


class Conditions(NamedTuple):
    """What must not matter to a run. `order` is that of the arguments and of the files' making."""

    order: str
    jobs: str
    locale: str
    zone: str
    seed: str
    cache: str


USUAL = Conditions("forward", "1", "C.UTF-8", "UTC", "0", "cold")
OTHERS = [
    Conditions("backward", "2", "C", LAST_ZONE, "1", "warm"),
    Conditions("backward", "2", "C", "UTC", "0", "cold"),
    Conditions("backward", "1", "C.UTF-8", LAST_ZONE, "1", "cold"),
    Conditions("forward", "2", "C.UTF-8", LAST_ZONE, "0", "warm"),
    Conditions("forward", "1", "C", "UTC", "1", "warm"),
]


class Told(NamedTuple):
    """What a run wrote: the JSON report, that of the fixing, and every file after it."""

    report: bytes
    fixing: bytes
    fixed: dict[str, bytes]


def program(folder: Path, at: Conditions, *arguments: str) -> bytes:
    """What the program prints in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "check", "--isolated", "--exit-zero", *JSON, *arguments],
        cwd=folder,
        env={**os.environ, **LOCALES[at.locale], "TZ": at.zone, "PYTHONHASHSEED": at.seed},
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def run(folder: Path, at: Conditions) -> Told:
    """Checks and fixes the articles, each in two copies: so many that what was found is remembered."""
    places = [Path(copy, page) for copy in ("one", "two") for page in PAGES]
    places = places if at.order == "forward" else places[::-1]
    for place in places:
        (folder / "site" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ARTICLES / Path(*place.parts[1:]), folder / "site" / place)
        os.utime(folder / "site" / place, ns=(10**18, 10**18))
    asked = ["--as-of", "2026-04-22", "--cache-dir", "../cache", "--jobs", at.jobs, *map(str, places)]
    site = folder / "site"
    if at.cache == "warm":
        program(site, USUAL, *asked)
    report = program(site, at, "--show-undecided", *asked)
    fixing = program(site, at, "--fix", "--unsafe-fixes", *asked)
    return Told(report, fixing, {str(place): (site / place).read_bytes() for place in sorted(places)})


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What a run tells under the usual conditions; it finds and fixes something."""
    told = run(tmp_path_factory.mktemp("usual"), USUAL)
    assert json.loads(told.report)["findings"]
    assert json.loads(told.fixing)["summary"]["fixed"]
    return told


@pytest.mark.slow
@pytest.mark.parametrize("at", OTHERS, ids=" ".join)
def test_no_condition_changes_a_byte(usual: Told, at: Conditions, tmp_path: Path) -> None:
    assert run(tmp_path, at) == usual


def test_every_two_conditions_meet() -> None:
    """Conditions that only together change something would be seen."""
    runs = [USUAL, *OTHERS]
    for one, other in combinations(range(len(USUAL)), 2):
        values = [sorted({each[field] for each in runs}) for field in (one, other)]  # type: ignore[type-var]
        assert {(each[one], each[other]) for each in runs} == set(product(*values))


@pytest.mark.parametrize("zone", [FIRST_ZONE, LAST_ZONE])
def test_today_is_the_same_day_everywhere(tmp_path: Path, zone: str) -> None:
    (tmp_path / "page.md").write_text("gpt-image-2 is not available in the API.\n")
    before = datetime.now(UTC).date()
    report = json.loads(program(tmp_path, USUAL._replace(zone=zone), "--no-lock", "page.md"))
    assert before <= date.fromisoformat(report["as_of"]) <= datetime.now(UTC).date()


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_the_kind_of_newline_changes_no_finding(page: Path) -> None:
    text, form = (ARTICLES / page).read_bytes().decode(), page.suffix[1:]
    other = text.replace("\n", "\r\n")
    wanted = [moved(finding, text) for finding in shipped.findings(text, form)]
    assert [replace(finding, claim=None) for finding in shipped.findings(other, form)] == wanted
    assert shipped.fixed(other, form) == shipped.fixed(text, form).replace("\n", "\r\n")


def moved(finding: Finding, text: str) -> Finding:
    """A finding in a text as it must be where every line of the text ends with CRLF."""

    def place(offset: int) -> int:
        return offset + text.count("\n", 0, offset)

    def written(words: str) -> str:
        return words.replace("\n", "\r\n")

    def span(found: Span) -> Span:
        return Span(place(found.start), place(found.end))

    fix = finding.fix and replace(
        finding.fix,
        edits=tuple(
            Edit(place(edit.start), place(edit.end), written(edit.text)) for edit in finding.fix.edits
        ),
    )
    return replace(
        finding,
        span=span(finding.span),
        text=written(finding.text),
        related=tuple(map(span, finding.related)),
        fix=fix,
        claim=None,
    )
