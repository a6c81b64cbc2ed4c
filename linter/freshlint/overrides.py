"""Other severities for some pages and places: `[[overrides]]` in the configuration. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from freshlint.discovery import Ignores
from freshlint.finding import Severity
from freshlint.report.model import PageReport


@dataclass(frozen=True)
class Override:
    """Severities by rule id, on the pages that `pages` match (None: all), in places of these roles (none: all)."""

    severities: Mapping[str, Severity]
    pages: Ignores | None = None
    roles: frozenset[str] = frozenset()

    def speaks_of(self, path: Path) -> bool:
        """Whether it is about a page."""
        return self.pages is None or self.pages.matches(path)

    def weighed(self, page: PageReport) -> PageReport:
        """The page's report with these severities."""
        findings = (
            replace(finding, severity=self.severities[finding.rule])
            if finding.rule in self.severities and (not self.roles or finding.role in self.roles)
            else finding
            for finding in page.findings
        )
        return replace(page, findings=tuple(findings))
