"""All kinds of parts, so that one that was written down can be read again."""

from __future__ import annotations

from freshlint.audit.sources.files import FilesPart
from freshlint.audit.sources.git import GitPart
from freshlint.audit.sources.json_lines import LinesPart
from freshlint.audit.sources.parquet import ParquetPart
from freshlint.audit.sources.warc import WarcPart
from freshlint.audit.sources.web import UrlsPart
from freshlint.audit.sources.wordpress import PostsPart

AnyPart = FilesPart | GitPart | LinesPart | ParquetPart | PostsPart | UrlsPart | WarcPart
