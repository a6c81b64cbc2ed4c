"""`make fuzz MINUTES=20`: the tests over generated input, again and again with other seeds, for so many minutes.

Each round is a run of pytest with a seed of its own, told before it begins: `--hypothesis-seed` with that number
makes a failure again. The number of cases is what Hypothesis counts as passing.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

TESTS = Path(__file__).parent
_CASES = re.compile(r"(\d+) passing, ")
_GENERATED = "from hypothesis import"


def generated() -> list[str]:
    """The test files that have generated input."""
    files = sorted(TESTS.rglob("test_*.py"))
    return [str(file) for file in files if _GENERATED in file.read_text(encoding="utf-8")]


def round_of(seed: int) -> tuple[int, str]:
    """One run with a seed: how many cases passed, and what pytest said where one did not."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "", "-p", "no:cacheprovider"]
    command += [f"--hypothesis-seed={seed}", "--hypothesis-show-statistics", *generated()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=TESTS.parent, check=False)
    cases = sum(int(found) for found in _CASES.findall(done.stdout))
    told = done.stdout.partition("Hypothesis Statistics")[0]
    return cases, "" if done.returncode == 0 else told[-6000:] + done.stderr[-2000:]


def main() -> None:
    """Rounds until the time is up; exits with 1 at the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1, help="the first round's; each round takes the next")
    asked = parser.parse_args()
    end, seed, cases = time.monotonic() + 60 * asked.minutes, asked.seed, 0
    while seed == asked.seed or time.monotonic() < end:
        passed, failed = round_of(seed)
        cases += passed
        print(f"seed {seed}: {passed} cases, {cases} in all", flush=True)
        if failed:
            sys.exit(failed)
        seed += 1


if __name__ == "__main__":
    main()
