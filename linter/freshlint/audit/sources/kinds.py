"""All kinds of parts, so that one that was written down can be read again."""

from __future__ import annotations

from freshlint.audit.sources.files import FilesPart
from freshlint.audit.sources.git import GitPart

AnyPart = FilesPart | GitPart
