"""`--output-format github`: workflow commands, which GitHub Actions shows beside the lines of a pull request.

GitHub shows ten errors, ten warnings and ten notices a step; the log holds all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from freshlint.report import Options
from freshlint.report.columns import Places, Unit
from freshlint.report.escape import printable
from freshlint.report.model import Message, PageReport, RunReport
from freshlint.report.summary import summary
from freshlint.report.wording import one_line


def render(report: RunReport, options: Options) -> str:
    """A command for each finding, error and warning; then the summary, which is no command."""
    lines = [_message("error", error) for error in report.errors]
    lines += [_message("warning", warning) for warning in report.warnings]
    for page in report.pages:
        lines += _findings(page)
    return "\n".join([*lines, *summary(report)]) + "\n"


def _findings(page: PageReport) -> Iterator[str]:
    places = Places(page.source, Unit.UTF16)
    for finding in page.findings:
        start, end = places.span(finding.span)
        first, last = places.lines(*finding.span)
        where = {"file": printable(finding.path), "line": str(first), "endLine": str(last)}
        if start.line == end.line:  # GitHub takes columns only within one line
            where |= {"col": str(start.column), "endColumn": str(end.column)}
        where["title"] = f"freshlint {finding.rule}"
        yield _command(finding.severity.label, where, one_line(finding))


def _message(command: str, message: Message) -> str:
    where = {"file": printable(message.path)} if message.path else {}
    if message.line:
        where["line"] = str(message.line)
    where["title"] = "freshlint"
    return _command(command, where, printable(message.text))


def _command(name: str, properties: Mapping[str, str], data: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(data)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
