"""`--output-format gitlab`: a Code Quality report, which GitLab shows in the merge request and beside its lines."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from freshlint.finding import Severity
from freshlint.report import Options
from freshlint.report.columns import Places, Unit
from freshlint.report.escape import printable
from freshlint.report.model import Message, RunReport
from freshlint.report.wording import one_line

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def render(report: RunReport, options: Options) -> str:
    """A list of what was found; a file that could not be checked is a blocker, so that it is seen."""
    violations = [_error(error) for error in report.errors]
    for page in report.pages:
        places = Places(page.source, Unit.UTF16)
        for finding in page.findings:
            violation = _violation(
                finding.path,
                places.lines(*finding.span),
                one_line(finding),
                f"freshlint-{finding.rule}",
                _SEVERITY[finding.severity],
            )
            violations.append(violation | {"fingerprint": finding.fingerprint})
    return json.dumps(violations, ensure_ascii=False, indent=1) + "\n"


def _error(error: Message) -> dict[str, Any]:
    line = error.line or 1
    # GitLab drops what has no path; an error of the whole run is shown at the folder.
    violation = _violation(
        error.path or ".", (line, line), printable(error.text), "freshlint-error", "blocker"
    )
    key = "\0".join(("error", error.path, error.text)).encode("utf-8", "surrogatepass")
    return violation | {"fingerprint": hashlib.sha256(key).hexdigest()[:32]}


def _violation(
    path: str, lines: tuple[int, int], description: str, check_name: str, severity: str
) -> dict[str, Any]:
    return {
        "description": description,
        "check_name": check_name,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
    }
