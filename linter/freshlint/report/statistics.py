"""How many findings each rule has left, and how many of them a fix mends: `--statistics`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from freshlint.finding import Applicability
from freshlint.report.model import RunReport


def statistics(report: RunReport) -> Iterator[str]:
    """One line a rule, the most frequent first."""
    total: Counter[str] = Counter()
    fixes: Counter[tuple[str, Applicability]] = Counter()
    for _, finding in report.findings():
        total[finding.rule] += 1
        if finding.fix and finding.fix.edits:
            fixes[finding.rule, finding.fix.applicability] += 1
    if not total:
        return
    digits, size = len(str(max(total.values()))), max(map(len, total))
    for rule, number in sorted(total.items(), key=lambda item: (-item[1], item[0])):
        mended = ", ".join(
            f"{fixes[rule, kind]} {words}"
            for kind, words in ((Applicability.SAFE, "by --fix"), (Applicability.UNSAFE, "by --unsafe-fixes"))
            if fixes[rule, kind]
        )
        yield f"{number:{digits}}  {rule:{size}}  {mended}".rstrip()
