"""What a report knows of the people around a page: who answers for it, and how many read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from freshlint.errors import SetupError
from freshlint.owners import owners
from freshlint.paths import shown
from freshlint.report.model import Message, RunReport
from freshlint.views import PageViews, read_views


def page_views(file: Path | None) -> PageViews | None:
    """The views in a CSV; None where none is given. Raises SetupError."""
    if file is None:
        return None
    try:
        return read_views(shown(file), file.read_bytes())
    except OSError as error:
        raise SetupError(f"{shown(file)}: cannot be read: {error.strerror or error}") from error


def with_readers(report: RunReport, views: PageViews | None) -> RunReport:
    """The report with the owners and views of the pages that have findings. Raises SetupError."""
    paths = [page.source.path for page in report.pages if page.findings]
    if not paths:
        return report
    report = replace(report, owners=owners(map(Path, paths), Path.cwd()))
    if views is None:
        return report
    counted = {path: number for path in paths if (number := views.of(path)) is not None}
    if not counted:
        remark = Message("--page-views: no page with a finding is among its addresses")
        return replace(report, warnings=(*report.warnings, remark))
    return replace(report, views=counted)
