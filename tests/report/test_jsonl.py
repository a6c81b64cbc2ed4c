"""JSON Lines: what the JSON report holds, one object a line."""

from __future__ import annotations

import json

from freshlint.report import Options
from freshlint.report import json as whole
from freshlint.report.jsonl import render
from report_samples import everything, hostile, page, report


def test_findings_are_those_of_the_json_report_and_the_run_comes_last() -> None:
    expected = json.loads(whole.render(everything(), Options()))
    *lines, last = map(json.loads, render(everything(), Options()).splitlines())
    assert lines == [{"type": "finding", **finding} for finding in expected["findings"]]
    assert last == {"type": "run", **{key: value for key, value in expected.items() if key != "findings"}}


def test_a_clean_run_still_has_its_last_line() -> None:
    (line,) = render(report(page("fine")), Options()).splitlines()
    assert json.loads(line)["summary"]["findings"] == 0


def test_no_text_breaks_a_line() -> None:
    run = hostile()
    odd = report(*run.pages, page("STALE", message="a\u2028b\x85c\x0cd"), errors=run.errors)
    lines = render(odd, Options()).splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["finding"] * 3 + ["run"]
