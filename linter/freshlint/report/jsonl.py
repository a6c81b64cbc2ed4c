"""`--output-format jsonl`: one JSON object a line, its `type` first.

`finding` and `undecided` have the keys of the JSON report. The last line is `run`, the rest of that report: where it
is missing, the output was cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from freshlint.report import Options
from freshlint.report.json import content
from freshlint.report.model import RunReport

_LISTS = {"findings": "finding", "undecided": "undecided"}


def render(report: RunReport, options: Options) -> str:
    """Lines of JSON, in ASCII: some readers take U+2028 and U+0085 for line ends."""
    return "".join(f"{json.dumps(line)}\n" for line in _lines(content(report, options)))


def _lines(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key, kind in _LISTS.items():
        yield from ({"type": kind, **item} for item in whole.get(key, ()))
    yield {"type": "run", **{key: value for key, value in whole.items() if key not in _LISTS}}
