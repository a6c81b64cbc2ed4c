"""`--output-format junit`: JUnit XML. A file is a suite, a finding a failed test, a notice a skipped one.

Valid by the schema of Jenkins' xunit plugin and by the stricter one of Ant.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable

from freshlint.finding import Finding, Severity
from freshlint.report import Options
from freshlint.report.escape import printable
from freshlint.report.model import Message, PageReport, RunReport
from freshlint.report.wording import one_line

_RUN = "freshlint"


def render(report: RunReport, options: Options) -> str:
    """One suite a file, and one for what concerns the whole run where there is something."""
    errors, warnings = _by_path(report.errors), _by_path(report.warnings)
    pages = {page.source.path: page for page in report.pages}
    root = ET.Element("testsuites")
    others = sorted({*errors, *warnings} - pages.keys())
    for number, path in enumerate([*others, *pages]):
        suite = _suite(path, pages.get(path), errors[path], warnings[path])
        suite.set("id", str(number))
        suite.set("timestamp", f"{report.as_of}T00:00:00")
        root.append(suite)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _by_path(messages: Iterable[Message]) -> defaultdict[str, list[Message]]:
    grouped: defaultdict[str, list[Message]] = defaultdict(list)
    for message in messages:
        grouped[message.path].append(message)
    return grouped


def _suite(path: str, page: PageReport | None, errors: list[Message], warnings: list[Message]) -> ET.Element:
    name = _token(path) or _RUN
    findings = page.findings if page else ()
    failures = sum(finding.severity > Severity.NOTICE for finding in findings)
    tests = len(findings) + len(errors) or 1
    suite = ET.Element("testsuite", name=name, package=_RUN, hostname="localhost", time="0")
    suite.set("tests", str(tests))
    suite.set("failures", str(failures))
    suite.set("errors", str(len(errors)))
    suite.set("skipped", str(len(findings) - failures))
    ET.SubElement(suite, "properties")
    for error in errors:
        case = _case(suite, name, "can be checked")
        ET.SubElement(case, "error", type="error", message=printable(error.text))
    if page:
        for finding in findings:
            _finding(_case(suite, name, _name(finding)), page, finding)
    if not findings and not errors:
        _case(suite, name, "no stale claim")
    ET.SubElement(suite, "system-out")
    ET.SubElement(suite, "system-err").text = "\n".join(printable(str(warning)) for warning in warnings)
    return suite


def _case(suite: ET.Element, classname: str, name: str) -> ET.Element:
    return ET.SubElement(suite, "testcase", classname=classname, name=name, time="0")


def _finding(case: ET.Element, page: PageReport, finding: Finding) -> None:
    if finding.severity is Severity.NOTICE:
        ET.SubElement(case, "skipped", message=one_line(finding))
        return
    failure = ET.SubElement(
        case, "failure", type=f"{finding.severity.label}[{finding.rule}]", message=printable(finding.message)
    )
    line, column = page.source.position(finding.span.start)
    failure.text = f"{printable(finding.path)}:{line}:{column}: {one_line(finding)}"


def _name(finding: Finding) -> str:
    """The same from run to run, and no other in the file, so that CI can tell new failures from old ones."""
    about = f"{finding.entity}: " if finding.entity else ""
    return _token(f"{finding.rule}: {about}{finding.text} [{finding.fingerprint[:8]}]")


def _token(text: str) -> str:
    """As XML Schema wants names: no control character, single spaces."""
    return " ".join(printable(" ".join(text.split())).split())
