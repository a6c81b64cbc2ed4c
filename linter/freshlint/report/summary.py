"""The closing lines of a run, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from freshlint.finding import Applicability, Severity
from freshlint.report.model import RunReport


def summary(report: RunReport) -> Iterator[str]:
    """What was found and what to do next; where files were checked it names their number and the day."""
    if hint := _hint(report):
        yield hint
    if report.files:
        yield _result(report)
    if advice := _advice(report):
        yield advice


def _hint(report: RunReport) -> str:
    if not report.files and report.since:
        return f"No page has changed since {report.since}."
    if not report.files:
        return (
            "No file to check: freshlint reads .md, .markdown, .mdx, .html and .htm, and leaves out what "
            ".gitignore and `exclude` ignore. Name a file or folder, or set `paths` in freshlint.toml."
        )
    if report.pages and all(page.screened for page in report.pages):
        what = count(report.entities, "entity", "entities")
        return (
            f"No entity found: no file names one of the {what} that the facts know "
            f"(from {count(len(report.facts), 'facts file')}). Add facts of your own with --facts FILE; "
            "`freshlint facts show` lists what is known."
        )
    return ""


def _result(report: RunReport) -> str:
    left = Counter(finding.severity for _, finding in report.findings())
    total = sum(left.values())
    where = f"in {count(report.files, 'file')}, as of {report.as_of}"
    done = "fixed" if report.applied else "would fix"
    did = [f"{done} {count(report.fixed, 'finding')}"] if report.fixed else []
    did += [f"silenced {count(report.silenced, 'finding')}"] if report.silenced else []
    fixed = ", ".join(did)
    if not total:
        text = f"{fixed}, none left {where}" if fixed else f"no stale claim found {where}"
    else:
        kinds = ", ".join(
            count(left[severity], severity.label) for severity in reversed(Severity) if left[severity]
        )
        text = f"{fixed}, {total} left {where}" if fixed else f"{count(total, 'finding')} {where}"
        text += f": {kinds}"
    if report.undecided:
        text += f"; {count(report.undecided, 'claim')} undecided"
    if report.hidden:
        text += f"; {count(report.hidden, 'less certain one')} not shown (--min-confidence low)"
    if report.since:
        text += f"; changes since {report.since}"
        text += f", {report.unchanged} older not shown" if report.unchanged else ""
    if report.baselined:
        text += f"; {report.baselined} in the baseline"
    if report.errors:
        text += f"; {count(len(report.errors), 'file')} could not be checked"
    return f"{text[0].upper()}{text[1:]}."


def _advice(report: RunReport) -> str:
    safe, unsafe = report.fixable(Applicability.SAFE), report.fixable(Applicability.UNSAFE)
    if safe and unsafe:
        more = f"--fix --unsafe-fixes {unsafe} more (read what it wrote)"
        return f"--fix mends {safe}, {more}; --diff shows it first."
    if safe:
        return f"--fix mends {safe}; --diff shows it first."
    if unsafe:
        return f"--fix --unsafe-fixes mends {unsafe} (read what it wrote); --diff shows it first."
    return ""


def count(number: int, one: str, many: str = "") -> str:
    """ "1 file", "2 files"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
